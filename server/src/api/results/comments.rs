//! Comments of a release, without scores.

use axum::Json;
use ayeneh_core::results;
use ayeneh_domain::{
    ids::{SurveyId, UnitId},
    questionnaire::Side,
};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use super::{
    super::{
        bearer::Caller,
        extract::{Path, Query},
        paging::{Page, Part},
        problem::{ApiError, said},
    },
    Wanted, key,
};
use crate::http::AppState;

/// The operations of this file.
pub fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(comments))
}

/// A comment, without scores.
#[derive(Serialize, ToSchema)]
struct Comment {
    /// Its place in what the token may see; drawn by lot.
    position: usize,
    /// The unit.
    #[serde(skip_serializing_if = "Option::is_none")]
    unit: Option<Uuid>,
    /// `employee` or `customer`.
    #[serde(skip_serializing_if = "Option::is_none")]
    side: Option<&'static str>,
    /// The open question.
    topic: String,
    /// What was written.
    text: String,
}

/// Comments of a release, in the order drawn for it.
#[utoipa::path(get, path = "/surveys/{id}/release/comments", tag = "results", security(("bearer" = [])),
    params(("id" = Uuid, Path), Wanted),
    responses((status = OK, body = Page<Comment>)))]
async fn comments(
    Caller(ctx, _): Caller,
    Path(id): Path<Uuid>,
    Query(wanted): Query<Wanted>,
) -> Result<Json<Page<Comment>>, ApiError> {
    let part = Part { limit: wanted.limit, after: wanted.after };
    let listed = async {
        let mut comments = results::comments(&ctx, SurveyId(id), wanted.unit.map(UnitId)).await?;
        comments.retain(|comment| wanted.topic.as_ref().is_none_or(|topic| *topic == comment.topic));
        let items = comments.into_iter().enumerate().map(|(position, comment)| Comment {
            position,
            unit: comment.unit.map(|unit| unit.0),
            side: comment.side.map(Side::key),
            topic: comment.topic,
            text: comment.text,
        });
        part.cut(items.collect(), |comment| key(comment.position))
    };
    said(&ctx, listed.await).map(Json)
}
