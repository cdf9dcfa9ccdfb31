//! Configuration: defaults, then a file (`ayeneh.toml` or `AYENEH_CONFIG`), then `AYENEH_*` variables. Whatever is wrong is
//! said with the name of the setting and with what may stand there.

use std::{
    net::SocketAddr,
    path::{Path, PathBuf},
};

use ayeneh_core::db;
use ayeneh_domain::calendar::{WorkingHours, WorkingHoursError};
use figment::{
    Figment,
    error::Kind,
    providers::{Env, Format, Serialized, Toml},
};
use serde::{Deserialize, Deserializer, Serialize};
use url::Url;

use crate::{start, trusted_proxies::TrustedProxies};

/// Everything that can be configured. `docs/configuration.md` says the same in prose.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Config {
    /// `sqlite://data/ayeneh.db` or `postgres://user:password@host/name`.
    pub database_url: String,
    /// Where to listen, e.g. `127.0.0.1:8080`; port 0 takes a free one.
    pub listen: SocketAddr,
    /// The address that links in mails begin with; by default `http://` and where it listens.
    pub public_url: Option<String>,
    /// `smtp://host:25`, `smtps://user:password@host`; without it mails are written to `mail_folder`.
    pub smtp_url: Option<String>,
    /// Where mails are written when there is no SMTP server.
    pub mail_folder: PathBuf,
    /// The sender of mails.
    pub mail_from: String,
    /// The file of the server's secret; made at the first start.
    pub secret_file: PathBuf,
    /// Minutes east of UTC in which days begin; 210 is Tehran.
    pub utc_offset_minutes: i32,
    /// The days on which reminders are sent: `sat, sun, mon, tue, wed`.
    pub work_days: String,
    /// The hours of those days in which reminders are sent: `8-17`.
    pub work_hours: String,
    /// Opens the pages of development (`/ui`, mails as pages).
    #[serde(deserialize_with = "yes_or_no")]
    pub development: bool,
    /// Addresses or CIDR blocks of proxies whose `X-Forwarded-For` is believed.
    pub trusted_proxies: TrustedProxies,
    /// Tries to sign in per minute and client address.
    pub sign_in_per_minute: u32,
    /// What is logged, e.g. `info` or `ayeneh=debug`.
    pub log: String,
    /// Opens `/bench/*`, the baseline of the benchmarks.
    #[serde(deserialize_with = "yes_or_no")]
    pub bench: bool,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            database_url: "sqlite://data/ayeneh.db".into(),
            listen: SocketAddr::from(([127, 0, 0, 1], 8080)),
            public_url: None,
            smtp_url: None,
            mail_folder: "data/mails".into(),
            mail_from: "Ayeneh <ayeneh@localhost>".into(),
            secret_file: "data/secret.key".into(),
            utc_offset_minutes: 210,
            work_days: "sat, sun, mon, tue, wed".into(),
            work_hours: "8-17".into(),
            development: false,
            trusted_proxies: TrustedProxies::default(),
            sign_in_per_minute: 20,
            log: "info".into(),
            bench: false,
        }
    }
}

impl Config {
    /// Reads the configuration.
    ///
    /// # Errors
    /// A sentence that names the variable or line to change.
    pub fn load() -> Result<Self, String> {
        let named = std::env::var_os("AYENEH_CONFIG").map(PathBuf::from);
        if let Some(file) = named.as_ref().filter(|file| !file.is_file()) {
            return Err(format!(
                "AYENEH_CONFIG names {}, which is no file that can be read. Correct the path, or unset AYENEH_CONFIG.",
                file.display()
            ));
        }
        let file = named.unwrap_or_else(|| "ayeneh.toml".into());
        let figment = Figment::from(Serialized::defaults(Self::default())).merge(Toml::file(file));
        // Variables of the build and of the tests share the prefix and are no configuration.
        let variables = Env::prefixed("AYENEH_").ignore(&[
            "config",
            "site_dir",
            "test_postgres",
            "assets_version",
            "admin_password",
        ]);
        figment.merge(variables).extract().map_err(|errors| {
            let told: Vec<String> = errors.into_iter().map(|error| told(&error)).collect();
            format!("the configuration cannot be used: {}", told.join("; "))
        })
    }

    /// Settings that can be read and cannot be right: which, and what to change.
    pub fn faults(&self) -> Vec<(&'static str, String)> {
        let links = self.public_url.as_deref().map_or(Ok(()), check_public_url);
        let zone =
            if (-12 * 60..=14 * 60).contains(&self.utc_offset_minutes) { Ok(()) } else { Err(self.wrong_zone()) };
        let tries = match self.sign_in_per_minute {
            0 => {
                Err("AYENEH_SIGN_IN_PER_MINUTE is 0, so nobody could sign in. Use a whole number from 1, e.g. 20."
                    .into())
            }
            _ => Ok(()),
        };
        let hours = self.working_hours().map(|_| ());
        let secret = match self.secret_file.file_name() {
            None => Err("AYENEH_SECRET_FILE names no file. Write a path, e.g. data/secret.key.".to_owned()),
            Some(_) => Ok(()),
        };
        let database = db::check_address(&self.database_url).map_err(|error| format!("{error}."));
        let mail = start::check_mail(self);
        let checked = [
            ("links", links),
            ("time zone", zone),
            ("working hours", hours),
            ("tries", tries),
            ("secret file", secret),
            ("mail", mail),
            ("database", database),
        ];
        checked.into_iter().filter_map(|(what, result)| Some((what, result.err()?))).collect()
    }

