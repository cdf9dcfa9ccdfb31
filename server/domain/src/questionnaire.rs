//! Questionnaires: versioned, bilingual, frozen when launched.

use serde::{Deserialize, Serialize};

use crate::{bilingual::Bilingual, people::keyed};

/// A questionnaire as a document. What is launched is a frozen copy; see [`Questionnaire::check`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Questionnaire {
    /// Stable name, e.g. `trust.employee`.
    pub key: String,
    /// Counts from 1; a changed document is a new version.
    pub version: u32,
    /// What respondents read above the first section.
    pub title: Bilingual,
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
    /// The items, at most four a page.
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
    /// Own words.
    Text {
        /// Longest accepted answer, in characters.
        max_chars: u32,
        /// The item it comments on (evidence); shown folded below it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        about: Option<String>,
    },
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
    /// Effort, 1 to 7: mean.
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
