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
    /// Whether it is the service check of five signs.
    pub is_recovery: bool,
    /// This round and those before it with which it may be compared, oldest first; empty where there is no other.
    pub trend: Vec<Round>,
    /// The levels: executives, managers, staff.
    pub levels: Vec<Level>,
    /// The domains, in the order of the questionnaire.
    pub domains: Vec<Domain>,
    /// Which release it is made from, and its promise.
    pub release: String,
}

/// A round in the trend.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Round {
    /// Its name.
    pub name: String,
    /// The month it stands for.
    pub month: String,
    /// Maturity over all, where it may be compared.
    pub overall: Option<Shown>,
    /// The same of each of [`AssessmentPage::domains`].
    pub domains: Vec<Option<Shown>>,
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
    /// What is meant, in a sentence.
    pub description: String,
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
    /// What is claimed on the whole, as a word.
    pub claim: Option<String>,
    /// What the platform itself measures, or why it does not.
    pub measured: Option<Measured>,
    /// What to do next, the first thing first.
    pub next: Vec<String>,
    /// What was written about it.
    pub evidence: Option<Evidence>,
    /// Why it is hidden.
    pub withheld: Option<Withheld>,
}

/// What is measured beside a claim.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Measured {
    /// It in a sentence that begins in mid-sentence.
    pub said: String,
    /// Whether anything is measured.
    pub is_measured: bool,
    /// Whether it bears the claim out; absent where nothing is measured or claimed.
    pub bears_out: Option<bool>,
}

/// What people wrote as evidence.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Evidence {
    /// Their words, in no order.
    pub texts: Vec<String>,
    /// Why they are hidden.
    pub withheld: Option<Withheld>,
}
