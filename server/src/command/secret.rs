//! `ayeneh secret replace`: the way on when the key file is lost for good. Says first what it would do.

use ayeneh_core::{
    db,
    random::SystemRandom,
    secret::{
        Secret as Key,
        fingerprint::{self, Standing},
    },
};
use clap::Subcommand;

use crate::{config::Config, secret_file};

/// Work on the server's secret.
#[derive(Debug, Subcommand)]
pub enum Secret {
    /// Go on with another secret where the database's own is lost for good: with the file that is there, or a new one.
    Replace {
        /// Do it. Without this it only says what would happen.
        #[arg(long)]
        apply: bool,
    },
}

/// Runs `ayeneh secret …`.
pub async fn run(config: &Config, Secret::Replace { apply }: Secret) -> Result<(), String> {
    let database = db::open(&config.database_url).await.map_err(|error| error.to_string())?;
    database.migrate().await.map_err(|error| error.to_string())?;
    let done = replace(config, &database, apply).await;
    database.close().await;
    done
}

async fn replace(config: &Config, database: &db::Db, apply: bool) -> Result<(), String> {
    let said = |error| format!("the secret could not be replaced, nothing changed: {error}");
    let file = &config.secret_file;
    let there = secret_file::read(file)?;
    let mut tx = database.write().await.map_err(said)?;
    let standing = fingerprint::standing(&mut tx, there.as_ref()).await.map_err(said)?;
    if matches!(standing, Standing::Ours | Standing::New) {
        println!("The secret file {} is the database's own; there is nothing to replace.", file.display());
        return Ok(());
    }
    let is_new = there.is_none();
    let secret = there.unwrap_or_else(|| Key::draw(&SystemRandom));
    let links = fingerprint::replace(&mut tx, &secret).await.map_err(said)?;
    println!("{} personal links are made anew; those already mailed open nothing any more.", links);
    println!("Remind, or hand out links again, in every survey that is open. Accounts, tokens and answers stay.");
    if !apply {
        println!("Nothing is changed yet; add --apply to do it. Look for a backup of {} first.", file.display());
        return Ok(());
    }
    if is_new {
        secret_file::write(file, &secret)?;
    }
    tx.commit().await.map_err(said)?;
    println!("Done. Keep a copy of {} apart from the database's backups.", file.display());
    Ok(())
}
