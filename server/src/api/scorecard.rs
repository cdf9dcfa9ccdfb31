//! `/scorecard` and `/linkage`: what an executive reads, as figures. Hidden figures carry their reason, never a count.

use axum::Json;
use ayeneh_core::{Error, Problem, linkage, scorecard};
use ayeneh_domain::{
    calendar::Month,
    ids::{MeasureId, UnitId},
    release::Shown,
};
use ayeneh_text as text;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use super::{
    bearer::Caller,
    extract::Query,
    problem::{ApiError, said},
    schema::Text,
};
use crate::http::AppState;

/// The operations of this file.
pub fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(show)).routes(routes!(links))
}

/// Which scorecard.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Wanted {
    /// The unit; absent is as much as the token may see.
    unit: Option<Uuid>,
    /// The month, `2026-11`; absent is the latest with figures.
    month: Option<String>,
}

/// Which linkage.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct WantedLinks {
    /// The month of the wave, `2026-11`; absent is the latest.
    month: Option<String>,
    /// The measure to link customers with.
    measure: Option<Uuid>,
}

/// The scorecard of a unit and a month.
#[derive(Serialize, ToSchema)]
struct Scorecard {
    /// Of which unit; absent is the whole organisation.
    #[serde(skip_serializing_if = "Option::is_none")]
    unit: Option<Uuid>,
    /// Its name.
    name: Text,
    /// The month.
    month: String,
    /// The sentence it begins with, in the language of the caller.
    finding: String,
    /// The employee index: `{"kind": "value", "value": …}`, a bound, or `{"kind": "hidden", "reason": …}`.
    #[schema(value_type = Option<Object>)]
    employees: Option<Value>,
    /// The customer index.
    #[schema(value_type = Option<Object>)]
    customers: Option<Value>,
    /// The measures by perspective.
    measures: Vec<MeasureFigure>,
}

/// A measure on the scorecard.
#[derive(Serialize, ToSchema)]
struct MeasureFigure {
    /// Its key.
    key: String,
    /// Its name.
    name: Text,
    /// `financial`, `customer`, `process` or `learning`.
    perspective: &'static str,
    /// The figure, a bound, or why it is hidden; absent where there is none yet.
    #[schema(value_type = Option<Object>)]
    figure: Option<Value>,
    /// The month of the figure.
    #[serde(skip_serializing_if = "Option::is_none")]
    month: Option<String>,
    /// What is to be reached.
    #[serde(skip_serializing_if = "Option::is_none")]
    target: Option<f64>,
    /// `on_target`, `near` or `below`.
    #[serde(skip_serializing_if = "Option::is_none")]
    standing: Option<&'static str>,
    /// The figure by month, oldest first.
    trend: Vec<TrendPoint>,
}

/// A month of a trend.
#[derive(Serialize, ToSchema)]
struct TrendPoint {
    /// The month.
    month: String,
    /// The figure.
    value: f64,
}

/// How employees, customers and a result go together over units.
#[derive(Serialize, ToSchema)]
struct Links {
    /// Employee index and customer index.
    employees_customers: Scatter,
    /// Customer index and the chosen measure.
    #[serde(skip_serializing_if = "Option::is_none")]
    customers_result: Option<Scatter>,
}

/// How two figures go together over units.
#[derive(Serialize, ToSchema)]
struct Scatter {
    /// The units with both figures.
    points: Vec<ScatterPoint>,
    /// How many units are left out because one of the two is hidden.
    units_hidden: usize,
    /// Pearson's r, its 95 % interval and the slope; absent where refused.
    #[serde(skip_serializing_if = "Option::is_none")]
    association: Option<Association>,
    /// Why nothing is said, e.g. fewer than eight units.
    #[serde(skip_serializing_if = "Option::is_none")]
    refusal: Option<String>,
}

/// A unit in a scatter.
#[derive(Serialize, ToSchema)]
struct ScatterPoint {
    /// The unit's name.
    name: Text,
    /// The first figure.
    x: f64,
    /// The second.
    y: f64,
}

