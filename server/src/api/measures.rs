//! `/measures`: the figures of the scorecard, their targets, and monthly readings.

use axum::{Json, http::StatusCode};
use ayeneh_core::measures::{self, MeasureForm, ReadingLine, TargetForm};
use ayeneh_domain::ids::{MeasureId, UnitId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use super::{
    bearer::Caller,
    extract::{Body, Path, Query},
    paging::{Page, Part},
    problem::{ApiError, said},
    schema::{Made, Text},
};
use crate::http::AppState;

/// The operations of this file.
pub fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(list, add)).routes(routes!(target)).routes(routes!(readings))
}

/// A figure of the scorecard.
#[derive(Serialize, ToSchema)]
struct Measure {
    /// Its identifier.
    id: Uuid,
    /// Its name in files.
    key: String,
    /// Its name for people.
    name: Text,
    /// `financial`, `customer`, `process` or `learning`.
    perspective: &'static str,
    /// Which way is good: `up` or `down`.
    direction: &'static str,
    /// What is counted.
    unit: Text,
    /// Where its figures come from: `import`, or a kind of release.
    source: String,
    /// What is to be reached.
    targets: Vec<Target>,
}

/// What is to be reached.
#[derive(Serialize, ToSchema)]
struct Target {
    /// The unit; absent is the whole organisation.
    #[serde(skip_serializing_if = "Option::is_none")]
    unit: Option<Uuid>,
    /// The target.
    target: f64,
    /// Beyond it a figure is below target.
    threshold: f64,
}

/// A measure to be added.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewMeasure {
    /// Its name in files: small Latin letters, digits and underscores.
    key: String,
    /// Its name for people.
    name: Text,
    /// `financial`, `customer`, `process` or `learning`.
    perspective: String,
    /// Which way is good: `up` or `down`.
    direction: String,
    /// What is counted, e.g. `%`.
    unit: Text,
    /// Digits after the decimal point.
    #[serde(default)]
    decimals: u8,
    /// How units add up: `sum` or `mean`.
    aggregate: String,
}

/// A target to be set.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewTarget {
    /// The unit; absent is the whole organisation.
    unit: Option<Uuid>,
    /// The target; absent takes it away.
    target: Option<f64>,
    /// Beyond it a figure is below target; the target itself without it.
    threshold: Option<f64>,
}

/// A reading to be imported.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Reading {
    /// Key or name of the measure.
    measure: String,
    /// Code of the unit.
    unit: String,
    /// The month: `2026-11`, or a Jalali one.
    month: String,
    /// The value.
    value: f64,
}

/// What an import did.
#[derive(Serialize, ToSchema)]
struct Imported {
    /// Readings that were not there yet.
    new: usize,
    /// Readings that took another value.
    changed: usize,
    /// Readings that were there already.
    unchanged: usize,
}

/// The measures with their targets, by key.
#[utoipa::path(get, path = "/measures", tag = "measures", security(("bearer" = [])), params(Part),
    responses((status = OK, body = Page<Measure>)))]
async fn list(Caller(ctx, _): Caller, Query(part): Query<Part>) -> Result<Json<Page<Measure>>, ApiError> {
    let (mut found, targets) = said(&ctx, measures::list(&ctx).await)?;
    found.sort_by(|a, b| a.key.cmp(&b.key));
    let with_targets = |measure: &measures::Measure| {
        let own = targets.iter().filter(|target| target.measure == measure.id);
        let targets = own.map(|set| Target {
            unit: set.unit.map(|unit| unit.0),
            target: set.target.target(),
            threshold: set.target.threshold(),
        });
        Measure {
            id: measure.id.0,
            key: measure.key.clone(),
            name: Text::from(&measure.name),
            perspective: measure.perspective.key(),
            direction: measure.direction.key(),
            unit: Text::from(&measure.unit),
            source: measure.source.key(),
            targets: targets.collect(),
        }
    };
    let listed = found.iter().map(with_targets).collect();
    said(&ctx, part.cut(listed, |measure: &Measure| measure.key.clone())).map(Json)
}

/// Adds a measure with imported readings.
#[utoipa::path(post, path = "/measures", tag = "measures", security(("bearer" = [])), request_body = NewMeasure,
    responses((status = CREATED, body = Made)))]
async fn add(Caller(ctx, _): Caller, Body(new): Body<NewMeasure>) -> Result<(StatusCode, Json<Made>), ApiError> {
    let form = MeasureForm {
        key: new.key,
        name_fa: new.name.fa,
        name_en: new.name.en,
        perspective: new.perspective,
        direction: new.direction,
        unit_fa: new.unit.fa,
        unit_en: new.unit.en,
        decimals: new.decimals.to_string(),
        aggregate: new.aggregate,
    };
    let id = said(&ctx, measures::add_measure(&ctx, &form).await)?;
    Ok((StatusCode::CREATED, Json(Made { id: id.0 })))
}

/// Sets, changes or takes away the target of a measure.
#[utoipa::path(put, path = "/measures/{id}/target", tag = "measures", security(("bearer" = [])), params(("id" = Uuid, Path)),
    request_body = NewTarget,
    responses((status = NO_CONTENT)))]
async fn target(
    Caller(ctx, _): Caller,
    Path(id): Path<Uuid>,
    Body(new): Body<NewTarget>,
) -> Result<StatusCode, ApiError> {
    let written = |figure: Option<f64>| figure.map(|figure| figure.to_string()).unwrap_or_default();
    let form =
        TargetForm { unit: new.unit.map(UnitId), target: written(new.target), threshold: written(new.threshold) };
    said(&ctx, measures::set_target(&ctx, MeasureId(id), &form).await)?;
    Ok(StatusCode::NO_CONTENT)
}

/// Imports readings: nothing unless all are right, and the same readings twice change nothing.
#[utoipa::path(post, path = "/readings", tag = "measures", security(("bearer" = [])), request_body = [Reading],
    responses((status = OK, body = Imported)))]
async fn readings(Caller(ctx, _): Caller, Body(readings): Body<Vec<Reading>>) -> Result<Json<Imported>, ApiError> {
    let line = |(place, reading): (usize, Reading)| ReadingLine {
        row: u32::try_from(place + 1).unwrap_or(u32::MAX),
        measure: reading.measure,
        unit: reading.unit,
        month: reading.month,
        value: reading.value.to_string(),
    };
    let lines: Vec<ReadingLine> = readings.into_iter().enumerate().map(line).collect();
    let import = said(&ctx, measures::import_lines(&ctx, &lines).await)?;
    Ok(Json(Imported { new: import.new, changed: import.changed, unchanged: import.unchanged }))
}
