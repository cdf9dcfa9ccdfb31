//! SQL that reads many people: whole, by page, by search, below units.

use std::collections::BTreeMap;

use ayeneh_domain::{
    ids::{OrganisationId, PersonId, UnitId},
    permission::Grant,
};
use sqlx::FromRow;
use uuid::Uuid;

use crate::{
    db::{
        Tx,
        tops::{below, below_all},
    },
    on_engine,
    people::rows::{GrantRow, Person, PersonRow},
};

const ALL: &str = "SELECT id, code, name, email, unit_id, manager_id, level, tenure, locale, theme, active \
     FROM person WHERE organisation_id = $1 ORDER BY code";
const ACTIVE: &str = "SELECT id, code, name, email, unit_id, manager_id, level, tenure, locale, theme, active \
     FROM person WHERE organisation_id = $1 AND active ORDER BY sort_key, code";
const REPORTS: &str = "SELECT id, code, name, email, unit_id, manager_id, level, tenure, locale, theme, active \
     FROM person WHERE organisation_id = $1 AND manager_id = $2 AND active ORDER BY sort_key, code";
const PAGE: &str = below!(
    "$4",
    "SELECT id, code, name, email, unit_id, manager_id, level, tenure, locale, theme, active \
     FROM person WHERE organisation_id = $1 AND active AND unit_id IN (SELECT id FROM below) \
     AND search LIKE $2 ESCAPE '\\' ORDER BY sort_key, code LIMIT 50 OFFSET $3"
);
const COUNT: &str = below!(
    "$3",
    "SELECT count(*) FROM person WHERE organisation_id = $1 AND active AND unit_id IN (SELECT id FROM below) \
     AND search LIKE $2 ESCAPE '\\'"
);
const AFTER_CODE: &str = below!(
    "$4",
    "SELECT id, code, name, email, unit_id, manager_id, level, tenure, locale, theme, active \
     FROM person WHERE organisation_id = $1 AND code > $2 AND unit_id IN (SELECT id FROM below) \
     ORDER BY code LIMIT $3"
);
const ALL_GRANTS: &str = "SELECT person_id, role, unit_id FROM role_grant WHERE organisation_id = $1";

/// Every statement of this file, prepared on both engines by a test.
pub const STATEMENTS: &[&str] = &[ALL, ACTIVE, REPORTS, PAGE, COUNT, AFTER_CODE, ALL_GRANTS];

/// How many rows a page of a list has.
pub const PAGE_ROWS: usize = 50;

fn people(rows: Vec<PersonRow>) -> Result<Vec<Person>, sqlx::Error> {
    rows.into_iter().map(Person::try_from).collect()
}

/// Everybody who is or was employed, by code.
///
/// # Errors
/// The database's.
pub async fn all(tx: &mut Tx, organisation: OrganisationId) -> Result<Vec<Person>, sqlx::Error> {
    people(on_engine!(tx, |c| sqlx::query_as::<_, PersonRow>(ALL).bind(organisation.0).fetch_all(c).await)?)
}

/// Everybody who is employed, in the order of names.
///
/// # Errors
/// The database's.
pub async fn list_active(tx: &mut Tx, organisation: OrganisationId) -> Result<Vec<Person>, sqlx::Error> {
    people(on_engine!(tx, |c| sqlx::query_as::<_, PersonRow>(ACTIVE).bind(organisation.0).fetch_all(c).await)?)
}

/// Those who report to a person, in the order of names.
///
/// # Errors
/// The database's.
pub async fn reports(tx: &mut Tx, organisation: OrganisationId, manager: PersonId) -> Result<Vec<Person>, sqlx::Error> {
    people(on_engine!(tx, |c| sqlx::query_as::<_, PersonRow>(REPORTS)
        .bind(organisation.0)
        .bind(manager.0)
        .fetch_all(c)
        .await)?)
}

/// A page (50 people, counted from 0) of those in these units and below who match a pattern of [`crate::search`].
///
/// # Errors
/// The database's.
pub async fn page(
    tx: &mut Tx,
    organisation: OrganisationId,
    pattern: &str,
    page: usize,
    tops: &[UnitId],
) -> Result<Vec<Person>, sqlx::Error> {
    if tops.is_empty() {
        return Ok(Vec::new());
    }
    let offset = i64::try_from(page.saturating_mul(PAGE_ROWS)).unwrap_or(i64::MAX);
    people(on_engine!(tx, |c| {
        let mut query = sqlx::query_as::<_, PersonRow>(below_all(PAGE, "$4", tops));
        query = query.bind(organisation.0).bind(pattern).bind(offset);
        for top in tops {
            query = query.bind(top.0);
        }
        query.fetch_all(c).await
    })?)
}

/// How many people [`page`] has in all.
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

/// The next people by code, for reading all of them piece by piece.
///
/// # Errors
/// The database's.
pub async fn page_after_code(
    tx: &mut Tx,
    organisation: OrganisationId,
    after: &str,
    limit: usize,
    tops: &[UnitId],
) -> Result<Vec<Person>, sqlx::Error> {
    if tops.is_empty() {
        return Ok(Vec::new());
    }
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    people(on_engine!(tx, |c| {
        let mut query = sqlx::query_as::<_, PersonRow>(below_all(AFTER_CODE, "$4", tops));
        query = query.bind(organisation.0).bind(after).bind(limit);
        for top in tops {
            query = query.bind(top.0);
        }
        query.fetch_all(c).await
    })?)
}

#[derive(FromRow)]
struct OwnedGrantRow {
    person_id: Uuid,
    role: String,
    unit_id: Option<Uuid>,
}

/// Everybody's roles.
///
/// # Errors
/// The database's.
pub async fn all_grants(
    tx: &mut Tx,
    organisation: OrganisationId,
) -> Result<BTreeMap<PersonId, Vec<Grant>>, sqlx::Error> {
    let rows =
        on_engine!(tx, |c| sqlx::query_as::<_, OwnedGrantRow>(ALL_GRANTS).bind(organisation.0).fetch_all(c).await)?;
    let mut grants: BTreeMap<PersonId, Vec<Grant>> = BTreeMap::new();
    for row in rows {
        let grant = Grant::try_from(GrantRow { role: row.role, unit_id: row.unit_id })?;
        grants.entry(PersonId(row.person_id)).or_default().push(grant);
    }
    Ok(grants)
}
