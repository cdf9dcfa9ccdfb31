//! How the installation is doing, as far as the server itself knows; what it does not know is not guessed.

use ayeneh_domain::permission::Right;

use crate::{
    Ctx, Result,
    mail::{self, Counts},
};

/// What the server knows of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Installation {
    /// How many mails stand where.
    pub mails: Counts,
    /// Whether mails stay in a folder because no mail server is configured.
    pub mails_kept: bool,
    /// `sqlite` or `postgres`.
    pub engine: &'static str,
    /// The address that links in mails begin with.
    pub public_url: String,
    /// Whether that address is encrypted.
    pub is_encrypted: bool,
    /// The program's version.
    pub version: &'static str,
}

/// The state of the installation, for administrators of the whole organisation.
pub(super) async fn installation(ctx: &Ctx) -> Result<Option<Installation>> {
    if ctx.require_everywhere(Right::MailView).is_err() || ctx.require_everywhere(Right::Administer).is_err() {
        return Ok(None);
    }
    let settings = &ctx.core.settings;
    Ok(Some(Installation {
        mails: mail::overview(ctx).await?,
        mails_kept: settings.mails_kept,
        engine: ctx.core.db.engine(),
        public_url: settings.public_url.clone(),
        is_encrypted: settings.public_url.starts_with("https://"),
        version: env!("CARGO_PKG_VERSION"),
    }))
}
