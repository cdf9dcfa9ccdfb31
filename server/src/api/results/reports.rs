//! The gate of 360° reports: which are ready, and releasing one or all of them to their subjects.

use axum::{Json, http::StatusCode};
use ayeneh_core::results;
use ayeneh_domain::ids::{PersonId, SurveyId};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use super::super::{
    bearer::Caller,
    extract::{Path, Query},
    paging::{Page, Part},
    problem::{ApiError, said},
    schema::Text,
};
use crate::http::AppState;

/// The operations of this file.
pub fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(reports)).routes(routes!(release_reports)).routes(routes!(release_report))
}

/// How a subject's report stands.
#[derive(Serialize, ToSchema)]
struct SubjectReport {
    /// Who is reviewed.
    person: Uuid,
    /// The name.
    name: String,
    /// Where the subject works.
    unit: Text,
    /// Whether figures of somebody else are shown; without them there is nothing to release.
    ready: bool,
    /// When it was released to the subject, in UTC milliseconds; absent before.
    #[serde(skip_serializing_if = "Option::is_none")]
    released_at: Option<i64>,
}

/// How many reports were released.
#[derive(Serialize, ToSchema)]
struct ReportsReleased {
    /// The number; those that are not ready, or were released before, are not among them.
    reports: usize,
}

/// The reports of a released cycle in the units of the token, by identifier.
#[utoipa::path(get, path = "/cycles/{id}/reports", tag = "results", security(("bearer" = [])),
    params(("id" = Uuid, Path), Part), responses((status = OK, body = Page<SubjectReport>)))]
async fn reports(
    Caller(ctx, _): Caller,
    Path(id): Path<Uuid>,
    Query(part): Query<Part>,
) -> Result<Json<Page<SubjectReport>>, ApiError> {
    let found = said(&ctx, results::reports(&ctx, SurveyId(id)).await)?;
    let report = |report: results::SubjectReport| SubjectReport {
        person: report.subject.person.0,
        name: report.subject.name,
        unit: Text::from(&report.unit),
        ready: report.is_ready,
        released_at: report.subject.released_at,
    };
    Ok(Json(said(&ctx, part.cut_by(found.subjects.into_iter().map(report).collect(), |report| report.person))?))
}

/// Releases every report that is ready to its subject, who is told by mail. Again it releases only what became ready.
#[utoipa::path(post, path = "/cycles/{id}/reports/release", tag = "results", security(("bearer" = [])), params(("id" = Uuid, Path)),
    responses((status = OK, body = ReportsReleased)))]
async fn release_reports(Caller(ctx, _): Caller, Path(id): Path<Uuid>) -> Result<Json<ReportsReleased>, ApiError> {
    Ok(Json(ReportsReleased { reports: said(&ctx, results::release_reports(&ctx, SurveyId(id)).await)? }))
}

/// Releases a report to its subject, who is told by mail. Again it changes nothing.
#[utoipa::path(post, path = "/cycles/{id}/reports/{person}/release", tag = "results", security(("bearer" = [])),
    params(("id" = Uuid, Path), ("person" = Uuid, Path)),
    responses((status = NO_CONTENT),
        (status = CONFLICT)))]
async fn release_report(
    Caller(ctx, _): Caller,
    Path((id, person)): Path<(Uuid, Uuid)>,
) -> Result<StatusCode, ApiError> {
    said(&ctx, results::release_report(&ctx, SurveyId(id), PersonId(person)).await)?;
    Ok(StatusCode::NO_CONTENT)
}
