//! SQL of accounts and contacts.

use ayeneh_domain::{
    ids::{AccountId, ContactId, OrganisationId, UnitId},
    sort_order,
};

use super::rows::{Account, AccountRow, Contact, ContactRow};
use crate::{
    db::{
        Many, Tx,
        tops::{below, below_all},
    },
    on_engine,
};

const ACCOUNTS: &str =
    "SELECT id, code, name, kind, segment, unit_id FROM account WHERE organisation_id = $1 ORDER BY sort_key, code";
const ACCOUNT: &str =
    "SELECT id, code, name, kind, segment, unit_id FROM account WHERE organisation_id = $1 AND id = $2";
const ACCOUNT_PAGE: &str = below!(
    "$4",
    "SELECT id, code, name, kind, segment, unit_id FROM account a \
     WHERE organisation_id = $1 AND unit_id IN (SELECT id FROM below) AND (search LIKE $2 ESCAPE '\\' OR EXISTS \
     (SELECT 1 FROM contact k WHERE k.organisation_id = $1 AND k.account_id = a.id AND k.unit_id IN (SELECT id FROM below) \
     AND k.search LIKE $2 ESCAPE '\\')) \
     ORDER BY sort_key, code LIMIT 50 OFFSET $3"
);
const COUNT: &str = below!(
    "$3",
    "SELECT count(*) FROM account a \
     WHERE organisation_id = $1 AND unit_id IN (SELECT id FROM below) AND (search LIKE $2 ESCAPE '\\' OR EXISTS \
     (SELECT 1 FROM contact k WHERE k.organisation_id = $1 AND k.account_id = a.id AND k.unit_id IN (SELECT id FROM below) \
     AND k.search LIKE $2 ESCAPE '\\'))"
);
const AFTER_CODE: &str = below!(
    "$4",
    "SELECT id, code, name, kind, segment, unit_id FROM account \
     WHERE organisation_id = $1 AND code > $2 AND unit_id IN (SELECT id FROM below) ORDER BY code LIMIT $3"
);
static PUT_ACCOUNTS: Many = Many::new(
    "INSERT INTO account (organisation_id, id, code, name, kind, segment, unit_id, search, sort_key) VALUES",
    9,
    " ON CONFLICT (organisation_id, id) DO UPDATE SET \
     name = excluded.name, kind = excluded.kind, segment = excluded.segment, unit_id = excluded.unit_id, \
     search = excluded.search, sort_key = excluded.sort_key",
);
const CONTACTS: &str = "SELECT id, code, account_id, name, email, locale, unit_id, active FROM contact \
     WHERE organisation_id = $1 AND active ORDER BY sort_key, code";
const ALL_CONTACTS: &str = "SELECT id, code, account_id, name, email, locale, unit_id, active FROM contact \
     WHERE organisation_id = $1 ORDER BY code";
const CONTACTS_OF: &str = "SELECT id, code, account_id, name, email, locale, unit_id, active FROM contact \
     WHERE organisation_id = $1 AND account_id = $2 ORDER BY sort_key, code";
const CONTACT: &str = "SELECT id, code, account_id, name, email, locale, unit_id, active FROM contact \
     WHERE organisation_id = $1 AND id = $2";
const ADDRESS_HOLDER: &str = "SELECT id FROM contact WHERE organisation_id = $1 AND email = $2";
static PUT_CONTACTS: Many = Many::new(
    "INSERT INTO contact (organisation_id, id, code, account_id, name, email, locale, unit_id, active, created_at, \
     search, sort_key) VALUES",
    12,
    " ON CONFLICT (organisation_id, id) DO UPDATE SET \
     account_id = excluded.account_id, name = excluded.name, email = excluded.email, locale = excluded.locale, \
     unit_id = excluded.unit_id, active = excluded.active, search = excluded.search, sort_key = excluded.sort_key",
);
const PARK_ADDRESS: &str = "UPDATE contact SET email = $3 WHERE organisation_id = $1 AND id = $2";

/// Every statement of this file, prepared on both engines by a test.
pub const STATEMENTS: &[&str] = &[
    ACCOUNTS,
    ACCOUNT,
    ACCOUNT_PAGE,
    COUNT,
    AFTER_CODE,
    CONTACTS,
    ALL_CONTACTS,
    CONTACTS_OF,
    CONTACT,
    ADDRESS_HOLDER,
    PARK_ADDRESS,
];

/// Those that are written for many rows.
pub static MANY: &[&Many] = &[&PUT_ACCOUNTS, &PUT_CONTACTS];

