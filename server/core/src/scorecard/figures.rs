//! Each measure's figure in the unit that is looked at: value, standing, change, trend, and the units below.

use std::collections::{BTreeMap, HashMap};

use ayeneh_domain::{
    calendar::Month,
    ids::MeasureId,
    measure::{Aggregate, Rolled, Standing, Target, roll_up},
    release::Shown,
};

use super::{MeasureFigure, Released, Scope, TREND_MONTHS, UnitFigure};
use crate::measures::{Measure, SetTarget, Source, store::Reading};

/// What the figures of measures are made from.
struct Sources<'a> {
    scope: &'a Scope,
    month: Month,
    targets: &'a [SetTarget],
    readings: HashMap<MeasureId, Vec<&'a Reading>>,
    released: &'a Released,
}

/// A measure's figures before they are judged: of the unit, by month, and by unit below.
#[derive(Default)]
struct Found {
    shown: Option<Shown>,
    month: Option<Month>,
    reported: Option<(u32, u32)>,
    trend: Vec<(Month, f64)>,
    below: Vec<Option<Shown>>,
}

pub(super) fn figures(
    scope: &Scope,
    month: Month,
    measures: Vec<Measure>,
    targets: &[SetTarget],
    readings: &[Reading],
    released: &Released,
) -> Vec<MeasureFigure> {
    let mut by_measure: HashMap<MeasureId, Vec<&Reading>> = HashMap::new();
    for reading in readings {
        by_measure.entry(reading.measure).or_default().push(reading);
    }
    let sources = Sources { scope, month, targets, readings: by_measure, released };
    let mut figures: Vec<_> = measures.into_iter().filter_map(|measure| sources.figure(measure)).collect();
    figures.sort_by_key(|figure| figure.measure.perspective);
    figures
}

impl Sources<'_> {
    /// `None` for a measure that has neither a figure nor a target here.
    fn figure(&self, measure: Measure) -> Option<MeasureFigure> {
        let found = match &measure.source {
            Source::Import => self.imported(&measure),
            source => self.released(source),
        };
        let target = self.target(&measure, self.scope.node());
        if found.shown.is_none() && found.below.iter().all(Option::is_none) && target.is_none() {
            return None;
        }
        let own = standing(&measure, target, found.shown.as_ref());
        let change = change(&found);
        let below = self.scope.nodes_below().iter().zip(found.below).map(|(node, shown)| {
            let standing = standing(&measure, self.target(&measure, *node), shown.as_ref());
            UnitFigure { unit: self.scope.at(*node), shown, standing }
        });
        Some(MeasureFigure {
            by_unit: below.collect(),
            better: change.and_then(|change| measure.direction.is_better(change)),
            shown: found.shown,
            month: found.month,
            reported: found.reported,
            trend: found.trend,
            target,
            standing: own,
            change,
            measure,
        })
    }

    /// The latest month with a reading counts, for the unit and for those below alike.
    fn imported(&self, measure: &Measure) -> Found {
        let Some(readings) = self.readings.get(&measure.id) else { return Found::default() };
        let mut months: BTreeMap<Month, Vec<Option<f64>>> = BTreeMap::new();
        let tree = self.scope.tree();
        for reading in readings {
            let Some(node) = self.scope.node_of(reading.unit) else { continue };
            months.entry(reading.month).or_insert_with(|| vec![None; tree.len()])[node] = Some(reading.value);
        }
        let rolled: Vec<(Month, Vec<Option<Rolled>>)> =
            months.into_iter().map(|(month, values)| (month, roll_up(tree, measure.aggregate, &values))).collect();
        let node = self.scope.node();
        let here: Vec<(Month, Rolled)> =
            rolled.iter().filter_map(|(month, nodes)| Some((*month, nodes[node]?))).collect();
        let Some((month, last)) = here.last().copied() else { return Found::default() };
        let exact = |rolled: Rolled| Shown::Value { value: rolled.value, low: None, high: None, n: None };
        let latest = rolled.iter().find(|(of, _)| *of == month).map(|(_, nodes)| nodes.as_slice()).unwrap_or_default();
        let below = self.scope.nodes_below().iter();
        Found {
            shown: Some(exact(last)),
            month: Some(month),
            reported: here.iter().map(|(_, rolled)| rolled.units).max().map(|most| (last.units, most)),
            below: below.map(|node| latest.get(*node).copied().flatten().map(exact)).collect(),
            trend: here.iter().map(|(month, rolled)| (*month, rolled.value)).collect(),
        }
    }

    /// The latest release of the kind; earlier ones make the trend.
    fn released(&self, source: &Source) -> Found {
        let Source::Release { survey, side, topic, figure } = source else { return Found::default() };
        let unit = self.scope.unit().id;
        let heads: Vec<_> = self.released.feeding(*survey).collect();
        let in_unit = |release| self.released.cell(release, unit, *side, topic, *figure);
        let latest = heads.iter().find_map(|head| Some((head, in_unit(head.id)?)));
        let first = self.month.plus(1 - TREND_MONTHS);
        let mut trend: Vec<(Month, f64)> = heads
            .iter()
            .filter(|head| head.month >= first)
            .filter_map(|head| Some((head.month, in_unit(head.id)?.position()?)))
            .collect();
        trend.reverse();
        let below = self.scope.nodes_below().iter().map(|node| {
            let head = heads.first()?;
            self.released.cell(head.id, self.scope.at(*node).id, *side, topic, *figure).cloned()
        });
        Found {
            below: below.collect(),
            shown: latest.map(|(_, shown)| shown.clone()),
            month: latest.map(|(head, _)| head.month),
            reported: None,
            trend,
        }
    }

    /// The target of a node. What is added up has its own target in each unit; a rate, time or index takes that of the
    /// unit above where it has none.
    fn target(&self, measure: &Measure, node: usize) -> Option<Target> {
        let inherits = measure.aggregate == Aggregate::Mean;
        let own = |node: usize| {
            let unit = self.scope.at(node).id;
            let whole = self.scope.is_whole(node);
            let mut set = self.targets.iter().filter(|set| set.measure == measure.id);
            set.find(|set| set.unit == unit || (whole && set.unit.is_none_or(|unit| self.is_whole(unit))))
        };
        let mut nodes = std::iter::once(node).chain(self.scope.tree().upwards(node).filter(|above| *above != node));
        let set = if inherits { nodes.find_map(own) } else { own(node) };
        set.map(|set| set.target)
    }

    fn is_whole(&self, unit: ayeneh_domain::ids::UnitId) -> bool {
        self.scope.node_of(unit).is_some_and(|node| self.scope.is_whole(node))
    }
}

/// Judged by what is shown: a bound counts as the figure it is printed with.
fn standing(measure: &Measure, target: Option<Target>, shown: Option<&Shown>) -> Option<Standing> {
    Some(target?.standing(measure.direction, shown?.position()?))
}

fn change(found: &Found) -> Option<f64> {
    let (last, before) = (found.trend.last()?, found.trend.len().checked_sub(2)?);
    (Some(last.0) == found.month).then(|| last.1 - found.trend[before].1)
}
