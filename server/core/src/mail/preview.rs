//! A mail as its reader sees it, for development: rendered again from the outbox, personal link included.

use ayeneh_domain::{bilingual::Locale, permission::Right};
use uuid::Uuid;

use super::{MailKind, Rendered, facts, render::render, store};
use crate::{Ctx, Error, Result};

/// A mail and its words.
#[derive(Clone, Debug)]
pub struct Preview {
    /// The recipient's name.
    pub name: String,
    /// Where it goes.
    pub address: String,
    /// The language it is written in.
    pub locale: Locale,
    /// Its words.
    pub words: Rendered,
    /// The link in it.
    pub link: String,
    /// Whether the link opens for whoever holds it; else only for its reader, who signs in.
    pub is_open: bool,
}

/// Renders a mail of the outbox. It shows a link that answers or signs in as somebody else, so it exists only where no
/// mail server is configured.
///
/// # Errors
/// [`Error::NotFound`] for an unknown mail or where mails are really sent; [`Error::Refused`] without the right.
pub async fn preview(ctx: &Ctx, id: Uuid) -> Result<Preview> {
    ctx.require_everywhere(Right::MailView)?;
    if !ctx.core.settings.mails_kept {
        return Err(Error::NotFound);
    }
    let mut tx = ctx.read().await?;
    let mail = store::one(&mut tx, ctx.organisation, id).await?.ok_or(Error::NotFound)?;
    let row = store::facts(&mut tx, ctx.organisation, id).await?;
    drop(tx);
    let kind = MailKind::from_key(&mail.kind).ok_or(Error::NotFound)?;
    let locale = Locale::from_tag(&mail.locale).ok_or(Error::NotFound)?;
    let facts = facts::facts(&ctx.core, kind, locale, &mail, &row).ok_or(Error::NotFound)?;
    let words = render(kind, locale, &facts)?;
    Ok(Preview {
        name: mail.recipient,
        address: mail.address,
        locale,
        words,
        link: facts.link,
        is_open: kind.asks_for_an_answer() || kind.signs_in(),
    })
}
