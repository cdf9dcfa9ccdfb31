//! `/stop/{token}`: the stop link of a mail for programs. The link is the permission; no bearer token.

use axum::{Json, extract::State, http::HeaderMap};
use ayeneh_core::{
    Error,
    stop::{self, Stop, Stops},
};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{extract::Path, problem::ApiError, schema::Text};
use crate::http::{AppState, locale_of};

/// The part of the API to which keys of repeats mean nothing: doing it again changes nothing.
pub const BELOW: &str = "/stop/";

/// The operations of this file.
pub fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(show, press, take_back))
}

/// What a stop link stops, and whether it has.
#[derive(Serialize, ToSchema)]
struct StopLink {
    /// Whose mails.
    organisation: Text,
    /// `everything` of a contact, or `reminders` of one survey to an employee.
    stops: &'static str,
    /// The survey's title, of reminders.
    #[serde(skip_serializing_if = "Option::is_none")]
    survey: Option<Text>,
    /// Whether it is stopped now.
    stopped: bool,
}

/// What the link stops. Changes nothing.
#[utoipa::path(get, path = "/stop/{token}", tag = "stop", security(()), params(("token" = String, Path)),
    responses((status = OK, body = StopLink)))]
async fn show(
    State(state): State<AppState>,
    headers: HeaderMap,
    Path(token): Path<String>,
) -> Result<Json<StopLink>, ApiError> {
    told(&headers, stop::inspect(&state.core, &token).await)
}

/// Stops the mails.
#[utoipa::path(post, path = "/stop/{token}", tag = "stop", security(()), params(("token" = String, Path)),
    responses((status = OK, body = StopLink)))]
async fn press(
    State(state): State<AppState>,
    headers: HeaderMap,
    Path(token): Path<String>,
) -> Result<Json<StopLink>, ApiError> {
    told(&headers, stop::stop(&state.core, &token).await)
}

/// Lets them come again.
#[utoipa::path(delete, path = "/stop/{token}", tag = "stop", security(()), params(("token" = String, Path)),
    responses((status = OK, body = StopLink)))]
async fn take_back(
    State(state): State<AppState>,
    headers: HeaderMap,
    Path(token): Path<String>,
) -> Result<Json<StopLink>, ApiError> {
    told(&headers, stop::take_back(&state.core, &token).await)
}

fn told(headers: &HeaderMap, found: Result<Stop, Error>) -> Result<Json<StopLink>, ApiError> {
    let found = found.map_err(|error| ApiError::new(error, locale_of(headers)))?;
    let (stops, survey) = match &found.stops {
        Stops::Everything => ("everything", None),
        Stops::Reminders { title } => ("reminders", Some(Text::from(title))),
    };
    Ok(Json(StopLink { organisation: Text::from(&found.organisation), stops, survey, stopped: found.is_stopped }))
}
