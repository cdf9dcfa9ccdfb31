//! Puts the product together from its configuration: database, secret, clock, random source.

use std::{net::SocketAddr, sync::Arc};

use ayeneh_core::{
    Core, CoreParts, Settings,
    clock::SystemClock,
    db,
    mail::{Transport, check_sender},
    random::SystemRandom,
};

use crate::{config::Config, secret_file};

/// Opens the database, brings its schema up to date and puts the product together.
///
/// # Errors
/// A sentence that says what to change.
pub async fn core(config: &Config, listening: SocketAddr) -> Result<Core, String> {
    let db = db::open(&config.database_url).await.map_err(|error| error.to_string())?;
    db.migrate().await.map_err(|error| error.to_string())?;
    let random = SystemRandom;
    let secret = secret_file::ensure(&db, &config.secret_file, &random).await?;
    let settings = Settings {
        public_url: config.public_address(listening),
        mail_from: config.mail_from.clone(),
        // Such pages show personal links: never where mails are really sent.
        mails_kept: config.development && config.smtp_url.is_none(),
        utc_offset_minutes: config.utc_offset_minutes,
        working_hours: config.working_hours()?,
    };
    Ok(Core::new(CoreParts { db, clock: Arc::new(SystemClock), random: Arc::new(random), secret, settings }))
}

/// Checks the settings of mail, without reaching or making anything.
///
/// # Errors
/// A sentence that says what to change.
pub fn check_mail(config: &Config) -> Result<(), String> {
    check_sender(&config.mail_from).map_err(|error| error.to_string())?;
    config.smtp_url.as_ref().map_or(Ok(()), |url| Transport::smtp(url).map(|_| ()).map_err(|error| error.to_string()))
}

/// Where mails go: the configured server, else a folder, which is made.
///
/// # Errors
/// A sentence that says what to change.
pub fn mail_transport(config: &Config) -> Result<Transport, String> {
    let transport = match &config.smtp_url {
        Some(url) => Transport::smtp(url),
        None => Transport::folder(&config.mail_folder),
    };
    transport.map_err(|error| error.to_string())
}
