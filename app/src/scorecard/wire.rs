//! What the scorecard is told.

use serde::{Deserialize, Serialize};

use crate::{
    linkage::wire::{Estimate, Linked},
    ui::{
        chart::hero::UnitMark,
        head::ScopeField,
        measure_row::{Form, Measure},
        shown::Shown,
    },
};

/// The page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ScorecardPage {
    /// Unit and month.
    pub scope: Vec<ScopeField>,
    /// The finding.
    pub sentence: String,
    /// Both sides; `None` while no wave is released.
    pub mirror: Option<Mirror>,
    /// The measures by perspective, in the usual order.
    pub perspectives: Vec<Perspective>,
    /// From employees to profit; `None` where the reader may not see it.
    pub chain: Option<Chain>,
    /// From knowing to doing; `None` until it is followed.
    pub steps: Option<Steps>,
    /// What waits for the executive.
    pub decisions: Vec<Decision>,
    /// Which release it is made from, and its promise.
    pub release: String,
}

/// Both sides of the mirror.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Mirror {
    /// What a small mark is: "branch".
    pub unit_word: String,
    /// Units above the line.
    pub employees: Vec<UnitMark>,
    /// Units below it.
    pub customers: Vec<UnitMark>,
    /// The employee index.
    pub employee: Shown,
    /// The customer index.
    pub customer: Shown,
    /// Whether the difference is sure.
    pub sure: bool,
    /// The same a wave before: its name, employees, customers.
    pub before: Option<(String, Shown, Shown)>,
    /// How many employees and customers answered.
    pub answered: Option<(u32, u32)>,
    /// How many units are hidden.
    pub hidden: u32,
}

/// A perspective of the scorecard.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Perspective {
    /// Its name.
    pub name: String,
    /// Its key, unique in the page.
    pub key: String,
    /// Its measures.
    pub measures: Vec<Measure>,
}

/// From employees to customers to a result.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Chain {
    /// Employees and customers.
    pub linked: Linked,
    /// What goes with the customers' rise, of a result: its name, how it is written, how much.
    pub result: Option<(String, Form, Estimate)>,
    /// The linkage page.
    pub href: String,
}

/// From knowing to doing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Steps {
    /// How many units there are.
    pub units: u64,
    /// How many measured, told employees, planned, acted, told customers.
    pub done: [u64; 5],
}

/// Something that waits for the executive.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Decision {
    /// What, in a sentence.
    pub title: String,
    /// Why.
    pub detail: String,
    /// The act.
    pub act: String,
    /// Where it is done.
    pub href: String,
}
