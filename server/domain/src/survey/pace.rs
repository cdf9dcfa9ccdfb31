//! Whether a running survey gathers answers quickly enough, judged from what participation may show and nothing more.
//!
//! Most people answer soon after a mail: whoever has less than half of the answers that even arrival would have brought is
//! behind. Early on nothing is said.

use super::participation::STEP;
use crate::calendar::Date;

/// The part of the even share of answers that keeps up.
const KEEPS_UP: f64 = 0.5;
/// Before this part of the time is over nobody is behind.
const TOO_EARLY: f64 = 0.25;

/// The part of the time that is over on a day, 0 to 1; the last day belongs to the time.
pub fn time_over(launched: Date, day: Date, last_day: Date) -> f64 {
    let days = |from: Date, to: Date| i32::try_from(from.days_until(to)).map_or(0.0, f64::from);
    let whole = days(launched, last_day) + 1.0;
    if whole <= 0.0 { 1.0 } else { (days(launched, day) / whole).clamp(0.0, 1.0) }
}

/// Whether so many invited are behind. `at_least` is counted in steps, so the most that the step allows is believed.
pub fn is_behind(invited: u32, at_least: u32, time_over: f64) -> bool {
    let most = at_least.saturating_add(STEP - 1).min(invited);
    time_over >= TOO_EARLY && f64::from(most) < KEEPS_UP * time_over * f64::from(invited)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn date(text: &str) -> Date {
        text.parse().expect("a date")
    }

    #[test]
    fn the_last_day_belongs_to_the_time() {
        let (first, last) = (date("2026-11-01"), date("2026-11-10"));
        assert_eq!(time_over(first, first, last), 0.0);
        assert_eq!(time_over(first, date("2026-11-06"), last), 0.5);
        assert_eq!(time_over(first, last, last), 0.9);
        assert_eq!(time_over(first, date("2026-12-01"), last), 1.0);
        assert_eq!(time_over(last, first, first), 1.0, "a last day before the first is over");
    }

    #[test]
    fn behind_is_less_than_half_of_the_even_share() {
        assert!(is_behind(100, 20, 0.5));
        assert!(!is_behind(100, 25, 0.5));
        assert!(!is_behind(100, 0, 0.2), "too early");
        assert!(!is_behind(8, 0, 0.9), "up to four of eight may have answered");
        assert!(!is_behind(0, 0, 1.0));
    }

    proptest! {
        #[test]
        fn more_answers_never_make_it_worse(invited in 0_u32..500, steps in 0_u32..100, over in 0.0..1.0) {
            let answered = (steps * STEP).min(invited);
            if is_behind(invited, answered + STEP, over) {
                prop_assert!(is_behind(invited, answered, over));
            }
        }

        #[test]
        fn who_may_have_answered_in_full_is_never_behind(invited in 0_u32..500, over in 0.0..1.0) {
            prop_assert!(!is_behind(invited, invited / STEP * STEP, over));
        }
    }
}
