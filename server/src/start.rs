//! Puts the product together from its configuration: database, secret, clock, random source.

use std::{fs, io::Write, net::SocketAddr, path::Path, sync::Arc};

use ayeneh_core::{
    Core, CoreParts, Settings,
    clock::SystemClock,
    db,
    mail::{Transport, check_sender},
    random::{Random, SystemRandom},
    secret::Secret,
};

use crate::config::Config;

/// Opens the database, brings its schema up to date and puts the product together.
///
/// # Errors
/// A sentence that says what to change.
pub async fn core(config: &Config, listening: SocketAddr) -> Result<Core, String> {
    let db = db::open(&config.database_url).await.map_err(|error| error.to_string())?;
    db.migrate().await.map_err(|error| error.to_string())?;
    let random = SystemRandom;
    let secret = secret(&config.secret_file, &random)?;
    let settings = Settings {
        public_url: config.public_address(listening),
        mail_from: config.mail_from.clone(),
        // Such pages show personal links: never where mails are really sent.
        mails_kept: config.development && config.smtp_url.is_none(),
        utc_offset_minutes: config.utc_offset_minutes,
    };
    Ok(Core::new(CoreParts { db, clock: Arc::new(SystemClock), random: Arc::new(random), secret, settings }))
}

/// Where mails go: the configured server, else a folder.
///
/// # Errors
/// A sentence that says what to change.
pub fn mail_transport(config: &Config) -> Result<Transport, String> {
    check_sender(&config.mail_from).map_err(|error| error.to_string())?;
    let transport = match &config.smtp_url {
        Some(url) => Transport::smtp(url),
        None => Transport::folder(&config.mail_folder),
    };
    transport.map_err(|error| error.to_string())
}

/// Reads the secret, or makes it at the first start: readable by its owner only and durable before it is used.
fn secret(file: &Path, random: &dyn Random) -> Result<Secret, String> {
    let fault = |error: std::io::Error| format!("the secret file {} cannot be used: {error}", file.display());
    match fs::read(file) {
        Ok(bytes) => {
            let bytes: [u8; 32] = bytes.try_into().map_err(|_| {
                format!(
                    "the secret file {} is damaged: it must hold 32 bytes. Restore it from its backup.",
                    file.display()
                )
            })?;
            Ok(Secret::new(bytes))
        }
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            let mut bytes = [0; 32];
            random.fill(&mut bytes);
            if let Some(folder) = file.parent().filter(|folder| !folder.as_os_str().is_empty()) {
                fs::create_dir_all(folder).map_err(fault)?;
            }
            write_private(file, &bytes).map_err(fault)?;
            Ok(Secret::new(bytes))
        }
        Err(error) => Err(fault(error)),
    }
}

fn write_private(file: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut handle = options.open(file)?;
    handle.write_all(bytes)?;
    handle.sync_all()?;
    if let Some(folder) = file.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        fs::File::open(folder)?.sync_all()?;
    }
    Ok(())
}
