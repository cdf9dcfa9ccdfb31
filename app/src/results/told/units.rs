//! The units below: on one axis, and by element as a table of gaps.

use ayeneh_core::results::{GapResult, UnitResult};
use ayeneh_domain::{
    questionnaire::Side,
    release::{Figure, Shown as Cell},
};
use ayeneh_text::{name, results as words};

use super::{super::wire::Heat, Made};
use crate::ui::{
    heat::{HeatCell, HeatGroup, HeatRow},
    hidden_cell::{Rule, Withheld},
    pairs::PairRow,
};

/// From so many points on a sure gap has the second and the third step of its tint.
const STEPS: [f64; 2] = [8.0, 15.0];

impl Made<'_> {
    pub(super) fn units(&self) -> Vec<PairRow> {
        let row = |unit: &UnitResult| {
            let sides = [unit.employee.as_ref(), unit.customer.as_ref()];
            let href = Some(self.address(&unit.unit));
            PairRow { href, ..self.row(unit.unit.name.get(self.l), sides, unit.overall.is_sure, Vec::new()) }
        };
        self.paired.below.iter().map(row).collect()
    }

    /// Units by elements; `None` where one side only was asked, or there are no units below.
    pub(super) fn heat(&self) -> Option<Heat> {
        let l = self.l;
        if self.paired.sides.len() < 2 || self.paired.regions.is_empty() {
            return None;
        }
        let columns = self.paired.topics.iter().map(|topic| {
            let full = topic.name.get(l).to_owned();
            (name::element_short(l, &topic.key).map_or_else(|| full.clone(), str::to_owned), full)
        });
        let groups = self.paired.regions.iter().map(|region| {
            let mut units: Vec<&UnitResult> = region.units.iter().collect();
            units.sort_by(|one, other| width(other).total_cmp(&width(one)));
            HeatGroup {
                name: region.unit.as_ref().map_or_else(String::new, |unit| unit.name.get(l).to_owned()),
                rows: units.into_iter().map(|unit| self.heat_row(unit)).collect(),
            }
        });
        Some(Heat { row_head: words::unit(l).to_owned(), columns: columns.collect(), groups: groups.collect() })
    }

    fn heat_row(&self, unit: &UnitResult) -> HeatRow {
        let name = unit.unit.name.get(self.l).to_owned();
        let n = |shown: &Option<Cell>| shown.as_ref().and_then(Cell::n);
        let all = || unit.gaps.iter().filter_map(|gap| gap.gap.as_ref());
        let is_hidden = all().next().is_some() && all().all(Cell::is_hidden);
        let withheld = all().next().filter(|_| is_hidden).and_then(|shown| self.withheld(&name, shown, Figure::Index));
        HeatRow {
            href: Some(self.address(&unit.unit)),
            n: n(&unit.employee).zip(n(&unit.customer)),
            cells: unit.gaps.iter().map(|gap| self.heat_cell(&name, gap)).collect(),
            name,
            withheld,
        }
    }

    fn heat_cell(&self, of: &str, found: &GapResult) -> HeatCell {
        match &found.gap {
            None => HeatCell::NotAsked,
            Some(Cell::Value { value, .. }) => gap(*value, found.is_sure),
            Some(hidden @ Cell::Hidden { .. }) => match self.withheld(of, hidden, Figure::Gap) {
                Some(withheld) => HeatCell::Hidden { withheld },
                None => HeatCell::NotAsked,
            },
            // A bound has no room in a cell of this table; the unit's own page has it.
            Some(_) => {
                HeatCell::Hidden { withheld: Withheld { of: of.to_owned(), rule: Rule::Answers, nearest: None } }
            }
        }
    }
}

fn gap(value: f64, is_sure: bool) -> HeatCell {
    let by = value.abs().round();
    let step = 1 + STEPS.iter().filter(|from| by >= **from).count();
    HeatCell::Gap {
        ahead: (by > 0.0).then_some(if value > 0.0 { Side::Employee } else { Side::Customer }),
        by,
        step: if is_sure { u8::try_from(step).unwrap_or(3) } else { 0 },
    }
}

/// How wide a unit's gap is over all elements; hidden ones come last.
fn width(unit: &UnitResult) -> f64 {
    unit.overall.gap.as_ref().and_then(Cell::position).map_or(-1.0, f64::abs)
}
