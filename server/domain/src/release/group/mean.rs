//! The mean of a group: a whole number, so that differences of groups are blurred, and a bound wherever a member's figure
//! could else be told, also by whoever subtracts the reports they can read.

use super::Counted;
use crate::{
    disclosure::{
        Rules,
        slack::{Place, Slack},
    },
    release::cell::{HiddenReason, Shown},
};

/// Between what a figure lies, as far as it is told.
#[derive(Default)]
struct Ends {
    least: Option<f64>,
    most: Option<f64>,
    nowhere: bool,
}

impl Ends {
    fn at_least(&mut self, bound: f64) {
        self.least = Some(self.least.map_or(bound, |least| least.min(bound)));
    }

    fn at_most(&mut self, bound: f64) {
        self.most = Some(self.most.map_or(bound, |most| most.max(bound)));
    }
}

/// The mean of what reports show, each counting once.
pub(super) fn mean(rules: &Rules, of: &mut dyn Iterator<Item = &Counted>) -> Shown {
    let (mut known, mut unknown) = ((0u32, 0.0), (0u32, 0.0));
    let (mut least, mut most) = (false, false);
    for Counted(member, position, shown) in of {
        let side = if member.known { &mut known } else { &mut unknown };
        *side = (side.0 + 1, side.1 + position);
        least |= matches!(shown, Shown::AtLeast { .. });
        most |= matches!(shown, Shown::AtMost { .. });
    }
    let people = known.0 + unknown.0;
    let figure = (known.1 + unknown.1) / f64::from(people.max(1));
    let slack = Slack::percent(rules.insiders(), true);
    let mut ends = Ends::default();
    if least {
        ends.at_least(figure.floor());
    }
    if most {
        ends.at_most(figure.ceil());
    }
    // What is left when the known ones are subtracted may tell no more than a group of its size.
    for ((n, sum), others) in [((people, known.1 + unknown.1), 0.0), (unknown, known.1)] {
        let read = |bound: f64| (others + bound * f64::from(n)) / f64::from(people);
        match slack.place(sum / f64::from(n.max(1)), n) {
            _ if n == 0 => {}
            Place::Exact(_) => {}
            Place::AtLeast(bound) => ends.at_least(read(bound).min(figure).floor()),
            Place::AtMost(bound) => ends.at_most(read(bound).max(figure).ceil()),
            Place::Nowhere => ends.nowhere = true,
        }
    }
    let n = Some(people);
    match (ends.least, ends.most) {
        _ if ends.nowhere => Shown::hidden(HiddenReason::ProtectsAnswers),
        (Some(_), Some(_)) => Shown::hidden(HiddenReason::ProtectsAnswers),
        (Some(bound), None) => Shown::AtLeast { bound, n },
        (None, Some(bound)) => Shown::AtMost { bound, n },
        (None, None) => Shown::value(figure.round(), people),
    }
}
