//! `ayeneh doctor`: each line is something that was checked, and what to change where it is wrong.

use std::net::TcpListener;

use ayeneh_core::db;

use crate::{config::Config, start};

/// Checks configuration, port, database, secret, mail, links and proxies.
pub async fn run(config: &Config) -> Result<(), String> {
    let mut wrong = 0;
    let mut say = |what: &str, result: Result<String, String>| match result {
        Ok(fine) => println!("ok     {what}: {fine}"),
        Err(fault) => {
            wrong += 1;
            println!("WRONG  {what}: {fault}");
        }
    };
    say("configuration", Ok("read".into()));
    say("port", port(config));
    say("database", database(config).await);
    say("secret", secret(config));
    say("mail", mail(config).await);
    say("links", links(config));
    say("proxies", proxies(config));
    if wrong == 0 { Ok(()) } else { Err(format!("{wrong} thing(s) to change, see above")) }
}

fn port(config: &Config) -> Result<String, String> {
    match TcpListener::bind(config.listen) {
        Ok(_) => Ok(format!("{} is free", config.listen)),
        Err(error) => {
            Err(format!("{} cannot be used: {error}. Set AYENEH_LISTEN, e.g. 127.0.0.1:8081.", config.listen))
        }
    }
}

async fn database(config: &Config) -> Result<String, String> {
    let database = db::open(&config.database_url).await.map_err(|error| error.to_string())?;
    let pending = db::pending(&database).await.map_err(|error| error.to_string())?;
    let engine = database.engine();
    database.close().await;
    match pending.len() {
        0 => Ok(format!("{engine} answers, schema up to date")),
        count => Ok(format!("{engine} answers, {count} migration(s) will run at the next start")),
    }
}

fn secret(config: &Config) -> Result<String, String> {
    let file = config.secret_file.display();
    match std::fs::read(&config.secret_file) {
        Ok(bytes) if bytes.len() == 32 => {
            Ok(format!("{file} is there. Keep a copy of it apart from the database's backups."))
        }
        Ok(bytes) => Err(format!("{file} holds {} bytes instead of 32. Restore it from its backup.", bytes.len())),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            Ok(format!("{file} will be made at the first start"))
        }
        Err(error) => Err(format!("{file} cannot be read: {error}")),
    }
}

async fn mail(config: &Config) -> Result<String, String> {
    let transport = start::mail_transport(config)?;
    transport.check().await.map_err(|error| error.to_string())?;
    Ok(match &config.smtp_url {
        None => format!("no AYENEH_SMTP_URL: mails are written to {}", config.mail_folder.display()),
        Some(_) => "the SMTP server answers".into(),
    })
}

fn proxies(config: &Config) -> Result<String, String> {
    let proxies = &config.trusted_proxies;
    if proxies.trusts_everybody() {
        return Err(format!(
            "AYENEH_TRUSTED_PROXIES is \"{proxies}\": anybody could tell any address. Name your proxy, e.g. 127.0.0.1."
        ));
    }
    let secure = config.public_url.as_deref().is_some_and(|url| url.starts_with("https://"));
    Ok(match (proxies.is_empty(), secure) {
        (false, _) => format!("X-Forwarded-For is believed from {proxies}"),
        (true, true) => {
            "no AYENEH_TRUSTED_PROXIES: all clients behind a proxy share one limit of tries to sign in".into()
        }
        (true, false) => "no AYENEH_TRUSTED_PROXIES: clients are told apart by the address of their connection".into(),
    })
}

fn links(config: &Config) -> Result<String, String> {
    match &config.public_url {
        None => Ok(format!("no AYENEH_PUBLIC_URL: links in mails begin with http://{}", config.listen)),
        Some(url) if url.starts_with("https://") => Ok(format!("links begin with {url}")),
        Some(url) if url.starts_with("http://") => Ok(format!("links begin with {url}; use https outside a test")),
        Some(url) => Err(format!("AYENEH_PUBLIC_URL is \"{url}\"; it must begin with https://")),
    }
}
