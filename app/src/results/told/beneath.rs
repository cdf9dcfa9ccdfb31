//! What lies beneath the pairs: outcomes, participation, waves, how answers spread, comments.

use ayeneh_core::results::{Outcome as Kind, WavePoint};
use ayeneh_domain::{
    questionnaire::Side,
    release::{Figure, Shown as Cell},
};
use ayeneh_text::{name, results as words};

use super::{
    super::wire::{Comments, Outcome, Participation, Spread, Wave},
    Made,
};
use crate::ui::measure_row::Form;

impl Made<'_> {
    pub(super) fn outcomes(&self) -> Vec<Outcome> {
        let outcome = |found: &ayeneh_core::results::OutcomeResult| {
            let (form, ends) = match found.outcome {
                Kind::Recommend => (Form::Signed { places: 0 }, (-100.0, 100.0)),
                Kind::Satisfaction => (Form::Percent { places: 0 }, (0.0, 100.0)),
                Kind::Effort => (Form::Number { places: 1 }, (1.0, 7.0)),
            };
            let sides = [found.employee.as_ref(), found.customer.as_ref()];
            let row = self.row(found.name.get(self.l), sides, found.is_sure, Vec::new());
            Outcome { name: row.pair.name.clone(), form, ends, pair: row.pair, withheld: row.withheld }
        };
        let asked = self.paired.outcomes.iter().filter(|found| found.employee.is_some() || found.customer.is_some());
        asked.map(outcome).collect()
    }

    pub(super) fn participation(&self) -> Vec<Participation> {
        let side = |(side, shown): &(Side, Cell)| {
            let counts = match shown {
                Cell::Parts { values, .. } => match values[..] {
                    [invited, answered] => Some((invited.round() as u32, answered.round() as u32)),
                    _ => None,
                },
                _ => None,
            };
            Participation { side: *side, counts }
        };
        self.paired.participation.iter().map(side).collect()
    }

    pub(super) fn waves(&self) -> Vec<Wave> {
        let wave = |point: &WavePoint| Wave {
            label: point.wave.title.get(self.l).to_owned(),
            employee: point.employee.as_ref().and_then(Cell::exact),
            customer: point.customer.as_ref().and_then(Cell::exact),
        };
        self.paired.trend.iter().map(wave).collect()
    }

    /// How both sides moved since the wave before, as far as that may be said.
    pub(super) fn moved(&self) -> Option<String> {
        let l = self.l;
        let side = |(side, movement): &(Side, ayeneh_core::scorecard::Movement)| {
            use ayeneh_core::scorecard::Movement::{Down, Steady, Up};
            let side = name::side(l, *side);
            match movement {
                Up => words::side_up(l, side),
                Down => words::side_down(l, side),
                Steady => words::side_steady(l, side),
            }
        };
        let said: Vec<String> = self.paired.moved.iter().map(side).collect();
        (!said.is_empty()).then(|| said.join(" "))
    }

    pub(super) fn spreads(&self) -> Vec<Spread> {
        let l = self.l;
        let spread = |found: &ayeneh_core::results::ItemResult| {
            let Cell::Parts { values, n, .. } = &found.spread else { return None };
            let (least, most) = &found.item.ends;
            Some(Spread {
                text: found.item.text.get(l).to_owned(),
                side: found.side,
                parts: values.clone(),
                ends: (least.get(l).to_owned(), most.get(l).to_owned()),
                not_applicable: found.not_applicable.as_ref().and_then(Cell::exact),
                n: *n,
            })
        };
        self.paired.items.iter().filter_map(spread).collect()
    }

    pub(super) fn comments(&self) -> Vec<Comments> {
        let pool = |pool: &ayeneh_core::results::CommentPool| {
            let side = pool.side?;
            let of = name::side(self.l, side);
            Some(Comments {
                side,
                texts: pool.texts.clone(),
                withheld: self.withheld(of, &pool.shown, Figure::Comments),
            })
        };
        self.paired.comments.iter().filter_map(pool).collect()
    }
}
