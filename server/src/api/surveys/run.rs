//! A survey at work: launched, reminded of, prolonged, closed, released.

use axum::{Json, http::StatusCode};
use ayeneh_core::{release, surveys};
use ayeneh_domain::ids::SurveyId;
use ayeneh_text as text;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use super::{
    super::{
        bearer::Caller,
        extract::{Body, Path},
        problem::{ApiError, said},
        schema::Made,
    },
    Survey,
};
use crate::http::AppState;

/// The operations of this file.
pub fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(launch))
        .routes(routes!(remind))
        .routes(routes!(move_closing))
        .routes(routes!(close))
        .routes(routes!(build_release))
}

/// Another last day.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Closing {
    /// The last day: `2026-11-21`, or a Jalali one such as `۱۴۰۵/۰۸/۳۰`.
    closes_on: String,
}

/// What a launch did.
#[derive(Serialize, ToSchema)]
struct Launched {
    /// How many mails were put on their way.
    mails: u64,
    /// How many contacts were skipped because they asked not to be written to.
    skipped: usize,
}

/// How many mails were put on their way.
#[derive(Serialize, ToSchema)]
struct Mails {
    /// The number. Of reminders it is not told to whom.
    mails: u64,
    /// Why there are none, in the language of the caller.
    #[serde(skip_serializing_if = "Option::is_none")]
    why: Option<&'static str>,
}

/// Launches a draft: freezes who is asked and what is promised, and puts the invitations on their way.
#[utoipa::path(post, path = "/surveys/{id}/launch", tag = "surveys", security(("bearer" = [])), params(("id" = Uuid, Path)),
    responses((status = OK, body = Launched), (status = CONFLICT)))]
async fn launch(Caller(ctx, _): Caller, Path(id): Path<Uuid>) -> Result<Json<Launched>, ApiError> {
    let surveys::Launched { mails, skipped } = said(&ctx, surveys::launch(&ctx, SurveyId(id)).await)?;
    Ok(Json(Launched { mails, skipped }))
}

/// Reminds those who have not answered. Nobody is told whom.
#[utoipa::path(post, path = "/surveys/{id}/remind", tag = "surveys", security(("bearer" = [])), params(("id" = Uuid, Path)),
    responses((status = OK, body = Mails), (status = CONFLICT)))]
async fn remind(Caller(ctx, _): Caller, Path(id): Path<Uuid>) -> Result<Json<Mails>, ApiError> {
    let mails = said(&ctx, surveys::remind(&ctx, SurveyId(id)).await)?;
    let why = (mails == 0).then(|| text::api::remind_nobody(ctx.locale));
    Ok(Json(Mails { mails, why }))
}

/// Ends answering and builds the release.
#[utoipa::path(post, path = "/surveys/{id}/close", tag = "surveys", security(("bearer" = [])), params(("id" = Uuid, Path)),
    responses((status = NO_CONTENT), (status = CONFLICT)))]
async fn close(Caller(ctx, _): Caller, Path(id): Path<Uuid>) -> Result<StatusCode, ApiError> {
    said(&ctx, surveys::close(&ctx, SurveyId(id)).await)?;
    Ok(StatusCode::NO_CONTENT)
}

/// Builds the release of a closed survey, or a later one where enough answers are new.
#[utoipa::path(post, path = "/surveys/{id}/release", tag = "surveys", security(("bearer" = [])), params(("id" = Uuid, Path)),
    responses((status = CREATED, body = Made), (status = CONFLICT)))]
async fn build_release(Caller(ctx, _): Caller, Path(id): Path<Uuid>) -> Result<(StatusCode, Json<Made>), ApiError> {
    let release = said(&ctx, release::release(&ctx, SurveyId(id)).await)?;
    Ok((StatusCode::CREATED, Json(Made { id: release.0 })))
}

/// Moves the last day of an open survey. Nothing else of it can change.
#[utoipa::path(put, path = "/surveys/{id}/closing", tag = "surveys", security(("bearer" = [])), params(("id" = Uuid, Path)), request_body = Closing,
    responses((status = OK, body = Survey)))]
async fn move_closing(
    Caller(ctx, _): Caller,
    Path(id): Path<Uuid>,
    Body(closing): Body<Closing>,
) -> Result<Json<Survey>, ApiError> {
    let moved = async {
        surveys::move_closing(&ctx, SurveyId(id), &closing.closes_on).await?;
        surveys::find(&ctx, SurveyId(id)).await
    };
    let (survey, _) = said(&ctx, moved.await)?;
    Ok(Json(Survey::from(&survey)))
}
