//! What the linkage page is told.

use serde::{Deserialize, Serialize};

use crate::ui::{
    chart::scatter::{Dot, Fit},
    head::ScopeField,
    measure_row::Form,
};

/// The page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LinkagePage {
    /// Wave, and which result.
    pub scope: Vec<ScopeField>,
    /// Employee index against customer index.
    pub employees_customers: Linked,
    /// Customer index against a result; `None` while no result is imported.
    pub customers_result: Option<ResultLink>,
}

/// Customers and a result.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ResultLink {
    /// The measure.
    pub name: String,
    /// How its figures are written.
    pub form: Form,
    /// Over which months it is taken, in words.
    pub months: String,
    /// Both together.
    pub linked: Linked,
}

/// Two figures of units beside each other, or why that is not said.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Linked {
    /// There are enough units.
    Said(Link),
    /// Too few units.
    TooFew {
        /// How many have both figures.
        have: u32,
        /// How many are needed.
        need: u32,
    },
    /// All units are equal on one of the two.
    NoVariation,
    /// No wave is released yet.
    NoWave,
}

/// A linkage.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Link {
    /// The units that have both.
    pub dots: Vec<Dot>,
    /// The line with its 95 % band, in order of x.
    pub fit: Vec<Fit>,
    /// Pearson's r with its 95 % interval.
    pub r: Estimate,
    /// What goes with five points more, with its 95 % interval.
    pub per_five: Estimate,
    /// How many units of which one figure is hidden.
    pub hidden: u32,
    /// What may be said.
    pub verdict: Verdict,
}

/// A figure with its interval.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Estimate {
    /// The figure.
    pub value: f64,
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

/// What a linkage lets one say, and no more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Higher on one, higher on the other.
    Together,
    /// Higher on one, lower on the other.
    Opposite,
    /// The interval holds zero.
    Unclear,
}
