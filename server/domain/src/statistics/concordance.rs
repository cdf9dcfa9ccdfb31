//! Whether several raters put the same things in the same order: Kendall's W.

use statrs::function::gamma::gamma_ur;

use super::{rank::mid_ranks, refusal::Refusal};

/// Kendall's coefficient of concordance.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Concordance {
    /// W with tie correction, 0 (no agreement) to 1 (the same order).
    pub w: f64,
    /// p of no agreement, by χ² = m (n − 1) W with n − 1 degrees of freedom.
    pub p: f64,
}

/// Kendall's W (Kendall & Smith 1939) of `m` raters' scores for the same `n` things, one row a rater, ties by mid-ranks.
///
/// # Errors
/// [`Refusal::TooFewObservations`] below two raters, below two things, or where rows differ in length;
/// [`Refusal::NoVariation`] where every rater ties everything.
pub fn kendall_w(raters: &[Vec<f64>]) -> Result<Concordance, Refusal> {
    let (m, n) = (raters.len(), raters.iter().map(Vec::len).min().unwrap_or(0));
    if m < 2 || n < 2 || raters.iter().any(|row| row.len() != n) {
        return Err(Refusal::TooFewObservations { have: m.min(n), need: 2 });
    }
    let ranks: Vec<Vec<f64>> = raters.iter().map(|row| mid_ranks(row)).collect();
    let (raters, things) = (m as f64, n as f64);
    let middle = raters * (things + 1.0) / 2.0;
    let spread: f64 = (0..n).map(|thing| (ranks.iter().map(|row| row[thing]).sum::<f64>() - middle).powi(2)).sum();
    let ties: f64 = ranks.iter().map(|row| tie_correction(row)).sum();
    let most = raters * raters * (things.powi(3) - things) - raters * ties;
    if most <= 0.0 {
        return Err(Refusal::NoVariation);
    }
    let w = (12.0 * spread / most).clamp(0.0, 1.0);
    Ok(Concordance { w, p: concordance_p(w, raters, things) })
}

/// p of no agreement among so many raters of so many things, by χ² = m (n − 1) W with n − 1 degrees of freedom (Friedman);
/// 1 where there is nothing to agree on.
pub fn concordance_p(w: f64, raters: f64, things: f64) -> f64 {
    let square = raters * (things - 1.0) * w;
    if square > 0.0 { gamma_ur((things - 1.0) / 2.0, square / 2.0) } else { 1.0 }
}

/// Kendall's W of raters who tied nothing, from their mean ranks alone: 12 Σ (mean rank − (n + 1)/2)² / (n³ − n). The number
/// of raters cancels, so W tells nothing that the mean ranks do not. 0 below two things.
pub fn kendall_w_of_means(means: &[f64]) -> f64 {
    let things = means.len() as f64;
    if means.len() < 2 {
        return 0.0;
    }
    let spread: f64 = means.iter().map(|mean| (mean - f64::midpoint(things, 1.0)).powi(2)).sum();
    (12.0 * spread / (things.powi(3) - things)).clamp(0.0, 1.0)
}

/// Σ (t³ − t) over the groups of equal ranks of one rater.
fn tie_correction(ranks: &[f64]) -> f64 {
    let mut sorted = ranks.to_vec();
    sorted.sort_unstable_by(f64::total_cmp);
    sorted.chunk_by(|a, b| a == b).map(|tied| (tied.len() as f64).powi(3) - tied.len() as f64).sum()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn spans_none_to_one_order() {
        let same = kendall_w(&[vec![1.0, 2.0, 3.0], vec![10.0, 20.0, 30.0]]).expect("two raters");
        assert_eq!(same.w, 1.0);
        assert!((same.p - (-2.0_f64).exp()).abs() < 1e-12);
        let opposite = kendall_w(&[vec![1.0, 2.0, 3.0], vec![3.0, 2.0, 1.0]]).expect("two raters");
        assert_eq!((opposite.w, opposite.p), (0.0, 1.0));
    }

    /// Legendre's worked example with ties would be cited second hand; by hand instead: ranks (1, 2.5, 2.5) and (1, 2, 3) sum
    /// to 2, 4.5, 5.5 around 4: spread 6.5, so 12 · 6.5 / (4 · 24 − 2 · 6) = 78 / 84.
    #[test]
    fn corrects_for_ties() {
        let found = kendall_w(&[vec![1.0, 2.0, 2.0], vec![1.0, 2.0, 3.0]]).expect("two raters");
        assert!((found.w - 78.0 / 84.0).abs() < 1e-15);
    }

    #[test]
    fn by_hand_with_and_without_ties() {
        let three = [vec![1.0, 2.0, 3.0, 4.0], vec![1.0, 2.0, 4.0, 3.0], vec![2.0, 4.0, 2.0, 2.0]];
        // The last row ties three things: ranks 2, 4, 2, 2 and T = 24. Sums 4, 8, 9, 9 around 7.5: 12 · 17 / (9 · 60 − 3 · 24).
        assert!((kendall_w(&three).expect("three raters").w - 204.0 / 468.0).abs() < 1e-15);
        assert_eq!(kendall_w_of_means(&[]), 0.0);
        assert_eq!(kendall_w_of_means(&[1.0, 2.0, 3.0]), 1.0);
        assert_eq!(kendall_w_of_means(&[2.0, 2.0, 2.0]), 0.0);
    }

    proptest! {
        #[test]
        fn without_ties_the_mean_ranks_say_it_all(orders in prop::collection::vec(Just((1u8..=7).collect::<Vec<_>>()).prop_shuffle(), 2..9)) {
            let rows: Vec<Vec<f64>> = orders.iter().map(|order| order.iter().map(|&rank| f64::from(rank)).collect()).collect();
            let mean = |thing: usize| rows.iter().map(|row| row[thing]).sum::<f64>() / rows.len() as f64;
            let means: Vec<f64> = (0..7).map(mean).collect();
            prop_assert!((kendall_w(&rows).expect("raters").w - kendall_w_of_means(&means)).abs() < 1e-12);
        }

        #[test]
        fn w_lies_between_none_and_one_and_depends_on_ranks_alone(
            rows in prop::collection::vec(prop::collection::vec(0u8..5, 6), 2..7),
        ) {
            let plain = |of: fn(u8) -> f64| rows.iter().map(|row| row.iter().map(|&v| of(v)).collect()).collect::<Vec<Vec<f64>>>();
            let (one, other) = (kendall_w(&plain(f64::from)), kendall_w(&plain(|v| f64::from(v).exp())));
            prop_assert_eq!(one, other);
            if let Ok(found) = one {
                prop_assert!((0.0..=1.0).contains(&found.w) && (0.0..=1.0).contains(&found.p));
            }
        }
    }

    #[test]
    fn refuses_what_has_no_answer() {
        assert_eq!(kendall_w(&[vec![1.0, 2.0]]), Err(Refusal::TooFewObservations { have: 1, need: 2 }));
        assert_eq!(kendall_w(&[vec![2.0, 2.0], vec![5.0, 5.0]]), Err(Refusal::NoVariation));
    }
}
