//! Two engines behind one `Tx`: SQLite (a file, the default) and PostgreSQL.
//!
//! SQL is written once for both; `on_engine!` holds exactly one sqlx call and runs it on whichever engine is there.

mod damage;
mod many;
mod migrate;
mod open;
pub mod tops;

use sqlx::{PgPool, Postgres, Sqlite, SqlitePool, Transaction};

pub use damage::damage;
pub use many::Many;
pub use migrate::{MigrateError, Schema, schema};
pub use open::{OpenError, check_address, look, open};

/// The database.
#[derive(Clone, Debug)]
pub enum Db {
    /// A file: one connection writes, several read.
    Sqlite {
        /// The one that writes.
        writer: SqlitePool,
        /// Those that read.
        readers: SqlitePool,
    },
    /// A server.
    Postgres(PgPool),
}

/// A transaction on either engine. Dropped without [`Tx::commit`], it leaves nothing behind.
#[derive(Debug)]
pub enum Tx {
    /// On SQLite.
    Sqlite(Transaction<'static, Sqlite>),
    /// On PostgreSQL.
    Postgres(Transaction<'static, Postgres>),
}

/// Runs one sqlx call on the engine of a transaction: `on_engine!(tx, |c| sqlx::query(SQL).bind(x).execute(c).await)`.
#[macro_export]
macro_rules! on_engine {
    ($tx:expr, |$c:ident| $body:expr) => {
        match $tx {
            $crate::db::Tx::Sqlite(transaction) => {
                let $c = &mut **transaction;
                $body
            }
            $crate::db::Tx::Postgres(transaction) => {
                let $c = &mut **transaction;
                $body
            }
        }
    };
}

impl Db {
    /// Opens a transaction that may write. On SQLite it takes the write lock at once, so that it cannot fail half-way.
    ///
    /// # Errors
    /// The database's.
    pub async fn write(&self) -> Result<Tx, sqlx::Error> {
        match self {
            Self::Sqlite { writer, .. } => Ok(Tx::Sqlite(writer.begin_with("BEGIN IMMEDIATE").await?)),
            Self::Postgres(pool) => Ok(Tx::Postgres(pool.begin().await?)),
        }
    }

    /// Opens a transaction that reads one consistent state.
    ///
    /// # Errors
    /// The database's.
    pub async fn read(&self) -> Result<Tx, sqlx::Error> {
        match self {
            Self::Sqlite { readers, .. } => Ok(Tx::Sqlite(readers.begin().await?)),
            Self::Postgres(pool) => Ok(Tx::Postgres(pool.begin().await?)),
        }
    }

    /// The engine's name, for messages and figures.
    pub const fn engine(&self) -> &'static str {
        match self {
            Self::Sqlite { .. } => "sqlite",
            Self::Postgres(_) => "postgres",
        }
    }

    /// Whether the database answers.
    ///
    /// # Errors
    /// The database's.
    pub async fn ping(&self) -> Result<(), sqlx::Error> {
        let mut tx = self.read().await?;
        on_engine!(&mut tx, |c| sqlx::query("SELECT 1").execute(c).await.map(|_| ()))
    }

    /// Empties the write-ahead log of SQLite, which tells in which order rows came. PostgreSQL's belongs to its keeper.
    ///
    /// # Errors
    /// The database's.
    pub async fn empty_log(&self) -> Result<(), sqlx::Error> {
        match self {
            Self::Sqlite { writer, .. } => empty_log(writer).await,
            Self::Postgres(_) => Ok(()),
        }
    }

    /// Ends the connections of [`look`], which change nothing, not even a log.
    pub async fn end_looking(&self) {
        match self {
            Self::Sqlite { readers, .. } => readers.close().await,
            Self::Postgres(pool) => pool.close().await,
        }
    }

    /// Ends all connections; on SQLite it also empties the write-ahead log.
    pub async fn close(&self) {
        match self {
            Self::Sqlite { writer, readers } => {
                readers.close().await;
                // A log that cannot be emptied now is emptied at the next start: nothing is lost.
                let _ = empty_log(writer).await;
                writer.close().await;
            }
            Self::Postgres(pool) => pool.close().await,
        }
    }
}

/// Moves everything of the write-ahead log into the database file. SQLite waits for those who read; where that takes too
/// long, part of the log stays, which it tells by a row and not by an error.
async fn empty_log(writer: &SqlitePool) -> Result<(), sqlx::Error> {
    let stays: i64 = sqlx::query_scalar("PRAGMA wal_checkpoint(TRUNCATE)").fetch_one(writer).await?;
    if stays == 0 { Ok(()) } else { Err(sqlx::Error::Protocol("somebody reads the write-ahead log".into())) }
}

impl Tx {
    /// Makes everything done in the transaction durable.
    ///
    /// # Errors
    /// The database's; then nothing was stored, or the connection broke while the answer was under way.
    pub async fn commit(self) -> Result<(), sqlx::Error> {
        match self {
            Self::Sqlite(transaction) => transaction.commit().await,
            Self::Postgres(transaction) => transaction.commit().await,
        }
    }
}
