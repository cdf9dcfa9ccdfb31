//! Intervals for means and for differences of means.

use super::{
    distribution::{normal_two_sided, t_quantile, t_two_sided},
    interval::{Interval, UPPER, Z},
    moments::Moments,
    refusal::Refusal,
};

/// Student's interval of a mean. Refuses below two values; equal values give an interval without width.
///
/// # Errors
/// [`Refusal::TooFewObservations`] below two values.
pub fn mean_interval(group: Moments) -> Result<Interval, Refusal> {
    let error = squared_error(group)?.sqrt();
    Ok(Interval::around(group.mean(), t_quantile(UPPER, (group.n() - 1) as f64) * error))
}

/// The interval of a mean of `n` values when the standard deviation is taken from elsewhere (a small group's own would give
/// its answers away, so below 25 the organisation's is used): normal.
pub fn mean_interval_with_sd(mean: f64, n: u64, sd: f64) -> Interval {
    Interval::around(mean, Z * sd / (n as f64).sqrt())
}

/// A difference of two means.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Difference {
    /// First mean minus second.
    pub value: f64,
    /// Its interval.
    pub interval: Interval,
    /// Two-sided p of no difference; 1 or 0 where neither group varies.
    pub p: f64,
}

/// Welch's interval and test (1947) for `first − second`, independent groups of unequal spread; degrees of freedom after
/// Satterthwaite.
///
/// # Errors
/// [`Refusal::TooFewObservations`] where a group has fewer than two values.
pub fn welch(first: Moments, second: Moments) -> Result<Difference, Refusal> {
    let (a, b) = (squared_error(first)?, squared_error(second)?);
    let value = first.mean() - second.mean();
    let error = (a + b).sqrt();
    if error == 0.0 {
        let p = if value == 0.0 { 1.0 } else { 0.0 };
        return Ok(Difference { value, interval: Interval::around(value, 0.0), p });
    }
    let freedom = (a + b).powi(2) / (a * a / (first.n() - 1) as f64 + b * b / (second.n() - 1) as f64);
    Ok(Difference {
        value,
        interval: Interval::around(value, t_quantile(UPPER, freedom) * error),
        p: t_two_sided(value / error, freedom),
    })
}

/// The difference of two means of `n` and `m` values when both spreads are taken to be `sd` (see [`mean_interval_with_sd`]).
pub fn difference_with_sd((first, n): (f64, u64), (second, m): (f64, u64), sd: f64) -> Difference {
    let value = first - second;
    let error = sd * (1.0 / n as f64 + 1.0 / m as f64).sqrt();
    let p = match error > 0.0 {
        true => normal_two_sided(value / error),
        false if value == 0.0 => 1.0,
        false => 0.0,
    };
    Difference { value, interval: Interval::around(value, Z * error), p }
}

/// The squared standard error of a mean.
fn squared_error(group: Moments) -> Result<f64, Refusal> {
    let variance = group.variance().ok_or(Refusal::TooFewObservations { have: group.n() as usize, need: 2 })?;
    Ok(variance / group.n() as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(values: &[f64]) -> Moments {
        Moments::of(values).expect("values")
    }

    /// R: `t.test(extra ~ group, data = sleep)`: t = -1.8608, df = 17.776, p = 0.07939, interval -3.3654832 to 0.2054832.
    #[test]
    fn agrees_with_students_sleep_figures() {
        let first = of(&[0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0]);
        let second = of(&[1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]);
        let found = welch(first, second).expect("ten each");
        assert!((found.interval.low - -3.365_483_2).abs() < 5e-8);
        assert!((found.interval.high - 0.205_483_2).abs() < 5e-8);
        assert!((found.p - 0.079_39).abs() < 5e-6);
    }

    #[test]
    fn refuses_single_values_and_takes_equal_ones() {
        let one = of(&[3.0]);
        assert_eq!(mean_interval(one), Err(Refusal::TooFewObservations { have: 1, need: 2 }));
        let same = welch(of(&[2.0, 2.0]), of(&[3.0, 3.0])).expect("two each");
        assert_eq!((same.value, same.interval.half_width(), same.p), (-1.0, 0.0, 0.0));
    }

    #[test]
    fn borrowed_spread_needs_no_own() {
        let interval = mean_interval_with_sd(60.0, 16, 20.0);
        assert!((interval.half_width() - 9.799_819_922_700_27).abs() < 1e-12);
        assert!(difference_with_sd((60.0, 8), (50.0, 9), 20.0).interval.contains(0.0));
    }
}
