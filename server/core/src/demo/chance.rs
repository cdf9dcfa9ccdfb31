//! Chance for the demo: one seeded generator, so that the invented company is the same everywhere.

use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

/// The seed of the invented company.
pub const SEED: u64 = 1404;

/// A seeded source of chance.
#[derive(Debug)]
pub struct Chance(ChaCha8Rng);

impl Chance {
    /// A source of its own for each part of the company, so that a change in one leaves the others as they were.
    pub fn new(part: u64) -> Self {
        Self(ChaCha8Rng::seed_from_u64(SEED ^ (part << 32)))
    }

    /// Evenly from 0 to below 1.
    pub fn share(&mut self) -> f64 {
        self.0.random()
    }

    /// Whether something of this probability happens.
    pub fn happens(&mut self, probability: f64) -> bool {
        self.share() < probability
    }

    /// A number below `n`, which must not be 0.
    pub fn below(&mut self, n: usize) -> usize {
        self.0.random_range(0..n)
    }

    /// One of several, which must not be none.
    pub fn one_of<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.below(of.len())]
    }

    /// From the normal distribution with this standard deviation around 0 (Box & Muller 1958).
    pub fn normal(&mut self, deviation: f64) -> f64 {
        let (radius, angle) = (1.0 - self.share(), self.share());
        deviation * (-2.0 * radius.ln()).sqrt() * (std::f64::consts::TAU * angle).cos()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn repeats_itself_and_is_normal_enough() {
        let draw = || {
            let mut chance = Chance::new(3);
            (0..4_000).map(|_| chance.normal(2.0)).collect::<Vec<f64>>()
        };
        let drawn = draw();
        assert_eq!(drawn, draw());
        let mean = drawn.iter().sum::<f64>() / 4_000.0;
        let variance = drawn.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / 3_999.0;
        assert!(mean.abs() < 0.12 && (variance.sqrt() - 2.0).abs() < 0.1, "{mean} {variance}");
    }
}
