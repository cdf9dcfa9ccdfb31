//! A cycle at a glance, for the page of its survey: where it stands, how many lists are where, how far the raters are.

use ayeneh_domain::{
    cycle::{ListState, Phase},
    ids::SurveyId,
    permission::Right,
};

use super::{Cycle, Progress, progress, reached, store};
use crate::{Ctx, Result, surveys::store::rating};

/// A cycle at a glance.
#[derive(Clone, Debug)]
pub struct Overview {
    /// The cycle.
    pub cycle: Cycle,
    /// How many are reviewed.
    pub lists: usize,
    /// How many lists are with a manager.
    pub sent: usize,
    /// How many are approved.
    pub approved: usize,
    /// How many raters said that they cannot rate; told to those who launch.
    pub declined: usize,
    /// How far the raters of each relationship are; nothing before the launch.
    pub progress: Vec<Progress>,
}

/// A cycle at a glance.
///
/// # Errors
/// [`crate::Error::Refused`] without the right to see surveys; [`crate::Error::NotFound`], also for what is no cycle.
pub async fn overview(ctx: &Ctx, id: SurveyId) -> Result<Overview> {
    let mut tx = ctx.read().await?;
    let (cycle, _) = reached(ctx, &mut tx, Right::SurveysView, id).await?;
    let states = store::lists(&mut tx, ctx.organisation, id).await?;
    let count = |wanted: ListState| states.iter().filter(|(_, state)| *state == wanted).count();
    let lists = rating::subjects(&mut tx, ctx.organisation, id).await?.len();
    let declined = match ctx.may(Right::SurveysManage) {
        // Who is reviewed does not learn how many cannot rate them.
        true => {
            let all = store::declines(&mut tx, ctx.organisation, id).await?;
            all.iter().filter(|row| row.subject_id != ctx.person.0).count()
        }
        false => 0,
    };
    drop(tx);
    let launched = !matches!(cycle.phase, Phase::Draft | Phase::Nominating | Phase::Approving);
    Ok(Overview {
        lists,
        sent: count(ListState::Sent),
        approved: count(ListState::Approved),
        declined,
        progress: if launched { progress(ctx, id).await? } else { Vec::new() },
        cycle,
    })
}
