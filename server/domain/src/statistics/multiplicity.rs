//! Many comparisons at once: only what survives Benjamini and Hochberg's rule may be coloured.

/// p values adjusted after Benjamini & Hochberg (1995), in the given order; as R's `p.adjust(…, "BH")`.
pub fn benjamini_hochberg(p: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..p.len()).collect();
    order.sort_unstable_by(|&a, &b| p[b].total_cmp(&p[a]));
    let mut adjusted = vec![1.0; p.len()];
    let mut least = 1.0_f64;
    for (place, index) in order.into_iter().enumerate() {
        let rank = p.len() - place;
        least = least.min(p[index] * p.len() as f64 / rank as f64);
        adjusted[index] = least;
    }
    adjusted
}

/// Which comparisons survive when at most a share `q` of those shown may be false (0.05 everywhere in Ayeneh).
pub fn survives(p: &[f64], q: f64) -> Vec<bool> {
    benjamini_hochberg(p).into_iter().map(|adjusted| adjusted <= q).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The example of Benjamini & Hochberg's paper: of 15 p values the rule keeps the four smallest.
    #[test]
    fn agrees_with_the_papers_example() {
        let p = [
            0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528,
            0.7590, 1.0,
        ];
        let kept = survives(&p, 0.05);
        assert!(kept[..4].iter().all(|&keep| keep) && kept[4..].iter().all(|&keep| !keep));
        let adjusted = benjamini_hochberg(&[0.04, 0.01, 0.03]);
        for (have, want) in adjusted.iter().zip([0.04, 0.03, 0.04]) {
            assert!((have - want).abs() < 1e-15);
        }
    }

    proptest! {
        #[test]
        fn never_less_than_it_was_and_in_the_same_order(p in prop::collection::vec(0.0..=1.0_f64, 0..40)) {
            let adjusted = benjamini_hochberg(&p);
            for (a, raw) in adjusted.iter().zip(&p) {
                prop_assert!(*a >= *raw - 1e-15 && *a <= 1.0);
            }
            for (i, j) in (0..p.len()).flat_map(|i| (0..p.len()).map(move |j| (i, j))) {
                prop_assert!(p[i] > p[j] || adjusted[i] <= adjusted[j]);
            }
        }
    }
}
