//! Units and people as they are stored, and as services hand them on.

use ayeneh_domain::{
    bilingual::{Bilingual, Locale},
    ids::{PersonId, UnitId},
    people::{Level, TenureBand},
    permission::{Grant, Role},
};
use sqlx::FromRow;
use uuid::Uuid;

/// A node of the unit tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    /// Its identifier.
    pub id: UnitId,
    /// Its code in the organisation's own systems.
    pub code: String,
    /// The unit above; absent for the company itself.
    pub parent: Option<UnitId>,
    /// Its name.
    pub name: Bilingual,
}

#[derive(FromRow)]
pub(crate) struct UnitRow {
    id: Uuid,
    code: String,
    parent_id: Option<Uuid>,
    name_fa: String,
    name_en: String,
}

impl From<UnitRow> for Unit {
    fn from(row: UnitRow) -> Self {
        Self {
            id: UnitId(row.id),
            code: row.code,
            parent: row.parent_id.map(UnitId),
            name: Bilingual::new(row.name_fa, row.name_en),
        }
    }
}

/// An employee.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// The identifier.
    pub id: PersonId,
    /// The personnel number in the organisation's own systems.
    pub code: String,
    /// The name as the person writes it.
    pub name: String,
    /// Where mails go and what signs in; lower case, unique in the organisation.
    pub email: String,
    /// Where the person works.
    pub unit: UnitId,
    /// For whom; absent at the top.
    pub manager: Option<PersonId>,
    /// Top team, leader or staff.
    pub level: Level,
    /// How long employed.
    pub tenure: TenureBand,
    /// The language of pages and mails.
    pub locale: Locale,
    /// `auto`, `light` or `dark`.
    pub theme: String,
    /// Whether still employed.
    pub active: bool,
}

impl Person {
    /// What a search finds the person by: name, code and address, folded and in small letters.
    pub fn search(&self) -> String {
        crate::search::text(&[&self.name, &self.code, &self.email])
    }
}

#[derive(FromRow)]
pub(super) struct PersonRow {
    id: Uuid,
    code: String,
    name: String,
    email: String,
    unit_id: Uuid,
    manager_id: Option<Uuid>,
    level: String,
    tenure: String,
    locale: String,
    theme: String,
    active: bool,
}

impl TryFrom<PersonRow> for Person {
    type Error = sqlx::Error;

    fn try_from(row: PersonRow) -> Result<Self, sqlx::Error> {
        Ok(Self {
            id: PersonId(row.id),
            level: Level::from_key(&row.level).ok_or_else(|| undecodable("level", &row.level))?,
            tenure: TenureBand::from_key(&row.tenure).ok_or_else(|| undecodable("tenure", &row.tenure))?,
            locale: Locale::from_tag(&row.locale).ok_or_else(|| undecodable("locale", &row.locale))?,
            code: row.code,
            name: row.name,
            email: row.email,
            unit: UnitId(row.unit_id),
            manager: row.manager_id.map(PersonId),
            theme: row.theme,
            active: row.active,
        })
    }
}

#[derive(FromRow)]
pub(super) struct GrantRow {
    pub(super) role: String,
    pub(super) unit_id: Option<Uuid>,
}

impl TryFrom<GrantRow> for Grant {
    type Error = sqlx::Error;

    fn try_from(row: GrantRow) -> Result<Self, sqlx::Error> {
        let role = Role::from_key(&row.role).ok_or_else(|| undecodable("role", &row.role))?;
        Ok(Self { role, unit: row.unit_id.map(UnitId) })
    }
}

/// A stored key that this program does not know; a check constraint should have prevented it.
pub(crate) fn undecodable(column: &str, value: &str) -> sqlx::Error {
    sqlx::Error::ColumnDecode { index: column.to_owned(), source: format!("unknown key {value:?}").into() }
}
