//! How far the raters of each relationship are, counted once a day like participation, in steps, never by name.

use std::collections::BTreeMap;

use ayeneh_domain::{
    cycle::progress as rules,
    disclosure::partition::Decision,
    ids::SurveyId,
    permission::Right,
    relationship::Relationship,
    survey::{Kind, State, participation::Count},
};

use super::{reached, store};
use crate::{
    Core, Ctx, Result, doors,
    surveys::{self, store::survey},
};

/// How far the raters of a relationship are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// The relationship.
    pub relationship: Relationship,
    /// How many ratings were asked for.
    pub invited: u32,
    /// At least so many were there at the last daily count; absent before it and where it may not be shown.
    pub at_least: Option<u32>,
    /// Whether it may be shown, and if not, why.
    pub decision: Decision,
}

/// Progress by relationship, in the order of the report.
///
/// # Errors
/// [`crate::Error::Refused`] without the right to see surveys; [`crate::Error::NotFound`].
pub async fn progress(ctx: &Ctx, id: SurveyId) -> Result<Vec<Progress>> {
    let mut tx = ctx.read().await?;
    let (cycle, _) = reached(ctx, &mut tx, Right::SurveysView, id).await?;
    let invited = store::invited(&mut tx, ctx.organisation, id).await?;
    let counted: BTreeMap<Relationship, u32> =
        store::progress(&mut tx, ctx.organisation, id).await?.into_iter().collect();
    let own = invited.into_iter().map(|(of, invited)| (of, Count { invited, answered: 0 })).collect();
    let decided = rules::decide(&own, &cycle.survey.rules).into_iter();
    let made = decided.map(|(relationship, count, decision)| Progress {
        relationship,
        invited: count.invited,
        at_least: counted.get(&relationship).copied().filter(|_| decision.is_shown()),
        decision,
    });
    Ok(made.collect())
}

/// Counts every open cycle that was not counted today, of all organisations, and returns how many. A job.
///
/// # Errors
/// The database's.
pub async fn count_progress(core: &Core) -> Result<usize> {
    let today = surveys::today(core);
    let mut tx = core.db.read().await?;
    let mut due = Vec::new();
    for (organisation, id, _) in doors::surveys::in_state(&mut tx, State::Open).await? {
        let survey = survey::find(&mut tx, organisation, id).await?;
        let Some(survey) = survey.filter(|survey| survey.kind == Kind::Cycle) else { continue };
        if store::progress_counted_on(&mut tx, organisation, id).await? != Some(today.to_string()) {
            due.push((organisation, survey));
        }
    }
    drop(tx);
    for (organisation, survey) in &due {
        let mut tx = core.db.write().await?;
        let turnout = store::turnout(&mut tx, *organisation, survey.id).await?;
        let decided = rules::decide(&turnout.into_iter().collect(), &survey.rules).into_iter();
        // What is hidden is noted as nothing: so the day is kept, and a figure that may be shown later comes with the next
        // day's count, not at once.
        let noted = |(of, count, decision): (Relationship, Count, Decision)| match decision.is_shown() {
            true => (of, count),
            false => (of, Count { answered: 0, ..count }),
        };
        let counted: Vec<(Relationship, Count)> = decided.map(noted).collect();
        store::replace_progress(&mut tx, *organisation, survey.id, &counted, today).await?;
        tx.commit().await?;
    }
    Ok(due.len())
}
