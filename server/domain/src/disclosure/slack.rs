//! Slack (rule 10): a mean is exact only where everybody may still have given any answer, else it is a bound.
//!
//! With n answers on \[a, b\] that is so strictly between a + (b−a)/n and b − (b−a)/n. Up to c insiders who join their
//! own answers widen the slack to (c+1)·(b−a)/n. Below 25 respondents a figure is a whole number (rule 9).

/// From this many respondents distribution, deviation, own interval and agreement may be shown (rule 9).
pub const OPEN_FROM: u32 = 25;
/// From this many respondents three bands may be shown (rule 9).
pub const BANDS_FROM: u32 = 10;

/// Guards comparisons against the last bits of a mean.
const EPSILON: f64 = 1e-9;

/// How far a mean may be shown.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Place {
    /// As it is; a whole number below [`OPEN_FROM`].
    Exact(f64),
    /// As "… or more".
    AtLeast(f64),
    /// As "… or less".
    AtMost(f64),
    /// Not at all: so few that every mean lies outside the slack.
    Nowhere,
}

/// The ends between which a figure can lie, and which of them are guarded.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Slack {
    /// The least possible figure.
    pub least: f64,
    /// The greatest possible figure.
    pub most: f64,
    /// Respondents who may join their knowledge.
    pub insiders: u32,
    /// Whether the upper end is guarded. The lower always is.
    pub upper: bool,
}

impl Slack {
    /// An index or a share in percent.
    pub const fn percent(insiders: u32, upper: bool) -> Self {
        Self { least: 0.0, most: 100.0, insiders, upper }
    }

    /// A net promoter score.
    pub const fn net(insiders: u32, upper: bool) -> Self {
        Self { least: -100.0, most: 100.0, insiders, upper }
    }

    /// How a figure of `n` answers is shown.
    pub fn place(self, figure: f64, n: u32) -> Place {
        let step = (self.most - self.least) * f64::from(self.insiders + 1) / f64::from(n.max(1));
        let (low, high) = (self.least + step, self.most - step);
        if low >= high - EPSILON {
            return Place::Nowhere;
        }
        if figure <= low + EPSILON {
            return Place::AtMost((low - EPSILON).ceil());
        }
        if self.upper && figure >= high - EPSILON {
            return Place::AtLeast((high + EPSILON).floor());
        }
        Place::Exact(if n < OPEN_FROM { figure.round() } else { figure })
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::disclosure::enumerate::answer_sets;

    fn index(answers: &[u8], upper: bool) -> Place {
        let sum: u32 = answers.iter().map(|&answer| u32::from(answer) - 1).sum();
        let n = u32::try_from(answers.len()).expect("few");
        Slack::percent(0, upper).place(f64::from(sum) * 25.0 / f64::from(n), n)
    }

    #[test]
    fn the_examples_come_out_exactly() {
        assert_eq!(index(&[5, 5, 5, 5, 5], true), Place::AtLeast(80.0));
        assert_eq!(index(&[5, 5, 5, 4, 4], true), Place::AtLeast(80.0));
        assert_eq!(index(&[4, 4, 4, 3, 3], true), Place::Exact(65.0));
        assert_eq!(index(&[5, 5, 5, 5, 5, 5, 5, 5, 5, 3], true), Place::AtLeast(90.0));
        assert_eq!(index(&[5, 5, 5], true), Place::AtLeast(66.0));
        assert_eq!(index(&[5, 5, 5], false), Place::Exact(100.0), "where the upper bound is off");
        assert_eq!(index(&[3, 3, 3], true), Place::Exact(50.0));
        assert_eq!(index(&[1; 20], true), Place::AtMost(5.0));
        assert_eq!(index(&[5; 20], true), Place::AtLeast(95.0));
        assert_eq!(index(&[1, 1, 1], false), Place::AtMost(34.0), "the lower bound is never off");
    }

    #[test]
    fn no_answer_is_excluded_by_a_mean() {
        for n in 3..=12 {
            let mut given: BTreeMap<String, [bool; 5]> = BTreeMap::new();
            for set in answer_sets(n, 5) {
                let answers: Vec<u8> =
                    (1u8..=5).flat_map(|point| vec![point; set[usize::from(point) - 1] as usize]).collect();
                let seen = given.entry(format!("{:?}", index(&answers, true))).or_default();
                for answer in answers {
                    seen[usize::from(answer) - 1] = true;
                }
            }
            for (shown, seen) in given {
                assert_eq!(seen, [true; 5], "n {n}: {shown}");
            }
        }
    }

    #[test]
    fn insiders_widen_the_slack() {
        assert_eq!(Slack::percent(1, true).place(70.0, 6), Place::AtLeast(66.0));
        assert_eq!(Slack::percent(0, true).place(70.0, 6), Place::Exact(70.0));
        assert_eq!(Slack::percent(2, true).place(50.0, 5), Place::Nowhere);
    }
}
