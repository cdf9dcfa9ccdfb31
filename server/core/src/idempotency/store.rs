//! SQL of idempotency keys. A row goes from reserved (status 0) over done (−1) to answered (the HTTP status); until it is
//! answered, `body` names who holds it.

use ayeneh_domain::ids::{OrganisationId, TokenId};
use sqlx::FromRow;

use crate::{db::Tx, on_engine};

const RESERVE: &str = "INSERT INTO idempotency (organisation_id, token_id, key, request_hash, status, body, created_at) \
     VALUES ($1, $2, $3, $4, 0, $5, $6) ON CONFLICT (organisation_id, token_id, key) \
     DO UPDATE SET created_at = $6, body = $5 \
     WHERE idempotency.status = 0 AND idempotency.created_at < $7 AND idempotency.request_hash = $4";
const FIND: &str = "SELECT request_hash, status, body, created_at FROM idempotency \
     WHERE organisation_id = $1 AND token_id = $2 AND key = $3";
const DONE: &str = "UPDATE idempotency SET status = -1 \
     WHERE organisation_id = $1 AND token_id = $2 AND key = $3 AND body = $4 AND status <= 0";
const KEEP: &str = "UPDATE idempotency SET status = $5, body = $6 \
     WHERE organisation_id = $1 AND token_id = $2 AND key = $3 AND body = $4 AND status <= 0";
const RELEASE: &str = "DELETE FROM idempotency \
     WHERE organisation_id = $1 AND token_id = $2 AND key = $3 AND body = $4 AND status = 0";
const FORGET: &str = "DELETE FROM idempotency \
     WHERE organisation_id = $1 AND token_id = $2 AND key = $3 AND body = $4 AND status <= 0";

/// Every statement of this file, prepared on both engines by a test.
pub const STATEMENTS: &[&str] = &[RESERVE, FIND, DONE, KEEP, RELEASE, FORGET];

/// What is kept of a key.
#[derive(FromRow)]
pub struct Kept {
    /// SHA-256 of method, path and body.
    pub request_hash: Vec<u8>,
    /// The HTTP status of the answer; 0 while the work goes on, −1 once it is done and not answered.
    pub status: i64,
    /// The answer; before it, who holds the key.
    pub body: String,
    /// When the key was reserved.
    pub created_at: i64,
}

/// Reserves a key for a holder, at a moment; a reservation older than the second moment is taken over. `false` if it is
/// taken.
///
/// # Errors
/// The database's.
pub async fn reserve(
    tx: &mut Tx,
    organisation: OrganisationId,
    (token, key): (TokenId, &str),
    holder: &str,
    request_hash: &[u8],
    (now_ms, abandoned_before_ms): (i64, i64),
) -> Result<bool, sqlx::Error> {
    let rows = on_engine!(tx, |c| sqlx::query(RESERVE)
        .bind(organisation.0)
        .bind(token.0)
        .bind(key)
        .bind(request_hash)
        .bind(holder)
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

/// Notes that the work is done; `false` if somebody else holds the key.
///
/// # Errors
/// The database's.
pub async fn done(
    tx: &mut Tx,
    organisation: OrganisationId,
    token: TokenId,
    key: &str,
    holder: &str,
) -> Result<bool, sqlx::Error> {
    on_holder(tx, DONE, organisation, token, key, holder).await
}

/// Keeps the answer of who holds the key.
///
/// # Errors
/// The database's.
pub async fn keep(
    tx: &mut Tx,
    organisation: OrganisationId,
    (token, key): (TokenId, &str),
    holder: &str,
    status: i64,
    body: &str,
) -> Result<(), sqlx::Error> {
    on_engine!(tx, |c| sqlx::query(KEEP)
        .bind(organisation.0)
        .bind(token.0)
        .bind(key)
        .bind(holder)
        .bind(status)
        .bind(body)
        .execute(c)
        .await
        .map(|_| ()))
}

/// Gives a key free again whose work was not done.
///
/// # Errors
/// The database's.
pub async fn release(
    tx: &mut Tx,
    organisation: OrganisationId,
    token: TokenId,
    key: &str,
    holder: &str,
) -> Result<(), sqlx::Error> {
    on_holder(tx, RELEASE, organisation, token, key, holder).await.map(|_| ())
}

/// Gives a key free again, whatever was done.
///
/// # Errors
/// The database's.
pub async fn forget(
    tx: &mut Tx,
    organisation: OrganisationId,
    token: TokenId,
    key: &str,
    holder: &str,
) -> Result<(), sqlx::Error> {
    on_holder(tx, FORGET, organisation, token, key, holder).await.map(|_| ())
}

/// Runs a statement on the row that a holder has; whether there was one.
async fn on_holder(
    tx: &mut Tx,
    statement: &'static str,
    organisation: OrganisationId,
    token: TokenId,
    key: &str,
    holder: &str,
) -> Result<bool, sqlx::Error> {
    on_engine!(tx, |c| sqlx::query(statement)
        .bind(organisation.0)
        .bind(token.0)
        .bind(key)
        .bind(holder)
        .execute(c)
        .await
        .map(|done| done.rows_affected() == 1))
}
