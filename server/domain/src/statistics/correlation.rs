//! Pearson's correlation with Fisher's interval.

use super::{
    distribution::t_two_sided,
    interval::{Interval, Z},
    moments::Moments,
    refusal::Refusal,
    sum::sum,
};

/// The least number of pairs for which Fisher's interval exists.
const LEAST: usize = 4;

/// A correlation.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Correlation {
    /// Pairs.
    pub n: usize,
    /// Pearson's r, −1 to 1.
    pub r: f64,
    /// Its interval by Fisher's z (1921).
    pub interval: Interval,
    /// Two-sided p of no correlation, by t with n − 2 degrees of freedom.
    pub p: f64,
}

/// Pearson's correlation of pairs `(x, y)`.
///
/// # Errors
/// [`Refusal::TooFewObservations`] below four pairs, [`Refusal::NoVariation`] where all x or all y are equal.
pub fn pearson(pairs: &[(f64, f64)]) -> Result<Correlation, Refusal> {
    let n = pairs.len();
    if n < LEAST {
        return Err(Refusal::TooFewObservations { have: n, need: LEAST });
    }
    let r = coefficient(pairs).ok_or(Refusal::NoVariation)?;
    let interval = Interval::around(r.atanh(), Z / ((n - 3) as f64).sqrt()).map(f64::tanh);
    let freedom = (n - 2) as f64;
    let t = r * (freedom / ((1.0 - r) * (1.0 + r))).sqrt();
    Ok(Correlation { n, r, interval, p: t_two_sided(t, freedom) })
}

/// r alone; `None` where x or y does not vary.
pub(super) fn coefficient(pairs: &[(f64, f64)]) -> Option<f64> {
    let x = Moments::of_counted(pairs.iter().map(|pair| (pair.0, 1)))?;
    let y = Moments::of_counted(pairs.iter().map(|pair| (pair.1, 1)))?;
    let scale = x.squares().sqrt() * y.squares().sqrt();
    let together = sum(pairs.iter().map(|pair| (pair.0 - x.mean()) * (pair.1 - y.mean())));
    (scale > 0.0).then(|| (together / scale).clamp(-1.0, 1.0))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn refuses_what_has_no_answer() {
        assert_eq!(pearson(&[(1.0, 2.0); 3]), Err(Refusal::TooFewObservations { have: 3, need: 4 }));
        assert_eq!(pearson(&[(1.0, 2.0), (1.0, 3.0), (1.0, 5.0), (1.0, 4.0)]), Err(Refusal::NoVariation));
    }

    #[test]
    fn a_straight_line_leaves_no_doubt() {
        let pairs: Vec<(f64, f64)> = (0..6).map(|i| (f64::from(i), f64::from(-2 * i))).collect();
        let found = pearson(&pairs).expect("six pairs");
        assert_eq!((found.r, found.interval.low, found.interval.high, found.p), (-1.0, -1.0, -1.0, 0.0));
    }

    proptest! {
        #[test]
        fn keeps_under_change_of_unit(
            pairs in prop::collection::vec((-100.0..100.0_f64, -100.0..100.0_f64), 4..40),
            shift in -50.0..50.0_f64,
            stretch in 0.1..20.0_f64,
        ) {
            let changed: Vec<(f64, f64)> = pairs.iter().map(|&(x, y)| (x * stretch + shift, -y)).collect();
            if let (Ok(before), Ok(after)) = (pearson(&pairs), pearson(&changed)) {
                prop_assert!((before.r + after.r).abs() < 1e-9);
                prop_assert!(before.interval.contains(before.r));
                prop_assert!((0.0..=1.0).contains(&before.p));
            }
        }
    }
}
