//! Ranks, and Spearman's correlation of them.

use rand_chacha::rand_core::Rng;

use super::{bootstrap::percentile_interval, correlation::coefficient, interval::Interval, refusal::Refusal};

/// Ranks from 1; equal values share the mean of the ranks they fill.
pub fn mid_ranks(values: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_unstable_by(|&a, &b| values[a].total_cmp(&values[b]));
    let mut ranks = vec![0.0; values.len()];
    let mut first = 0;
    for tied in order.chunk_by(|&a, &b| values[a] == values[b]) {
        let shared = first as f64 + (tied.len() + 1) as f64 / 2.0;
        tied.iter().for_each(|&index| ranks[index] = shared);
        first += tied.len();
    }
    ranks
}

/// Spearman's ρ (1904): Pearson's r of mid-ranks.
///
/// # Errors
/// [`Refusal::TooFewObservations`] below three pairs, [`Refusal::NoVariation`] where all x or all y are equal.
pub fn spearman(pairs: &[(f64, f64)]) -> Result<f64, Refusal> {
    if pairs.len() < 3 {
        return Err(Refusal::TooFewObservations { have: pairs.len(), need: 3 });
    }
    rho(pairs).ok_or(Refusal::NoVariation)
}

/// The percentile bootstrap interval of Spearman's ρ over `draws` samples of pairs; `None` where most samples do not vary.
pub fn spearman_interval(pairs: &[(f64, f64)], draws: usize, random: &mut impl Rng) -> Option<Interval> {
    if pairs.is_empty() {
        return None;
    }
    percentile_interval(pairs.len(), draws, random, |sample| {
        let drawn: Vec<(f64, f64)> = sample.iter().map(|&index| pairs[index]).collect();
        rho(&drawn)
    })
}

fn rho(pairs: &[(f64, f64)]) -> Option<f64> {
    let x = mid_ranks(&pairs.iter().map(|pair| pair.0).collect::<Vec<f64>>());
    let y = mid_ranks(&pairs.iter().map(|pair| pair.1).collect::<Vec<f64>>());
    coefficient(&x.into_iter().zip(y).collect::<Vec<(f64, f64)>>())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rand_chacha::{ChaCha8Rng, rand_core::SeedableRng};

    use super::*;

    #[test]
    fn equal_values_share_their_ranks() {
        assert_eq!(mid_ranks(&[10.0, 30.0, 10.0, 20.0, 10.0]), [2.0, 5.0, 2.0, 4.0, 2.0]);
        assert_eq!(mid_ranks(&[]), Vec::<f64>::new());
        assert_eq!(mid_ranks(&[0.0, -0.0]), [1.5, 1.5]);
    }

    #[test]
    fn looks_at_order_only() {
        let pairs = [(1.0, 1.0), (2.0, 8.0), (3.0, 9.0), (4.0, 1e6)];
        assert!((spearman(&pairs).expect("four pairs") - 1.0).abs() < 1e-15);
        assert_eq!(spearman(&pairs[..2]), Err(Refusal::TooFewObservations { have: 2, need: 3 }));
        assert_eq!(spearman(&[(1.0, 2.0), (2.0, 2.0), (3.0, 2.0)]), Err(Refusal::NoVariation));
    }

    #[test]
    fn interval_needs_variation() {
        let mut random = ChaCha8Rng::seed_from_u64(7);
        assert_eq!(spearman_interval(&[(1.0, 2.0); 9], 200, &mut random), None);
        assert_eq!(spearman_interval(&[], 200, &mut random), None);
        let pairs: Vec<(f64, f64)> = (0..30).map(|i| (f64::from(i), f64::from((i * 7) % 30 + i))).collect();
        let interval = spearman_interval(&pairs, 1_000, &mut random).expect("thirty different pairs");
        assert!(interval.contains(spearman(&pairs).expect("thirty pairs")));
    }

    proptest! {
        #[test]
        fn ranks_add_up(values in prop::collection::vec(-5_i32..5, 0..50)) {
            let values: Vec<f64> = values.into_iter().map(f64::from).collect();
            let n = values.len() as f64;
            prop_assert_eq!(mid_ranks(&values).iter().sum::<f64>(), n * (n + 1.0) / 2.0);
        }
    }
}
