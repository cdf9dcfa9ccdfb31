//! Somebody leaves, or comes back. What they have answered stays, and who was asked stays asked: a survey's audience is
//! frozen at launch. What ends is their way in and what would still be sent to them.

use ayeneh_domain::{ids::PersonId, survey::raters::RaterId};
use ayeneh_text as text;

use super::{
    roles::{require_another, within_reach},
    rows::Person,
    store,
};
use crate::{Ctx, Error, Result, sign_in, surveys, tokens};

/// What would happen if somebody left now.
#[derive(Clone, Debug)]
pub struct Leaving {
    /// Who.
    pub person: Person,
    /// Sessions that would end.
    pub sessions: usize,
    /// Tokens of programs that would end.
    pub tokens: usize,
    /// Running surveys that would send no more mail; whether they were answered is not told.
    pub surveys: usize,
    /// Colleagues who would go on having this person as manager.
    pub reports: usize,
}

/// Says what would happen, and changes nothing.
///
/// # Errors
/// [`Error::Refused`]; [`Error::NotFound`] also for somebody out of reach.
pub async fn leaving(ctx: &Ctx, id: PersonId) -> Result<Leaving> {
    let mut tx = ctx.read().await?;
    let (person, _) = within_reach(ctx, &mut tx, id).await?;
    let (organisation, now) = (ctx.organisation, ctx.core.now_ms());
    Ok(Leaving {
        sessions: sign_in::open_sessions_of(&mut tx, organisation, id, now).await?,
        tokens: tokens::store::count_of(&mut tx, organisation, id, now).await?,
        surveys: surveys::store::open_of(&mut tx, organisation, RaterId::Person(id)).await?,
        reports: store::reports(&mut tx, organisation, id).await?.len(),
        person,
    })
}

/// Notes that somebody has left: sessions, links and tokens end, and running surveys send nothing more.
///
/// # Errors
/// As [`leaving`]; [`Error::Conflict`] for oneself, for the last administrator and for the last of HR.
pub async fn leave(ctx: &Ctx, id: PersonId) -> Result<()> {
    let mut tx = ctx.write().await?;
    within_reach(ctx, &mut tx, id).await?;
    if id == ctx.person {
        return Err(Error::conflict(|l| text::people_edit::not_oneself(l).to_owned()));
    }
    let held = store::grants(&mut tx, ctx.organisation, id).await?;
    require_another(ctx, &mut tx, id, &held).await?;
    store::set_active(&mut tx, ctx.organisation, id, false).await?;
    sign_in::store::delete_sessions(&mut tx, ctx.organisation, id).await?;
    sign_in::store::delete_links(&mut tx, ctx.organisation, id).await?;
    tokens::store::revoke_of(&mut tx, ctx.organisation, id, ctx.core.now_ms()).await?;
    Ok(tx.commit().await?)
}

/// Notes that somebody works here again, with the roles of before; they sign in anew.
///
/// # Errors
/// [`Error::Refused`]; [`Error::NotFound`] also for somebody out of reach.
pub async fn come_back(ctx: &Ctx, id: PersonId) -> Result<()> {
    let mut tx = ctx.write().await?;
    within_reach(ctx, &mut tx, id).await?;
    store::set_active(&mut tx, ctx.organisation, id, true).await?;
    Ok(tx.commit().await?)
}
