//! Review cycles beside the survey they are: what HR settles, how a cycle goes from phase to phase, the lists of raters
//! that subjects choose and managers approve, and raters who decline.

pub mod choices;
mod decline;
mod gather;
mod list;
mod moves;
mod overview;
mod progress;
mod replace;
mod settle;
mod sight;
pub mod store;
mod talk;
pub mod talk_store;
mod tasks;

use ayeneh_domain::{
    calendar::Date,
    cycle::{Phase, Settings},
    ids::{OrganisationId, SurveyId},
    permission::Right,
    survey::Kind,
};

pub(crate) use self::talk::manager_reads;
pub use self::{
    decline::{Declined, decline, declined, take_back},
    gather::{Chosen, List, Suggestion},
    list::{Change, approve, cannot, change, find as list, hand_back, send},
    moves::{advance, advance_due},
    overview::{Overview, overview},
    progress::{Progress, count_progress, progress},
    replace::replace,
    settle::{NewSettings, settings, settle},
    talk::{Earlier, LONGEST_NOTE as LONGEST_TALK, Talk, acknowledge, note, open_report, talk},
    tasks::{Task, TaskKind, tasks},
};
use crate::{
    Ctx, Error, Result,
    db::Tx,
    people::Unit,
    surveys::{self, Survey},
};

/// A review cycle.
#[derive(Clone, Debug, PartialEq)]
pub struct Cycle {
    /// The survey it is.
    pub survey: Survey,
    /// Where it stands.
    pub phase: Phase,
    /// What HR settled.
    pub settings: Settings,
    /// The last day on which subjects choose; absent where HR names the raters alone.
    pub nominate_until: Option<Date>,
}

/// A cycle.
///
/// # Errors
/// [`Error::Refused`] without the right to see surveys; [`Error::NotFound`] for one that is not there, out of reach, or
/// no cycle.
pub async fn find(ctx: &Ctx, id: SurveyId) -> Result<Cycle> {
    let mut tx = ctx.read().await?;
    let (cycle, _) = reached(ctx, &mut tx, Right::SurveysView, id).await?;
    Ok(cycle)
}

/// A cycle with its units, if the right reaches it.
async fn reached(ctx: &Ctx, tx: &mut Tx, right: Right, id: SurveyId) -> Result<(Cycle, Vec<Unit>)> {
    let (survey, units) = surveys::scope::find(ctx, tx, right, id).await?;
    Ok((of(ctx, tx, survey).await?, units))
}

/// Where the cycle stands that a survey is.
pub(crate) async fn phase(tx: &mut Tx, organisation: OrganisationId, survey: &Survey) -> Result<Phase> {
    Ok(Phase::of(survey.state, store::find(tx, organisation, survey.id).await?.stage))
}

/// What is settled of a cycle that somebody may see.
pub(crate) async fn settings_of(ctx: &Ctx, survey: &Survey) -> Result<Cycle> {
    let mut tx = ctx.read().await?;
    of(ctx, &mut tx, survey.clone()).await
}

/// The cycle that a survey is.
async fn of(ctx: &Ctx, tx: &mut Tx, survey: Survey) -> Result<Cycle> {
    if survey.kind != Kind::Cycle {
        return Err(Error::NotFound);
    }
    let stored = store::find(tx, ctx.organisation, survey.id).await?;
    Ok(Cycle {
        phase: Phase::of(survey.state, stored.stage),
        settings: stored.settings,
        nominate_until: stored.nominate_until,
        survey,
    })
}

/// A cycle, whoever asks: for subjects and managers, whose right is checked against the list itself.
async fn any(ctx: &Ctx, tx: &mut Tx, id: SurveyId) -> Result<Cycle> {
    let survey = surveys::store::survey::find(tx, ctx.organisation, id).await?.ok_or(Error::NotFound)?;
    of(ctx, tx, survey).await
}
