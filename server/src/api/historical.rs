//! `/historical`: answers to old surveys, sealed and released as new ones are.

use axum::{Json, http::StatusCode};
use ayeneh_core::{
    Error, Problem,
    historical::{self, OldSurvey},
    import::ImportFile,
};
use ayeneh_domain::{bilingual::Bilingual, questionnaire::Side};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use super::{
    bearer::Caller,
    extract::Body,
    problem::{ApiError, said},
    schema::Text,
};
use crate::http::AppState;

/// The operations of this file.
pub fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(import))
}

/// Answers to an old survey.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct OldAnswers {
    /// What the survey was called.
    title: Text,
    /// Who answered it: `employee` or `customer`.
    side: String,
    /// The points of its scale, from 1.
    #[serde(default = "five")]
    points: u8,
    /// The month of rows that name none: `2026-08`, or a Jalali one.
    #[serde(default)]
    period: String,
    /// Says that each row is another person. Needed where the file has no `respondent`; kept and shown with the survey.
    #[serde(default)]
    rows_are_people: bool,
    /// The answers as CSV: `unit`, `item`, `value`, `respondent`; if known `period`, `item_fa`, `item_en`.
    csv: String,
}

const fn five() -> u8 {
    5
}

/// A survey that was imported.
#[derive(Serialize, ToSchema)]
struct ImportedSurvey {
    /// The survey.
    survey: Uuid,
    /// Its release.
    release: Uuid,
    /// Its period.
    period: String,
    /// How many people answered.
    respondents: usize,
    /// Whether rows named nobody, so that each was counted as another person, as was said.
    rows_are_people: bool,
}

/// Imports answers to an old survey and releases them: nothing unless every row is right.
#[utoipa::path(post, path = "/historical", tag = "surveys", security(("bearer" = [])), request_body = OldAnswers,
    responses((status = CREATED, body = [ImportedSurvey]), (status = CONFLICT)))]
async fn import(
    Caller(ctx, _): Caller,
    Body(old): Body<OldAnswers>,
) -> Result<(StatusCode, Json<Vec<ImportedSurvey>>), ApiError> {
    let wrong_side = || Error::invalid(Problem::field("side", |l| ayeneh_text::field_errors::choose(l).to_owned()));
    let side = said(&ctx, Side::from_key(&old.side).ok_or_else(wrong_side))?;
    let survey = OldSurvey {
        title: Bilingual::new(old.title.fa, old.title.en),
        side,
        points: old.points,
        period: old.period,
        rows_are_people: old.rows_are_people,
    };
    let file = ImportFile { name: "answers.csv".into(), bytes: old.csv.into_bytes() };
    let imported = said(&ctx, historical::import_answers(&ctx, &survey, vec![file]).await)?;
    let shown = imported.into_iter().map(|one| ImportedSurvey {
        survey: one.survey.0,
        release: one.release.0,
        period: one.month.to_string(),
        respondents: one.respondents,
        rows_are_people: one.rows_are_people,
    });
    Ok((StatusCode::CREATED, Json(shown.collect())))
}
