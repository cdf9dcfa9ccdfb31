//! Database and secret, which only together are worth anything.

use ayeneh_core::{
    db::{self, Db},
    secret::{
        Secret,
        fingerprint::{self, Standing},
    },
};

use super::{Found, folder};
use crate::{config::Config, secret_file};

/// The database, then the secret.
pub async fn check(config: &Config) -> (Found, Found) {
    let file = &config.secret_file;
    let secret = secret_file::read(file);
    let opened = db::look(&config.database_url).await;
    let (database, standing) = match &opened {
        Err(error) => (Err(format!("{error}.")), None),
        Ok(None) => (new(config), None),
        Ok(Some(database)) => look(database, secret.as_ref().ok().and_then(Option::as_ref)).await,
    };
    if let Ok(Some(database)) = &opened {
        database.end_looking().await;
    }
    let secret = match (secret, standing) {
        (Err(fault), _) => Err(fault),
        (Ok(_), Some(standing @ (Standing::Missing | Standing::Foreign))) => Err(secret_file::wrong(file, standing)),
        (Ok(Some(_)), _) => {
            Ok(format!("{} is there. Keep a copy of it apart from the database's backups.", file.display()))
        }
        (Ok(None), _) => folder::writable(folder::of(file))
            .map(|()| format!("{} will be made at the first start", file.display()))
            .map_err(|error| format!("the folder of {} {error}. Let this account write there.", file.display())),
    };
    (database, secret)
}

/// A database file that the first start will make.
fn new(config: &Config) -> Found {
    let path = config.database_url.strip_prefix("sqlite://").unwrap_or_default();
    let path = std::path::Path::new(path.split('?').next().unwrap_or_default());
    match folder::writable(folder::of(path)) {
        Ok(()) => Ok(format!("{} will be made at the first start", path.display())),
        Err(error) => Err(format!(
            "the folder of {} {error}. Let this account write there, or set AYENEH_DATABASE_URL.",
            path.display()
        )),
    }
}

async fn look(database: &Db, secret: Option<&Secret>) -> (Found, Option<Standing>) {
    let restore =
        |fault: String| format!("it is damaged: {fault}. Stop the server and restore the database from its backup.");
    let (damage, schema) = match (db::damage(database).await, db::schema(database).await) {
        (Ok(damage), Ok(schema)) => (damage, schema),
        (Err(error), _) | (_, Err(error)) => return (Err(restore(error.to_string())), None),
    };
    let standing = match database.read().await {
        Ok(mut tx) => fingerprint::standing(&mut tx, secret).await.ok(),
        Err(_) => None,
    };
    let engine = database.engine();
    let found = match (damage.as_slice(), schema.unknown.as_slice(), schema.pending.len()) {
        ([], [], 0) => Ok(format!("{engine} answers, it is whole, schema up to date")),
        ([], [], count) => {
            Ok(format!("{engine} answers, it is whole, {count} migration(s) will run at the next start"))
        }
        ([], unknown, _) => Err(format!(
            "another version of Ayeneh has changed it (migration {}). Use that version, or restore the backup made before \
             it.",
            unknown.iter().map(i64::to_string).collect::<Vec<_>>().join(", ")
        )),
        (damage, ..) => Err(restore(damage.join("; "))),
    };
    (found, standing)
}
