//! Whether a unit's people see the same thing: r_wg against a uniform null (James, Demaree & Wolf 1984).

use super::moments::Moments;

/// Below this median r_wg(j) an element's unit means come with a warning.
pub const LEAST_RWG: f64 = 0.70;

/// Below this ICC(2) an element's unit means come with a warning.
pub const LEAST_ICC2: f64 = 0.60;

/// Variance of answers thrown at random on a scale of `points` points: (A² − 1) / 12.
pub fn expected_variance(points: u8) -> f64 {
    (f64::from(points).powi(2) - 1.0) / 12.0
}

/// r_wg of one item: 1 where all say the same, 0 where answers spread like chance or more. `None` below two answers.
pub fn r_wg(item: Moments, points: u8) -> Option<f64> {
    r_wg_j(&[item], points)
}

/// r_wg(j) of the items of an element, answered by the same people on scales of `points` points: by the mean of the items'
/// variances, cut at the variance of chance as its authors recommend. `None` without items or below two answers.
pub fn r_wg_j(items: &[Moments], points: u8) -> Option<f64> {
    let count = items.len() as f64;
    let variances: Option<Vec<f64>> = items.iter().map(|item| item.variance()).collect();
    let variances = variances.filter(|all| !all.is_empty() && points > 1)?;
    let ratio = (variances.iter().sum::<f64>() / count / expected_variance(points)).min(1.0);
    Some(count * (1.0 - ratio) / (count * (1.0 - ratio) + ratio))
}

/// Whether unit means of an element need the warning that people within units disagree. Figures that cannot be computed warn
/// of nothing by themselves.
pub fn is_agreement_low(median_r_wg_j: Option<f64>, icc2: Option<f64>) -> bool {
    median_r_wg_j.is_some_and(|r| r < LEAST_RWG) || icc2.is_some_and(|icc| icc < LEAST_ICC2)
}

/// The median; the mean of the middle two where their number is even. `None` without values.
pub fn median(values: &[f64]) -> Option<f64> {
    (!values.is_empty()).then(|| super::bootstrap::quantile(values, 0.5))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn item(values: &[f64]) -> Moments {
        Moments::of(values).expect("answers")
    }

    #[test]
    fn spans_chance_to_unison() {
        assert_eq!(expected_variance(5), 2.0);
        assert_eq!(r_wg(item(&[4.0, 4.0, 4.0]), 5), Some(1.0));
        assert_eq!(r_wg(item(&[1.0, 5.0, 1.0, 5.0]), 5), Some(0.0));
        assert_eq!(r_wg(item(&[4.0]), 5), None);
        assert_eq!(r_wg_j(&[], 5), None);
    }

    /// By hand: variances 0.5 and 1.0 of 2.0 expected, so mean ratio 0.375: 2 · 0.625 / (2 · 0.625 + 0.375).
    #[test]
    fn agrees_with_a_hand_calculation() {
        let items = [item(&[3.0, 4.0]), item(&[2.0, 3.0, 4.0])];
        assert!((r_wg_j(&items, 5).expect("answers") - 1.25 / 1.625).abs() < 1e-15);
    }

    #[test]
    fn warns_on_either_figure() {
        assert!(is_agreement_low(Some(0.69), Some(0.9)));
        assert!(is_agreement_low(Some(0.8), Some(0.59)));
        assert!(!is_agreement_low(Some(0.70), Some(0.60)));
        assert!(!is_agreement_low(None, None));
    }

    proptest! {
        #[test]
        fn stays_between_chance_and_unison(answers in prop::collection::vec(1_u8..=5, 2..60)) {
            let values: Vec<f64> = answers.iter().copied().map(f64::from).collect();
            let r = r_wg(item(&values), 5).expect("two answers");
            prop_assert!((0.0..=1.0).contains(&r));
        }
    }
}
