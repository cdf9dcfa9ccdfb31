//! The group report of a cycle: what the reports of a unit, or of a level, show together.

use axum::Json;
use ayeneh_core::results::{self, GroupPart, View};
use ayeneh_domain::{
    bilingual::Locale,
    ids::{SurveyId, UnitId},
    release::Shown,
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use super::{
    super::{
        bearer::Caller,
        extract::{Path, Query},
        problem::{ApiError, said},
        schema::Text,
    },
    report::{Figure, figure},
};
use crate::http::AppState;

/// The operations of this file.
pub fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(group))
}

/// Which group.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Looked {
    /// A unit of the cycle; without it the highest that may be seen.
    unit: Option<Uuid>,
}

/// A group report; figures on the questionnaire's scale, `n` counts reports.
#[derive(Serialize, ToSchema)]
struct GroupReport {
    /// The cycle.
    cycle: Uuid,
    /// The unit; absent is the whole organisation.
    #[serde(skip_serializing_if = "Option::is_none")]
    unit: Option<Uuid>,
    /// Its name.
    name: Text,
    /// The ends of the scale.
    scale: [f64; 2],
    /// The competencies.
    competencies: Vec<GroupCompetency>,
    /// The units below, through the eyes of others.
    units: Vec<GroupOfUnit>,
    /// The levels, through the eyes of others; only of the whole organisation.
    levels: Vec<GroupOfLevel>,
    /// The cycle before, with which `moved` compares.
    #[serde(skip_serializing_if = "Option::is_none")]
    before: Option<Uuid>,
}

/// A competency as a group is seen in it.
#[derive(Serialize, ToSchema)]
struct GroupCompetency {
    /// Its key.
    key: String,
    /// Its name.
    name: Text,
    /// By `self`, `others` (all but managers), `colleagues`, `outside`, and each relation.
    figures: Vec<Figure>,
    /// Others' figure then and now, where the two may be compared.
    #[serde(skip_serializing_if = "Option::is_none")]
    moved: Option<[f64; 2]>,
}

/// A unit below.
#[derive(Serialize, ToSchema)]
struct GroupOfUnit {
    /// The unit.
    unit: Option<Uuid>,
    /// Its name.
    name: Text,
    /// Others' figures; `group` is the key of the competency.
    figures: Vec<Figure>,
}

/// A level.
#[derive(Serialize, ToSchema)]
struct GroupOfLevel {
    /// `executive`, `manager` or `staff`.
    level: &'static str,
    /// Others' figures; `group` is the key of the competency.
    figures: Vec<Figure>,
}

/// What the reports of a cycle show together: a group takes five of them, and managers' ratings are left out.
#[utoipa::path(get, path = "/cycles/{id}/group", tag = "results", security(("bearer" = [])),
    params(("id" = Uuid, Path), Looked), responses((status = OK, body = GroupReport)))]
async fn group(
    Caller(ctx, _): Caller,
    Path(id): Path<Uuid>,
    Query(looked): Query<Looked>,
) -> Result<Json<GroupReport>, ApiError> {
    let found = said(&ctx, results::group_report(&ctx, SurveyId(id), looked.unit.map(UnitId)).await)?;
    let l = ctx.locale;
    let keys: Vec<&str> = found.competencies.iter().map(|one| one.key.as_str()).collect();
    let competency = |one: &results::GroupCompetency| GroupCompetency {
        key: one.key.clone(),
        name: Text::from(&one.name),
        figures: figures(&one.figures, found.views.iter().map(|view: &View| view.key()), l),
        moved: one.moved.map(Into::into),
    };
    let of = |figures_of: &[Option<Shown>]| figures(figures_of, keys.iter().copied(), l);
    Ok(Json(GroupReport {
        cycle: id,
        unit: found.of.id.map(|unit| unit.0),
        name: Text::from(&found.of.name),
        scale: found.scale.into(),
        competencies: found.competencies.iter().map(competency).collect(),
        units: found
            .units
            .iter()
            .map(|part| GroupOfUnit {
                unit: part.of.id.map(|unit| unit.0),
                name: Text::from(&part.of.name),
                figures: of(&part.figures),
            })
            .collect(),
        levels: found
            .levels
            .iter()
            .map(|part: &GroupPart<_>| GroupOfLevel { level: part.of.key(), figures: of(&part.figures) })
            .collect(),
        before: found.before.map(|(cycle, _)| cycle.0),
    }))
}

fn figures<'a>(shown: &[Option<Shown>], keys: impl Iterator<Item = &'a str>, l: Locale) -> Vec<Figure> {
    keys.zip(shown).filter_map(|(key, shown)| Some(figure(key, shown.as_ref()?, l))).collect()
}
