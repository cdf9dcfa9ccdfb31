//! Cells of a release, found by what a page asks for.

use std::collections::HashMap;

use ayeneh_domain::{
    ids::UnitId,
    questionnaire::Side,
    release::{Cell, Figure, Shown},
};

/// Which cell. 360°: all of one subject, so the subject is no part of it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Key {
    unit: Option<UnitId>,
    side: Option<Side>,
    group: Option<String>,
    topic: String,
    figure: Figure,
}

/// Cells by what they are of.
#[derive(Clone, Debug, Default)]
pub(super) struct Cells(HashMap<Key, Shown>);

impl Cells {
    /// Orders cells.
    pub fn new(cells: impl IntoIterator<Item = Cell>) -> Self {
        let keyed = cells.into_iter().map(|cell| {
            let Cell { unit, side, group, topic, figure, shown, .. } = cell;
            (Key { unit, side, group, topic, figure }, shown)
        });
        Self(keyed.collect())
    }

    /// The same for somebody who sees these units: see [`Shown::within`].
    pub fn within(mut self, sees: impl Fn(Option<UnitId>) -> bool) -> Self {
        for shown in self.0.values_mut() {
            *shown = shown.clone().within(&sees);
        }
        self
    }

    /// A side's figure in a unit.
    pub fn of_side(&self, unit: Option<UnitId>, side: Side, topic: &str, figure: Figure) -> Option<&Shown> {
        self.0.get(&Key { unit, side: Some(side), group: None, topic: topic.to_owned(), figure })
    }

    /// A figure of both sides together (gap, correlation), or of a survey with one side only.
    pub fn joint(&self, unit: Option<UnitId>, topic: &str, figure: Figure) -> Option<&Shown> {
        self.0.get(&Key { unit, side: None, group: None, topic: topic.to_owned(), figure })
    }

    /// A group's figure: raters in one relation, people of one level, or two groups compared.
    pub fn of_group(&self, group: Option<&str>, topic: &str, figure: Figure) -> Option<&Shown> {
        let group = group.map(str::to_owned);
        self.0.get(&Key { unit: None, side: None, group, topic: topic.to_owned(), figure })
    }

    /// Whether it was tested if a gap is real: where everything is told of both sides.
    pub fn is_tested(&self, unit: Option<UnitId>, topic: &str) -> bool {
        self.joint(unit, topic, Figure::GapSignificance).is_some()
    }

    /// Whether a gap is real: its p, corrected for all gaps of the release, is small.
    pub fn is_sure(&self, unit: Option<UnitId>, topic: &str) -> bool {
        self.joint(unit, topic, Figure::GapSignificance).and_then(Shown::exact).is_some_and(|p| p < super::SIGNIFICANT)
    }
}
