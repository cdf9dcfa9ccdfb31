//! Invitations and reminders by mail: the one place where surveys speak to the outbox.

use ayeneh_domain::{
    ids::SurveyId,
    survey::{State, Step},
};

use super::{refusal, scope::find};
use crate::{
    Ctx, Result,
    db::Tx,
    mail::{self, Reminders},
};

/// Enqueues the invitations of a survey in the transaction that launches it, and returns how many.
pub(super) async fn invitations(ctx: &Ctx, tx: &mut Tx, survey: SurveyId) -> Result<u64> {
    mail::enqueue_invitations(&ctx.core, tx, ctx.organisation, survey).await
}

/// Reminds everybody who has not answered, at the next hour of work. Who that is, is decided when each mail is sent and
/// told to nobody; the number returned is that of all who are asked again or would be.
///
/// # Errors
/// [`crate::Error::Conflict`] if the survey is not open; [`crate::Error::Refused`], [`crate::Error::NotFound`].
pub async fn remind(ctx: &Ctx, id: SurveyId) -> Result<Reminders> {
    let mut tx = ctx.write().await?;
    let (survey, _) = find(ctx, &mut tx, Step::Launch.right(), id).await?;
    if survey.state != State::Open {
        return Err(refusal::not_open());
    }
    let reminders = mail::enqueue_reminders(&ctx.core, &mut tx, ctx.organisation, id).await?;
    tx.commit().await?;
    Ok(reminders)
}
