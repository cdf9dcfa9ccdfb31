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

/// How the schema of a database stands to this program.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Schema {
    /// Numbers of the migrations that this program has and the database does not.
    pub pending: Vec<i64>,
    /// Numbers that the database has and this program does not know, or knows otherwise.
    pub unknown: Vec<i64>,
}

/// How the schema of a database stands to this program.
///
/// # Errors
/// The database's, other than that no migration ever ran.
pub async fn schema(db: &Db) -> Result<Schema, sqlx::Error> {
    const APPLIED: &str = "SELECT version, checksum FROM _sqlx_migrations WHERE success ORDER BY version";
    let applied: Result<Vec<(i64, Vec<u8>)>, _> = match db {
        Db::Sqlite { readers, .. } => sqlx::query_as(APPLIED).fetch_all(readers).await,
        Db::Postgres(pool) => sqlx::query_as(APPLIED).fetch_all(pool).await,
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
    let is_there = |version: i64| applied.iter().any(|(there, _)| *there == version);
    let is_ours = |(version, checksum): &&(i64, Vec<u8>)| {
        ours.iter().any(|migration| migration.version == *version && *migration.checksum == *checksum)
    };
    Ok(Schema {
        pending: ours.iter().map(|migration| migration.version).filter(|version| !is_there(*version)).collect(),
        unknown: applied.iter().filter(|row| !is_ours(row)).map(|(version, _)| *version).collect(),
    })
}
