//! `/cycles`: who rates whom in a review cycle, as a table and as a file.

use axum::{
    Json,
    http::header,
    response::{IntoResponse, Response},
};
use ayeneh_core::surveys;
use ayeneh_domain::ids::SurveyId;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use super::super::{
    bearer::Caller,
    extract::{File, Path, Query},
    paging::{Page, Part},
    problem::{ApiError, said},
};
use crate::http::AppState;

/// The operations of this file.
pub fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(subjects)).routes(routes!(raters, replace))
}

/// Somebody who is reviewed.
#[derive(Serialize, ToSchema)]
struct Subject {
    /// Who.
    person: Uuid,
    /// The personnel number.
    code: String,
    /// The name.
    name: String,
    /// Who rates.
    raters: Vec<Rater>,
    /// Relations with too few raters to be shown as a group of their own.
    short: Vec<&'static str>,
}

/// Somebody who rates.
#[derive(Serialize, ToSchema)]
struct Rater {
    /// The personnel number, or the contact's code.
    code: String,
    /// The name.
    name: String,
    /// In what relation.
    relationship: &'static str,
}

/// How many raters a cycle has after a file.
#[derive(Serialize, ToSchema)]
struct Raters {
    /// The number.
    raters: usize,
}

/// The subjects of a cycle with their raters, by identifier.
#[utoipa::path(get, path = "/cycles/{id}/subjects", tag = "cycles", security(("bearer" = [])),
    params(("id" = Uuid, Path), Part), responses((status = OK, body = Page<Subject>)))]
async fn subjects(
    Caller(ctx, _): Caller,
    Path(id): Path<Uuid>,
    Query(part): Query<Part>,
) -> Result<Json<Page<Subject>>, ApiError> {
    let (_, subjects, _) = said(&ctx, surveys::subjects(&ctx, SurveyId(id)).await)?;
    Ok(Json(said(&ctx, part.cut_by(subjects.into_iter().map(Subject::from).collect(), |subject| subject.person))?))
}

/// The raters as CSV: subject, rater, relationship. Change it and send it back.
#[utoipa::path(get, path = "/cycles/{id}/raters", tag = "cycles", security(("bearer" = [])), params(("id" = Uuid, Path)),
    responses((status = OK, body = String, content_type = "text/csv")))]
async fn raters(Caller(ctx, _): Caller, Path(id): Path<Uuid>) -> Result<Response, ApiError> {
    let file = said(&ctx, surveys::raters_csv(&ctx, SurveyId(id)).await)?;
    Ok(([(header::CONTENT_TYPE, "text/csv; charset=utf-8")], file).into_response())
}

/// Replaces the raters of a draft by those of a CSV. Nothing changes unless every row is right.
#[utoipa::path(put, path = "/cycles/{id}/raters", tag = "cycles", security(("bearer" = [])), params(("id" = Uuid, Path)),
    request_body(content = String, content_type = "text/csv"),
    responses((status = OK, body = Raters)))]
async fn replace(Caller(ctx, _): Caller, Path(id): Path<Uuid>, File(file): File) -> Result<Json<Raters>, ApiError> {
    Ok(Json(Raters { raters: said(&ctx, surveys::replace_raters(&ctx, SurveyId(id), &file).await)? }))
}

impl From<surveys::Subject> for Subject {
    fn from(subject: surveys::Subject) -> Self {
        let rater = |rater: surveys::RaterOf| Rater {
            code: rater.code,
            name: rater.name,
            relationship: rater.relationship.key(),
        };
        Self {
            person: subject.person.0,
            code: subject.code,
            name: subject.name,
            raters: subject.raters.into_iter().map(rater).collect(),
            short: subject.short.into_iter().map(|relationship| relationship.key()).collect(),
        }
    }
}