/// How many rows a page of a list has.
pub const PAGE_ROWS: usize = 50;

fn accounts_of(rows: Vec<AccountRow>) -> Result<Vec<Account>, sqlx::Error> {
    rows.into_iter().map(Account::try_from).collect()
}

fn contacts_of(rows: Vec<ContactRow>) -> Result<Vec<Contact>, sqlx::Error> {
    rows.into_iter().map(Contact::try_from).collect()
}

/// Every account, in the order of names.
///
/// # Errors
/// The database's.
pub async fn accounts(tx: &mut Tx, organisation: OrganisationId) -> Result<Vec<Account>, sqlx::Error> {
    accounts_of(on_engine!(tx, |c| sqlx::query_as::<_, AccountRow>(ACCOUNTS).bind(organisation.0).fetch_all(c).await)?)
}

/// One account.
///
/// # Errors
/// The database's.
pub async fn account(tx: &mut Tx, organisation: OrganisationId, id: AccountId) -> Result<Option<Account>, sqlx::Error> {
    let row = on_engine!(tx, |c| sqlx::query_as::<_, AccountRow>(ACCOUNT)
        .bind(organisation.0)
        .bind(id.0)
        .fetch_optional(c)
        .await)?;
    row.map(Account::try_from).transpose()
}

/// A page (50 accounts, counted from 0) of those served by these units and below that match a pattern of
/// [`crate::search`], by themselves or by a contact.
///
/// # Errors
/// The database's.
pub async fn page(
    tx: &mut Tx,
    organisation: OrganisationId,
    pattern: &str,
    page: usize,
    tops: &[UnitId],
) -> Result<Vec<Account>, sqlx::Error> {
    if tops.is_empty() {
        return Ok(Vec::new());
    }
    let offset = i64::try_from(page.saturating_mul(PAGE_ROWS)).unwrap_or(i64::MAX);
    accounts_of(on_engine!(tx, |c| {
        let mut query = sqlx::query_as::<_, AccountRow>(below_all(ACCOUNT_PAGE, "$4", tops));
        query = query.bind(organisation.0).bind(pattern).bind(offset);
        for top in tops {
            query = query.bind(top.0);
        }
        query.fetch_all(c).await
    })?)
}

/// How many accounts [`page`] has in all.
///
/// # Errors
/// The database's.
pub async fn count(
    tx: &mut Tx,
    organisation: OrganisationId,
    pattern: &str,
    tops: &[UnitId],
) -> Result<usize, sqlx::Error> {
    if tops.is_empty() {
        return Ok(0);
    }
    let count: i64 = on_engine!(tx, |c| {
        let mut query = sqlx::query_scalar(below_all(COUNT, "$3", tops));
        query = query.bind(organisation.0).bind(pattern);
        for top in tops {
            query = query.bind(top.0);
        }
        query.fetch_one(c).await
    })?;
    Ok(usize::try_from(count).unwrap_or_default())
}

/// The next accounts by code, for reading all of them piece by piece.
///
/// # Errors
/// The database's.
pub async fn page_after_code(
    tx: &mut Tx,
    organisation: OrganisationId,
    after: &str,
    limit: usize,
    tops: &[UnitId],
) -> Result<Vec<Account>, sqlx::Error> {
    if tops.is_empty() {
        return Ok(Vec::new());
    }
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    accounts_of(on_engine!(tx, |c| {
        let mut query = sqlx::query_as::<_, AccountRow>(below_all(AFTER_CODE, "$4", tops));
        query = query.bind(organisation.0).bind(after).bind(limit);
        for top in tops {
            query = query.bind(top.0);
        }
        query.fetch_all(c).await
    })?)
}

/// Adds accounts, or changes those whose identifier is known (never their code).
///
/// # Errors
/// The database's; a code that is taken.
pub async fn put_accounts(tx: &mut Tx, organisation: OrganisationId, accounts: &[Account]) -> Result<(), sqlx::Error> {
    for (statement, part) in PUT_ACCOUNTS.parts(accounts) {
        on_engine!(tx, |c| {
            let mut query = sqlx::query(statement);
            for account in part {
                query = query.bind(organisation.0).bind(account.id.0).bind(&account.code).bind(&account.name);
                query = query.bind(account.kind.key()).bind(&account.segment).bind(account.unit.0);
                query = query.bind(account.search()).bind(sort_order::bytes(&account.name));
            }
            query.execute(c).await.map(|_| ())
        })?;
    }
    Ok(())
}

