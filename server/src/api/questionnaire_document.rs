//! A questionnaire as programs read it: the stored document, with a type for each part.

use ayeneh_domain::questionnaire;
use serde::Serialize;
use utoipa::ToSchema;

use super::schema::Text;

/// A questionnaire as its document.
#[derive(Serialize, ToSchema)]
pub struct QuestionnaireDocument {
    /// Its stable name, `trust.employee`.
    key: String,
    /// Counts from 1.
    version: u32,
    /// What respondents read first.
    title: Text,
    /// How to understand the questions.
    #[serde(skip_serializing_if = "Option::is_none")]
    intro: Option<Text>,
    /// What "don't know" is called here; absent for the usual wording.
    #[serde(skip_serializing_if = "Option::is_none")]
    not_applicable_label: Option<Text>,
    /// One page each.
    sections: Vec<QuestionnaireSection>,
}

/// A page of a questionnaire.
#[derive(Serialize, ToSchema)]
struct QuestionnaireSection {
    /// Its stable name.
    key: String,
    /// The head of the page.
    title: Text,
    /// The items in order.
    items: Vec<QuestionnaireItem>,
}

/// A question or statement.
#[derive(Serialize, ToSchema)]
struct QuestionnaireItem {
    /// Its stable name, `reach.1`: what an answer is given under.
    key: String,
    /// What is asked.
    text: Text,
    /// What it measures; absent for outcome and open questions.
    #[serde(skip_serializing_if = "Option::is_none")]
    element: Option<String>,
    /// How it is answered.
    kind: AnswerKind,
    /// Whether `{"na": true}` is an answer.
    not_applicable: bool,
}

/// How an item is answered.
#[derive(Serialize, ToSchema)]
#[serde(tag = "type", rename_all = "snake_case")]
enum AnswerKind {
    /// A whole number from 1 to `points`.
    Scale {
        /// The number of points.
        points: u8,
        /// A label for each point, least first.
        labels: Vec<Text>,
        /// `none`, `satisfaction` or `effort`.
        outcome: &'static str,
    },
    /// A whole number from 0 to 10.
    Recommend {
        /// The label of 0.
        least: Text,
        /// The label of 10.
        most: Text,
    },
    /// Yes (2), partly (1) or no (0).
    YesPartlyNo,
    /// Text.
    Text {
        /// Longest answer, in characters.
        max_chars: u32,
        /// The item it comments on.
        #[serde(skip_serializing_if = "Option::is_none")]
        about: Option<String>,
    },
}

impl From<&questionnaire::Questionnaire> for QuestionnaireDocument {
    fn from(document: &questionnaire::Questionnaire) -> Self {
        Self {
            key: document.key.clone(),
            version: document.version,
            title: Text::from(&document.title),
            intro: document.intro.as_ref().map(Text::from),
            not_applicable_label: document.not_applicable_label.as_ref().map(Text::from),
            sections: document.sections.iter().map(QuestionnaireSection::from).collect(),
        }
    }
}

impl From<&questionnaire::Section> for QuestionnaireSection {
    fn from(section: &questionnaire::Section) -> Self {
        Self {
            key: section.key.clone(),
            title: Text::from(&section.title),
            items: section.items.iter().map(QuestionnaireItem::from).collect(),
        }
    }
}

impl From<&questionnaire::Item> for QuestionnaireItem {
    fn from(item: &questionnaire::Item) -> Self {
        Self {
            key: item.key.clone(),
            text: Text::from(&item.text),
            element: item.element.clone(),
            kind: AnswerKind::from(&item.kind),
            not_applicable: item.not_applicable,
        }
    }
}

impl From<&questionnaire::ItemKind> for AnswerKind {
    fn from(kind: &questionnaire::ItemKind) -> Self {
        use questionnaire::{ItemKind, Outcome};
        match kind {
            ItemKind::Scale { points, labels, outcome } => Self::Scale {
                points: *points,
                labels: labels.iter().map(Text::from).collect(),
                outcome: match outcome {
                    Outcome::None => "none",
                    Outcome::Satisfaction => "satisfaction",
                    Outcome::Effort => "effort",
                },
            },
            ItemKind::Recommend { least, most } => Self::Recommend { least: Text::from(least), most: Text::from(most) },
            ItemKind::YesPartlyNo => Self::YesPartlyNo,
            ItemKind::Text { max_chars, about } => Self::Text { max_chars: *max_chars, about: about.clone() },
        }
    }
}

#[cfg(test)]
mod tests {
    use ayeneh_domain::questionnaire::builtin;

    use super::*;

    #[test]
    fn programs_read_the_document_as_it_is_stored() {
        for document in builtin::all() {
            let stored = serde_json::to_value(document).expect("JSON");
            assert_eq!(serde_json::to_value(QuestionnaireDocument::from(document)).expect("JSON"), stored);
        }
    }
}
