//! The sentence a scorecard begins with, chosen by rules from released figures: what moved, and the widest gap.
//!
//! It says no more than intervals allow: a movement within them is none, and a gap that does not survive the correction
//! for many gaps is not named.

use ayeneh_domain::{
    bilingual::Locale,
    questionnaire::{ELEMENTS, names},
    release::{Figure, Shown},
};
use ayeneh_text::{self as text, figure};

use super::{Mirror, Released};

/// The level below which a gap counts as real; the release has corrected it for the number of gaps.
pub(crate) const SIGNIFICANT: f64 = 0.05;

/// What the first sentence is about.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Finding {
    /// How employees moved since the wave before; absent where that cannot be said.
    pub employee: Option<Movement>,
    /// How customers moved.
    pub customer: Option<Movement>,
    /// The element in which both sides lie furthest apart.
    pub gap: Option<ElementGap>,
    /// Whether a wave was released at all.
    pub has_wave: bool,
    /// Whether any gap could be tested: "no clear gap" is said of tested ones only.
    pub is_tested: bool,
}

/// A movement between two waves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Movement {
    /// Up, by more than both intervals allow for chance.
    Up,
    /// Not clearly either way.
    Steady,
    /// Down.
    Down,
}

/// An element and its gap.
#[derive(Clone, Debug, PartialEq)]
pub struct ElementGap {
    /// The element's key.
    pub element: String,
    /// Employees minus customers, in index points.
    pub gap: f64,
}

pub(super) fn finding(mirror: &Mirror, released: &Released) -> Finding {
    let Some(wave) = &mirror.wave else { return Finding::default() };
    let unit = mirror.unit;
    let tested = |element: &&str| released.cell(wave.id, unit, None, element, Figure::GapSignificance).is_some();
    let gap = |element: &&str| {
        let cell = |figure| released.cell(wave.id, unit, None, element, figure).and_then(Shown::exact);
        let real = cell(Figure::GapSignificance).is_some_and(|p| p < SIGNIFICANT);
        cell(Figure::Gap).filter(|_| real).map(|gap| ElementGap { element: (*element).to_owned(), gap })
    };
    Finding {
        employee: movement(mirror.employee_before.as_ref(), mirror.employee.as_ref()),
        customer: movement(mirror.customer_before.as_ref(), mirror.customer.as_ref()),
        gap: ELEMENTS.iter().filter_map(gap).max_by(|a, b| a.gap.abs().total_cmp(&b.gap.abs())),
        has_wave: true,
        is_tested: ELEMENTS.iter().any(tested),
    }
}

/// A change counts where it is greater than its interval, made from the released intervals of both waves.
pub(crate) fn movement(before: Option<&Shown>, now: Option<&Shown>) -> Option<Movement> {
    let (before, before_half) = with_half_width(before?)?;
    let (now, now_half) = with_half_width(now?)?;
    let change = now - before;
    Some(if change.abs() <= before_half.hypot(now_half) {
        Movement::Steady
    } else if change > 0.0 {
        Movement::Up
    } else {
        Movement::Down
    })
}

fn with_half_width(shown: &Shown) -> Option<(f64, f64)> {
    match shown {
        Shown::Value { value, low: Some(low), high: Some(high), .. } => Some((*value, (high - low) / 2.0)),
        _ => None,
    }
}

impl Finding {
    /// The sentence. `below` of `of` measures with a target are beyond their threshold.
    pub fn sentence(&self, l: Locale, below: usize, of: usize) -> String {
        match (self.moved(l), &self.gap) {
            (Some(moved), Some(gap)) => text::finding::moved_and_gap(l, moved, gap.clause(l)),
            (Some(moved), None) => text::finding::moved_only(l, moved),
            (None, Some(gap)) => gap.sentence(l),
            (None, None) if self.has_wave && !self.is_tested => text::finding::untested(l).to_owned(),
            (None, None) if self.has_wave => text::finding::no_gap(l).to_owned(),
            (None, None) if of == 0 => text::finding::nothing_yet(l).to_owned(),
            (None, None) if below == 0 => text::finding::none_below(l).to_owned(),
            (None, None) => text::finding::below(l, below, of),
        }
    }

    fn moved(&self, l: Locale) -> Option<&'static str> {
        use Movement::{Down, Steady, Up};
        Some(match (self.employee?, self.customer?) {
            (Up, Up) => text::finding::both_up(l),
            (Down, Down) => text::finding::both_down(l),
            (Steady, Steady) => text::finding::both_steady(l),
            (Up, Steady) => text::finding::employees_up(l),
            (Down, Steady) => text::finding::employees_down(l),
            (Steady, Up) => text::finding::customers_up(l),
            (Steady, Down) => text::finding::customers_down(l),
            (Up, Down) => text::finding::employees_up_customers_down(l),
            (Down, Up) => text::finding::employees_down_customers_up(l),
        })
    }
}

impl ElementGap {
    fn parts(&self, l: Locale) -> (String, &str) {
        let name = names::of(&self.element).map_or(self.element.as_str(), |named| named.name.get(l));
        (figure::index(l, self.gap.abs()), name)
    }

    fn clause(&self, l: Locale) -> String {
        let (points, name) = self.parts(l);
        if self.gap < 0.0 {
            text::finding::gap_employees_below(l, points, name)
        } else {
            text::finding::gap_customers_below(l, points, name)
        }
    }

    fn sentence(&self, l: Locale) -> String {
        let (points, name) = self.parts(l);
        if self.gap < 0.0 {
            text::finding::only_employees_below(l, points, name)
        } else {
            text::finding::only_customers_below(l, points, name)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(value: f64, half: f64) -> Shown {
        Shown::Value { value, low: Some(value - half), high: Some(value + half), n: Some(100) }
    }

    #[test]
    fn a_change_within_the_intervals_is_none() {
        assert_eq!(movement(Some(&value(60.0, 2.0)), Some(&value(62.0, 2.0))), Some(Movement::Steady));
        assert_eq!(movement(Some(&value(60.0, 2.0)), Some(&value(63.0, 2.0))), Some(Movement::Up));
        assert_eq!(movement(Some(&value(60.0, 2.0)), Some(&value(57.0, 2.0))), Some(Movement::Down));
        assert_eq!(movement(Some(&Shown::value(60.0, 10)), Some(&value(57.0, 2.0))), None);
    }

    #[test]
    fn the_sentence_names_what_is_sure() {
        let gap = Some(ElementGap { element: "follow_up".into(), gap: -20.4 });
        let full = Finding {
            employee: Some(Movement::Up),
            customer: Some(Movement::Up),
            gap,
            has_wave: true,
            is_tested: true,
        };
        let said = full.sentence(Locale::En, 5, 13);
        assert!(said.starts_with("Both sides have risen; but employees are 20 points below customers"), "{said}");
        let sure = Finding { gap: None, ..full };
        assert_eq!(sure.sentence(Locale::En, 5, 13), "Both sides have risen.");
        let still = Finding { employee: None, customer: None, ..sure };
        assert_eq!(still.sentence(Locale::En, 5, 13), text::finding::no_gap(Locale::En));
        let untested = Finding { is_tested: false, ..still };
        assert_eq!(untested.sentence(Locale::En, 5, 13), text::finding::untested(Locale::En));
        assert_eq!(Finding::default().sentence(Locale::En, 5, 13), "5 of 13 measures are below target.");
    }
}
