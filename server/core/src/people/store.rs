//! SQL of units, people and grants.

mod access;
mod bulk;
mod list;

use ayeneh_domain::{
    bilingual::Locale,
    ids::{OrganisationId, PersonId},
    permission::Grant,
    sort_order,
};
use uuid::Uuid;

pub use self::{
    access::{hold_password, is_active, password, set_active, set_password},
    bulk::{MANY, delete_grants, park_address, put_grants, put_people, put_units},
    list::{PAGE_ROWS, all, all_grants, count, list_active, page, page_after_code, reports},
};
use super::rows::{GrantRow, Person, PersonRow, Unit, UnitRow};
use crate::{db::Tx, on_engine};

const UNITS: &str = "SELECT id, code, parent_id, name_fa, name_en FROM unit WHERE organisation_id = $1 ORDER BY code";
const INSERT_UNIT: &str =
    "INSERT INTO unit (organisation_id, id, code, parent_id, name_fa, name_en) VALUES ($1, $2, $3, $4, $5, $6)";
const PERSON: &str = "SELECT id, code, name, email, unit_id, manager_id, level, tenure, locale, theme, active \
     FROM person WHERE organisation_id = $1 AND id = $2";
const INSERT_PERSON: &str = "INSERT INTO person \
     (organisation_id, id, code, name, email, unit_id, manager_id, level, tenure, locale, theme, active, created_at, \
     search, sort_key) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)";
const GRANTS: &str = "SELECT role, unit_id FROM role_grant WHERE organisation_id = $1 AND person_id = $2";
const INSERT_GRANT: &str =
    "INSERT INTO role_grant (organisation_id, id, person_id, role, unit_id) VALUES ($1, $2, $3, $4, $5)";
const SET_LOCALE: &str = "UPDATE person SET locale = $3 WHERE organisation_id = $1 AND id = $2";
const SET_THEME: &str = "UPDATE person SET theme = $3 WHERE organisation_id = $1 AND id = $2";

/// Every statement of this feature, prepared on both engines by a test.
pub const STATEMENTS: &[&[&str]] = &[
    &[UNITS, INSERT_UNIT, PERSON, INSERT_PERSON, GRANTS, INSERT_GRANT, SET_LOCALE, SET_THEME],
    access::STATEMENTS,
    bulk::STATEMENTS,
    list::STATEMENTS,
];

/// The unit tree as a list, by code.
///
/// # Errors
/// The database's.
pub async fn units(tx: &mut Tx, organisation: OrganisationId) -> Result<Vec<Unit>, sqlx::Error> {
    let rows = on_engine!(tx, |c| sqlx::query_as::<_, UnitRow>(UNITS).bind(organisation.0).fetch_all(c).await)?;
    Ok(rows.into_iter().map(Unit::from).collect())
}

/// Adds a unit.
///
/// # Errors
/// The database's; a code that is taken.
pub async fn insert_unit(tx: &mut Tx, organisation: OrganisationId, unit: &Unit) -> Result<(), sqlx::Error> {
    on_engine!(tx, |c| sqlx::query(INSERT_UNIT)
        .bind(organisation.0)
        .bind(unit.id.0)
        .bind(&unit.code)
        .bind(unit.parent.map(|parent| parent.0))
        .bind(&unit.name.fa)
        .bind(&unit.name.en)
        .execute(c)
        .await
        .map(|_| ()))
}

/// One person.
///
/// # Errors
/// The database's.
pub async fn person(tx: &mut Tx, organisation: OrganisationId, id: PersonId) -> Result<Option<Person>, sqlx::Error> {
    let row = on_engine!(tx, |c| sqlx::query_as::<_, PersonRow>(PERSON)
        .bind(organisation.0)
        .bind(id.0)
        .fetch_optional(c)
        .await)?;
    row.map(Person::try_from).transpose()
}

/// Adds a person.
///
/// # Errors
/// The database's; a code or mail address that is taken.
pub async fn insert_person(
    tx: &mut Tx,
    organisation: OrganisationId,
    person: &Person,
    now_ms: i64,
) -> Result<(), sqlx::Error> {
    on_engine!(tx, |c| sqlx::query(INSERT_PERSON)
        .bind(organisation.0)
        .bind(person.id.0)
        .bind(&person.code)
        .bind(&person.name)
        .bind(&person.email)
        .bind(person.unit.0)
        .bind(person.manager.map(|manager| manager.0))
        .bind(person.level.key())
        .bind(person.tenure.key())
        .bind(person.locale.tag())
        .bind(&person.theme)
        .bind(person.active)
        .bind(now_ms)
        .bind(person.search())
        .bind(sort_order::bytes(&person.name))
        .execute(c)
        .await
        .map(|_| ()))
}

/// The roles of a person.
///
/// # Errors
/// The database's.
pub async fn grants(tx: &mut Tx, organisation: OrganisationId, person: PersonId) -> Result<Vec<Grant>, sqlx::Error> {
    let rows = on_engine!(tx, |c| sqlx::query_as::<_, GrantRow>(GRANTS)
        .bind(organisation.0)
        .bind(person.0)
        .fetch_all(c)
        .await)?;
    rows.into_iter().map(Grant::try_from).collect()
}

/// Gives a role.
///
/// # Errors
/// The database's.
pub async fn insert_grant(
    tx: &mut Tx,
    organisation: OrganisationId,
    id: Uuid,
    person: PersonId,
    grant: Grant,
) -> Result<(), sqlx::Error> {
    on_engine!(tx, |c| sqlx::query(INSERT_GRANT)
        .bind(organisation.0)
        .bind(id)
        .bind(person.0)
        .bind(grant.role.key())
        .bind(grant.unit.map(|unit| unit.0))
        .execute(c)
        .await
        .map(|_| ()))
}

/// Keeps a person's language.
///
/// # Errors
/// The database's.
pub async fn set_locale(
    tx: &mut Tx,
    organisation: OrganisationId,
    person: PersonId,
    locale: Locale,
) -> Result<(), sqlx::Error> {
    set_text(tx, SET_LOCALE, organisation, person, locale.tag()).await
}

/// Keeps a person's light or dark.
///
/// # Errors
/// The database's.
pub async fn set_theme(
    tx: &mut Tx,
    organisation: OrganisationId,
    person: PersonId,
    theme: &str,
) -> Result<(), sqlx::Error> {
    set_text(tx, SET_THEME, organisation, person, theme).await
}

async fn set_text(
    tx: &mut Tx,
    statement: &'static str,
    organisation: OrganisationId,
    person: PersonId,
    value: &str,
) -> Result<(), sqlx::Error> {
    on_engine!(tx, |c| sqlx::query(statement)
        .bind(organisation.0)
        .bind(person.0)
        .bind(value)
        .execute(c)
        .await
        .map(|_| ()))
}
