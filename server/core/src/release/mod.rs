//! Releases: the only place that reads sealed answers, and the only way from answers to figures.
//!
//! A release is made once from all answers of a closed survey: read, built by the domain's rules, stored in one
//! transaction. It never changes; a later version is refused unless it differs enough (rule 6). Whoever shows figures
//! reads cells, from here.

mod build;
mod read;
mod rows;
mod store;

use ayeneh_domain::{
    ids::{ReleaseId, SurveyId},
    permission::Right,
};

pub use self::{
    build::release_closed,
    read::{Release, Scope, cells, comments, find, latest, of_subjects, overview, questionnaires, turnout},
    store::STATEMENTS,
};
use crate::{Ctx, Result};

/// Releases a closed survey, or a released one again.
///
/// # Errors
/// [`crate::Error::Refused`] without the right for the whole organisation, [`crate::Error::NotFound`],
/// [`crate::Error::Conflict`] while the survey is open or where too few answers are new, the database's.
pub async fn release(ctx: &Ctx, survey: SurveyId) -> Result<ReleaseId> {
    ctx.require_everywhere(Right::SurveysManage)?;
    release_closed(&ctx.core, ctx.organisation, survey).await
}
