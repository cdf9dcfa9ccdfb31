//! The score of an element: each respondent's mean over its items first, then the mean of these.

use std::collections::BTreeMap;

use super::scale::Scale;
use crate::statistics::Moments;

/// One respondent's answers to the items of an element, kept as a fraction so that nothing is rounded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ElementScore {
    sum: u32,
    answered: u32,
}

/// The score of a respondent who answered at least half of the items; `None` for less. A gap and "don't know" are both
/// `None` in `answers`, which has one place for every item.
pub fn element_score(answers: &[Option<u8>]) -> Option<ElementScore> {
    let (answered, sum) =
        answers.iter().flatten().fold((0, 0), |(count, sum), &answer| (count + 1, sum + u32::from(answer)));
    let enough = answered > 0 && answered as usize * 2 >= answers.len();
    enough.then_some(ElementScore { sum, answered })
}

impl ElementScore {
    /// The mean on the scale.
    pub fn mean(self) -> f64 {
        f64::from(self.sum) / f64::from(self.answered)
    }

    /// The index, 0 to 100.
    pub fn index(self, scale: Scale) -> f64 {
        scale.index(self.mean())
    }
}

/// The scores of a group's respondents in one element. Parts add up in any order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ElementTally {
    scores: BTreeMap<ElementScore, u64>,
}

impl ElementTally {
    /// Counts a respondent.
    pub fn add(&mut self, score: ElementScore) {
        *self.scores.entry(score).or_default() += 1;
    }

    /// Adds other respondents.
    pub fn merge(&mut self, other: &Self) {
        for (&score, people) in &other.scores {
            *self.scores.entry(score).or_default() += people;
        }
    }

    /// How many have a score (n).
    pub fn n(&self) -> u64 {
        self.scores.values().sum()
    }

    /// Number, mean and spread on the scale; `None` of nobody. The same whatever the order of counting.
    pub fn moments(&self) -> Option<Moments> {
        Moments::of_counted(self.scores.iter().map(|(score, &people)| (score.mean(), people)))
    }

    /// The index, 0 to 100; `None` of nobody.
    pub fn index(&self, scale: Scale) -> Option<f64> {
        self.moments().map(|moments| scale.index(moments.mean()))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn needs_half_of_the_items() {
        assert_eq!(element_score(&[Some(4), None, None]), None);
        assert_eq!(element_score(&[Some(4), None]).map(ElementScore::mean), Some(4.0));
        assert_eq!(element_score(&[Some(4), None, Some(5)]).map(ElementScore::mean), Some(4.5));
        assert_eq!(element_score(&[None, None]), None);
        assert_eq!(element_score(&[]), None);
    }

    #[test]
    fn each_respondent_counts_once_however_many_items() {
        let five = Scale::new(1, 5).expect("five points");
        let mut tally = ElementTally::default();
        tally.add(element_score(&[Some(5), Some(5), Some(5)]).expect("all answered"));
        tally.add(element_score(&[Some(1), Some(2), None]).expect("two of three"));
        assert_eq!((tally.n(), tally.index(five)), (2, Some(56.25)));
        assert_eq!(ElementTally::default().index(five), None);
    }

    proptest! {
        #[test]
        fn parts_add_up(rows in prop::collection::vec(prop::array::uniform3(prop::option::of(1_u8..=5)), 0..60)) {
            let (mut all, mut odd, mut even) = <(ElementTally, ElementTally, ElementTally)>::default();
            for (index, row) in rows.iter().enumerate() {
                let Some(score) = element_score(row) else { continue };
                all.add(score);
                if index % 2 == 0 { even.add(score) } else { odd.add(score) }
            }
            odd.merge(&even);
            prop_assert_eq!(odd.moments(), all.moments());
        }
    }
}
