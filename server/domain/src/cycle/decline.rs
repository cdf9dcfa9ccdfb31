//! Why somebody who was asked to rate does not.

use serde::{Deserialize, Serialize};

use crate::{people::keyed, relationship::Relationship};

/// The reason that a rater gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Decline {
    /// They hardly work together.
    HardlyKnow,
    /// A fair answer is not possible.
    Conflict,
    /// There is no time before the last day.
    NoTime,
    /// Another one, in own words.
    Other,
}

keyed!(Decline {
    HardlyKnow => "hardly_know",
    Conflict => "conflict",
    NoTime => "no_time",
    Other => "other",
});

/// Longest own words beside a reason, in characters.
pub const LONGEST_NOTE: usize = 300;

/// Whether a rater of this relation may decline. Oneself is not asked for a favour.
pub const fn may_decline(relationship: Relationship) -> bool {
    !matches!(relationship, Relationship::Self_)
}
