//! Surveys: waves, review cycles and assessments from the draft to the release.
//!
//! Everything about who is asked is frozen at launch; after it only the closing date may move. Who has answered is
//! joined inside the database where it must be (reminders, the daily count) and never read.

mod alignment;
mod assessment;
mod change;
mod close;
mod create;
pub(crate) mod cycle;
mod freeze;
mod invite;
mod launch;
mod links;
mod participation;
mod preview;
mod rating;
mod rating_file;
mod refusal;
pub mod rows;
mod samples;
pub(crate) mod scope;
pub mod store;
mod wave;

use std::collections::BTreeMap;

use ayeneh_domain::{
    calendar::Date, cycle::Phase, ids::SurveyId, permission::Right, questionnaire::Side, survey::Kind,
};

pub use self::{
    change::{Like, change, like, typed},
    close::{close, close_due, move_closing, release_due},
    create::{NewSurvey, create, discard},
    invite::remind,
    launch::{Launched, launch},
    links::{Link, links},
    participation::{Standing, count_participation, participation},
    preview::{Preview, preview},
    rating::{Load, RaterOf, Subject, add_rater, add_subject, remove_rater, remove_subject, subjects},
    rating_file::{raters_csv, replace_raters},
    rows::Survey,
    samples::{Reader, SampleMail, Samples, samples},
    scope::choosable_units,
};
use crate::{Core, Ctx, Error, Result, cycles, people::Unit};

/// A survey in a list.
#[derive(Clone, Debug, PartialEq)]
pub struct Listed {
    /// The survey.
    pub survey: Survey,
    /// Of a review cycle: its phase.
    pub phase: Option<Phase>,
    /// How many are invited, or would be.
    pub invited: u32,
    /// By side: how many were invited and how many at least have answered, at the last daily count.
    pub turnout: BTreeMap<Side, (u32, u32)>,
}

/// The surveys that who acts may see, newest first. Imported answers are listed too.
///
/// # Errors
/// [`Error::Refused`] without the right to see surveys.
pub async fn list(ctx: &Ctx) -> Result<Vec<Listed>> {
    ctx.require(Right::SurveysView)?;
    let mut tx = ctx.read().await?;
    let scope = scope::Scope::of(ctx, &mut tx, Right::SurveysView).await?;
    let invited: BTreeMap<SurveyId, u32> =
        store::invitation::counts(&mut tx, ctx.organisation).await?.into_iter().collect();
    let mut turnouts: BTreeMap<SurveyId, BTreeMap<Side, (u32, u32)>> = BTreeMap::new();
    for (survey, side, total, at_least) in store::participation::totals(&mut tx, ctx.organisation).await? {
        let counts = (u32::try_from(total).unwrap_or_default(), u32::try_from(at_least).unwrap_or_default());
        if let Some(side) = Side::from_key(&side) {
            turnouts.entry(SurveyId(survey)).or_default().insert(side, counts);
        }
    }
    let stages: BTreeMap<SurveyId, Phase> =
        cycles::store::stages(&mut tx, ctx.organisation).await?.into_iter().collect();
    let phase = |survey: &Survey| {
        let stage = stages.get(&survey.id).copied().unwrap_or(Phase::Draft);
        (survey.kind == Kind::Cycle).then(|| Phase::of(survey.state, stage))
    };
    let visible = scope.visible(&mut tx, ctx).await?;
    let surveys = store::survey::list(&mut tx, ctx.organisation).await?;
    let listed = surveys.into_iter().filter(|survey| visible(survey.id)).map(|survey| Listed {
        invited: invited.get(&survey.id).copied().unwrap_or_default(),
        turnout: turnouts.remove(&survey.id).unwrap_or_default(),
        phase: phase(&survey),
        survey,
    });
    Ok(listed.collect())
}

/// A survey with its units: of a draft the chosen ones, later the frozen tree.
///
/// # Errors
/// [`Error::Refused`] without the right; [`Error::NotFound`] if it does not exist or lies outside of the role's units.
pub async fn find(ctx: &Ctx, id: SurveyId) -> Result<(Survey, Vec<Unit>)> {
    ctx.require(Right::SurveysView)?;
    let mut tx = ctx.read().await?;
    scope::find(ctx, &mut tx, Right::SurveysView, id).await
}

/// The day it is where the organisation is.
pub fn today(core: &Core) -> Date {
    Date::at(core.now_ms(), core.settings.utc_offset_minutes)
}

/// A review cycle, or [`Error::NotFound`]: other kinds have no subjects.
fn cycle_only(survey: &Survey) -> Result<()> {
    if survey.kind == Kind::Cycle { Ok(()) } else { Err(Error::NotFound) }
}
