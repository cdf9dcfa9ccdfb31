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
    #[error(
        "the folder {folder} of the database cannot be written to: {source}. Let this account write there, or name another in AYENEH_DATABASE_URL"
    )]
    Folder {
        /// The folder.
        folder: String,
        /// What the system said.
        source: std::io::Error,
    },
    /// `sqlite://` without a file behind it.
    #[error(
        "AYENEH_DATABASE_URL is \"{0}\", which names no file; write a path behind it, e.g. sqlite://data/ayeneh.db"
    )]
    NoFile(String),
    /// The file cannot be used as a database.
    #[error(
        "the database file {file} cannot be opened: {source}. It must be a file of SQLite that this account may read and write; restore it from its backup, or set AYENEH_DATABASE_URL"
    )]
    File {
        /// The file.
        file: String,
        /// What the engine said.
        source: sqlx::Error,
    },
    /// Nobody answers at the address.
    #[error(
        "the PostgreSQL server {server} does not answer ({source}). Start it, or correct host and port in AYENEH_DATABASE_URL"
    )]
    Unreachable {
        /// Host and port.
        server: String,
        /// What the system said.
        source: sqlx::Error,
    },
    /// The server has no such database.
    #[error(
        "the PostgreSQL server {server} has no database \"{name}\". Make it (createdb {name}), or correct the name in AYENEH_DATABASE_URL"
    )]
    NoDatabase {
        /// Host and port.
        server: String,
        /// The database.
        name: String,
    },
    /// The server does not let us in.
    #[error(
        "the PostgreSQL server {server} refuses the user of AYENEH_DATABASE_URL ({source}). Correct user and password there"
    )]
    SignIn {
        /// Host and port.
        server: String,
        /// What the server said.
        source: sqlx::Error,
    },
    /// The engine refused.
    #[error("the database cannot be opened: {0}. Check AYENEH_DATABASE_URL")]
    Engine(#[from] sqlx::Error),
}

/// Checks the form of an address, without opening anything.
///
/// # Errors
/// [`OpenError::Address`], [`OpenError::NoFile`].
pub fn check_address(url: &str) -> Result<(), OpenError> {
    if is_postgres(url) {
        return Ok(());
    }
    let path = url.strip_prefix("sqlite://").ok_or_else(|| OpenError::Address(hide_password(url)))?;
    let path = path.split('?').next().unwrap_or_default();
    // A database in memory would be gone with the process.
    match path.is_empty() || path.ends_with('/') || path == ":memory:" {
        true => Err(OpenError::NoFile(url.to_owned())),
        false => Ok(()),
    }
}

fn is_postgres(url: &str) -> bool {
    url.starts_with("postgres://") || url.starts_with("postgresql://")
}

/// Opens `sqlite://data/ayeneh.db` or `postgres://user:password@host/name`.
///
/// # Errors
/// See [`OpenError`].
pub async fn open(url: &str) -> Result<Db, OpenError> {
    check_address(url)?;
    if is_postgres(url) { open_postgres(PgConnectOptions::from_str(url)?, 16).await } else { open_sqlite(url).await }
}

/// Opens a database only to look at it: nothing is made, nothing can be changed. `None` where the file is not there yet.
///
/// # Errors
/// See [`OpenError`].
pub async fn look(url: &str) -> Result<Option<Db>, OpenError> {
    check_address(url)?;
    if is_postgres(url) {
        let options = PgConnectOptions::from_str(url)?.options([("default_transaction_read_only", "on")]);
        return open_postgres(options, 2).await.map(Some);
    }
    let options = SqliteConnectOptions::from_str(url)?.read_only(true);
    let file = options.get_filename().to_owned();
    if !file.exists() {
        return Ok(None);
    }
    // Where no log lies beside the file nobody has it open, and SQLite need make no files to read it.
    let log = std::ffi::OsString::from_iter([file.as_os_str(), "-wal".as_ref()]);
    let options = options.immutable(!Path::new(&log).exists());
    let fault = |source| OpenError::File { file: file.display().to_string(), source };
    let readers = SqlitePoolOptions::new().max_connections(1).connect_with(options).await.map_err(fault)?;
    Ok(Some(Db::Sqlite { writer: readers.clone(), readers }))
}

async fn open_postgres(options: PgConnectOptions, connections: u32) -> Result<Db, OpenError> {
    let options = options.application_name("ayeneh");
    let server = format!("{}:{}", options.get_host(), options.get_port());
    let name = options.get_database().unwrap_or_else(|| options.get_username()).to_owned();
    let pool = PgPoolOptions::new().max_connections(connections).acquire_timeout(Duration::from_secs(5));
    let pool = pool.connect_with(options).await.map_err(|source| {
        let code = source.as_database_error().and_then(|error| error.code().map(std::borrow::Cow::into_owned));
        match (&source, code.as_deref()) {
            (sqlx::Error::Io(_) | sqlx::Error::PoolTimedOut, _) => OpenError::Unreachable { server, source },
            (_, Some("3D000")) => OpenError::NoDatabase { server, name },
            (_, Some("28P01" | "28000")) => OpenError::SignIn { server, source },
            _ => OpenError::Engine(source),
        }
    })?;
    Ok(Db::Postgres(pool))
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
    let file = options.get_filename().display().to_string();
    let fault = |source| OpenError::File { file: file.clone(), source };
    let cache = |kib: u32| format!("-{kib}");
    let readers = options.clone().pragma("query_only", "ON").pragma("cache_size", cache(READER_CACHE_KIB));
    let options = options.pragma("cache_size", cache(WRITER_CACHE_KIB));
    // One connection writes, so that writers queue here and never meet a locked database.
    let writer = SqlitePoolOptions::new().max_connections(1).acquire_timeout(Duration::from_secs(30));
    let writer = writer.connect_with(options).await.map_err(fault)?;
    let pool = SqlitePoolOptions::new().max_connections(4).acquire_timeout(Duration::from_secs(10));
    let readers = pool.connect_with(readers).await.map_err(fault)?;
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
