//! How many take part, counted once a day while a survey is open: the only figures that a running survey has.

use std::collections::BTreeMap;

use ayeneh_domain::{
    calendar::Date,
    disclosure::partition::Decision,
    ids::{OrganisationId, SurveyId, UnitId},
    permission::Right,
    questionnaire::Side,
    survey::{
        State,
        audience::Branch,
        participation::{Count, decide},
    },
};

use super::{
    rows::{Participation, Survey, Turnout},
    scope::{branches, find},
    store, today,
};
use crate::{Core, Ctx, Result, db::Tx, doors};

/// Where a survey's participation stands, of one side in one unit with everything below it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The side.
    pub side: Side,
    /// The unit; `None` is everybody.
    pub unit: Option<UnitId>,
    /// How many are invited.
    pub invited: u32,
    /// At least so many had answered at the last daily count; absent before it and where it may not be shown.
    pub at_least: Option<u32>,
    /// Whether it may be shown, and if not, why.
    pub decision: Decision,
}

/// Participation of everybody and of each unit as it was at the last daily count, and the day of that count.
///
/// # Errors
/// [`crate::Error::Refused`] without the right to see surveys; [`crate::Error::NotFound`].
pub async fn participation(ctx: &Ctx, id: SurveyId) -> Result<(Option<Date>, Vec<Standing>)> {
    let mut tx = ctx.read().await?;
    let (survey, units) = find(ctx, &mut tx, Right::SurveysView, id).await?;
    let invited = store::participation::invited(&mut tx, ctx.organisation, id).await?;
    let counted = store::participation::all(&mut tx, ctx.organisation, id).await?;
    let at_least: BTreeMap<(Side, Option<UnitId>), u32> =
        counted.iter().map(|row| ((row.side, row.unit), row.at_least)).collect();
    let decided = Side::ALL.iter().flat_map(|side| of_side(&survey, &branches(&units), &invited, *side));
    let standings = decided.map(|(side, unit, count, decision)| Standing {
        side,
        unit,
        invited: count.invited,
        at_least: at_least.get(&(side, unit)).copied(),
        decision,
    });
    let standings = standings.collect();
    Ok((counted.first().map(|row| row.counted_on), standings))
}

/// Counts every open survey that was not counted today, of all organisations, and returns how many. A job: it may run
/// at any time and as often as it likes.
///
/// # Errors
/// The database's.
pub async fn count_participation(core: &Core) -> Result<usize> {
    let mut tx = core.db.read().await?;
    let open = doors::surveys::in_state(&mut tx, State::Open).await?;
    let today = today(core);
    let mut due = Vec::new();
    for (organisation, survey, _) in open {
        let last = store::participation::last_count(&mut tx, organisation, survey).await?;
        if last.is_none_or(|day| day != today.to_string()) {
            due.push((organisation, survey));
        }
    }
    drop(tx);
    for (organisation, survey) in &due {
        let mut tx = core.db.write().await?;
        count(core, &mut tx, *organisation, *survey).await?;
        tx.commit().await?;
    }
    Ok(due.len())
}

async fn count(core: &Core, tx: &mut Tx, organisation: OrganisationId, id: SurveyId) -> Result<()> {
    let Some(survey) = store::survey::find(tx, organisation, id).await? else { return Ok(()) };
    let units = store::survey::units(tx, organisation, id).await?;
    let turnout = store::participation::turnout(tx, organisation, id).await?;
    let today = today(core);
    let counted: Vec<Participation> = Side::ALL
        .iter()
        .flat_map(|side| of_side(&survey, &branches(&units), &turnout, *side))
        .filter(|(.., decision)| decision.is_shown())
        .map(|(side, unit, count, _)| Participation {
            side,
            unit,
            invited: count.invited,
            at_least: count.answered,
            counted_on: today,
        })
        .collect();
    Ok(store::participation::replace(tx, organisation, id, &counted, today).await?)
}

fn of_side(
    survey: &Survey,
    units: &[Branch],
    turnout: &[Turnout],
    side: Side,
) -> Vec<(Side, Option<UnitId>, Count, Decision)> {
    let of_side = turnout.iter().filter(|row| row.side == side);
    let own: BTreeMap<UnitId, Count> =
        of_side.map(|row| (row.unit, Count { invited: row.invited, answered: row.answered })).collect();
    let decided = decide(units, &own, &survey.rules).into_iter();
    decided.map(|(unit, count, decision)| (side, unit, count, decision)).collect()
}