    fn wrong_zone(&self) -> String {
        format!(
            "AYENEH_UTC_OFFSET_MINUTES is {}, and no place on earth is so far from UTC. Use minutes from -720 to 840, e.g. \
             210 for Tehran.",
            self.utc_offset_minutes
        )
    }

    /// When reminders are sent.
    ///
    /// # Errors
    /// A sentence that names the variable to change.
    pub fn working_hours(&self) -> Result<WorkingHours, String> {
        WorkingHours::parse(&self.work_days, &self.work_hours).map_err(|error| match error {
            WorkingHoursError::Hours(_) => format!("AYENEH_WORK_HOURS: {error}."),
            WorkingHoursError::Day(_) | WorkingHoursError::NoDay => format!("AYENEH_WORK_DAYS: {error}."),
        })
    }

    /// The address that links begin with, without a slash at the end.
    pub fn public_address(&self, listening: SocketAddr) -> String {
        match &self.public_url {
            Some(url) => url.trim_end_matches('/').to_owned(),
            None => format!("http://{listening}"),
        }
    }
}

/// Links are made by adding a path, and pages name each other from the root.
fn check_public_url(written: &str) -> Result<(), String> {
    let wrong = |why: &str| {
        format!(
            "AYENEH_PUBLIC_URL is \"{written}\": {why}. Write it like https://feedback.example.org, without a path."
        )
    };
    let url = Url::parse(written).map_err(|error| wrong(&error.to_string()))?;
    if !matches!(url.scheme(), "https" | "http") {
        return Err(wrong("it must begin with https:// (or http:// in a test)"));
    }
    let bare = url.host_str().is_some_and(|host| !host.is_empty())
        && matches!(url.path(), "" | "/")
        && url.query().is_none()
        && url.fragment().is_none()
        && url.username().is_empty()
        && url.password().is_none();
    // The library mends what links would carry along: spaces, backslashes, missing slashes.
    let plain = written.split_once("://").is_some_and(|(_, rest)| !rest.contains(['\\', ' ', '\t', '\n', '\r']));
    if bare && plain { Ok(()) } else { Err(wrong("it must be the address of a server and nothing else")) }
}

/// `true` and `false`, and what people write for them.
fn yes_or_no<'de, D: Deserializer<'de>>(deserializer: D) -> Result<bool, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Written {
        Flag(bool),
        Number(u64),
        Word(String),
    }
    let word = match Written::deserialize(deserializer) {
        Ok(Written::Flag(flag)) => return Ok(flag),
        Ok(Written::Number(number)) => number.to_string(),
        Ok(Written::Word(word)) => word.trim().to_lowercase(),
        Err(_) => String::new(),
    };
    match word.as_str() {
        "1" | "yes" | "on" | "true" => Ok(true),
        "0" | "no" | "off" | "false" => Ok(false),
        _ => Err(serde::de::Error::custom("it is neither true nor false")),
    }
}

/// An error of the configuration: which setting, from where, what is wrong, and what may stand there.
fn told(error: &figment::Error) -> String {
    let from = error.metadata.as_ref().and_then(|metadata| metadata.source.as_ref());
    let from = from.and_then(|source| source.file_path()).map(|path: &Path| format!(" in {}", path.display()));
    let from = from.unwrap_or_default();
    if let Kind::UnknownField(name, known) = &error.kind {
        return format!("there is no setting {name}{from}; the settings are {}", known.join(", "));
    }
    let Some(key) = error.path.last() else { return format!("{}{from}", error.kind) };
    let setting = if from.is_empty() { format!("AYENEH_{}", key.to_uppercase()) } else { format!("{key}{from}") };
    let wanted = match key.as_str() {
        "listen" => {
            "an address and a port, e.g. 127.0.0.1:8080, or 0.0.0.0:8080 for all addresses; a host name is none"
        }
        "development" | "bench" => "true or false",
        "utc_offset_minutes" => "whole minutes east of UTC, e.g. 210",
        "sign_in_per_minute" => "a whole number from 1, e.g. 20",
        "trusted_proxies" => "addresses or blocks with commas between, e.g. 127.0.0.1, 10.0.0.0/8",
        _ => "a text; put it in quotes if it looks like a number",
    };
    format!("{setting} is wrong ({}). Use {wanted}", error.kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn public_addresses_are_servers_and_nothing_else() {
        for right in [
            "https://feedback.example.org",
            "https://feedback.example.org/",
            "http://127.0.0.1:8080",
            "https://a.ir:8443",
        ] {
            assert_eq!(check_public_url(right), Ok(()), "{right}");
        }
        for wrong in [
            "",
            "feedback.example.org",
            "ftp://feedback.example.org",
            "https://",
            "https://feedback.example.org/ayeneh",
            "https://feedback.example.org?x=1",
            "https://me:secret@feedback.example.org",
            "https://feed back.example.org",
            "https:feedback.example.org",
            "localhost:8080",
        ] {
            let said = check_public_url(wrong).expect_err(wrong);
            assert!(said.contains("AYENEH_PUBLIC_URL") && said.contains("https://feedback.example.org"), "{said}");
        }
    }

    #[test]
    fn settings_that_cannot_be_right_are_named() {
        assert_eq!(Config::default().faults(), []);
        let wrong = Config {
            utc_offset_minutes: 3000,
            sign_in_per_minute: 0,
            work_hours: "17-8".into(),
            database_url: "sqlite://".into(),
            public_url: Some("x".into()),
            smtp_url: Some("mail.example.org".into()),
            ..Config::default()
        };
        let named: Vec<_> = wrong.faults().into_iter().map(|(what, _)| what).collect();
        assert_eq!(named, ["links", "time zone", "working hours", "tries", "mail", "database"]);
    }
}
