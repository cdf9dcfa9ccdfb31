//! Shares of people: Wilson's interval, Newcombe's interval for a difference.

use super::{
    distribution::normal_two_sided,
    interval::{Interval, Z},
};

/// So many of so many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Share {
    count: u64,
    of: u64,
}

impl Share {
    /// `count` of `of`; `None` of nobody, or of fewer than counted.
    pub fn new(count: u64, of: u64) -> Option<Self> {
        (of > 0 && count <= of).then_some(Self { count, of })
    }

    /// How many are counted.
    pub fn count(self) -> u64 {
        self.count
    }

    /// Of how many (n).
    pub fn of(self) -> u64 {
        self.of
    }

    /// The share, 0 to 1.
    pub fn value(self) -> f64 {
        self.count as f64 / self.of as f64
    }

    /// Wilson's score interval (1927), without continuity correction, 0 to 1.
    pub fn interval(self) -> Interval {
        let (n, p) = (self.of as f64, self.value());
        let shrink = 1.0 + Z * Z / n;
        let centre = (p + Z * Z / (2.0 * n)) / shrink;
        let margin = Z / shrink * (p * (1.0 - p) / n + Z * Z / (4.0 * n * n)).sqrt();
        let Interval { low, high } = Interval::around(centre, margin).within(0.0, 1.0);
        // Both ends are exact where nobody or everybody is counted; rounding would leave 1e-17.
        Interval { low: if self.count == 0 { 0.0 } else { low }, high: if self.count == self.of { 1.0 } else { high } }
    }
}

/// Newcombe's interval (1998, method 10) for the difference of two independent shares, `first − second`, −1 to 1.
pub fn newcombe(first: Share, second: Share) -> Interval {
    let (p, q) = (first.value(), second.value());
    let (a, b) = (first.interval(), second.interval());
    Interval { low: p - q - (p - a.low).hypot(b.high - q), high: p - q + (a.high - p).hypot(q - b.low) }
}

/// Two-sided p that two independent shares differ: score test with the pooled share. 1 where nobody or everybody counts.
pub fn shares_differ(first: Share, second: Share) -> f64 {
    let (n, m) = (first.of as f64, second.of as f64);
    let pooled = (first.count + second.count) as f64 / (n + m);
    let error = (pooled * (1.0 - pooled) * (1.0 / n + 1.0 / m)).sqrt();
    if error > 0.0 { normal_two_sided((first.value() - second.value()) / error) } else { 1.0 }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn share(count: u64, of: u64) -> Share {
        Share::new(count, of).expect("a share of somebody")
    }

    fn rounded(interval: Interval) -> (f64, f64) {
        let four = |end: f64| (end * 1e4).round() / 1e4;
        (four(interval.low), four(interval.high))
    }

    /// Examples of Newcombe 1998a (Statistics in Medicine 17:857, table I, method 3) and 1998b (17:873, table II, method 10).
    #[test]
    fn agrees_with_newcombes_tables() {
        assert_eq!(rounded(share(81, 263).interval()), (0.2553, 0.3662));
        assert_eq!(rounded(share(15, 148).interval()), (0.0624, 0.1605));
        assert_eq!(rounded(share(0, 20).interval()), (0.0, 0.1611));
        assert_eq!(rounded(share(1, 29).interval()), (0.0061, 0.1718));
        assert_eq!(rounded(newcombe(share(56, 70), share(48, 80))), (0.0524, 0.3339));
        assert_eq!(rounded(newcombe(share(9, 10), share(3, 10))), (0.1705, 0.8090));
        assert_eq!(rounded(newcombe(share(10, 10), share(0, 10))), (0.6075, 1.0));
    }

    #[test]
    fn tells_shares_apart() {
        assert_eq!(shares_differ(share(0, 5), share(0, 9)), 1.0);
        assert!(shares_differ(share(56, 70), share(48, 80)) < 0.01);
    }

    proptest! {
        #[test]
        fn intervals_hold_their_figure(n in 1_u64..500, m in 1_u64..500, a in 0.0..1.0, b in 0.0..1.0) {
            let first = share((a * n as f64) as u64, n);
            let second = share((b * m as f64) as u64, m);
            prop_assert!(first.interval().contains(first.value()));
            let difference = newcombe(first, second);
            prop_assert!(difference.contains(first.value() - second.value()));
            prop_assert!(difference.low >= -1.0 - 1e-12 && difference.high <= 1.0 + 1e-12);
        }
    }
}
