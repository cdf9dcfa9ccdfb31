//! SQL of what lets a person in: the password, and whether they still work here.

use ayeneh_domain::ids::{OrganisationId, PersonId};

use crate::{db::Tx, on_engine};

const PASSWORD: &str = "SELECT password_hash FROM person WHERE organisation_id = $1 AND id = $2 AND active";
// Writes what is there already: that holds the row until the transaction ends, on either engine.
const HOLD_PASSWORD: &str = "UPDATE person SET password_hash = password_hash \
     WHERE organisation_id = $1 AND id = $2 AND active AND password_hash = $3";
const SET_PASSWORD: &str = "UPDATE person SET password_hash = $3 WHERE organisation_id = $1 AND id = $2";
const IS_ACTIVE: &str = "SELECT count(*) FROM person WHERE organisation_id = $1 AND id = $2 AND active";
const SET_ACTIVE: &str = "UPDATE person SET active = $3 WHERE organisation_id = $1 AND id = $2";

/// Every statement of this file, prepared on both engines by a test.
pub const STATEMENTS: &[&str] = &[PASSWORD, HOLD_PASSWORD, SET_PASSWORD, IS_ACTIVE, SET_ACTIVE];

/// The hash of a person's password; `None` if none was chosen, or if the person has left.
///
/// # Errors
/// The database's.
pub async fn password(
    tx: &mut Tx,
    organisation: OrganisationId,
    person: PersonId,
) -> Result<Option<String>, sqlx::Error> {
    let found: Option<Option<String>> =
        on_engine!(tx, |c| sqlx::query_scalar(PASSWORD).bind(organisation.0).bind(person.0).fetch_optional(c).await)?;
    Ok(found.flatten())
}

/// Whether a person still works here and has just this password; holds that until the transaction ends.
///
/// # Errors
/// The database's.
pub async fn hold_password(
    tx: &mut Tx,
    organisation: OrganisationId,
    person: PersonId,
    hash: &str,
) -> Result<bool, sqlx::Error> {
    let rows = on_engine!(tx, |c| sqlx::query(HOLD_PASSWORD)
        .bind(organisation.0)
        .bind(person.0)
        .bind(hash)
        .execute(c)
        .await
        .map(|done| done.rows_affected()))?;
    Ok(rows == 1)
}

/// Keeps the hash of a person's password.
///
/// # Errors
/// The database's.
pub async fn set_password(
    tx: &mut Tx,
    organisation: OrganisationId,
    person: PersonId,
    hash: &str,
) -> Result<(), sqlx::Error> {
    on_engine!(tx, |c| sqlx::query(SET_PASSWORD)
        .bind(organisation.0)
        .bind(person.0)
        .bind(hash)
        .execute(c)
        .await
        .map(|_| ()))
}

/// Whether a person still works here.
///
/// # Errors
/// The database's.
pub async fn is_active(tx: &mut Tx, organisation: OrganisationId, person: PersonId) -> Result<bool, sqlx::Error> {
    let count: i64 =
        on_engine!(tx, |c| sqlx::query_scalar(IS_ACTIVE).bind(organisation.0).bind(person.0).fetch_one(c).await)?;
    Ok(count == 1)
}

/// Notes that a person has left, or is back.
///
/// # Errors
/// The database's.
pub async fn set_active(
    tx: &mut Tx,
    organisation: OrganisationId,
    person: PersonId,
    active: bool,
) -> Result<(), sqlx::Error> {
    on_engine!(tx, |c| sqlx::query(SET_ACTIVE)
        .bind(organisation.0)
        .bind(person.0)
        .bind(active)
        .execute(c)
        .await
        .map(|_| ()))
}
