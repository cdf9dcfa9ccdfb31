//! Whether the items of an element measure one thing: Cronbach's α.

use super::{
    distribution::f_quantile,
    interval::{Interval, UPPER},
    moments::{Moments, scaled_spread},
    refusal::Refusal,
};

/// What α and r_wg(j) need of the respondents who answered every item of an element, in whole numbers so that nothing is
/// rounded and parts can be added in any order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CompleteCases {
    n: u64,
    /// Per item: the sum of its answers and of their squares.
    items: Vec<(u64, u64)>,
    /// The same of each respondent's sum over all items.
    total: (u64, u64),
}

/// Cronbach's α with its interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reliability {
    /// Respondents who answered every item.
    pub n: u64,
    /// α; below 0 where items contradict one another.
    pub alpha: f64,
    /// Feldt's interval; `None` where α is 1 exactly and has none.
    pub interval: Option<Interval>,
}

impl CompleteCases {
    /// Nobody yet, for an element of `items` items.
    pub fn new(items: usize) -> Self {
        Self { n: 0, items: vec![(0, 0); items], total: (0, 0) }
    }

    /// Adds a respondent's answers, in the order of the items, reverse-keyed ones already turned. One with a gap, or with
    /// another number of answers than there are items, does not count.
    pub fn add(&mut self, answers: &[Option<u8>]) {
        if answers.len() != self.items.len() || answers.iter().any(Option::is_none) {
            return;
        }
        let mut total = 0;
        for (item, answer) in self.items.iter_mut().zip(answers.iter().flatten()) {
            let value = u64::from(*answer);
            item.0 += value;
            item.1 += value * value;
            total += value;
        }
        self.total.0 += total;
        self.total.1 += total * total;
        self.n += 1;
    }

    /// Adds other respondents to the same items.
    pub fn merge(&mut self, other: &Self) {
        self.n += other.n;
        self.total = (self.total.0 + other.total.0, self.total.1 + other.total.1);
        for (mine, theirs) in self.items.iter_mut().zip(&other.items) {
            *mine = (mine.0 + theirs.0, mine.1 + theirs.1);
        }
    }

    /// Respondents who answered every item.
    pub fn n(&self) -> u64 {
        self.n
    }

    /// Each item's spread among these respondents, for r_wg(j). Empty without respondents.
    pub fn items(&self) -> Vec<Moments> {
        self.items.iter().filter_map(|&(sum, squares)| Moments::of_sums(self.n, sum, squares)).collect()
    }

    /// Cronbach's α (1951) with Feldt's interval (1965; Feldt, Woodruff & Salih 1987, formulas 6 and 7: F with n − 1 and
    /// (n − 1)(k − 1) degrees of freedom).
    ///
    /// # Errors
    /// [`Refusal::TooFewObservations`] below two items, [`Refusal::TooFewRespondents`] below two complete respondents,
    /// [`Refusal::NoVariation`] where all sums are equal.
    pub fn alpha(&self) -> Result<Reliability, Refusal> {
        let count = self.items.len();
        if count < 2 {
            return Err(Refusal::TooFewObservations { have: count, need: 2 });
        }
        if self.n < 2 {
            return Err(Refusal::TooFewRespondents { have: self.n as usize, need: 2 });
        }
        let spread_of = |(sum, squares): (u64, u64)| scaled_spread(self.n, sum, squares);
        let whole = spread_of(self.total);
        if whole == 0 {
            return Err(Refusal::NoVariation);
        }
        let parts: u128 = self.items.iter().map(|&sums| spread_of(sums)).sum();
        let k = count as f64;
        let alpha = k / (k - 1.0) * (1.0 - parts as f64 / whole as f64);
        let interval = (alpha < 1.0).then(|| feldt(alpha, self.n, k));
        Ok(Reliability { n: self.n, alpha, interval })
    }
}

/// Feldt's interval of an α of `items` items answered by `n` people.
fn feldt(alpha: f64, n: u64, items: f64) -> Interval {
    let people = (n - 1) as f64;
    let end = |p| 1.0 - (1.0 - alpha) * f_quantile(p, people, people * (items - 1.0));
    Interval { low: end(UPPER), high: end(1.0 - UPPER) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn cases(rows: &[&[Option<u8>]]) -> CompleteCases {
        let mut cases = CompleteCases::new(rows[0].len());
        rows.iter().for_each(|row| cases.add(row));
        cases
    }

    #[test]
    fn counts_complete_respondents_only() {
        let cases = cases(&[&[Some(1), Some(2)], &[Some(4), None], &[Some(3), Some(5)], &[Some(5), Some(4)]]);
        assert_eq!(cases.n(), 3);
        assert_eq!(cases.items()[0].variance(), Some(4.0));
    }

    #[test]
    fn refuses_what_has_no_answer() {
        assert_eq!(cases(&[&[Some(1)]]).alpha(), Err(Refusal::TooFewObservations { have: 1, need: 2 }));
        assert_eq!(cases(&[&[Some(1), None]]).alpha(), Err(Refusal::TooFewRespondents { have: 0, need: 2 }));
        assert_eq!(cases(&[&[Some(1), Some(5)], &[Some(5), Some(1)]]).alpha(), Err(Refusal::NoVariation));
    }

    /// A published example: C. Evans' R function for Feldt's interval, α .913 of 20 items and 873 people.
    #[test]
    fn interval_agrees_with_a_published_example() {
        let interval = feldt(0.913, 873, 20.0);
        assert!(
            (interval.low - 0.904_402_4).abs() < 5e-8 && (interval.high - 0.921_158_8).abs() < 5e-8,
            "{interval:?}"
        );
    }

    #[test]
    fn items_that_say_the_same_are_wholly_reliable() {
        let same = cases(&[&[Some(1), Some(1)], &[Some(4), Some(4)]]).alpha().expect("two respondents");
        assert_eq!((same.alpha, same.interval), (1.0, None));
    }

    proptest! {
        #[test]
        fn parts_add_up(rows in prop::collection::vec([1_u8..=5, 1..=5, 1..=5], 4..40), cut in 0_usize..40) {
            let mut all = CompleteCases::new(3);
            let (mut first, mut second) = (all.clone(), all.clone());
            for (index, row) in rows.iter().enumerate() {
                let answers = row.map(Some);
                all.add(&answers);
                if index < cut { first.add(&answers) } else { second.add(&answers) }
            }
            second.merge(&first);
            prop_assert_eq!(&second, &all);
            if let Ok(Reliability { alpha, interval: Some(interval), .. }) = all.alpha() {
                prop_assert!(alpha <= 1.0 && interval.contains(alpha));
            }
        }
    }
}
