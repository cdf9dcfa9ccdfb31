//! SQL of bearer tokens.

use ayeneh_domain::{
    ids::{OrganisationId, PersonId, TokenId},
    permission::Right,
};
use sqlx::FromRow;
use uuid::Uuid;

use super::ApiToken;
use crate::{db::Tx, on_engine};

const INSERT: &str = "INSERT INTO api_token \
     (organisation_id, id, token_hash, person_id, name, scopes, created_at, expires_at) \
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
const LIST: &str = "SELECT t.id, p.name AS acts_as, t.name, t.scopes, t.created_at, t.expires_at FROM api_token t \
     JOIN person p ON p.organisation_id = t.organisation_id AND p.id = t.person_id \
     WHERE t.organisation_id = $1 AND t.revoked_at IS NULL ORDER BY t.created_at, t.id";
const END: &str = "SELECT expires_at FROM api_token WHERE organisation_id = $1 AND id = $2";
const REVOKE: &str =
    "UPDATE api_token SET revoked_at = $3 WHERE organisation_id = $1 AND id = $2 AND revoked_at IS NULL";

const REVOKE_OF: &str =
    "UPDATE api_token SET revoked_at = $3 WHERE organisation_id = $1 AND person_id = $2 AND revoked_at IS NULL";
const COUNT_OF: &str = "SELECT count(*) FROM api_token \
     WHERE organisation_id = $1 AND person_id = $2 AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > $3)";

/// Every statement of this file, prepared on both engines by a test.
pub const STATEMENTS: &[&str] = &[INSERT, LIST, END, REVOKE, REVOKE_OF, COUNT_OF];

#[derive(FromRow)]
struct TokenRow {
    id: Uuid,
    acts_as: String,
    name: String,
    scopes: String,
    created_at: i64,
    expires_at: Option<i64>,
}

/// Keeps a token's hash.
///
/// # Errors
/// The database's.
pub async fn insert(
    tx: &mut Tx,
    organisation: OrganisationId,
    person: PersonId,
    token: &ApiToken,
    hash: &[u8],
) -> Result<(), sqlx::Error> {
    let scopes: Vec<&str> = token.scopes.iter().map(|right| right.key()).collect();
    let scopes = scopes.join(" ");
    on_engine!(tx, |c| sqlx::query(INSERT)
        .bind(organisation.0)
        .bind(token.id.0)
        .bind(hash)
        .bind(person.0)
        .bind(&token.name)
        .bind(&scopes)
        .bind(token.created_at)
        .bind(token.expires_at)
        .execute(c)
        .await
        .map(|_| ()))
}

/// The tokens that were not revoked.
///
/// # Errors
/// The database's.
pub async fn list(tx: &mut Tx, organisation: OrganisationId) -> Result<Vec<ApiToken>, sqlx::Error> {
    let rows = on_engine!(tx, |c| sqlx::query_as::<_, TokenRow>(LIST).bind(organisation.0).fetch_all(c).await)?;
    let token = |row: TokenRow| ApiToken {
        id: TokenId(row.id),
        acts_as: row.acts_as,
        name: row.name,
        scopes: row.scopes.split_whitespace().filter_map(Right::from_key).collect(),
        created_at: row.created_at,
        expires_at: row.expires_at,
    };
    Ok(rows.into_iter().map(token).collect())
}

/// When a token ends, if it does.
///
/// # Errors
/// The database's.
pub async fn end(tx: &mut Tx, organisation: OrganisationId, id: TokenId) -> Result<Option<i64>, sqlx::Error> {
    let end: Option<Option<i64>> =
        on_engine!(tx, |c| sqlx::query_scalar(END).bind(organisation.0).bind(id.0).fetch_optional(c).await)?;
    Ok(end.flatten())
}

/// Ends a token; `false` if there is none.
///
/// # Errors
/// The database's.
pub async fn revoke(tx: &mut Tx, organisation: OrganisationId, id: TokenId, now_ms: i64) -> Result<bool, sqlx::Error> {
    let rows = on_engine!(tx, |c| sqlx::query(REVOKE)
        .bind(organisation.0)
        .bind(id.0)
        .bind(now_ms)
        .execute(c)
        .await
        .map(|done| done.rows_affected()))?;
    Ok(rows == 1)
}

/// Ends every token that acts as a person.
///
/// # Errors
/// The database's.
pub async fn revoke_of(
    tx: &mut Tx,
    organisation: OrganisationId,
    person: PersonId,
    now_ms: i64,
) -> Result<(), sqlx::Error> {
    on_engine!(tx, |c| sqlx::query(REVOKE_OF)
        .bind(organisation.0)
        .bind(person.0)
        .bind(now_ms)
        .execute(c)
        .await
        .map(|_| ()))
}

/// How many good tokens act as a person.
///
/// # Errors
/// The database's.
pub async fn count_of(
    tx: &mut Tx,
    organisation: OrganisationId,
    person: PersonId,
    now_ms: i64,
) -> Result<usize, sqlx::Error> {
    let count: i64 = on_engine!(tx, |c| sqlx::query_scalar(COUNT_OF)
        .bind(organisation.0)
        .bind(person.0)
        .bind(now_ms)
        .fetch_one(c)
        .await)?;
    Ok(usize::try_from(count).unwrap_or_default())
}
