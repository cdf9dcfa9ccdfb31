//! The talk about a report: what the two wrote, opening the report as its manager, and noting to have read it.

use axum::{Json, http::StatusCode};
use ayeneh_core::cycles;
use ayeneh_domain::ids::{PersonId, SurveyId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use super::super::{
    bearer::Caller,
    extract::{Body, Path},
    problem::{ApiError, said},
};
use crate::http::AppState;

/// The operations of this file.
pub fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(talk, note)).routes(routes!(open)).routes(routes!(acknowledge))
}

/// The talk about a report, as one of the two sees it.
#[derive(Serialize, ToSchema)]
struct ReportTalk {
    /// Who is reviewed.
    subject: Uuid,
    /// The name.
    name: String,
    /// The manager now.
    #[serde(skip_serializing_if = "Option::is_none")]
    with: Option<Uuid>,
    /// The manager's name.
    #[serde(skip_serializing_if = "Option::is_none")]
    manager: Option<String>,
    /// Whether the subject can read the report.
    open: bool,
    /// What whoever the token acts as wrote; may be empty.
    mine: String,
    /// What the other wrote; may be empty.
    theirs: String,
    /// The day on which the subject noted having read the report.
    #[serde(skip_serializing_if = "Option::is_none")]
    acknowledged_on: Option<String>,
}

/// The talk about a report, for the subject and the manager; nobody else learns that there is one.
#[utoipa::path(get, path = "/cycles/{id}/reports/{person}/talk", tag = "cycles", security(("bearer" = [])),
    params(("id" = Uuid, Path), ("person" = Uuid, Path)), responses((status = OK, body = ReportTalk)))]
async fn talk(Caller(ctx, _): Caller, Path((id, person)): Path<(Uuid, Uuid)>) -> Result<Json<ReportTalk>, ApiError> {
    let found = said(&ctx, cycles::talk(&ctx, SurveyId(id), PersonId(person)).await)?;
    Ok(Json(ReportTalk {
        subject: found.subject.0,
        name: found.name,
        with: found.with.map(|manager| manager.0),
        manager: found.manager,
        open: found.is_open,
        mine: found.mine,
        theirs: found.theirs,
        acknowledged_on: found.acknowledged_on.map(|day| day.to_string()),
    }))
}

/// What is to be kept.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct TalkNote {
    /// `with` of the talk: refused if the manager is another meanwhile.
    with: Uuid,
    /// For the other of the two and nobody else, up to 4,000 characters; empty removes it.
    note: String,
}

/// Keeps what whoever the token acts as writes.
#[utoipa::path(put, path = "/cycles/{id}/reports/{person}/talk", tag = "cycles", security(("bearer" = [])),
    params(("id" = Uuid, Path), ("person" = Uuid, Path)), request_body = TalkNote,
    responses((status = NO_CONTENT), (status = CONFLICT)))]
async fn note(
    Caller(ctx, _): Caller,
    Path((id, person)): Path<(Uuid, Uuid)>,
    Body(note): Body<TalkNote>,
) -> Result<StatusCode, ApiError> {
    said(&ctx, cycles::note(&ctx, SurveyId(id), PersonId(person), Some(PersonId(note.with)), &note.note).await)?;
    Ok(StatusCode::NO_CONTENT)
}

/// Opens the report of somebody who reports to whoever the token acts as, where the cycle says that managers do.
#[utoipa::path(post, path = "/cycles/{id}/reports/{person}/opening", tag = "cycles", security(("bearer" = [])),
    params(("id" = Uuid, Path), ("person" = Uuid, Path)), responses((status = NO_CONTENT), (status = CONFLICT)))]
async fn open(Caller(ctx, _): Caller, Path((id, person)): Path<(Uuid, Uuid)>) -> Result<StatusCode, ApiError> {
    said(&ctx, cycles::open_report(&ctx, SurveyId(id), PersonId(person)).await)?;
    Ok(StatusCode::NO_CONTENT)
}

/// Notes that whoever the token acts as has read the own report.
#[utoipa::path(post, path = "/cycles/{id}/reports/own/reading", tag = "cycles", security(("bearer" = [])),
    params(("id" = Uuid, Path)), responses((status = NO_CONTENT)))]
async fn acknowledge(Caller(ctx, _): Caller, Path(id): Path<Uuid>) -> Result<StatusCode, ApiError> {
    said(&ctx, cycles::acknowledge(&ctx, SurveyId(id)).await)?;
    Ok(StatusCode::NO_CONTENT)
}
