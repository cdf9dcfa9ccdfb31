//! Cells of a release: one figure of one topic for one group, or why it is hidden.

use axum::Json;
use ayeneh_core::{Error, results};
use ayeneh_domain::{
    bilingual::Locale,
    ids::{SurveyId, UnitId},
    questionnaire::Side,
    release::{self, Shown},
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
    Hidden, Wanted, hidden, key,
};
use crate::http::AppState;

/// The operations of this file.
pub fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(cells))
}

/// One figure of one topic for one group, or why it is hidden.
#[derive(Serialize, ToSchema)]
struct Cell {
    /// Its place among the cells that may be seen.
    position: usize,
    /// The unit with everybody below it; absent is the whole organisation.
    #[serde(skip_serializing_if = "Option::is_none")]
    unit: Option<Uuid>,
    /// `employee` or `customer`; absent where both are joined.
    #[serde(skip_serializing_if = "Option::is_none")]
    side: Option<&'static str>,
    /// A level, a relationship, or two of them joined by `:`.
    #[serde(skip_serializing_if = "Option::is_none")]
    group: Option<String>,
    /// The element, item or outcome.
    topic: String,
    /// Which figure of it.
    figure: &'static str,
    /// `value`, `at_least`, `at_most`, `parts` or `hidden`.
    shown: &'static str,
    /// The figure.
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<f64>,
    /// The lower end of the interval, or the bound of "or more".
    #[serde(skip_serializing_if = "Option::is_none")]
    low: Option<f64>,
    /// The upper end of the interval, or the bound of "or less".
    #[serde(skip_serializing_if = "Option::is_none")]
    high: Option<f64>,
    /// Figures that belong together, in the order of the scale.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    parts: Vec<f64>,
    /// On how many it rests.
    #[serde(skip_serializing_if = "Option::is_none")]
    n: Option<u32>,
    /// Why it is hidden.
    #[serde(skip_serializing_if = "Option::is_none")]
    hidden: Option<Hidden>,
}

/// Cells of a release, in their order.
#[utoipa::path(get, path = "/surveys/{id}/release/cells", tag = "results", security(("bearer" = [])),
    params(("id" = Uuid, Path), Wanted),
    responses((status = OK, body = Page<Cell>)))]
async fn cells(
    Caller(ctx, _): Caller,
    Path(id): Path<Uuid>,
    Query(wanted): Query<Wanted>,
) -> Result<Json<Page<Cell>>, ApiError> {
    let part = Part { limit: wanted.limit, after: wanted.after };
    let filter = results::Filter { unit: wanted.unit.map(UnitId), topic: wanted.topic };
    let listed = async {
        let cells = results::cells(&ctx, SurveyId(id), &filter).await?;
        let page = part.cut(cells, |(position, _)| key(*position))?;
        let items = page.items.iter().map(|(position, found)| cell(*position, found, ctx.locale)).collect();
        Ok::<_, Error>(Page { items, next: page.next })
    };
    said(&ctx, listed.await).map(Json)
}

fn cell(position: usize, found: &release::Cell, l: Locale) -> Cell {
    let (value, low, high) = match found.shown {
        Shown::Value { value, low, high, .. } => (Some(value), low, high),
        Shown::AtLeast { bound, .. } => (None, Some(bound), None),
        Shown::AtMost { bound, .. } => (None, None, Some(bound)),
        Shown::Parts { .. } | Shown::Hidden { .. } => (None, None, None),
    };
    let parts = match &found.shown {
        Shown::Parts { values, .. } => values.clone(),
        _ => Vec::new(),
    };
    Cell {
        position,
        unit: found.unit.map(|unit| unit.0),
        side: found.side.map(Side::key),
        group: found.group.clone(),
        topic: found.topic.clone(),
        figure: found.figure.key(),
        shown: found.shown.kind(),
        value,
        low,
        high,
        parts,
        n: found.shown.n(),
        hidden: hidden(&found.shown, found.figure, l),
    }
}
