//! Looks whether a database is whole: what a disk or a half-made copy has spoilt is better found by asking than by luck.

use sqlx::FromRow;

use super::Db;

/// How many faults are told; one is enough to restore a backup.
const MOST: usize = 10;

#[derive(FromRow)]
struct BrokenKey {
    table: String,
    parent: String,
}

/// What is broken, in the engine's words; empty where nothing is.
///
/// # Errors
/// The database's, where it is so broken that it cannot be asked.
pub async fn damage(db: &Db) -> Result<Vec<String>, sqlx::Error> {
    match db {
        Db::Sqlite { readers, .. } => {
            let said: Vec<String> = sqlx::query_scalar("PRAGMA integrity_check(10)").fetch_all(readers).await?;
            let mut faults: Vec<String> = said.into_iter().filter(|line| line != "ok").collect();
            let keys: Vec<BrokenKey> = sqlx::query_as("PRAGMA foreign_key_check").fetch_all(readers).await?;
            let told = |key: BrokenKey| format!("a row of {} names one of {} that is not there", key.table, key.parent);
            faults.extend(keys.into_iter().take(MOST).map(told));
            faults.dedup();
            Ok(faults)
        }
        // PostgreSQL keeps its keys by itself; only a constraint that somebody added unchecked may be broken.
        Db::Postgres(pool) => {
            const UNCHECKED: &str = "SELECT conrelid::regclass::text || ': ' || conname FROM pg_constraint \
                 WHERE NOT convalidated ORDER BY 1 LIMIT 10";
            let names: Vec<String> = sqlx::query_scalar(UNCHECKED).fetch_all(pool).await?;
            Ok(names.into_iter().map(|name| format!("the constraint {name} was never checked")).collect())
        }
    }
}
