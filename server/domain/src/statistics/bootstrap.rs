//! Percentile bootstrap: the interval of a figure without a formula, from draws with a seeded generator.

use rand_chacha::rand_core::Rng;

use super::interval::{Interval, UPPER};

/// Draws of a bootstrap, unless said otherwise.
pub const DRAWS: usize = 5_000;

/// The percentile interval of `figure` over `draws` samples of `0..n` with replacement. A sample for which `figure` has no
/// answer (all its values equal, say) is left out; `None` where that leaves fewer than half.
pub fn percentile_interval(
    n: usize,
    draws: usize,
    random: &mut impl Rng,
    mut figure: impl FnMut(&[usize]) -> Option<f64>,
) -> Option<Interval> {
    let mut sample = vec![0; n];
    let mut figures = Vec::with_capacity(draws);
    for _ in 0..draws {
        sample.iter_mut().for_each(|index| *index = below(random, n));
        figures.extend(figure(&sample));
    }
    let enough = !figures.is_empty() && figures.len() * 2 >= draws;
    enough.then(|| {
        figures.sort_unstable_by(f64::total_cmp);
        Interval { low: of_sorted(&figures, 1.0 - UPPER), high: of_sorted(&figures, UPPER) }
    })
}

/// The value below which a share `p` of the values lies, interpolated between neighbours (type 7 of Hyndman & Fan 1996, R's
/// default).
///
/// # Panics
/// Without values.
pub fn quantile(values: &[f64], p: f64) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_unstable_by(f64::total_cmp);
    of_sorted(&sorted, p)
}

fn of_sorted(sorted: &[f64], p: f64) -> f64 {
    let place = p * (sorted.len() - 1) as f64;
    let (below, part) = (place.floor() as usize, place.fract());
    let above = (below + 1).min(sorted.len() - 1);
    sorted[below] + part * (sorted[above] - sorted[below])
}

/// A number below `n`, evenly (Lemire 2019). Written out so that a seed gives the same figures whatever the library's version.
fn below(random: &mut impl Rng, n: usize) -> usize {
    let n = n as u64;
    let unfair = n.wrapping_neg() % n;
    loop {
        let wide = u128::from(random.next_u64()) * u128::from(n);
        if wide as u64 >= unfair {
            return (wide >> 64) as usize;
        }
    }
}

#[cfg(test)]
mod tests {
    use rand_chacha::{ChaCha8Rng, rand_core::SeedableRng};

    use super::*;

    #[test]
    fn interpolates_between_neighbours() {
        assert_eq!(quantile(&[4.0, 1.0, 3.0, 2.0], 0.25), 1.75);
        assert_eq!(quantile(&[7.0], 0.9), 7.0);
    }

    #[test]
    fn is_the_same_for_the_same_seed() {
        let values: Vec<f64> = (0..40).map(|i| f64::from(i * i % 17)).collect();
        let interval = |seed| {
            let mut random = ChaCha8Rng::seed_from_u64(seed);
            percentile_interval(values.len(), 500, &mut random, |sample| {
                Some(sample.iter().map(|&index| values[index]).sum::<f64>() / sample.len() as f64)
            })
            .expect("a mean always has an answer")
        };
        assert_eq!(interval(1), interval(1));
        assert_ne!(interval(1), interval(2));
        let mean = values.iter().sum::<f64>() / values.len() as f64;
        assert!(interval(1).contains(mean));
    }

    #[test]
    fn gives_up_where_most_samples_have_no_answer() {
        let mut random = ChaCha8Rng::seed_from_u64(1);
        assert_eq!(percentile_interval(5, 100, &mut random, |_| None), None);
    }
}
