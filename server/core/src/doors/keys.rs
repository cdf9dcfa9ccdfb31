//! The door of the job that forgets old keys of repeats, whosever they are.

use crate::{db::Tx, on_engine};

const FORGET_BEFORE: &str = "DELETE FROM idempotency WHERE created_at < $1";

/// Every statement of this file, prepared on both engines by a test.
pub const STATEMENTS: &[&str] = &[FORGET_BEFORE];

/// Deletes keys that came before a moment, and returns how many.
///
/// # Errors
/// The database's.
pub async fn forget_before(tx: &mut Tx, moment_ms: i64) -> Result<u64, sqlx::Error> {
    on_engine!(tx, |c| sqlx::query(FORGET_BEFORE).bind(moment_ms).execute(c).await.map(|done| done.rows_affected()))
}
