//! SQL of idempotency keys.

use ayeneh_domain::ids::{OrganisationId, TokenId};
use sqlx::FromRow;

use crate::{db::Tx, on_engine};

const RESERVE: &str = "INSERT INTO idempotency (organisation_id, token_id, key, request_hash, status, body, created_at) \
     VALUES ($1, $2, $3, $4, 0, '', $5) ON CONFLICT (organisation_id, token_id, key) DO UPDATE SET created_at = $5 \
     WHERE idempotency.status = 0 AND idempotency.created_at < $6 AND idempotency.request_hash = $4";
const FIND: &str =
    "SELECT request_hash, status, body FROM idempotency WHERE organisation_id = $1 AND token_id = $2 AND key = $3";
const KEEP: &str =
    "UPDATE idempotency SET status = $4, body = $5 WHERE organisation_id = $1 AND token_id = $2 AND key = $3";
const FORGET: &str = "DELETE FROM idempotency WHERE organisation_id = $1 AND token_id = $2 AND key = $3";

/// Every statement of this file, prepared on both engines by a test.
pub const STATEMENTS: &[&str] = &[RESERVE, FIND, KEEP, FORGET];

/// What is kept of a key.
#[derive(FromRow)]
pub struct Kept {
    /// SHA-256 of method, path and body.
    pub request_hash: Vec<u8>,
    /// The HTTP status of the answer; 0 while the work goes on.
    pub status: i64,
    /// The answer.
    pub body: String,
}

/// Reserves a key; `false` if it is taken.
///
/// # Errors
/// The database's.
pub async fn reserve(
    tx: &mut Tx,
    organisation: OrganisationId,
    token: TokenId,
    key: &str,
    request_hash: &[u8],
    now_ms: i64,
    abandoned_before_ms: i64,
) -> Result<bool, sqlx::Error> {
    let rows = on_engine!(tx, |c| sqlx::query(RESERVE)
        .bind(organisation.0)
        .bind(token.0)
        .bind(key)
        .bind(request_hash)
        .bind(now_ms)
        .bind(abandoned_before_ms)
        .execute(c)
        .await
        .map(|done| done.rows_affected()))?;
    Ok(rows == 1)
}

/// What is kept of a key.
///
/// # Errors
/// The database's.
pub async fn find(
    tx: &mut Tx,
    organisation: OrganisationId,
    token: TokenId,
    key: &str,
) -> Result<Option<Kept>, sqlx::Error> {
    on_engine!(tx, |c| sqlx::query_as::<_, Kept>(FIND)
        .bind(organisation.0)
        .bind(token.0)
        .bind(key)
        .fetch_optional(c)
        .await)
}

/// Keeps the answer.
///
/// # Errors
/// The database's.
pub async fn keep(
    tx: &mut Tx,
    organisation: OrganisationId,
    token: TokenId,
    key: &str,
    status: i64,
    body: &str,
) -> Result<(), sqlx::Error> {
    on_engine!(tx, |c| sqlx::query(KEEP)
        .bind(organisation.0)
        .bind(token.0)
        .bind(key)
        .bind(status)
        .bind(body)
        .execute(c)
        .await
        .map(|_| ()))
}

/// Gives a key free again.
///
/// # Errors
/// The database's.
pub async fn forget(tx: &mut Tx, organisation: OrganisationId, token: TokenId, key: &str) -> Result<(), sqlx::Error> {
    on_engine!(tx, |c| sqlx::query(FORGET).bind(organisation.0).bind(token.0).bind(key).execute(c).await.map(|_| ()))
}
