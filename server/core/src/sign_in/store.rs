//! SQL of sessions and one-time links.

use ayeneh_domain::ids::{OrganisationId, PersonId};

use crate::{db::Tx, doors::Entrant, on_engine};

const INSERT_SESSION: &str = "INSERT INTO session (organisation_id, token_hash, person_id, created_at, seen_at, expires_at) \
     VALUES ($1, $2, $3, $4, $4, $5)";
const NOTE_USE: &str = "UPDATE session SET seen_at = $3 WHERE organisation_id = $1 AND token_hash = $2";
const DELETE_SESSION: &str = "DELETE FROM session WHERE organisation_id = $1 AND token_hash = $2";
const DELETE_SESSIONS: &str = "DELETE FROM session WHERE organisation_id = $1 AND person_id = $2";
const DELETE_OTHER_SESSIONS: &str =
    "DELETE FROM session WHERE organisation_id = $1 AND person_id = $2 AND token_hash <> $3";
const SESSIONS: &str = "SELECT token_hash, created_at, seen_at FROM session \
     WHERE organisation_id = $1 AND person_id = $2 AND expires_at > $3 AND seen_at > $4 ORDER BY seen_at DESC, token_hash";
const INSERT_LINK: &str = "INSERT INTO sign_in_link (organisation_id, token_hash, person_id, purpose, created_at, expires_at) \
     VALUES ($1, $2, $3, $4, $5, $6)";
const USE_LINK: &str =
    "UPDATE sign_in_link SET used_at = $2 WHERE token_hash = $1 AND used_at IS NULL AND expires_at > $2";
const DELETE_LINKS: &str = "DELETE FROM sign_in_link WHERE organisation_id = $1 AND person_id = $2 AND used_at IS NULL";
const DELETE_SET_UP_LINKS: &str = "DELETE FROM sign_in_link WHERE purpose = 'setup'";

/// Every statement of this file, prepared on both engines by a test.
pub const STATEMENTS: &[&str] = &[
    INSERT_SESSION,
    NOTE_USE,
    DELETE_SESSION,
    DELETE_SESSIONS,
    DELETE_OTHER_SESSIONS,
    SESSIONS,
    INSERT_LINK,
    USE_LINK,
    DELETE_LINKS,
    DELETE_SET_UP_LINKS,
];

/// A session as it is stored.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct SessionRow {
    /// SHA-256 of its token.
    pub token_hash: Vec<u8>,
    /// When it began, in milliseconds since 1970.
    pub created_at: i64,
    /// When its use was last noted.
    pub seen_at: i64,
}

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

/// Ends all sessions of a person but one.
///
/// # Errors
/// The database's.
pub async fn delete_other_sessions(
    tx: &mut Tx,
    organisation: OrganisationId,
    person: PersonId,
    but: &[u8],
) -> Result<(), sqlx::Error> {
    on_engine!(tx, |c| sqlx::query(DELETE_OTHER_SESSIONS)
        .bind(organisation.0)
        .bind(person.0)
        .bind(but)
        .execute(c)
        .await
        .map(|_| ()))
}

/// The sessions of a person that end after `now_ms` and were used after `used_after`, last used first.
///
/// # Errors
/// The database's.
pub async fn sessions(
    tx: &mut Tx,
    organisation: OrganisationId,
    person: PersonId,
    now_ms: i64,
    used_after: i64,
) -> Result<Vec<SessionRow>, sqlx::Error> {
    on_engine!(tx, |c| sqlx::query_as(SESSIONS)
        .bind(organisation.0)
        .bind(person.0)
        .bind(now_ms)
        .bind(used_after)
        .fetch_all(c)
        .await)
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

/// Voids the unused links of a person.
///
/// # Errors
/// The database's.
pub async fn delete_links(tx: &mut Tx, organisation: OrganisationId, person: PersonId) -> Result<(), sqlx::Error> {
    on_engine!(tx, |c| sqlx::query(DELETE_LINKS).bind(organisation.0).bind(person.0).execute(c).await.map(|_| ()))
}

/// Voids set-up links of earlier starts.
///
/// # Errors
/// The database's.
pub async fn delete_set_up_links(tx: &mut Tx) -> Result<(), sqlx::Error> {
    on_engine!(tx, |c| sqlx::query(DELETE_SET_UP_LINKS).execute(c).await.map(|_| ()))
}
