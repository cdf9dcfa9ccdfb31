//! The door of sign-in links: who asked for one is not known before the job looks the address up, so the rows have no
//! organisation.

use uuid::Uuid;

use crate::{db::Tx, on_engine};

const INSERT: &str = "INSERT INTO link_request (id, email, purpose, created_at) VALUES ($1, $2, $3, $4)";
const WAITING: &str = "SELECT id, email, purpose, created_at FROM link_request ORDER BY created_at, id LIMIT 64";
const TAKE: &str = "DELETE FROM link_request WHERE id = $1";

/// Every statement of this file, prepared on both engines by a test.
pub const STATEMENTS: &[&str] = &[INSERT, WAITING, TAKE];

/// Somebody's wish for a link.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct LinkRequest {
    /// Its identifier.
    pub id: Uuid,
    /// The address as it signs in.
    pub email: String,
    /// `magic` or `password`.
    pub purpose: String,
    /// When it was asked, in milliseconds since 1970.
    pub created_at: i64,
}

/// Keeps a wish.
///
/// # Errors
/// The database's.
pub async fn insert(tx: &mut Tx, request: &LinkRequest) -> Result<(), sqlx::Error> {
    on_engine!(tx, |c| sqlx::query(INSERT)
        .bind(request.id)
        .bind(&request.email)
        .bind(&request.purpose)
        .bind(request.created_at)
        .execute(c)
        .await
        .map(|_| ()))
}

/// The oldest wishes, at most 64.
///
/// # Errors
/// The database's.
pub async fn waiting(tx: &mut Tx) -> Result<Vec<LinkRequest>, sqlx::Error> {
    on_engine!(tx, |c| sqlx::query_as(WAITING).fetch_all(c).await)
}

/// Takes a wish away to answer it; `false` if another server was first.
///
/// # Errors
/// The database's.
pub async fn take(tx: &mut Tx, id: Uuid) -> Result<bool, sqlx::Error> {
    let rows = on_engine!(tx, |c| sqlx::query(TAKE).bind(id).execute(c).await.map(|done| done.rows_affected()))?;
    Ok(rows == 1)
}
