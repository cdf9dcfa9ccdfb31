//! A rater added while people rate: in place of somebody who declined, or because one was forgotten. The only change of
//! who is asked after a launch; it is invited at once and counts like all others.

use ayeneh_domain::{
    cycle::Phase,
    ids::{PersonId, SurveyId},
    permission::Right,
    survey::raters::{RaterId, fits},
};
use ayeneh_text::nominate as words;

use super::{
    gather::{self, open},
    list, reached,
};
use crate::{
    Ctx, Error, Problem, Result, mail,
    secret::{Purpose, token_hash},
    surveys::{cycle, store as surveys},
};

/// Adds a rater to a subject of an open cycle and invites them. Whoever declined makes room for one more of the relation.
///
/// # Errors
/// [`Error::Invalid`] for somebody who is not there or cannot be added; [`Error::Conflict`] if people do not rate now;
/// [`Error::Refused`] without the right to launch; [`Error::NotFound`].
pub async fn replace(ctx: &Ctx, id: SurveyId, subject: PersonId, rater: RaterId) -> Result<()> {
    let mut tx = ctx.write().await?;
    surveys::survey::hold(&mut tx, ctx.organisation, id).await?;
    let (cycle, _) = reached(ctx, &mut tx, Right::SurveysManage, id).await?;
    if cycle.phase != Phase::Rating {
        return Err(Error::conflict(|l| words::not_now(l, ayeneh_text::name::phase(l, cycle.phase))));
    }
    let open = open(ctx, &mut tx, id, subject).await?;
    let refuse =
        |said: fn(ayeneh_text::Locale) -> &'static str| Error::invalid(Problem::field("rater", |l| said(l).to_owned()));
    let rater = gather::rater(ctx, &mut tx, &open, rater).await?.ok_or_else(|| refuse(words::nobody_there))?;
    fits(subject, rater).map_err(|_| refuse(words::rates_already))?;
    if let Some(why) = open.hinders(rater) {
        return Err(refuse(list::cannot(why)));
    }
    let invitation = cycle::invitation(&ctx.core, subject, open.unit(), rater);
    let token = ctx.core.secret.token(Purpose::Invitation, invitation.id.0);
    let with_token = [(invitation, Some(token_hash(&token)))];
    surveys::invitation::insert(&mut tx, ctx.organisation, id, &with_token).await?;
    mail::enqueue_invitation(&ctx.core, &mut tx, ctx.organisation, with_token[0].0.id).await?;
    Ok(tx.commit().await?)
}