/// Adds an account.
///
/// # Errors
/// The database's; a code that is taken.
pub async fn insert_account(tx: &mut Tx, organisation: OrganisationId, account: &Account) -> Result<(), sqlx::Error> {
    put_accounts(tx, organisation, std::slice::from_ref(account)).await
}

/// Everybody at any account who may be asked, in the order of names.
///
/// # Errors
/// The database's.
pub async fn contacts(tx: &mut Tx, organisation: OrganisationId) -> Result<Vec<Contact>, sqlx::Error> {
    contacts_of(on_engine!(tx, |c| sqlx::query_as::<_, ContactRow>(CONTACTS).bind(organisation.0).fetch_all(c).await)?)
}

/// Everybody at any account, those who may not be asked any more among them, by code.
///
/// # Errors
/// The database's.
pub async fn all_contacts(tx: &mut Tx, organisation: OrganisationId) -> Result<Vec<Contact>, sqlx::Error> {
    contacts_of(on_engine!(tx, |c| sqlx::query_as::<_, ContactRow>(ALL_CONTACTS)
        .bind(organisation.0)
        .fetch_all(c)
        .await)?)
}

/// Everybody at one account, in the order of names.
///
/// # Errors
/// The database's.
pub async fn contacts_at(
    tx: &mut Tx,
    organisation: OrganisationId,
    account: AccountId,
) -> Result<Vec<Contact>, sqlx::Error> {
    contacts_of(on_engine!(tx, |c| sqlx::query_as::<_, ContactRow>(CONTACTS_OF)
        .bind(organisation.0)
        .bind(account.0)
        .fetch_all(c)
        .await)?)
}

/// One contact.
///
/// # Errors
/// The database's.
pub async fn contact(tx: &mut Tx, organisation: OrganisationId, id: ContactId) -> Result<Option<Contact>, sqlx::Error> {
    let row = on_engine!(tx, |c| sqlx::query_as::<_, ContactRow>(CONTACT)
        .bind(organisation.0)
        .bind(id.0)
        .fetch_optional(c)
        .await)?;
    row.map(Contact::try_from).transpose()
}

/// Which contact has a mail address.
///
/// # Errors
/// The database's.
pub async fn address_holder(
    tx: &mut Tx,
    organisation: OrganisationId,
    email: &str,
) -> Result<Option<ContactId>, sqlx::Error> {
    let id: Option<uuid::Uuid> = on_engine!(tx, |c| sqlx::query_scalar(ADDRESS_HOLDER)
        .bind(organisation.0)
        .bind(email)
        .fetch_optional(c)
        .await)?;
    Ok(id.map(ContactId))
}

/// Adds contacts, or changes those whose identifier is known (never their code).
///
/// # Errors
/// The database's; a code or mail address that is taken.
pub async fn put_contacts(
    tx: &mut Tx,
    organisation: OrganisationId,
    contacts: &[Contact],
    now_ms: i64,
) -> Result<(), sqlx::Error> {
    for (statement, part) in PUT_CONTACTS.parts(contacts) {
        on_engine!(tx, |c| {
            let mut query = sqlx::query(statement);
            for contact in part {
                query = query.bind(organisation.0).bind(contact.id.0).bind(&contact.code).bind(contact.account.0);
                query = query.bind(&contact.name).bind(&contact.email).bind(contact.locale.tag());
                query = query.bind(contact.unit.0).bind(contact.active).bind(now_ms);
                query = query.bind(contact.search()).bind(sort_order::bytes(&contact.name));
            }
            query.execute(c).await.map(|_| ())
        })?;
    }
    Ok(())
}

/// Adds a contact.
///
/// # Errors
/// The database's; a code or mail address that is taken.
pub async fn insert_contact(
    tx: &mut Tx,
    organisation: OrganisationId,
    contact: &Contact,
    now_ms: i64,
) -> Result<(), sqlx::Error> {
    put_contacts(tx, organisation, std::slice::from_ref(contact), now_ms).await
}

/// Gives up a contact's mail address until [`put_contacts`] writes the new one, so that two can swap theirs.
///
/// # Errors
/// The database's.
pub async fn park_address(tx: &mut Tx, organisation: OrganisationId, contact: ContactId) -> Result<(), sqlx::Error> {
    on_engine!(tx, |c| sqlx::query(PARK_ADDRESS)
        .bind(organisation.0)
        .bind(contact.0)
        .bind(format!("moving {contact}"))
        .execute(c)
        .await
        .map(|_| ()))
}
