//! Reads answers from a form or from JSON against the frozen questionnaire: what passes can be sealed as it is.
//!
//! Input is hostile until it has passed: problems borrow from it and are at most [`MAX_PROBLEMS`].

mod order;

use serde_json::Value;

use super::{Answer, Answers};
use crate::{
    digits, plain_text,
    questionnaire::{Frozen, Item, ItemKind},
};

/// Checking stops after so many problems.
pub const MAX_PROBLEMS: usize = 100;
/// The form value of "don't know" or "does not apply".
pub const NOT_APPLICABLE: &str = "na";

/// An answer as it arrived.
#[derive(Clone, Copy, Debug)]
pub enum Raw<'a> {
    /// The value of a form field: digits of any kind, `na`, or own words.
    Form(&'a str),
    /// A member of a JSON object: a whole number, `{"na": true}`, a string, or null.
    Json(&'a Value),
}

/// What is wrong with one answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AnswerProblem<'a> {
    /// The item's key, as it arrived.
    pub item: &'a str,
    /// What is wrong.
    pub fault: AnswerFault,
}

/// What can be wrong with an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AnswerFault {
    /// The questionnaire has no such item.
    UnknownItem,
    /// A number outside the scale; both ends are included.
    OffScale {
        /// The least score.
        least: u8,
        /// The greatest score.
        most: u8,
    },
    /// Own words longer than the item takes.
    TooLong {
        /// The longest accepted answer, in characters.
        most: u32,
    },
    /// "Don't know" where it is not offered.
    NotApplicableNotOffered,
    /// Words where a number is asked, or the reverse.
    WrongType,
    /// Something to be put in order has no place.
    NoPlace,
    /// Two things to be put in order have this place.
    PlaceTwice {
        /// The place.
        place: u8,
    },
}

/// Checks answers by item key. Empty ones count as absent; of two for one item the last counts. What is put in order is
/// put in order completely and without ties, else nothing of it is taken.
///
/// # Errors
/// Everything that is wrong, in the order of the input, up to [`MAX_PROBLEMS`].
pub fn check<'a>(
    questionnaire: &'a Frozen,
    raw: impl IntoIterator<Item = (&'a str, Raw<'a>)>,
) -> Result<Answers, Vec<AnswerProblem<'a>>> {
    let mut answers = Answers::new();
    let mut problems = Vec::new();
    for (key, value) in raw {
        let read = match questionnaire.item(key) {
            None => Err(AnswerFault::UnknownItem),
            Some(item) => read(item, value),
        };
        match read {
            Ok(Some(answer)) => _ = answers.insert(key.to_owned(), answer),
            Ok(None) => _ = answers.remove(key),
            Err(fault) => problems.push(AnswerProblem { item: key, fault }),
        }
        if problems.len() == MAX_PROBLEMS {
            break;
        }
    }
    if problems.is_empty() {
        problems = order::faults(questionnaire, &answers);
    }
    if problems.is_empty() { Ok(answers) } else { Err(problems) }
}

/// Checks the fields of a form.
///
/// # Errors
/// As [`check`].
pub fn check_form<'a>(
    questionnaire: &'a Frozen,
    fields: impl IntoIterator<Item = (&'a str, &'a str)>,
) -> Result<Answers, Vec<AnswerProblem<'a>>> {
    check(questionnaire, fields.into_iter().map(|(key, value)| (key, Raw::Form(value))))
}

/// Checks the members of a JSON object.
///
/// # Errors
/// As [`check`].
pub fn check_json<'a>(
    questionnaire: &'a Frozen,
    members: &'a serde_json::Map<String, Value>,
) -> Result<Answers, Vec<AnswerProblem<'a>>> {
    check(questionnaire, members.iter().map(|(key, value)| (key.as_str(), Raw::Json(value))))
}

fn read(item: &Item, value: Raw<'_>) -> Result<Option<Answer>, AnswerFault> {
    match (value, item.kind.score_range()) {
        (Raw::Json(Value::Null), _) => Ok(None),
        (Raw::Json(Value::Object(object)), _) => match object.get("na") {
            Some(Value::Bool(true)) if object.len() == 1 => not_applicable(item),
            _ => Err(AnswerFault::WrongType),
        },
        (Raw::Json(Value::Number(number)), Some(range)) => {
            // A whole number beyond 64 bits is off any scale too.
            if number.is_f64() { Err(AnswerFault::WrongType) } else { score(number.as_u64(), range) }
        }
        (Raw::Json(Value::String(text)), _) if text.is_empty() => Ok(None),
        (Raw::Json(Value::String(text)), None) => words(item, text),
        (Raw::Form(text), None) => words(item, text),
        (Raw::Json(_), _) => Err(AnswerFault::WrongType),
        (Raw::Form(text), Some(range)) => match text.trim() {
            "" => Ok(None),
            NOT_APPLICABLE => not_applicable(item),
            typed => score_of_form(typed, range),
        },
    }
}

fn not_applicable(item: &Item) -> Result<Option<Answer>, AnswerFault> {
    if item.not_applicable { Ok(Some(Answer::NOT_APPLICABLE)) } else { Err(AnswerFault::NotApplicableNotOffered) }
}

fn score(number: Option<u64>, (least, most): (u8, u8)) -> Result<Option<Answer>, AnswerFault> {
    match number.and_then(|number| u8::try_from(number).ok()) {
        Some(score) if (least..=most).contains(&score) => Ok(Some(Answer::Score(score))),
        _ => Err(AnswerFault::OffScale { least, most }),
    }
}

fn score_of_form(typed: &str, range: (u8, u8)) -> Result<Option<Answer>, AnswerFault> {
    let folded = digits::fold(typed);
    let unsigned = folded.strip_prefix('-').unwrap_or(&folded);
    if unsigned.is_empty() || !unsigned.bytes().all(|b| b.is_ascii_digit()) {
        return Err(AnswerFault::WrongType);
    }
    score(folded.parse().ok(), range)
}

/// Own words as they were typed, without what no eye can see.
fn words(item: &Item, text: &str) -> Result<Option<Answer>, AnswerFault> {
    let ItemKind::Text { max_chars: most, .. } = item.kind else { return Err(AnswerFault::WrongType) };
    let plain = plain_text::lines(text);
    match plain.trim() {
        "" => Ok(None),
        // No text has more characters than bytes: mostly there is nothing to count.
        words if words.len() > most as usize && words.chars().count() > most as usize => {
            Err(AnswerFault::TooLong { most })
        }
        words => Ok(Some(Answer::Text(words.to_owned()))),
    }
}

#[cfg(test)]
mod tests;
