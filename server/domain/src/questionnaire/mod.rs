//! Questionnaires: versioned, bilingual, frozen when launched.
//!
//! A [`Questionnaire`] is a document that may still be wrong; only what passed [`Questionnaire::check`] becomes
//! [`Frozen`], and only that can be launched and answered.

pub mod builtin;
mod check;
mod frozen;
pub mod names;

use serde::{Deserialize, Serialize};

pub use self::{
    check::{Fault, MAX_ITEMS, MAX_TEXT_CHARS, Problem},
    frozen::Frozen,
};
use crate::{bilingual::Bilingual, people::keyed};

/// A questionnaire as a document. What is launched is a frozen copy; see [`Frozen::freeze`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Questionnaire {
    /// Stable name, e.g. `trust.employee`.
    pub key: String,
    /// Counts from 1; a changed document is a new version.
    pub version: u32,
    /// What respondents read above the first section.
    pub title: Bilingual,
    /// How to understand the questions: whom they mean, which months.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub intro: Option<Bilingual>,
    /// What "don't know" is called here, e.g. "I have not seen this"; `None` for the usual wording.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub not_applicable_label: Option<Bilingual>,
    /// One page each.
    pub sections: Vec<Section>,
}

/// A page of a questionnaire.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Section {
    /// Stable name within the questionnaire; of element sections the element's key.
    pub key: String,
    /// The head of the page.
    pub title: Bilingual,
    /// The items in order; at most four a page, not counting texts about another item.
    pub items: Vec<Item>,
}

/// A question or statement. `key` is unique within the questionnaire and pairs items across mirrored wordings.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Item {
    /// Stable name, e.g. `reach.1`; the same in all mirrored wordings.
    pub key: String,
    /// What is asked.
    pub text: Bilingual,
    /// The element or competency that the item measures; `None` for outcome and open questions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub element: Option<String>,
    /// How it is answered.
    pub kind: ItemKind,
    /// Whether "don't know / does not apply" is offered, apart from the scale.
    #[serde(default)]
    pub not_applicable: bool,
}

/// How an item is answered.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum ItemKind {
    /// Agreement or frequency, 1 to `points`; the labels of all points are in `labels`.
    Scale {
        /// Number of points, 2 to 10.
        points: u8,
        /// A label for each point, least first.
        labels: Vec<Bilingual>,
        /// What the figure of this item is called.
        #[serde(default)]
        outcome: Outcome,
    },
    /// Likelihood to recommend, 0 to 10 (NPS, eNPS).
    Recommend {
        /// The label of 0.
        least: Bilingual,
        /// The label of 10.
        most: Bilingual,
    },
    /// Yes (2), partly (1), no (0).
    YesPartlyNo,
    /// One of the places 1 (first) to `of`: all items of this kind are put in order, each place given once.
    Place {
        /// How many are put in order, 2 to 12.
        of: u8,
    },
    /// Own words.
    Text {
        /// Longest accepted answer, in characters.
        max_chars: u32,
        /// The item it comments on (evidence); shown folded below it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        about: Option<String>,
    },
}

impl ItemKind {
    /// The least and the greatest score, both included; `None` where own words are asked for.
    pub fn score_range(&self) -> Option<(u8, u8)> {
        match self {
            Self::Scale { points, .. } => Some((1, *points)),
            Self::Recommend { .. } => Some((0, 10)),
            Self::YesPartlyNo => Some((0, 2)),
            Self::Place { of } => Some((1, *of)),
            Self::Text { .. } => None,
        }
    }
}

impl Item {
    /// The item that this text is about (evidence), if it is one.
    pub fn about(&self) -> Option<&str> {
        match &self.kind {
            ItemKind::Text { about, .. } => about.as_deref(),
            _ => None,
        }
    }
}

impl Questionnaire {
    /// All items in order.
    pub fn items(&self) -> impl Iterator<Item = &Item> {
        self.sections.iter().flat_map(|section| &section.items)
    }

    /// Minutes that answering takes from a section on, at least one: seven seconds a choice, twelve a place in an order,
    /// five for a note that may be left out, half a minute for own words.
    pub fn minutes(&self, from_section: usize) -> usize {
        let items = self.sections.iter().skip(from_section).flat_map(|section| &section.items);
        let seconds: usize = items
            .map(|item| match item.kind {
                ItemKind::Text { about: Some(_), .. } => 5,
                ItemKind::Text { about: None, .. } => 30,
                ItemKind::Place { .. } => 12,
                _ => 7,
            })
            .sum();
        (seconds + 30).div_euclid(60).max(1)
    }
}

/// Which outcome figure a scale item yields, besides its index.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// None: an ordinary item.
    #[default]
    None,
    /// Customer (or employee) satisfaction: top-two share of five.
    Satisfaction,
    /// How easy it is, 1 to 7: mean (customer effort score, 7 is effortless).
    Effort,
}

/// The side of the mirror on which a respondent stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// Employees, above the line.
    Employee,
    /// Customers, below the line.
    Customer,
}

keyed!(Side { Employee => "employee", Customer => "customer" });

/// The eight elements of a trusting relationship, in the order of the questionnaire.
pub const ELEMENTS: [&str; 8] =
    ["reach", "respond", "inform", "competence", "speed", "confidential", "follow_up", "right_on_time"];
