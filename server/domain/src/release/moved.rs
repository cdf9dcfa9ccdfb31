//! Two figures of the same people laid side by side: only exact ones, and each of ten answers or more (rule 17). Whether
//! the people are the same is asked before, see [`crate::disclosure::may_compare`].

use super::cell::Shown;
use crate::disclosure::slack::BANDS_FROM;

/// Then and now, where the two may be compared.
pub fn moved(then: &Shown, now: &Shown) -> Option<(f64, f64)> {
    let exact = |shown: &Shown| shown.exact().filter(|_| shown.n().is_some_and(|n| n >= BANDS_FROM));
    exact(then).zip(exact(now))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::release::cell::HiddenReason;

    #[test]
    fn bounds_hidden_figures_and_few_answers_are_not_compared() {
        let many = Shown::value(60.0, 10);
        assert_eq!(moved(&many, &Shown::value(70.0, 12)), Some((60.0, 70.0)));
        let unfit = [
            Shown::value(70.0, 9),
            Shown::AtMost { bound: 20.0, n: Some(30) },
            Shown::AtLeast { bound: 80.0, n: Some(30) },
            Shown::Value { value: 70.0, low: None, high: None, n: None },
            Shown::hidden(HiddenReason::ProtectsAnswers),
        ];
        for other in unfit {
            assert_eq!((moved(&many, &other), moved(&other, &many)), (None, None), "{other:?}");
        }
    }

    proptest! {
        #[test]
        fn what_is_compared_is_what_is_shown(a in 0.0..100.0, b in 0.0..100.0, n in 0u32..30, m in 0u32..30) {
            let both = moved(&Shown::value(a, n), &Shown::value(b, m));
            prop_assert_eq!(both, (n >= 10 && m >= 10).then_some((a, b)));
        }
    }
}
