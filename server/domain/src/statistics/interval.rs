//! The interval in which a figure lies with 95 % confidence.

/// Probability below the upper end of a two-sided 95 % interval.
pub(super) const UPPER: f64 = 0.975;

/// The 97.5 % point of the standard normal distribution.
pub(crate) const Z: f64 = 1.959_963_984_540_054;

/// A 95 % interval, in the unit of the figure it belongs to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// The lower end.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

impl Interval {
    /// The interval of `margin` on both sides of `centre`.
    pub fn around(centre: f64, margin: f64) -> Self {
        Self { low: centre - margin, high: centre + margin }
    }

    /// Both ends put through an increasing function, e.g. from a mean to an index.
    pub fn map(self, increasing: impl Fn(f64) -> f64) -> Self {
        Self { low: increasing(self.low), high: increasing(self.high) }
    }

    /// The interval cut to what the figure can be at all.
    pub fn within(self, least: f64, most: f64) -> Self {
        self.map(|end| end.clamp(least, most))
    }

    /// Half its width.
    pub fn half_width(self) -> f64 {
        (self.high - self.low) / 2.0
    }

    /// Whether `value` lies in it, ends included.
    pub fn contains(self, value: f64) -> bool {
        self.low <= value && value <= self.high
    }

    /// Decimals that may be printed: the last one is worth no more than half the width, and at most `most`.
    pub fn decimals(self, most: usize) -> usize {
        (0..most).find(|&places| 10_f64.powi(-(places as i32)) <= self.half_width()).unwrap_or(most)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prints_no_more_digits_than_it_supports() {
        assert_eq!(Interval::around(67.3, 4.2).decimals(2), 0);
        assert_eq!(Interval::around(0.41, 0.21).decimals(2), 1);
        assert_eq!(Interval::around(0.412, 0.03).decimals(2), 2);
        assert_eq!(Interval::around(0.412, 0.0).decimals(2), 2);
    }
}
