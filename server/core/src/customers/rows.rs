//! Accounts and contacts as they are stored, and as services hand them on.

use ayeneh_domain::{
    bilingual::Locale,
    customers::AccountKind,
    ids::{AccountId, ContactId, UnitId},
};
use sqlx::FromRow;
use uuid::Uuid;

use crate::{people::rows::undecodable, search};

/// A customer or supplier company.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// The identifier.
    pub id: AccountId,
    /// Its number in the organisation's own systems.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Whether it buys or delivers.
    pub kind: AccountKind,
    /// The organisation's own word for its group of customers; may be empty.
    pub segment: String,
    /// The unit that serves it.
    pub unit: UnitId,
}

impl Account {
    /// What a search finds the account by: name and code, folded and in small letters.
    pub fn search(&self) -> String {
        search::text(&[&self.name, &self.code])
    }
}

#[derive(FromRow)]
pub(super) struct AccountRow {
    id: Uuid,
    code: String,
    name: String,
    kind: String,
    segment: String,
    unit_id: Uuid,
}

impl TryFrom<AccountRow> for Account {
    type Error = sqlx::Error;

    fn try_from(row: AccountRow) -> Result<Self, sqlx::Error> {
        Ok(Self {
            id: AccountId(row.id),
            kind: AccountKind::from_key(&row.kind).ok_or_else(|| undecodable("kind", &row.kind))?,
            code: row.code,
            name: row.name,
            segment: row.segment,
            unit: UnitId(row.unit_id),
        })
    }
}

/// Somebody at an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contact {
    /// The identifier.
    pub id: ContactId,
    /// The number in the organisation's own systems.
    pub code: String,
    /// Where the contact works.
    pub account: AccountId,
    /// The name as the contact writes it.
    pub name: String,
    /// Where invitations go; lower case, unique in the organisation.
    pub email: String,
    /// The language of mails and questionnaires.
    pub locale: Locale,
    /// The unit that serves the contact.
    pub unit: UnitId,
    /// Whether the contact may still be asked.
    pub active: bool,
}

impl Contact {
    /// What a search finds the contact by: name, code and address, folded and in small letters.
    pub fn search(&self) -> String {
        search::text(&[&self.name, &self.code, &self.email])
    }
}

#[derive(FromRow)]
pub(super) struct ContactRow {
    id: Uuid,
    code: String,
    account_id: Uuid,
    name: String,
    email: String,
    locale: String,
    unit_id: Uuid,
    active: bool,
}

impl TryFrom<ContactRow> for Contact {
    type Error = sqlx::Error;

    fn try_from(row: ContactRow) -> Result<Self, sqlx::Error> {
        Ok(Self {
            id: ContactId(row.id),
            account: AccountId(row.account_id),
            locale: Locale::from_tag(&row.locale).ok_or_else(|| undecodable("locale", &row.locale))?,
            code: row.code,
            name: row.name,
            email: row.email,
            unit: UnitId(row.unit_id),
            active: row.active,
        })
    }
}
