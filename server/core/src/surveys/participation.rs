//! How many take part, counted once a day while a survey is open: the only figures that a running survey has.

use std::collections::BTreeMap;

use ayeneh_domain::{
    ids::{OrganisationId, SurveyId, UnitId},
    permission::Right,
    questionnaire::Side,
    survey::{
        State,
        participation::{Count, shown},
    },
};

use super::{
    rows::{Participation, Survey, Turnout},
    scope::{branches, find},
    store, today,
};
use crate::{Core, Ctx, Result, db::Tx, doors};

/// The last daily count of a survey: everybody and the units that may be shown. Empty before the first count.
///
/// # Errors
/// [`crate::Error::Refused`] without the right to see surveys; [`crate::Error::NotFound`].
pub async fn participation(ctx: &Ctx, id: SurveyId) -> Result<Vec<Participation>> {
    let mut tx = ctx.read().await?;
    find(ctx, &mut tx, Right::SurveysView, id).await?;
    Ok(store::participation::all(&mut tx, ctx.organisation, id).await?)
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
        .map(|(side, unit, count)| Participation {
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
    units: &[ayeneh_domain::survey::audience::Branch],
    turnout: &[Turnout],
    side: Side,
) -> Vec<(Side, Option<UnitId>, Count)> {
    let of_side = turnout.iter().filter(|row| row.side == side);
    let own: BTreeMap<UnitId, Count> =
        of_side.map(|row| (row.unit, Count { invited: row.invited, answered: row.answered })).collect();
    shown(units, &own, &survey.rules).into_iter().map(|(unit, count)| (side, unit, count)).collect()
}
