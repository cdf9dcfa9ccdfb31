//! SQL of sessions and one-time links.

use ayeneh_domain::ids::{OrganisationId, PersonId};

use crate::{db::Tx, doors::Entrant, on_engine};

const INSERT_SESSION: &str = "INSERT INTO session (organisation_id, token_hash, person_id, created_at, seen_at, expires_at) \
     VALUES ($1, $2, $3, $4, $4, $5)";
const NOTE_USE: &str = "UPDATE session SET seen_at = $3 WHERE organisation_id = $1 AND token_hash = $2";
const DELETE_SESSION: &str = "DELETE FROM session WHERE organisation_id = $1 AND token_hash = $2";
const DELETE_SESSIONS: &str = "DELETE FROM session WHERE organisation_id = $1 AND person_id = $2";
const INSERT_LINK: &str = "INSERT INTO sign_in_link (organisation_id, token_hash, person_id, purpose, created_at, expires_at) \
     VALUES ($1, $2, $3, $4, $5, $6)";
const USE_LINK: &str =
    "UPDATE sign_in_link SET used_at = $2 WHERE token_hash = $1 AND used_at IS NULL AND expires_at > $2";
const DELETE_SET_UP_LINKS: &str = "DELETE FROM sign_in_link WHERE purpose = 'setup'";

/// Every statement of this file, prepared on both engines by a test.
pub const STATEMENTS: &[&str] =
    &[INSERT_SESSION, NOTE_USE, DELETE_SESSION, DELETE_SESSIONS, INSERT_LINK, USE_LINK, DELETE_SET_UP_LINKS];

/// Keeps a new session.
///
/// # Errors
/// The database's.
pub async fn insert_session(
    tx: &mut Tx,
    (organisation, person): Entrant,
    hash: &[u8],
    now_ms: i64,
    expires_at: i64,
) -> Result<(), sqlx::Error> {
    on_engine!(tx, |c| sqlx::query(INSERT_SESSION)
        .bind(organisation.0)
        .bind(hash)
        .bind(person.0)
        .bind(now_ms)
        .bind(expires_at)
        .execute(c)
        .await
        .map(|_| ()))
}

/// Notes that a session is in use.
///
/// # Errors
/// The database's.
pub async fn note_use(tx: &mut Tx, organisation: OrganisationId, hash: &[u8], now_ms: i64) -> Result<(), sqlx::Error> {
    on_engine!(tx, |c| sqlx::query(NOTE_USE).bind(organisation.0).bind(hash).bind(now_ms).execute(c).await.map(|_| ()))
}

/// Ends one session.
///
/// # Errors
/// The database's.
pub async fn delete_session(tx: &mut Tx, organisation: OrganisationId, hash: &[u8]) -> Result<(), sqlx::Error> {
    on_engine!(tx, |c| sqlx::query(DELETE_SESSION).bind(organisation.0).bind(hash).execute(c).await.map(|_| ()))
}

/// Ends all sessions of a person.
///
/// # Errors
/// The database's.
pub async fn delete_sessions(tx: &mut Tx, organisation: OrganisationId, person: PersonId) -> Result<(), sqlx::Error> {
    on_engine!(tx, |c| sqlx::query(DELETE_SESSIONS).bind(organisation.0).bind(person.0).execute(c).await.map(|_| ()))
}

/// Keeps a one-time link; only the first set-up has no entrant.
///
/// # Errors
/// The database's.
pub async fn insert_link(
    tx: &mut Tx,
    entrant: Option<Entrant>,
    hash: &[u8],
    purpose: &str,
    now_ms: i64,
    expires_at: i64,
) -> Result<(), sqlx::Error> {
    on_engine!(tx, |c| sqlx::query(INSERT_LINK)
        .bind(entrant.map(|(organisation, _)| organisation.0))
        .bind(hash)
        .bind(entrant.map(|(_, person)| person.0))
        .bind(purpose)
        .bind(now_ms)
        .bind(expires_at)
        .execute(c)
        .await
        .map(|_| ()))
}

/// Uses a link up; `false` if somebody else was first.
///
/// # Errors
/// The database's.
pub async fn use_link(tx: &mut Tx, hash: &[u8], now_ms: i64) -> Result<bool, sqlx::Error> {
    let rows = on_engine!(tx, |c| sqlx::query(USE_LINK)
        .bind(hash)
        .bind(now_ms)
        .execute(c)
        .await
        .map(|done| done.rows_affected()))?;
    Ok(rows == 1)
}

/// Voids set-up links of earlier starts.
///
/// # Errors
/// The database's.
pub async fn delete_set_up_links(tx: &mut Tx) -> Result<(), sqlx::Error> {
    on_engine!(tx, |c| sqlx::query(DELETE_SET_UP_LINKS).execute(c).await.map(|_| ()))
}
