//! The launch: everything is frozen, everybody is invited, and all of it happens or nothing.

use ayeneh_domain::{
    ids::SurveyId,
    survey::{State, Step},
};
use ayeneh_text as text;

use super::{freeze, invite, preview::Plan, refusal, rows::Survey, scope::find, store};
use crate::{
    Ctx, Error, Result,
    db::Tx,
    secret::{Purpose, token_hash},
};

/// What a launch did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Launched {
    /// How many mails wait to be sent.
    pub mails: u64,
    /// How many contacts were skipped because they asked not to be written to.
    pub skipped: usize,
}

/// Launches a draft.
///
/// # Errors
/// [`Error::Conflict`] if it was launched before; [`Error::Invalid`] with what stands in the way;
/// [`Error::Refused`] without the right, [`Error::NotFound`].
pub async fn launch(ctx: &Ctx, id: SurveyId) -> Result<Launched> {
    let mut tx = ctx.write().await?;
    let (survey, chosen) = find(ctx, &mut tx, Step::Launch.right(), id).await?;
    if survey.state != State::Draft {
        return Err(refusal::launched());
    }
    // First of all writes: whoever launches at the same time waits here and then finds it done.
    if !store::survey::launch(&mut tx, ctx.organisation, id, ctx.core.now_ms()).await? {
        return Err(refusal::launched());
    }
    let plan = Plan::make(ctx, &mut tx, &survey, &chosen).await?;
    if !plan.refusals.is_empty() {
        return Err(Error::Invalid(plan.refusals.into_iter().map(refusal::problem).collect()));
    }
    fix_promise(ctx, &mut tx, &survey).await?;
    store::survey::replace_units(&mut tx, ctx.organisation, id, &plan.units).await?;
    let skipped = plan.skipped;
    invite_all(ctx, &mut tx, id, plan).await?;
    let mails = invite::invitations(ctx, &mut tx, id).await?;
    tx.commit().await?;
    Ok(Launched { mails, skipped })
}

/// Fixes the rules of this moment and the promise that follows from them, and freezes the questionnaires.
async fn fix_promise(ctx: &Ctx, tx: &mut Tx, survey: &Survey) -> Result<()> {
    let rules = survey.kind.rules();
    let promise = crate::error::both(|l| text::promise::of(l, survey.kind, survey.mode, &rules));
    let survey = Survey { rules, promise, ..survey.clone() };
    let stored = serde_json::to_string(&survey.rules)?;
    store::survey::fix(tx, ctx.organisation, &survey, &stored).await?;
    freeze::questionnaires(ctx, tx, &survey).await
}

/// Gives everybody a token, of which only the hash is kept.
async fn invite_all(ctx: &Ctx, tx: &mut Tx, id: SurveyId, plan: Plan) -> Result<()> {
    // Raters of a draft cycle: whoever has left since then is not in the plan any more.
    store::invitation::delete_all(tx, ctx.organisation, id).await?;
    let with_token = plan.invitations.into_iter().map(|invitation| {
        let token = ctx.core.secret.token(Purpose::Invitation, invitation.id.0);
        (invitation, Some(token_hash(&token)))
    });
    let with_token: Vec<_> = with_token.collect();
    Ok(store::invitation::insert(tx, ctx.organisation, id, &with_token).await?)
}
