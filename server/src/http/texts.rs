//! The one place where texts come in: forms, queries and JSON are looked through here, so that no page, operation or
//! service has to think of characters that nobody sees.

use axum::{
    body::Bytes,
    extract::{Query, Request},
    middleware::Next,
    response::{IntoResponse, Response},
};
use ayeneh_app::routing::Fields;
use ayeneh_core::Problem;
use ayeneh_domain::{
    bilingual::Locale,
    plain_text::{self, TextFault},
};
use ayeneh_text as text;
use serde_json::Value;

use super::locale_of;
use crate::api::ApiError;

/// Fields of forms, and members of JSON, that take several lines.
const LONG: [&str; 2] = ["people", "note"];
/// Fields that are never kept as they are: only what is computed from them.
const SECRET: [&str; 2] = ["password", "current"];
/// Members of JSON that are files, read as such.
const FILES: [&str; 2] = ["csv", "content"];
/// The member of JSON that holds a respondent's answers. They are cleaned, never refused: see `answer::check`.
const ANSWERS: &str = "answers";

/// Takes out of a form what cannot be kept, and says of which field: the page comes back with what is left.
pub fn clean_form(fields: &mut Fields) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (name, value) in fields.0.iter_mut().filter(|(name, _)| !SECRET.contains(&name.as_str())) {
        if LONG.contains(&name.as_str()) {
            *value = plain_text::lines(value).into_owned();
            continue;
        }
        match plain_text::one_line(value) {
            Ok(line) if line == *value => {}
            Ok(line) => *value = line.into_owned(),
            Err(fault) => {
                problems.push(Problem::field(name.as_str(), |l| text::field_error::text_in_form(l, fault)));
                *value = plain_text::without_faults(value);
            }
        }
    }
    problems
}

/// Takes out of a query what cannot be looked for: nobody has it in a name.
pub fn clean_query(fields: &mut Fields) {
    for (_, value) in &mut fields.0 {
        if plain_text::one_line(value).as_deref() != Ok(value.as_str()) {
            *value = plain_text::without_faults(value);
        }
    }
}

/// Refuses a query of the API with such characters.
pub async fn check_query(request: Request, next: Next) -> Response {
    let pairs = Query::<Vec<(String, String)>>::try_from_uri(request.uri()).map(|Query(pairs)| pairs);
    let fault = |(name, value): (String, String)| Some(problem(&name, plain_text::one_line(&value).err()?));
    let problems: Vec<Problem> = pairs.unwrap_or_default().into_iter().filter_map(fault).collect();
    if problems.is_empty() { next.run(request).await } else { refused(problems, locale_of(request.headers())) }
}

fn refused(problems: Vec<Problem>, locale: Locale) -> Response {
    ApiError::new(ayeneh_core::Error::Invalid(problems), locale).into_response()
}

/// Looks through the texts of a JSON document: gives it back without marks that have no effect.
///
/// # Errors
/// A problem for each member with a text that cannot be kept.
pub fn check_json(bytes: Bytes) -> Result<Bytes, Vec<Problem>> {
    if !may_hide(&bytes) {
        return Ok(bytes);
    }
    // What is no JSON is told by whoever reads it.
    let Ok(mut value) = serde_json::from_slice::<Value>(&bytes) else { return Ok(bytes) };
    let (mut problems, mut changed) = (Vec::new(), false);
    look(&mut value, "", &mut problems, &mut changed);
    match (problems.is_empty(), changed) {
        (false, _) => Err(problems),
        (true, true) => Ok(serde_json::to_vec(&value).map_or(bytes, Bytes::from)),
        (true, false) => Ok(bytes),
    }
}

/// Whether a document could hold anything that is not seen. Answers of respondents mostly cannot, and come in thousands.
fn may_hide(bytes: &[u8]) -> bool {
    bytes.iter().any(|byte| matches!(byte, b'\\' | 0x7f | 0xc2 | 0xe2 | 0xef))
}

fn look(value: &mut Value, name: &str, problems: &mut Vec<Problem>, changed: &mut bool) {
    match value {
        Value::String(text) if LONG.contains(&name) => {
            let lines = plain_text::lines(text).into_owned();
            *changed |= lines != *text;
            *text = lines;
        }
        Value::String(text) => match plain_text::one_line(text) {
            Ok(line) if line == *text => {}
            Ok(line) => {
                *text = line.into_owned();
                *changed = true;
            }
            Err(fault) => problems.push(problem(name, fault)),
        },
        Value::Array(values) => values.iter_mut().for_each(|value| look(value, name, problems, changed)),
        Value::Object(members) => {
            for (member, value) in members.iter_mut().filter(|(member, _)| looked_at(member)) {
                look(value, member, problems, changed);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

fn looked_at(member: &str) -> bool {
    member != ANSWERS && !FILES.contains(&member)
}

fn problem(name: &str, fault: TextFault) -> Problem {
    Problem::field(name, |l| text::field_error::text(l, fault))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn json(source: &str) -> Result<String, Vec<Option<String>>> {
        check_json(Bytes::from(source.to_owned()))
            .map(|bytes| String::from_utf8(bytes.to_vec()).expect("UTF-8"))
            .map_err(|problems| problems.into_iter().map(|problem| problem.field).collect())
    }

    #[test]
    fn members_with_hidden_characters_are_named() {
        for source in
            [r#"{"name":"Sara"}"#, r#"{"answers":{"own":"a\nb\u0000"},"csv":"a\r\nb"}"#, r#"{"a":"می‌رود"}"#, "no"]
        {
            assert_eq!(json(source).as_deref(), Ok(source));
        }
        assert_eq!(json(r#"{"name":"\ufeffSara"}"#).as_deref(), Ok(r#"{"name":"Sara"}"#));
        for (source, field) in [
            (r#"{"name":"a\u0000b"}"#, "name"),
            (r#"{"title":{"fa":"a","en":"a\nb"}}"#, "en"),
            (r#"{"lines":[{"unit":"a"},{"unit":"\u202ea"}]}"#, "unit"),
            ("{\"name\":\"a\u{2028}b\"}", "name"),
            ("{\"name\":\"a\u{85}b\"}", "name"),
        ] {
            assert_eq!(json(source), Err(vec![Some(field.to_owned())]), "{source}");
        }
    }

    #[test]
    fn forms_come_back_without_them() {
        let field = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        let mut form = Fields(vec![
            field("name", "a\0b"),
            field("title", "one\ntwo"),
            field("people", "1\r\n2\0"),
            field("password", "a\u{7}b"),
            field("code", "\u{feff}12"),
        ]);
        let problems = clean_form(&mut form);
        let named: Vec<_> = problems.iter().filter_map(|problem| problem.field.as_deref()).collect();
        assert_eq!(named, ["name", "title"]);
        let left = ["name", "title", "people", "password", "code"].map(|name| form.get(name).to_owned());
        assert_eq!(left, ["ab", "one two", "1\n2", "a\u{7}b", "12"]);
    }
}
