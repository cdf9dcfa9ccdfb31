//! How many take part, as of the last daily count.

use axum::Json;
use ayeneh_core::surveys;
use ayeneh_domain::ids::SurveyId;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use super::super::{
    bearer::Caller,
    extract::{Path, Query},
    paging::{Page, Part},
    problem::{ApiError, said},
};
use crate::http::AppState;

/// The operations of this file.
pub fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(participation))
}

/// How many take part, as of the last daily count.
#[derive(Serialize, ToSchema)]
struct Participation {
    /// `employee` or `customer`.
    side: &'static str,
    /// The unit with everything below it; absent is everybody.
    #[serde(skip_serializing_if = "Option::is_none")]
    unit: Option<Uuid>,
    /// How many were invited.
    invited: u32,
    /// At least so many have answered, in steps of five.
    at_least: u32,
    /// The day of the count.
    counted_on: String,
}

/// How many take part, as of the last daily count: the only figures that a running survey has. By side and unit; everybody of a side comes first.
#[utoipa::path(get, path = "/surveys/{id}/participation", tag = "surveys", security(("bearer" = [])),
    params(("id" = Uuid, Path), Part), responses((status = OK, body = Page<Participation>)))]
async fn participation(
    Caller(ctx, _): Caller,
    Path(id): Path<Uuid>,
    Query(part): Query<Part>,
) -> Result<Json<Page<Participation>>, ApiError> {
    let (day, standings) = said(&ctx, surveys::participation(&ctx, SurveyId(id)).await)?;
    let counted_on = day.map(|day| day.to_string()).unwrap_or_default();
    // What may not be shown looks like what is not there.
    let shown = standings.iter().filter_map(|standing| {
        Some(Participation {
            side: standing.side.key(),
            unit: standing.unit.map(|unit| unit.0),
            invited: standing.invited,
            at_least: standing.at_least?,
            counted_on: counted_on.clone(),
        })
    });
    let key =
        |one: &Participation| format!("{}/{}", one.side, one.unit.map(|unit| unit.to_string()).unwrap_or_default());
    Ok(Json(said(&ctx, part.cut_by(shown.collect(), key))?))
}
