//! Differences of two shown figures. What is hidden or a bound stays so in the difference, so nothing can be worked out
//! backwards; significance is asked only where both sides have 25 answers and are shown exactly.

use super::cell::{Cell, Figure, HiddenReason, Shown};
use crate::statistics::{Moments, benjamini_hochberg, difference_with_sd, welch};

/// `first − second` of what is shown.
pub(super) fn difference(first: &Shown, second: &Shown) -> Shown {
    use Shown::{AtLeast, AtMost, Value};
    let n = match (first.n(), second.n()) {
        (Some(first), Some(second)) => Some(first.min(second)),
        (first, second) => first.or(second),
    };
    match (first, second) {
        (Shown::Hidden { .. }, _) => first.clone(),
        (_, Shown::Hidden { .. }) => second.clone(),
        (Value { value: a, .. }, Value { value: b, .. }) => Value { value: a - b, low: None, high: None, n },
        (AtLeast { bound: a, .. }, Value { value: b, .. } | AtMost { bound: b, .. })
        | (Value { value: a, .. }, AtMost { bound: b, .. }) => AtLeast { bound: a - b, n },
        (AtMost { bound: a, .. }, Value { value: b, .. } | AtLeast { bound: b, .. })
        | (Value { value: a, .. }, AtLeast { bound: b, .. }) => AtMost { bound: a - b, n },
        _ => Shown::hidden(HiddenReason::ProtectsAnswers),
    }
}

/// A difference to be made.
pub(super) struct Pair {
    /// The cell of the gap; its figure and what it shows are filled in here.
    pub cell: Cell,
    pub first: Shown,
    pub second: Shown,
    /// Whether everything is told of both groups.
    pub is_open: bool,
    /// Both groups' scores, for the interval and the test.
    pub moments: Option<(Moments, Moments)>,
    /// The organisation's deviation on both sides, for intervals of small groups.
    pub organisation_sd: Option<(f64, f64)>,
}

/// The gaps, and for those that can be tested their p after Benjamini–Hochberg over all pairs given here.
pub(super) fn gaps(pairs: Vec<Pair>) -> Vec<Cell> {
    let mut cells = Vec::with_capacity(pairs.len());
    let mut tested: Vec<(Cell, f64)> = Vec::new();
    for pair in pairs {
        let mut shown = difference(&pair.first, &pair.second);
        if let Shown::Value { value, low, high, .. } = &mut shown
            && let Some((interval, p)) = uncertainty(&pair, *value)
        {
            (*low, *high) = (Some(interval.low), Some(interval.high));
            tested.extend(p.map(|p| (pair.cell.clone(), p)));
        }
        cells.push(Cell { figure: Figure::Gap, shown, ..pair.cell });
    }
    let adjusted = benjamini_hochberg(&tested.iter().map(|(_, p)| *p).collect::<Vec<_>>());
    cells.extend(tested.into_iter().zip(adjusted).map(|((cell, _), p)| Cell {
        figure: Figure::GapSignificance,
        shown: Shown::Value { value: p, low: None, high: None, n: None },
        ..cell
    }));
    cells
}

/// The interval of an exact gap and, where both groups are large enough, its p.
fn uncertainty(pair: &Pair, value: f64) -> Option<(crate::statistics::Interval, Option<f64>)> {
    let (first, second) = pair.moments?;
    if pair.is_open {
        return welch(first, second).ok().map(|difference| (difference.interval, Some(difference.p)));
    }
    let (a, b) = pair.organisation_sd?;
    let sd = f64::midpoint(a * a, b * b).sqrt();
    Some((difference_with_sd((value, first.n()), (0.0, second.n()), sd).interval, None))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bounds_stay_bounds() {
        let value = |value| Shown::value(value, 30);
        let (most, least) = (Shown::AtMost { bound: 20.0, n: Some(5) }, Shown::AtLeast { bound: 80.0, n: Some(5) });
        assert_eq!(difference(&value(70.0), &value(60.0)), Shown::value(10.0, 30));
        assert_eq!(difference(&least, &value(60.0)), Shown::AtLeast { bound: 20.0, n: Some(5) });
        assert_eq!(difference(&value(60.0), &least), Shown::AtMost { bound: -20.0, n: Some(5) });
        assert_eq!(difference(&value(60.0), &most), Shown::AtLeast { bound: 40.0, n: Some(5) });
        assert_eq!(difference(&least, &least), Shown::hidden(HiddenReason::ProtectsAnswers));
        let hidden = Shown::hidden(HiddenReason::TooFew { threshold: 5 });
        assert_eq!(difference(&value(3.0), &hidden), hidden);
    }
}
