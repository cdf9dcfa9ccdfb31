//! Number, mean and spread of a group: all that means, differences and analyses of variance need to know of it.

use super::sum::sum;

/// Number of values, their mean, and the sum of squared deviations from it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Moments {
    n: u64,
    mean: f64,
    squares: f64,
}

impl Moments {
    /// Of single values; in two passes, so that no digits are lost. `None` without values.
    pub fn of(values: &[f64]) -> Option<Self> {
        Self::of_counted(values.iter().map(|&value| (value, 1)))
    }

    /// Of values with the number of times each occurs. `None` without values.
    pub fn of_counted(values: impl Iterator<Item = (f64, u64)> + Clone) -> Option<Self> {
        let n: u64 = values.clone().map(|(_, count)| count).sum();
        if n == 0 {
            return None;
        }
        let mean = sum(values.clone().map(|(value, count)| value * count as f64)) / n as f64;
        let squares = sum(values.map(|(value, count)| (value - mean).powi(2) * count as f64));
        Some(Self { n, mean, squares })
    }

    /// Of `n` whole numbers with this sum and this sum of squares; exact. `None` of nobody.
    pub fn of_sums(n: u64, sum: u64, squares: u64) -> Option<Self> {
        let whole = n as f64;
        (n > 0).then(|| Self { n, mean: sum as f64 / whole, squares: scaled_spread(n, sum, squares) as f64 / whole })
    }

    /// How many values.
    pub fn n(self) -> u64 {
        self.n
    }

    /// Their mean.
    pub fn mean(self) -> f64 {
        self.mean
    }

    /// The sum of squared deviations from the mean.
    pub fn squares(self) -> f64 {
        self.squares
    }

    /// The sample variance (divided by n − 1). `None` below two values.
    pub fn variance(self) -> Option<f64> {
        (self.n > 1).then(|| self.squares / (self.n - 1) as f64)
    }

    /// The sample standard deviation. `None` below two values.
    pub fn sd(self) -> Option<f64> {
        self.variance().map(f64::sqrt)
    }
}

/// n Σx² − (Σx)²: the sum of squared deviations times n, of whole numbers and therefore exact.
pub(super) fn scaled_spread(n: u64, sum: u64, squares: u64) -> u128 {
    (u128::from(n) * u128::from(squares)).saturating_sub(u128::from(sum) * u128::from(sum))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_exact_far_from_zero() {
        let moments = Moments::of(&[1e9 + 4.0, 1e9 + 7.0, 1e9 + 13.0, 1e9 + 16.0]).expect("four values");
        assert_eq!((moments.mean(), moments.variance()), (1e9 + 10.0, Some(30.0)));
        assert_eq!(Moments::of_sums(4, 40, 490), Moments::of(&[4.0, 7.0, 13.0, 16.0]));
    }

    #[test]
    fn has_nothing_to_say_of_nobody() {
        assert_eq!(Moments::of(&[]), None);
        assert_eq!(Moments::of(&[3.0]).and_then(Moments::sd), None);
    }
}
