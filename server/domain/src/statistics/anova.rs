//! One-way analysis of variance: how much of what people say is common to their unit.

use super::{moments::Moments, refusal::Refusal, sum::sum};

/// Mean squares between and within groups.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Anova {
    /// Groups with values.
    pub groups: u64,
    /// Values in all.
    pub n: u64,
    /// Mean square between groups.
    pub between: f64,
    /// Mean square within groups.
    pub within: f64,
}

/// One-way analysis of variance over groups of any sizes.
///
/// # Errors
/// [`Refusal::TooFewObservations`] below two groups or where no group has two values; [`Refusal::NoVariation`] where all
/// values are equal.
pub fn anova(groups: &[Moments]) -> Result<Anova, Refusal> {
    if groups.len() < 2 {
        return Err(Refusal::TooFewObservations { have: groups.len(), need: 2 });
    }
    let n: u64 = groups.iter().map(|group| group.n()).sum();
    let count = groups.len() as u64;
    if n <= count {
        return Err(Refusal::TooFewObservations { have: n as usize, need: groups.len() + 1 });
    }
    let mean = sum(groups.iter().map(|group| group.mean() * group.n() as f64)) / n as f64;
    let between = sum(groups.iter().map(|group| (group.mean() - mean).powi(2) * group.n() as f64));
    let within = sum(groups.iter().map(|group| group.squares()));
    if between + within <= 0.0 {
        return Err(Refusal::NoVariation);
    }
    Ok(Anova { groups: count, n, between: between / (count - 1) as f64, within: within / (n - count) as f64 })
}

impl Anova {
    /// ICC(1): share of a single answer's variance that belongs to the unit (Bliese 2000). Groups of unequal size enter with
    /// their plain mean size n / groups, as R's `multilevel::ICC1` does. Below 0 where units differ less than chance.
    pub fn icc1(self) -> f64 {
        let size = self.n as f64 / self.groups as f64;
        (self.between - self.within) / (self.between + (size - 1.0) * self.within)
    }

    /// ICC(2): reliability of the units' means (Bliese 2000), as R's `multilevel::ICC2`. −∞ where all means are equal.
    pub fn icc2(self) -> f64 {
        (self.between - self.within) / self.between
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn groups(values: &[&[f64]]) -> Vec<Moments> {
        values.iter().filter_map(|group| Moments::of(group)).collect()
    }

    /// By hand: group means 2 and 6 around 4, each with deviations ±1: between 16, within 2.
    #[test]
    fn agrees_with_a_hand_calculation() {
        let found = anova(&groups(&[&[1.0, 3.0], &[5.0, 7.0]])).expect("two groups");
        assert_eq!((found.between, found.within), (16.0, 2.0));
        assert!((found.icc1() - 14.0 / 18.0).abs() < 1e-15);
        assert!((found.icc2() - 14.0 / 16.0).abs() < 1e-15);
    }

    #[test]
    fn refuses_what_has_no_answer() {
        assert!(matches!(anova(&groups(&[&[1.0, 2.0]])), Err(Refusal::TooFewObservations { have: 1, need: 2 })));
        assert!(matches!(anova(&groups(&[&[1.0], &[2.0]])), Err(Refusal::TooFewObservations { have: 2, need: 3 })));
        assert_eq!(anova(&groups(&[&[4.0, 4.0], &[4.0]])), Err(Refusal::NoVariation));
    }
}
