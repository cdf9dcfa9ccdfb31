//! Measures of the scorecard: on which side a figure counts, which way is good, and how it stands to its target.

mod roll_up;

use serde::{Deserialize, Serialize};

pub use self::roll_up::{Rolled, roll_up};
use crate::people::keyed;

/// The four perspectives of the balanced scorecard (Kaplan & Norton 1992).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Perspective {
    /// Money.
    Financial,
    /// Customers.
    Customer,
    /// Internal process.
    Process,
    /// Learning and growth.
    Learning,
}

keyed!(Perspective {
    Financial => "financial",
    Customer => "customer",
    Process => "process",
    Learning => "learning",
});

/// Which way is good.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// More is better.
    Up,
    /// Less is better.
    Down,
}

keyed!(Direction { Up => "up", Down => "down" });

/// How figures of several units become one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Aggregate {
    /// Added up: premium income, complaints.
    Sum,
    /// The mean over units, unweighted: rates and times.
    Mean,
}

keyed!(Aggregate { Sum => "sum", Mean => "mean" });

/// How a figure stands to its target.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// The target is reached.
    OnTarget,
    /// Short of the target, but not beyond the threshold.
    Near,
    /// Beyond the threshold.
    Below,
}

keyed!(Standing { OnTarget => "on_target", Near => "near", Below => "below" });

/// A target with the threshold beyond which a figure is called below target. Both are finite, and the threshold is not
/// on the good side of the target.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Target {
    target: f64,
    threshold: f64,
}

/// Why figures are no target.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoTarget {
    /// Not a number, or without end.
    #[error("target and threshold must be finite numbers")]
    NotFinite,
    /// The threshold is better than the target.
    #[error("the threshold must not be better than the target")]
    ThresholdBeyondTarget,
}

impl Target {
    /// A target for a measure of this direction.
    ///
    /// # Errors
    /// See [`NoTarget`].
    pub fn new(direction: Direction, target: f64, threshold: f64) -> Result<Self, NoTarget> {
        if !target.is_finite() || !threshold.is_finite() {
            return Err(NoTarget::NotFinite);
        }
        if reaches(direction, threshold, target) && threshold != target {
            return Err(NoTarget::ThresholdBeyondTarget);
        }
        Ok(Self { target, threshold })
    }

    /// What is to be reached, in the measure's unit.
    pub const fn target(&self) -> f64 {
        self.target
    }

    /// Beyond it a figure is below target.
    pub const fn threshold(&self) -> f64 {
        self.threshold
    }

    /// How a figure stands.
    pub fn standing(&self, direction: Direction, value: f64) -> Standing {
        if reaches(direction, value, self.target) {
            Standing::OnTarget
        } else if reaches(direction, value, self.threshold) {
            Standing::Near
        } else {
            Standing::Below
        }
    }
}

impl Direction {
    /// Whether a change in this direction is for the better; `None` where nothing changed.
    pub fn is_better(self, change: f64) -> Option<bool> {
        (change != 0.0).then_some((change > 0.0) == (self == Self::Up))
    }
}

fn reaches(direction: Direction, value: f64, goal: f64) -> bool {
    match direction {
        Direction::Up => value >= goal,
        Direction::Down => value <= goal,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stands_on_near_or_below_in_either_direction() {
        let up = Target::new(Direction::Up, 80.0, 70.0).expect("a target");
        let standings = [80.0, 79.9, 70.0, 69.9].map(|value| up.standing(Direction::Up, value));
        assert_eq!(standings, [Standing::OnTarget, Standing::Near, Standing::Near, Standing::Below]);
        let down = Target::new(Direction::Down, 2.0, 3.0).expect("a target");
        let standings = [2.0, 2.5, 3.0, 3.1].map(|value| down.standing(Direction::Down, value));
        assert_eq!(standings, [Standing::OnTarget, Standing::Near, Standing::Near, Standing::Below]);
    }

    #[test]
    fn refuses_targets_that_cannot_be_meant() {
        assert_eq!(Target::new(Direction::Up, 70.0, 80.0), Err(NoTarget::ThresholdBeyondTarget));
        assert_eq!(Target::new(Direction::Down, 3.0, 2.0), Err(NoTarget::ThresholdBeyondTarget));
        assert_eq!(Target::new(Direction::Up, f64::NAN, 1.0), Err(NoTarget::NotFinite));
        assert!(Target::new(Direction::Down, 3.0, 3.0).is_ok());
    }

    #[test]
    fn less_is_better_where_less_is_wanted() {
        assert_eq!(Direction::Down.is_better(-1.0), Some(true));
        assert_eq!(Direction::Up.is_better(-1.0), Some(false));
        assert_eq!(Direction::Up.is_better(0.0), None);
    }
}
