//! What the page of an assessment's result is told.

use serde::{Deserialize, Serialize};

use crate::ui::{hidden_cell::Withheld, shown::Shown};

/// The page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AssessmentPage {
    /// The round's name.
    pub round: String,
    /// How many answered, where that may be shown.
    pub answered: Option<u32>,
    /// Maturity over all questions, 0 to 100.
    pub overall: Shown,
    /// The same a round before: its name and figure.
    pub before: Option<(String, Shown)>,
    /// The levels: executives, managers, staff.
    pub levels: Vec<Level>,
    /// The domains, in the order of the questionnaire.
    pub domains: Vec<Domain>,
    /// Which release it is made from, and its promise.
    pub release: String,
}

/// A level of the company.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Level {
    /// Its name.
    pub label: String,
    /// How many answered, where that may be shown.
    pub n: Option<u32>,
    /// Why the whole level is hidden.
    pub withheld: Option<Withheld>,
}

/// A domain.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Domain {
    /// Its name.
    pub name: String,
    /// Maturity, 0 to 100.
    pub index: Shown,
    /// Why it is hidden.
    pub withheld: Option<Withheld>,
    /// One figure for each of [`AssessmentPage::levels`].
    pub levels: Vec<LevelFigure>,
    /// The widest difference between two levels that is sure: who sees it higher, who lower, by how much.
    pub gap: Option<(String, String, f64)>,
    /// Its questions.
    pub topics: Vec<Topic>,
}

/// A figure of one level.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LevelFigure {
    /// The figure.
    pub value: Shown,
    /// Why it is hidden, where the level itself is not.
    pub withheld: Option<Withheld>,
}

/// A question.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Topic {
    /// Its number.
    pub number: u32,
    /// The question.
    pub text: String,
    /// Maturity, 0 to 100.
    pub index: Shown,
    /// Percent of no, partly, yes; merged neighbours as they are; empty where the number of answers does not allow it.
    pub parts: Vec<f64>,
    /// Percent of "don't know".
    pub not_known: Option<f64>,
    /// What the platform itself measures, in a sentence; and whether that bears the claim out.
    pub measured: Option<(String, bool)>,
    /// What to do next.
    pub next: Option<String>,
    /// Why it is hidden.
    pub withheld: Option<Withheld>,
}
