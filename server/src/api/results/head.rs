//! The head of a release.

use axum::Json;
use ayeneh_core::results;
use ayeneh_domain::{ids::SurveyId, survey::Kind};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use super::super::{
    bearer::Caller,
    extract::Path,
    problem::{ApiError, said},
    schema::Text,
};
use crate::http::AppState;

/// The operations of this file.
pub fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(head))
}

/// The head of a release.
#[derive(Serialize, ToSchema)]
struct Release {
    /// The identifier.
    id: Uuid,
    /// The survey.
    survey: Uuid,
    /// `wave`, `cycle`, `assessment`, `recovery` or `historical`.
    kind: &'static str,
    /// Counts from 1.
    version: u32,
    /// The day on which it was made, `2026-11-21`.
    released_on: String,
    /// The least number of answers for scores, of writers for comments, of invited for participation.
    rules: Thresholds,
    /// What respondents were promised.
    promise: Text,
    /// How many cells the token may see; absent for cycles, whose cells are read as reports.
    #[serde(skip_serializing_if = "Option::is_none")]
    cells: Option<usize>,
    /// How many of them are hidden.
    #[serde(skip_serializing_if = "Option::is_none")]
    hidden: Option<usize>,
}

/// From how many something is shown.
#[derive(Serialize, ToSchema)]
struct Thresholds {
    /// Scores.
    scores: u32,
    /// Comments.
    comments: u32,
    /// Participation.
    participation: u32,
}

/// The release of a survey that holds.
#[utoipa::path(get, path = "/surveys/{id}/release", tag = "results", security(("bearer" = [])), params(("id" = Uuid, Path)),
    responses((status = OK, body = Release)))]
async fn head(Caller(ctx, _): Caller, Path(id): Path<Uuid>) -> Result<Json<Release>, ApiError> {
    let (survey, release) = said(&ctx, results::head(&ctx, SurveyId(id)).await)?;
    let cells = match survey.kind {
        Kind::Cycle => None,
        _ => Some(said(&ctx, results::cells(&ctx, survey.id, &results::Filter::default()).await)?),
    };
    let hidden = cells.as_ref().map(|cells| cells.iter().filter(|(_, cell)| cell.shown.is_hidden()).count());
    let rules = release.rules;
    Ok(Json(Release {
        id: release.id.0,
        survey: survey.id.0,
        kind: survey.kind.key(),
        version: release.version,
        released_on: release.released_on.to_string(),
        rules: Thresholds { scores: rules.scores(), comments: rules.comments(), participation: rules.participation() },
        promise: Text::from(&release.promise),
        cells: cells.map(|cells| cells.len()),
        hidden,
    }))
}
