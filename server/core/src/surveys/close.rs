//! The end of answering: by HR, or by itself after the last day; then the release is built.

use ayeneh_domain::{
    ids::{OrganisationId, SurveyId},
    survey::{State, Step},
};

use super::{create::closing, refusal, scope::find, store, today};
use crate::{Core, Ctx, Error, Result, doors, intake, release};

/// Ends answering. No answer that was acknowledged before is lost, and none is taken after.
///
/// # Errors
/// [`Error::Conflict`] if the survey is not open; [`Error::Refused`] without the right; [`Error::NotFound`].
pub async fn close(ctx: &Ctx, id: SurveyId) -> Result<()> {
    let mut tx = ctx.read().await?;
    let (survey, _) = find(ctx, &mut tx, Step::Close.right(), id).await?;
    drop(tx);
    if survey.state != State::Open || !end(&ctx.core, ctx.organisation, id).await? {
        return Err(refusal::not_open());
    }
    Ok(())
}

/// Moves the last day of an open survey, as typed. Nothing else of it can change.
///
/// # Errors
/// [`Error::Invalid`] for a day that is none or over; [`Error::Conflict`] if the survey is not open;
/// [`Error::Refused`], [`Error::NotFound`].
pub async fn move_closing(ctx: &Ctx, id: SurveyId, typed: &str) -> Result<()> {
    let mut tx = ctx.write().await?;
    find(ctx, &mut tx, Step::Launch.right(), id).await?;
    let mut problems = Vec::new();
    let Some(day) = closing(ctx, typed, &mut problems) else { return Err(Error::Invalid(problems)) };
    if !store::survey::move_closing(&mut tx, ctx.organisation, id, day).await? {
        return Err(refusal::not_open());
    }
    Ok(tx.commit().await?)
}

/// Closes every survey whose last day is over, of all organisations, and returns how many. A job: it may run at any
/// time and on several servers at once.
///
/// # Errors
/// The database's.
pub async fn close_due(core: &Core) -> Result<usize> {
    let today = today(core);
    let mut closed = 0;
    let mut tx = core.db.read().await?;
    let open = doors::surveys::in_state(&mut tx, State::Open).await?;
    drop(tx);
    for (organisation, survey, closes_on) in open {
        if closes_on.is_some_and(|day| day < today) && end(core, organisation, survey).await? {
            closed += 1;
        }
    }
    Ok(closed)
}

/// Releases every closed survey that has no release yet, because the server stopped in between or it failed, and
/// returns how many it tried. A job, like [`close_due`].
///
/// # Errors
/// The database's.
pub async fn release_due(core: &Core) -> Result<usize> {
    let mut tx = core.db.read().await?;
    let closed = doors::surveys::in_state(&mut tx, State::Closed).await?;
    drop(tx);
    for (organisation, survey, _) in &closed {
        publish(core, *organisation, *survey).await;
    }
    Ok(closed.len())
}

/// Ends answering; `false` if somebody else was first. Only who was first goes on to the release.
async fn end(core: &Core, organisation: OrganisationId, survey: SurveyId) -> Result<bool> {
    let mut tx = core.db.write().await?;
    let first = store::survey::close(&mut tx, organisation, survey, core.now_ms()).await?;
    tx.commit().await?;
    if first {
        publish(core, organisation, survey).await;
    }
    Ok(first)
}

/// Takes the order of arrival away, then builds the release. That the survey is closed holds whatever becomes of it, so a
/// failure is told to the log only and [`release_due`] tries again; nothing is released while the order is still there.
async fn publish(core: &Core, organisation: OrganisationId, survey: SurveyId) {
    if let Err(error) = intake::forget_order(core, organisation, survey).await {
        tracing::error!(%error, %survey, "the order of a closed survey's rows could not be taken away; tried again in a minute");
        return;
    }
    match release::release_closed(core, organisation, survey).await {
        Ok(_) => {}
        Err(Error::Conflict(_)) => tracing::debug!(%survey, "another server has released this survey"),
        Err(error) => tracing::error!(%error, %survey, "the release failed and is tried again in a minute"),
    }
}
