//! How often each point of one item was chosen by a group.

use super::scale::{OffScale, Scale};
use crate::statistics::{Moments, Share};

/// Counts per point of a scale, and of "don't know". Parts add up in any order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tally {
    scale: Scale,
    counts: [u64; Scale::MOST_POINTS],
    not_applicable: u64,
}

impl Tally {
    /// Nobody yet.
    pub const fn new(scale: Scale) -> Self {
        Self { scale, counts: [0; Scale::MOST_POINTS], not_applicable: 0 }
    }

    /// Of single answers.
    ///
    /// # Errors
    /// [`OffScale`] at the first value that is no point of the scale.
    pub fn of(scale: Scale, answers: impl IntoIterator<Item = u8>) -> Result<Self, OffScale> {
        let mut tally = Self::new(scale);
        for answer in answers {
            tally.add(answer)?;
        }
        Ok(tally)
    }

    /// Counts an answer.
    ///
    /// # Errors
    /// [`OffScale`] where the value is no point of the scale; nothing is counted then.
    pub fn add(&mut self, answer: u8) -> Result<(), OffScale> {
        self.add_many(answer, 1)
    }

    /// Counts the same answer of several people.
    ///
    /// # Errors
    /// [`OffScale`] where the value is no point of the scale; nothing is counted then.
    pub fn add_many(&mut self, answer: u8, people: u64) -> Result<(), OffScale> {
        let point = self.scale.check(answer)? - self.scale.min();
        self.counts[usize::from(point)] += people;
        Ok(())
    }

    /// Counts somebody who chose "don't know" or "does not apply".
    pub fn add_not_applicable(&mut self) {
        self.not_applicable += 1;
    }

    /// Adds other people's answers to the same item.
    ///
    /// # Panics
    /// Where the other tally is of another scale.
    pub fn merge(&mut self, other: &Self) {
        assert_eq!(self.scale, other.scale, "tallies of different scales have no sum");
        self.counts.iter_mut().zip(other.counts).for_each(|(mine, theirs)| *mine += theirs);
        self.not_applicable += other.not_applicable;
    }

    /// The scale it counts on.
    pub const fn scale(&self) -> Scale {
        self.scale
    }

    /// How many answered on the scale (n). "Don't know" is not among them.
    pub fn n(&self) -> u64 {
        self.counts().iter().sum()
    }

    /// People by point, least point first.
    pub fn counts(&self) -> &[u64] {
        &self.counts[..usize::from(self.scale.points())]
    }

    /// Share of people by point, 0 to 1, least point first; `None` of nobody.
    pub fn distribution(&self) -> Option<Vec<f64>> {
        let n = self.n();
        (n > 0).then(|| self.counts().iter().map(|&count| count as f64 / n as f64).collect())
    }

    /// Number, mean and spread on the scale; `None` of nobody.
    pub fn moments(&self) -> Option<Moments> {
        let points = || (u64::from(self.scale.min())..).zip(self.counts());
        let sum = points().map(|(point, count)| point * count).sum();
        let squares = points().map(|(point, count)| point * point * count).sum();
        Moments::of_sums(self.n(), sum, squares)
    }

    /// The mean on the scale; `None` of nobody.
    pub fn mean(&self) -> Option<f64> {
        self.moments().map(Moments::mean)
    }

    /// The index, 0 to 100; `None` of nobody.
    pub fn index(&self) -> Option<f64> {
        self.mean().map(|mean| self.scale.index(mean))
    }

    /// Top-box: the share of the top `points` points; `None` of nobody.
    pub fn top(&self, points: usize) -> Option<Share> {
        let counted = self.counts().iter().rev().take(points).sum();
        Share::new(counted, self.n())
    }

    /// The share of "don't know" among all who did not skip the item; `None` of nobody.
    pub fn not_applicable(&self) -> Option<Share> {
        Share::new(self.not_applicable, self.n() + self.not_applicable)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const FIVE: fn() -> Scale = || Scale::new(1, 5).expect("five points");

    #[test]
    fn counts_what_was_said() {
        let mut tally = Tally::of(FIVE(), [5, 4, 4, 2, 5]).expect("on the scale");
        tally.add_not_applicable();
        assert_eq!(tally.counts(), [0, 1, 0, 2, 2]);
        assert_eq!((tally.n(), tally.mean(), tally.index()), (5, Some(4.0), Some(75.0)));
        assert_eq!((tally.top(1), tally.top(2)), (Share::new(2, 5), Share::new(4, 5)));
        assert_eq!(tally.not_applicable(), Share::new(1, 6));
        assert_eq!(tally.distribution(), Some(vec![0.0, 0.2, 0.0, 0.4, 0.4]));
    }

    #[test]
    fn has_nothing_to_say_of_nobody() {
        let tally = Tally::new(FIVE());
        assert_eq!(
            (tally.mean(), tally.top(2), tally.not_applicable(), tally.distribution()),
            (None, None, None, None)
        );
    }

    #[test]
    fn refuses_what_is_off_the_scale() {
        assert_eq!(Tally::of(FIVE(), [3, 0]), Err(OffScale { value: 0, scale: FIVE() }));
    }

    proptest! {
        #[test]
        fn parts_add_up_and_the_mean_is_exact(answers in prop::collection::vec(0_u8..=10, 1..300), cut in 0_usize..300) {
            let cut = cut.min(answers.len());
            let of = |part: &[u8]| Tally::of(Scale::RECOMMEND, part.iter().copied()).expect("on the scale");
            let (mut first, second, all) = (of(&answers[..cut]), of(&answers[cut..]), of(&answers));
            first.merge(&second);
            prop_assert_eq!(first, all);
            let sum: u64 = answers.iter().copied().map(u64::from).sum();
            prop_assert_eq!(all.mean(), Some(sum as f64 / answers.len() as f64));
            let values: Vec<f64> = answers.iter().copied().map(f64::from).collect();
            let plain = Moments::of(&values).expect("answers");
            prop_assert!((all.moments().expect("answers").squares() - plain.squares()).abs() < 1e-9);
        }
    }
}