/// How closely two figures go together. It does not say that one causes the other.
#[derive(Serialize, ToSchema)]
struct Association {
    /// The number of units.
    n: usize,
    /// Pearson's r.
    r: f64,
    /// The lower end of its 95 % interval.
    low: f64,
    /// The upper end.
    high: f64,
    /// Points of y for one point of x.
    slope: f64,
}

/// The scorecard of a unit and a month.
#[utoipa::path(get, path = "/scorecard", tag = "scorecard", security(("bearer" = [])), params(Wanted),
    responses((status = OK, body = Scorecard), (status = NOT_FOUND)))]
async fn show(Caller(ctx, _): Caller, Query(wanted): Query<Wanted>) -> Result<Json<Scorecard>, ApiError> {
    let found = async {
        let wanted = scorecard::Wanted { unit: wanted.unit.map(UnitId), month: month(wanted.month.as_deref())? };
        scorecard::scorecard(&ctx, wanted).await
    };
    let card = said(&ctx, found.await)?;
    Ok(Json(Scorecard {
        unit: card.unit.id.map(|unit| unit.0),
        name: Text::from(&card.unit.name),
        month: card.month.to_string(),
        finding: card.sentence(ctx.locale),
        employees: shown(card.mirror.employee.as_ref()),
        customers: shown(card.mirror.customer.as_ref()),
        measures: card.measures.iter().map(MeasureFigure::from).collect(),
    }))
}

/// How employees, customers and a result go together over units.
#[utoipa::path(get, path = "/linkage", tag = "scorecard", security(("bearer" = [])), params(WantedLinks),
    responses((status = OK, body = Links), (status = NOT_FOUND)))]
async fn links(Caller(ctx, _): Caller, Query(wanted): Query<WantedLinks>) -> Result<Json<Links>, ApiError> {
    let found = async {
        let month = month(wanted.month.as_deref())?;
        linkage::linkage(&ctx, month, wanted.measure.map(MeasureId)).await
    };
    let links = said(&ctx, found.await)?;
    Ok(Json(Links {
        employees_customers: Scatter::from(&links.employees_customers),
        customers_result: links.customers_result.as_ref().map(|result| Scatter::from(&result.scatter)),
    }))
}

fn month(typed: Option<&str>) -> Result<Option<Month>, Error> {
    let parse = |typed: &str| {
        Month::parse_typed(typed)
            .map_err(|problem| Error::invalid(Problem::field("month", |l| text::field_error::month(l, problem))))
    };
    typed.map(parse).transpose()
}

/// A figure as it may be shown, in its own words: value, bound, parts, or hidden with the reason.
fn shown(shown: Option<&Shown>) -> Option<Value> {
    shown.and_then(|shown| serde_json::to_value(shown).ok())
}

impl From<&scorecard::MeasureFigure> for MeasureFigure {
    fn from(figure: &scorecard::MeasureFigure) -> Self {
        let point = |(month, value): &(Month, f64)| TrendPoint { month: month.to_string(), value: *value };
        Self {
            key: figure.measure.key.clone(),
            name: Text::from(&figure.measure.name),
            perspective: figure.measure.perspective.key(),
            figure: shown(figure.shown.as_ref()),
            month: figure.month.map(|month| month.to_string()),
            target: figure.target.map(|target| target.target()),
            standing: figure.standing.map(|standing| standing.key()),
            trend: figure.trend.iter().map(point).collect(),
        }
    }
}

impl From<&linkage::Scatter> for Scatter {
    fn from(scatter: &linkage::Scatter) -> Self {
        let point =
            |point: &linkage::Point| ScatterPoint { name: Text::from(&point.unit.name), x: point.x, y: point.y };
        let (association, refusal) = match &scatter.linkage {
            Ok(linkage) => {
                let association = Association {
                    n: linkage.correlation.n,
                    r: linkage.correlation.r,
                    low: linkage.correlation.interval.low,
                    high: linkage.correlation.interval.high,
                    slope: linkage.line.slope,
                };
                (Some(association), None)
            }
            Err(refusal) => (None, Some(refusal.to_string())),
        };
        Self {
            points: scatter.points.iter().map(point).collect(),
            units_hidden: scatter.hidden.len(),
            association,
            refusal,
        }
    }
}
