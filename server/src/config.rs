//! Configuration: defaults, then a file (`ayeneh.toml` or `AYENEH_CONFIG`), then `AYENEH_*` variables.

use std::{net::SocketAddr, path::PathBuf};

use figment::{
    Figment,
    providers::{Env, Format, Serialized, Toml},
};
use serde::{Deserialize, Serialize};

use crate::trusted_proxies::TrustedProxies;

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
    /// Opens the pages of development (`/ui`, mails as pages).
    pub development: bool,
    /// Addresses or CIDR blocks of proxies whose `X-Forwarded-For` is believed.
    pub trusted_proxies: TrustedProxies,
    /// Tries to sign in per minute and client address.
    pub sign_in_per_minute: u32,
    /// What is logged, e.g. `info` or `ayeneh=debug`.
    pub log: String,
    /// Opens `/bench/*`, the baseline of the benchmarks.
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
        let file = std::env::var("AYENEH_CONFIG").unwrap_or_else(|_| "ayeneh.toml".into());
        let figment = Figment::from(Serialized::defaults(Self::default())).merge(Toml::file(file));
        // Variables of the build and of the tests share the prefix and are no configuration.
        let variables = Env::prefixed("AYENEH_").ignore(&[
            "config",
            "site_dir",
            "test_postgres",
            "assets_version",
            "admin_password",
        ]);
        figment.merge(variables).extract().map_err(|error| format!("the configuration cannot be read: {error}"))
    }

    /// The address that links begin with, without a slash at the end.
    pub fn public_address(&self, listening: SocketAddr) -> String {
        match &self.public_url {
            Some(url) => url.trim_end_matches('/').to_owned(),
            None => format!("http://{listening}"),
        }
    }
}
