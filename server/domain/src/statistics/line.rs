//! The straight line through a scatter, with its confidence band.

use super::{
    distribution::{t_quantile, t_two_sided},
    interval::{Interval, UPPER},
    moments::Moments,
    refusal::Refusal,
    sum::sum,
};

/// A least-squares line through points `(x, y)`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Line {
    /// Points.
    pub n: usize,
    /// y where x is 0.
    pub intercept: f64,
    /// Change of y per unit of x.
    pub slope: f64,
    /// Interval of the slope.
    pub slope_interval: Interval,
    /// Two-sided p of a level line.
    pub p: f64,
    /// Share of y's variance explained.
    pub r_squared: f64,
    centre: f64,
    spread: f64,
    /// Standard deviation of the residuals times the t point.
    reach: f64,
}

/// The least-squares line.
///
/// # Errors
/// [`Refusal::TooFewObservations`] below three points, [`Refusal::NoVariation`] where all x or all y are equal.
pub fn line(points: &[(f64, f64)]) -> Result<Line, Refusal> {
    let n = points.len();
    if n < 3 {
        return Err(Refusal::TooFewObservations { have: n, need: 3 });
    }
    let moments = |of: fn(&(f64, f64)) -> f64| Moments::of(&points.iter().map(of).collect::<Vec<f64>>());
    let (x, y) = moments(|point| point.0).zip(moments(|point| point.1)).ok_or(Refusal::NoVariation)?;
    if x.squares() <= 0.0 || y.squares() <= 0.0 {
        return Err(Refusal::NoVariation);
    }
    let slope = sum(points.iter().map(|point| (point.0 - x.mean()) * (point.1 - y.mean()))) / x.squares();
    let left = sum(points.iter().map(|point| (point.1 - y.mean() - slope * (point.0 - x.mean())).powi(2)));
    let freedom = (n - 2) as f64;
    let residual_sd = (left / freedom).sqrt();
    let error = residual_sd / x.squares().sqrt();
    let t = t_quantile(UPPER, freedom);
    Ok(Line {
        n,
        intercept: y.mean() - slope * x.mean(),
        slope,
        slope_interval: Interval::around(slope, t * error),
        p: if error > 0.0 { t_two_sided(slope / error, freedom) } else { 0.0 },
        r_squared: 1.0 - left / y.squares(),
        centre: x.mean(),
        spread: x.squares(),
        reach: t * residual_sd,
    })
}

impl Line {
    /// y on the line at `x`.
    pub fn at(&self, x: f64) -> f64 {
        self.intercept + self.slope * x
    }

    /// The band at `x`: the interval of the mean of y there (not of a single new unit, which is wider).
    pub fn band(&self, x: f64) -> Interval {
        let error = (1.0 / self.n as f64 + (x - self.centre).powi(2) / self.spread).sqrt();
        Interval::around(self.at(x), self.reach * error)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn band_is_narrowest_in_the_middle() {
        let points = [(0.0, 1.0), (1.0, 2.5), (2.0, 2.0), (3.0, 4.5), (4.0, 4.0)];
        let found = line(&points).expect("five points");
        assert!((found.slope - 0.8).abs() < 1e-15 && (found.intercept - 1.2).abs() < 1e-15);
        assert!(found.band(2.0).half_width() < found.band(3.0).half_width());
        assert!((found.band(1.0).half_width() - found.band(3.0).half_width()).abs() < 1e-12);
    }

    #[test]
    fn refuses_what_has_no_answer() {
        assert_eq!(line(&[(1.0, 2.0); 2]), Err(Refusal::TooFewObservations { have: 2, need: 3 }));
        assert_eq!(line(&[(1.0, 2.0), (1.0, 3.0), (1.0, 4.0)]), Err(Refusal::NoVariation));
    }

    proptest! {
        #[test]
        fn is_the_regression_with_one_predictor(points in prop::collection::vec((0.0..9.0_f64, 0.0..9.0_f64), 4..30)) {
            let (x, y): (Vec<f64>, Vec<f64>) = points.iter().copied().unzip();
            if let (Ok(line), Ok(general)) = (line(&points), super::super::regress(&y, &[x])) {
                prop_assert!((line.intercept - general.coefficients[0].estimate).abs() < 1e-8);
                prop_assert!((line.slope - general.coefficients[1].estimate).abs() < 1e-8);
                prop_assert!((line.p - general.coefficients[1].p).abs() < 1e-7);
            }
        }
    }
}
