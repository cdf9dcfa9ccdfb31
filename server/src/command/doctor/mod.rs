//! `ayeneh doctor`: each line is something that was checked, and what to change where it is wrong. It only looks: nothing
//! is made, changed or sent.

mod database;
mod folder;

use std::net::TcpListener;

use crate::{config::Config, start};

/// What was found of one thing: fine, or what to change.
type Found = Result<String, String>;

/// Checks configuration, port, database, secret, mail, links, time and proxies.
pub async fn run(config: &Config) -> Result<(), String> {
    let (database, secret) = database::check(config).await;
    let found = [
        ("configuration", configuration(config)),
        ("port", port(config)),
        ("database", database),
        ("secret", secret),
        ("mail", mail(config).await),
        ("links", links(config)),
        ("proxies", proxies(config)),
    ];
    let mut wrong = 0;
    for (what, result) in found {
        match result {
            Ok(fine) => println!("ok     {what}: {fine}"),
            Err(fault) => {
                wrong += 1;
                println!("WRONG  {what}: {fault}");
            }
        }
    }
    if wrong == 0 { Ok(()) } else { Err(format!("{wrong} thing(s) to change, see above")) }
}

fn configuration(config: &Config) -> Found {
    // Each of these has a line of its own.
    let told = ["links", "mail", "database"];
    let faults = config.faults().into_iter().filter(|(what, _)| !told.contains(what)).map(|(_, fault)| fault);
    let faults: Vec<String> = faults.collect();
    if faults.is_empty() { Ok("read".into()) } else { Err(faults.join(" ")) }
}

fn port(config: &Config) -> Found {
    match TcpListener::bind(config.listen) {
        Ok(_) => Ok(format!("{} is free", config.listen)),
        Err(error) => Err(format!(
            "{} cannot be used: {error}. If Ayeneh itself runs there, all is well; else set AYENEH_LISTEN, e.g. \
             127.0.0.1:8081.",
            config.listen
        )),
    }
}

async fn mail(config: &Config) -> Found {
    start::check_mail(config)?;
    if config.smtp_url.is_none() {
        let folder = &config.mail_folder;
        folder::writable(folder).map_err(|error| {
            format!(
                "the mail folder {} {error}. Let this account write there, or set AYENEH_MAIL_FOLDER.",
                folder.display()
            )
        })?;
        return Ok(format!("no AYENEH_SMTP_URL: mails are written to {}", folder.display()));
    }
    start::mail_transport(config)?.check().await.map_err(|error| error.to_string())?;
    Ok("the SMTP server answers".into())
}

fn proxies(config: &Config) -> Found {
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

fn links(config: &Config) -> Found {
    if let Some((_, fault)) = config.faults().into_iter().find(|(what, _)| *what == "links") {
        return Err(fault);
    }
    Ok(match &config.public_url {
        None => format!("no AYENEH_PUBLIC_URL: links in mails begin with http://{}", config.listen),
        Some(url) if url.starts_with("https://") => format!("links begin with {url}"),
        Some(url) => format!("links begin with {url}; use https outside a test"),
    })
}
