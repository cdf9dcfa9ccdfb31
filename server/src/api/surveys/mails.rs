//! What became of a survey's mails, and sending those again that did not arrive.

use axum::Json;
use ayeneh_core::mail;
use ayeneh_domain::ids::SurveyId;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use super::super::{
    bearer::Caller,
    extract::Path,
    problem::{ApiError, said},
};
use crate::http::AppState;

/// The operations of this file.
pub fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(deliveries)).routes(routes!(send_again))
}

/// What became of the mails.
#[derive(Serialize, ToSchema)]
struct Deliveries {
    /// On their way.
    waiting: usize,
    /// Taken over by the mail server.
    sent: usize,
    /// Addresses refused for good.
    refused: usize,
    /// Given up.
    failed: usize,
    /// How many contacts asked not to be written to since they were invited.
    stopped: usize,
    /// Those that did not arrive.
    troubled: Vec<Troubled>,
}

/// A mail that did not arrive.
#[derive(Serialize, ToSchema)]
struct Troubled {
    /// The recipient's name.
    name: String,
    /// Where it went.
    address: String,
    /// The state, in words.
    state: &'static str,
    /// How often it was tried.
    attempts: i64,
    /// Why.
    #[serde(skip_serializing_if = "Option::is_none")]
    trouble: Option<String>,
}

/// What became of the mails of a survey; never who has answered.
#[utoipa::path(get, path = "/surveys/{id}/deliveries", tag = "surveys", security(("bearer" = [])), params(("id" = Uuid, Path)),
    responses((status = OK, body = Deliveries)))]
async fn deliveries(Caller(ctx, _): Caller, Path(id): Path<Uuid>) -> Result<Json<Deliveries>, ApiError> {
    let l = ctx.locale;
    let found = said(&ctx, mail::deliveries(&ctx, SurveyId(id)).await)?;
    let mail::Counts { waiting, sent, refused, failed } = found.counts;
    let troubled = found.troubled.iter().map(|delivery| Troubled {
        name: delivery.name.clone(),
        address: delivery.address.clone(),
        state: delivery.state.name(l),
        attempts: delivery.attempts,
        trouble: delivery.trouble(l),
    });
    Ok(Json(Deliveries { waiting, sent, refused, failed, stopped: found.stopped, troubled: troubled.collect() }))
}

/// How many mails are tried again.
#[derive(Serialize, ToSchema)]
struct SentAgain {
    /// The number. Those to contacts who asked not to be written to, and to people who left, stay where they are.
    mails: u64,
}

/// Tries refused and failed mails again, to the addresses known now.
#[utoipa::path(post, path = "/surveys/{id}/deliveries/again", tag = "surveys", security(("bearer" = [])), params(("id" = Uuid, Path)),
    responses((status = OK, body = SentAgain)))]
async fn send_again(Caller(ctx, _): Caller, Path(id): Path<Uuid>) -> Result<Json<SentAgain>, ApiError> {
    Ok(Json(SentAgain { mails: said(&ctx, mail::send_again(&ctx, SurveyId(id)).await)? }))
}
