//! SQL that writes many units, people and grants in few statements: imports and the demo company.

use ayeneh_domain::{
    ids::{OrganisationId, PersonId},
    permission::Grant,
    sort_order,
};
use uuid::Uuid;

use crate::{
    db::{Many, Tx},
    on_engine,
    people::rows::{Person, Unit},
};

static PUT_UNITS: Many = Many::new(
    "INSERT INTO unit (organisation_id, id, code, parent_id, name_fa, name_en) VALUES",
    6,
    " ON CONFLICT (organisation_id, id) DO UPDATE SET \
     code = excluded.code, parent_id = excluded.parent_id, name_fa = excluded.name_fa, name_en = excluded.name_en",
);
static PUT_PEOPLE: Many = Many::new(
    "INSERT INTO person (organisation_id, id, code, name, email, unit_id, manager_id, level, tenure, locale, theme, \
     active, created_at, search, sort_key) VALUES",
    15,
    " ON CONFLICT (organisation_id, id) DO UPDATE SET code = excluded.code, \
     name = excluded.name, email = excluded.email, \
     unit_id = excluded.unit_id, manager_id = excluded.manager_id, level = excluded.level, \
     tenure = excluded.tenure, locale = excluded.locale, active = excluded.active, \
     search = excluded.search, sort_key = excluded.sort_key",
);
const PARK_ADDRESS: &str = "UPDATE person SET email = $3 WHERE organisation_id = $1 AND id = $2";
static PUT_GRANTS: Many =
    Many::new("INSERT INTO role_grant (organisation_id, id, person_id, role, unit_id) VALUES", 5, "");
const DELETE_GRANTS: &str = "DELETE FROM role_grant WHERE organisation_id = $1 AND person_id = $2";

/// Every statement of this file, prepared on both engines by a test.
pub const STATEMENTS: &[&str] = &[PARK_ADDRESS, DELETE_GRANTS];

/// Those that are written for many rows.
pub static MANY: &[&Many] = &[&PUT_UNITS, &PUT_PEOPLE, &PUT_GRANTS];

/// Adds units, or changes those whose identifier is known. Parents must stand before their children.
///
/// # Errors
/// The database's; a code that is taken.
pub async fn put_units(tx: &mut Tx, organisation: OrganisationId, units: &[Unit]) -> Result<(), sqlx::Error> {
    for (statement, part) in PUT_UNITS.parts(units) {
        on_engine!(tx, |c| {
            let mut query = sqlx::query(statement);
            for unit in part {
                let parent = unit.parent.map(|parent| parent.0);
                query = query.bind(organisation.0).bind(unit.id.0).bind(&unit.code);
                query = query.bind(parent).bind(&unit.name.fa).bind(&unit.name.en);
            }
            query.execute(c).await.map(|_| ())
        })?;
    }
    Ok(())
}

/// Adds people, or changes those whose identifier is known (never their theme or password). Managers must stand
/// before their reports.
///
/// # Errors
/// The database's; a code or mail address that is taken.
pub async fn put_people(
    tx: &mut Tx,
    organisation: OrganisationId,
    people: &[Person],
    now_ms: i64,
) -> Result<(), sqlx::Error> {
    for (statement, part) in PUT_PEOPLE.parts(people) {
        on_engine!(tx, |c| {
            let mut query = sqlx::query(statement);
            for person in part {
                query = query.bind(organisation.0).bind(person.id.0).bind(&person.code).bind(&person.name);
                query = query.bind(&person.email).bind(person.unit.0).bind(person.manager.map(|manager| manager.0));
                query = query.bind(person.level.key()).bind(person.tenure.key()).bind(person.locale.tag());
                query = query.bind(&person.theme).bind(person.active).bind(now_ms);
                query = query.bind(person.search()).bind(sort_order::bytes(&person.name));
            }
            query.execute(c).await.map(|_| ())
        })?;
    }
    Ok(())
}

/// Gives up a person's mail address until [`put_people`] writes the new one, so that two people can swap theirs.
///
/// # Errors
/// The database's.
pub async fn park_address(tx: &mut Tx, organisation: OrganisationId, person: PersonId) -> Result<(), sqlx::Error> {
    on_engine!(tx, |c| sqlx::query(PARK_ADDRESS)
        .bind(organisation.0)
        .bind(person.0)
        .bind(format!("moving {person}"))
        .execute(c)
        .await
        .map(|_| ()))
}

/// Gives roles.
///
/// # Errors
/// The database's.
pub async fn put_grants(
    tx: &mut Tx,
    organisation: OrganisationId,
    grants: &[(Uuid, PersonId, Grant)],
) -> Result<(), sqlx::Error> {
    for (statement, part) in PUT_GRANTS.parts(grants) {
        on_engine!(tx, |c| {
            let mut query = sqlx::query(statement);
            for (id, person, grant) in part {
                query = query.bind(organisation.0).bind(*id).bind(person.0);
                query = query.bind(grant.role.key()).bind(grant.unit.map(|unit| unit.0));
            }
            query.execute(c).await.map(|_| ())
        })?;
    }
    Ok(())
}

/// Takes all roles of a person.
///
/// # Errors
/// The database's.
pub async fn delete_grants(tx: &mut Tx, organisation: OrganisationId, person: PersonId) -> Result<(), sqlx::Error> {
    on_engine!(tx, |c| sqlx::query(DELETE_GRANTS).bind(organisation.0).bind(person.0).execute(c).await.map(|_| ()))
}
