//! `/surveys`: waves, review cycles and assessments from the draft to the release. A file per step.

mod drafts;
mod links;
mod list;
mod mails;
mod participation;
mod run;
mod samples;

use ayeneh_core::surveys;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use uuid::Uuid;

use super::schema::Text;
use crate::http::AppState;

/// The operations of this folder.
pub fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .merge(list::router())
        .merge(drafts::router())
        .merge(run::router())
        .merge(participation::router())
        .merge(mails::router())
        .merge(samples::router())
        .merge(links::router())
}

/// A wave, review cycle, assessment, or imported answers.
#[derive(Serialize, ToSchema)]
struct Survey {
    /// The identifier.
    id: Uuid,
    /// `wave`, `cycle`, `assessment`, `recovery`, `alignment` or `historical`.
    kind: &'static str,
    /// `draft`, `open`, `closed` or `released`.
    state: &'static str,
    /// The name.
    title: Text,
    /// The month it stands for in trends, `2026-11`.
    period: String,
    /// `identified`, `confidential` or `anonymous`.
    mode: &'static str,
    /// What respondents are promised, a line each.
    promise: Text,
    /// The last day on which answers are taken, `2026-11-21`.
    #[serde(skip_serializing_if = "Option::is_none")]
    closes_on: Option<String>,
    /// Imported answers: the file named no respondents, and who imported it said that each row is another person.
    rows_are_people: bool,
}

impl From<&surveys::Survey> for Survey {
    fn from(survey: &surveys::Survey) -> Self {
        Self {
            id: survey.id.0,
            kind: survey.kind.key(),
            state: survey.state.key(),
            title: Text::from(&survey.title),
            period: survey.period.to_string(),
            mode: survey.mode.key(),
            promise: Text::from(&survey.promise),
            closes_on: survey.closes_on.map(|day| day.to_string()),
            rows_are_people: survey.rows_are_people,
        }
    }
}
