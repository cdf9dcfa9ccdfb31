//! `ayeneh migrate`.

use ayeneh_core::db;

use crate::config::Config;

/// Brings the schema up to date and says what it did.
pub async fn run(config: &Config) -> Result<(), String> {
    let database = db::open(&config.database_url).await.map_err(|error| error.to_string())?;
    let pending = db::schema(&database).await.map_err(|error| error.to_string())?.pending;
    database.migrate().await.map_err(|error| error.to_string())?;
    match pending.len() {
        0 => println!("The schema is up to date."),
        count => println!("{count} migration(s) done; the schema is up to date."),
    }
    database.close().await;
    Ok(())
}
