//! Who takes part in open surveys, by unit: the smallest units, those with the fewest answers first, and who is behind.

use std::collections::{BTreeMap, BTreeSet};

use ayeneh_domain::{
    bilingual::Bilingual,
    calendar::Date,
    ids::UnitId,
    questionnaire::Side,
    survey::{
        State,
        pace::{is_behind, time_over},
        participation::STEP,
    },
};

use super::in_state;
use crate::{
    Ctx, Result,
    people::Unit,
    surveys::{self, Listed, Standing, Survey},
};

/// An open survey and its participation.
#[derive(Clone, Debug)]
pub struct Running {
    /// The survey.
    pub survey: Survey,
    /// The day of the count; absent before the first.
    pub counted_on: Option<Date>,
    /// Everybody, by side.
    pub whole: BTreeMap<Side, Standing>,
    /// The units without units below them: who is behind first, fewest answers first, the hidden last.
    pub units: Vec<UnitTurnout>,
    /// The sides of which everybody together is behind.
    pub sides_behind: Vec<Side>,
}

/// A unit's participation.
#[derive(Clone, Debug)]
pub struct UnitTurnout {
    /// The unit.
    pub unit: UnitId,
    /// Its name at launch.
    pub name: Bilingual,
    /// By side; a side that was not asked is missing.
    pub sides: BTreeMap<Side, Standing>,
    /// Whether a side of it is behind.
    pub is_behind: bool,
}

impl UnitTurnout {
    /// Who is behind first, then by the most that can have answered of the first side that may be shown, then the hidden.
    fn place(&self) -> (bool, f64) {
        let most = self.sides.values().find_map(most);
        (!self.is_behind, most.unwrap_or(f64::INFINITY))
    }
}

/// The greatest share that can have answered; absent where it may not be shown or is not counted yet.
fn most(standing: &Standing) -> Option<f64> {
    let at_least = standing.at_least.filter(|_| standing.decision.is_shown() && standing.invited > 0)?;
    Some(f64::from((at_least + STEP - 1).min(standing.invited)) / f64::from(standing.invited))
}

/// The open surveys, the one that closes first before the others.
pub(super) async fn running(ctx: &Ctx, listed: &[Listed]) -> Result<Vec<Running>> {
    let mut found = Vec::new();
    for listed in in_state(listed, State::Open) {
        let (survey, units) = surveys::find(ctx, listed.survey.id).await?;
        let (counted_on, standings) = surveys::participation(ctx, survey.id).await?;
        found.push(arranged(ctx, survey, &units, counted_on, standings));
    }
    found.sort_by_key(|running| (running.survey.closes_on.is_none(), running.survey.closes_on));
    Ok(found)
}

fn arranged(ctx: &Ctx, survey: Survey, units: &[Unit], counted_on: Option<Date>, standings: Vec<Standing>) -> Running {
    let over = counted_on.and_then(|day| over(ctx, &survey, day));
    let behind = |standing: &Standing| match (over, standing.at_least, standing.decision.is_shown()) {
        (Some(over), Some(at_least), true) => is_behind(standing.invited, at_least, over),
        _ => false,
    };
    let mut by_unit: BTreeMap<Option<UnitId>, BTreeMap<Side, Standing>> = BTreeMap::new();
    for standing in standings {
        by_unit.entry(standing.unit).or_default().insert(standing.side, standing);
    }
    let parents: BTreeSet<UnitId> = units.iter().filter_map(|unit| unit.parent).collect();
    let lowest = units.iter().filter(|unit| !parents.contains(&unit.id));
    let turnouts = lowest.filter_map(|unit| {
        let sides = by_unit.remove(&Some(unit.id))?;
        let is_behind = sides.values().any(behind);
        Some(UnitTurnout { unit: unit.id, name: unit.name.clone(), sides, is_behind })
    });
    let mut turnouts: Vec<UnitTurnout> = turnouts.collect();
    turnouts.sort_by(|one, other| {
        let ((one, one_most), (other, other_most)) = (one.place(), other.place());
        one.cmp(&other).then(one_most.total_cmp(&other_most))
    });
    let whole = by_unit.remove(&None).unwrap_or_default();
    let sides_behind = whole.values().filter(|standing| behind(standing)).map(|standing| standing.side).collect();
    Running { survey, counted_on, whole, units: turnouts, sides_behind }
}

/// The part of the survey's time that was over on a day.
fn over(ctx: &Ctx, survey: &Survey, day: Date) -> Option<f64> {
    let launched = Date::at(survey.launched_at?, ctx.core.settings.utc_offset_minutes);
    Some(time_over(launched, day, survey.closes_on?))
}
