//! What the page of an alignment is given: figures as they may be shown, sentences already made.

use crate::ui::{hidden_cell::Withheld, shown::Shown};

/// The page.
#[derive(Clone, Debug, PartialEq)]
pub struct AlignmentPage {
    /// What it begins with: the widest mismatch.
    pub sentence: String,
    /// How far the parties agree with one another; absent where fewer than two are shown.
    pub between: Option<String>,
    /// The parties that were asked.
    pub parties: Vec<Party>,
    /// The behaviours, in the order in which they were asked.
    pub behaviours: Vec<Behaviour>,
    /// What one party wants more than another, pair by pair.
    pub pairs: Vec<Pair>,
    /// Which release, and what was promised.
    pub release: String,
}

/// A party.
#[derive(Clone, Debug, PartialEq)]
pub struct Party {
    /// What it is called.
    pub name: String,
    /// The same in the middle of a sentence.
    pub amid: &'static str,
    /// Invited and answered, in a sentence; absent where it is hidden.
    pub answered: Option<String>,
    /// How many answered.
    pub n: Option<u32>,
    /// Kendall's W among its members.
    pub concordance: Shown,
    /// What that means.
    pub agreement: Option<&'static str>,
    /// Why its order is hidden.
    pub withheld: Option<Withheld>,
}

/// A behaviour.
#[derive(Clone, Debug, PartialEq)]
pub struct Behaviour {
    /// Its words.
    pub name: String,
    /// By party: its place, and the mean place; absent where the party is hidden.
    pub places: Vec<Option<(usize, Shown)>>,
    /// Whether two parties do not match here.
    pub stands_out: bool,
}

/// Two parties, one way and the other.
#[derive(Clone, Debug, PartialEq)]
pub struct Pair {
    /// What the first wants more, then what the second does.
    pub ways: [Way; 2],
}

/// What one party wants more than another.
#[derive(Clone, Debug, PartialEq)]
pub struct Way {
    /// "What customers want more than leaders do".
    pub head: String,
    /// A sentence each, and whether it is more than chance.
    pub lines: Vec<(String, bool)>,
    /// What is said where there is none.
    pub none: String,
}
