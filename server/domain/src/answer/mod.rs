//! What a respondent sends: checked against the frozen questionnaire before it is sealed.

mod check;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use self::check::{AnswerFault, AnswerProblem, MAX_PROBLEMS, NOT_APPLICABLE, Raw, check, check_form, check_json};
use crate::{
    ids::{PersonId, UnitId},
    people::{Level, TenureBand},
    questionnaire::Side,
    relationship::Relationship,
};

/// Answers by item key. An item without an answer is absent.
pub type Answers = BTreeMap<String, Answer>;

/// One answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Answer {
    /// A point of a scale (1…), 0–10, or no/partly/yes as 0/1/2.
    Score(u8),
    /// "Don't know" or "does not apply": never counted in a mean. Written as `{"na":true}`.
    NotApplicable {
        /// Always true.
        na: bool,
    },
    /// Own words.
    Text(String),
}

impl Answer {
    /// "Don't know" or "does not apply".
    pub const NOT_APPLICABLE: Self = Self::NotApplicable { na: true };

    /// The score, if there is one.
    pub const fn score(&self) -> Option<u8> {
        match self {
            Self::Score(score) => Some(*score),
            _ => None,
        }
    }
}

/// To which group a sealed response belongs, frozen when the survey was launched. Never a person who answered,
/// except where the relationship is identified (self, manager), which the respondent was told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Group {
    /// The side of the mirror.
    pub side: Side,
    /// The respondent's unit, or the unit that serves the customer.
    pub unit: UnitId,
    /// The respondent's level, employees only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<Level>,
    /// The respondent's tenure band, employees only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tenure: Option<TenureBand>,
    /// 360°: who is reviewed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<PersonId>,
    /// 360°: in what relation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub relationship: Option<Relationship>,
}

/// A response as it is sealed: group and answers, no time, no name, no order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Response {
    /// Where it counts.
    pub group: Group,
    /// What was said.
    pub answers: Answers,
}
