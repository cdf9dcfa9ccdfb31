//! What the page of paired results is told.

use ayeneh_domain::questionnaire::Side;
use serde::{Deserialize, Serialize};

use crate::ui::{
    chart::{paired::Pair, trend},
    head::ScopeField,
    heat::HeatGroup,
    hidden_cell::Withheld,
    measure_row::Form,
    pairs::PairRow,
};

/// The page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ResultsPage {
    /// Wave and unit.
    pub scope: Vec<ScopeField>,
    /// How many employees and customers answered, where that may be shown, and in how many units.
    pub answered: Option<(u32, u32, u32)>,
    /// The elements, in the order of the questionnaire.
    pub elements: Vec<PairRow>,
    /// Whether any gap could be tested.
    pub is_tested: bool,
    /// Reliability of each element, by name: α of employees and of customers.
    pub reliability: Vec<(String, Option<Alpha>, Option<Alpha>)>,
    /// Recommendation, satisfaction, effort.
    pub outcomes: Vec<Outcome>,
    /// Invited and answered of a side; `None` where hidden.
    pub participation: Vec<Participation>,
    /// Units by elements: what the rows are called, short and full names of the columns, the units by region.
    pub heat: Option<Heat>,
    /// The units on one axis, over all elements.
    pub units: Vec<PairRow>,
    /// How the answers to each item spread, where n allows it.
    pub spreads: Vec<Spread>,
    /// Both sides over the waves.
    pub waves: Vec<Wave>,
    /// How both sides moved since the wave before, in words.
    pub moved: Option<String>,
    /// Comments.
    pub comments: Vec<Comments>,
    /// The same cells as a file.
    pub download: Option<String>,
    /// Which release it is made from, and its promise.
    pub release: String,
}

/// Cronbach's α with Feldt's 95 % interval.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Alpha {
    /// α.
    pub value: f64,
    /// The interval, where there is one.
    pub interval: Option<(f64, f64)>,
}

/// An outcome of both sides; not mirrored on the axis of indices.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Outcome {
    /// Its name: "Recommendation (NPS)".
    pub name: String,
    /// How it is written.
    pub form: Form,
    /// The ends of its scale, e.g. −100 and 100.
    pub ends: (f64, f64),
    /// Both sides.
    pub pair: Pair,
    /// Why it is hidden.
    pub withheld: Option<Withheld>,
}

/// Participation of a side.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Participation {
    /// The side.
    pub side: Side,
    /// Invited and answered.
    pub counts: Option<(u32, u32)>,
}

/// The heat table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Heat {
    /// What the rows are: "Branch".
    pub row_head: String,
    /// Short and full names of the elements.
    pub columns: Vec<(String, String)>,
    /// The units by region.
    pub groups: Vec<HeatGroup>,
}

/// How the answers to an item spread on one side.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Spread {
    /// The item as this side read it.
    pub text: String,
    /// Whose answers.
    pub side: Side,
    /// Percent by part of the scale, worst first; merged where too few.
    pub parts: Vec<f64>,
    /// The labels of the scale's ends.
    pub ends: (String, String),
    /// Percent of "don't know".
    pub not_applicable: Option<f64>,
    /// On how many it rests.
    pub n: Option<u32>,
}

/// A wave of the trend.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Wave {
    /// Its name.
    pub label: String,
    /// The employee index.
    pub employee: Option<f64>,
    /// The customer index.
    pub customer: Option<f64>,
}

impl From<Wave> for trend::Wave {
    fn from(wave: Wave) -> Self {
        Self { label: wave.label, employee: wave.employee, customer: wave.customer }
    }
}

/// Comments of a side, without scores and in no order.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Comments {
    /// Whose.
    pub side: Side,
    /// What was written.
    pub texts: Vec<String>,
    /// Why they are hidden.
    pub withheld: Option<Withheld>,
}
