//! Opens a database from its address and says plainly what is wrong with the address.

use std::{path::Path, str::FromStr, time::Duration};

use sqlx::{
    postgres::{PgConnectOptions, PgPoolOptions},
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};

use super::Db;

/// Why a database could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// Neither `sqlite://…` nor `postgres://…`.
    #[error("AYENEH_DATABASE_URL is \"{0}\"; it must begin with sqlite:// or postgres://")]
    Address(String),
    /// The folder of the database file cannot be made or written to.
    #[error("the folder {folder} cannot be written to: {source}")]
    Folder {
        /// The folder.
        folder: String,
        /// What the system said.
        source: std::io::Error,
    },
    /// The engine refused.
    #[error("the database cannot be opened: {0}")]
    Engine(#[from] sqlx::Error),
}

/// Opens `sqlite://data/ayeneh.db` or `postgres://user:password@host/name`.
///
/// # Errors
/// See [`OpenError`].
pub async fn open(url: &str) -> Result<Db, OpenError> {
    if url.starts_with("sqlite:") {
        open_sqlite(url).await
    } else if url.starts_with("postgres://") || url.starts_with("postgresql://") {
        let options = PgConnectOptions::from_str(url)?.application_name("ayeneh");
        let pool = PgPoolOptions::new().max_connections(16).acquire_timeout(Duration::from_secs(5));
        Ok(Db::Postgres(pool.connect_with(options).await?))
    } else {
        Err(OpenError::Address(hide_password(url)))
    }
}

/// What a connection keeps of the file in memory, in KiB: indexes of a large survey are read at random.
const WRITER_CACHE_KIB: u32 = 16 * 1024;
const READER_CACHE_KIB: u32 = 4 * 1024;
/// Rows that a connection reads ahead of whoever takes them; each time it has to wait costs two switches of threads.
const ROWS_AHEAD: usize = 2048;

async fn open_sqlite(url: &str) -> Result<Db, OpenError> {
    let options = SqliteConnectOptions::from_str(url)?
        .create_if_missing(true)
        .foreign_keys(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .busy_timeout(Duration::from_secs(10))
        .row_buffer_size(ROWS_AHEAD)
        .pragma("secure_delete", "ON");
    prepare_folder(options.get_filename())?;
    let cache = |kib: u32| format!("-{kib}");
    let readers = options.clone().pragma("query_only", "ON").pragma("cache_size", cache(READER_CACHE_KIB));
    let options = options.pragma("cache_size", cache(WRITER_CACHE_KIB));
    // One connection writes, so that writers queue here and never meet a locked database.
    let writer = SqlitePoolOptions::new().max_connections(1).acquire_timeout(Duration::from_secs(30));
    let writer = writer.connect_with(options).await?;
    let pool = SqlitePoolOptions::new().max_connections(4).acquire_timeout(Duration::from_secs(10));
    let readers = pool.connect_with(readers).await?;
    Ok(Db::Sqlite { writer, readers })
}

fn prepare_folder(file: &Path) -> Result<(), OpenError> {
    let Some(folder) = file.parent().filter(|folder| !folder.as_os_str().is_empty()) else { return Ok(()) };
    let fault = |source| OpenError::Folder { folder: folder.display().to_string(), source };
    std::fs::create_dir_all(folder).map_err(fault)?;
    let probe = folder.join(".ayeneh-write-test");
    std::fs::write(&probe, b"").map_err(fault)?;
    std::fs::remove_file(&probe).map_err(fault)
}

/// The address without what stands between `:` and `@`, fit for a message.
fn hide_password(url: &str) -> String {
    match (url.find("://"), url.rfind('@')) {
        (Some(scheme), Some(at)) if scheme + 3 < at => format!("{}://…{}", &url[..scheme], &url[at..]),
        _ => url.to_owned(),
    }
}
