//! Brings the schema up to this program's version. Two servers starting together do it once (sqlx takes a lock).

use sqlx::migrate::Migrator;

use super::Db;

static SQLITE: Migrator = sqlx::migrate!("../../migrations/sqlite");
static POSTGRES: Migrator = sqlx::migrate!("../../migrations/postgres");

/// Why the schema could not be brought up to date.
#[derive(Debug, thiserror::Error)]
#[error("the database schema cannot be brought up to date: {0}")]
pub struct MigrateError(#[from] sqlx::migrate::MigrateError);

impl Db {
    /// Runs the migrations that are missing.
    ///
    /// # Errors
    /// The engine's, or a database that a newer program has changed.
    pub async fn migrate(&self) -> Result<(), MigrateError> {
        match self {
            Self::Sqlite { writer, .. } => SQLITE.run(writer).await?,
            Self::Postgres(pool) => POSTGRES.run(pool).await?,
        }
        Ok(())
    }
}

/// Numbers of the migrations that this program has and the database does not.
///
/// # Errors
/// The database's, other than that no migration ever ran.
pub async fn pending(db: &Db) -> Result<Vec<i64>, sqlx::Error> {
    const APPLIED: &str = "SELECT version FROM _sqlx_migrations ORDER BY version";
    let applied: Result<Vec<i64>, _> = match db {
        Db::Sqlite { readers, .. } => sqlx::query_scalar(APPLIED).fetch_all(readers).await,
        Db::Postgres(pool) => sqlx::query_scalar(APPLIED).fetch_all(pool).await,
    };
    let applied = match applied {
        Ok(versions) => versions,
        Err(sqlx::Error::Database(_)) => Vec::new(),
        Err(error) => return Err(error),
    };
    let ours = match db {
        Db::Sqlite { .. } => &SQLITE,
        Db::Postgres(_) => &POSTGRES,
    };
    Ok(ours.iter().map(|migration| migration.version).filter(|version| !applied.contains(version)).collect())
}
