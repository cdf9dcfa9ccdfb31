//! The units below: each over all elements, and by element for the table of gaps.

use ayeneh_domain::{
    ids::UnitId,
    questionnaire::Side,
    release::{Figure, Shown},
};

use super::super::{
    cells::Cells,
    sight::{Sight, UnitName},
};

/// A unit below the one that is looked at.
#[derive(Clone, Debug, PartialEq)]
pub struct UnitResult {
    /// The unit.
    pub unit: UnitName,
    /// Its employees over all elements; absent where they were not asked.
    pub employee: Option<Shown>,
    /// Its customers.
    pub customer: Option<Shown>,
    /// The gap over all elements, and whether it is sure.
    pub overall: GapResult,
    /// Its gaps by element, in the order of the elements.
    pub gaps: Vec<GapResult>,
}

/// The gap of an element in a unit.
#[derive(Clone, Debug, PartialEq)]
pub struct GapResult {
    /// Employees minus customers; absent where one of them was not asked.
    pub gap: Option<Shown>,
    /// Whether it survives the correction for many gaps.
    pub is_sure: bool,
}

/// Units that stand together in the table of gaps.
#[derive(Clone, Debug, PartialEq)]
pub struct Region {
    /// The unit they belong to; absent where all stand together.
    pub unit: Option<UnitName>,
    /// The units.
    pub units: Vec<UnitResult>,
}

/// A unit with its gaps in these topics.
pub(super) fn unit(cells: &Cells, sight: &Sight, id: UnitId, main: &str, topics: &[&str]) -> UnitResult {
    let id = Some(id);
    let index = |side| cells.of_side(id, side, main, Figure::Index).cloned();
    let gap = |topic: &str| GapResult {
        gap: cells.joint(id, topic, Figure::Gap).cloned(),
        is_sure: cells.is_sure(id, topic),
    };
    UnitResult {
        unit: sight.name(id),
        employee: index(Side::Employee),
        customer: index(Side::Customer),
        overall: gap(main),
        gaps: topics.iter().map(|topic| gap(topic)).collect(),
    }
}

/// The units below by region: where units below have units of their own, those; the others stand together.
pub(super) fn regions(cells: &Cells, sight: &Sight, whole: Option<UnitId>, main: &str, topics: &[&str]) -> Vec<Region> {
    let made = |ids: Vec<UnitId>| ids.into_iter().map(|id| unit(cells, sight, id, main, topics)).collect();
    let (with_own, alone): (Vec<UnitId>, Vec<UnitId>) =
        sight.below(whole).into_iter().partition(|id| !sight.below(Some(*id)).is_empty());
    let mut regions: Vec<Region> = with_own
        .into_iter()
        .map(|id| Region { unit: Some(sight.name(Some(id))), units: made(sight.below(Some(id))) })
        .collect();
    if !alone.is_empty() {
        regions.push(Region { unit: None, units: made(alone) });
    }
    regions
}
