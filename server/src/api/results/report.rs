//! A 360° report: for HR, and once it is released for the subject and the manager.

use axum::Json;
use ayeneh_core::results;
use ayeneh_domain::{
    bilingual::Locale,
    ids::{PersonId, SurveyId},
    release::{Figure as Figures, Shown},
};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use super::{
    super::{
        bearer::Caller,
        extract::Path,
        problem::{ApiError, said},
        schema::Text,
    },
    Hidden, hidden,
};
use crate::http::AppState;

/// The operations of this file.
pub fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(report))
}

/// A 360° report; figures on the questionnaire's scale.
#[derive(Serialize, ToSchema)]
struct Report {
    /// The cycle.
    cycle: Uuid,
    /// Who is reviewed.
    person: Uuid,
    /// The name.
    name: String,
    /// When it was released to the subject, in UTC milliseconds; absent before.
    #[serde(skip_serializing_if = "Option::is_none")]
    released_at: Option<i64>,
    /// The ends of the scale.
    scale: [f64; 2],
    /// Who answered.
    groups: Vec<Figure>,
    /// The competencies.
    competencies: Vec<Competency>,
    /// The behaviours that others rate highest.
    highest: Vec<String>,
    /// Those that others rate lowest.
    lowest: Vec<String>,
    /// Comments by pool.
    comments: Vec<Pool>,
}

/// A figure of a group of raters.
#[derive(Serialize, ToSchema)]
pub(super) struct Figure {
    /// A relationship; `others`, `colleagues`, `outside` or `all_others` where several are joined.
    group: String,
    /// `value`, `at_least`, `at_most`, `parts` or `hidden`.
    shown: &'static str,
    /// The figure or its bound.
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<f64>,
    /// On how many it rests.
    #[serde(skip_serializing_if = "Option::is_none")]
    n: Option<u32>,
    /// Why it is hidden.
    #[serde(skip_serializing_if = "Option::is_none")]
    hidden: Option<Hidden>,
}

/// A competency with its behaviours.
#[derive(Serialize, ToSchema)]
struct Competency {
    /// Its key.
    key: String,
    /// Its name.
    name: Text,
    /// A figure for every group that was asked.
    figures: Vec<Figure>,
    /// Oneself sees it far higher than others.
    blind_spot: bool,
    /// Others see it far higher than oneself.
    hidden_strength: bool,
    /// Its behaviours.
    behaviours: Vec<Behaviour>,
}

/// A behaviour.
#[derive(Serialize, ToSchema)]
struct Behaviour {
    /// Its key.
    key: String,
    /// What can be seen being done.
    text: Text,
    /// Oneself and all others.
    figures: Vec<Figure>,
}

/// What a pool wrote to one question.
#[derive(Serialize, ToSchema)]
struct Pool {
    /// A relationship, or several joined.
    group: String,
    /// The question.
    question: Text,
    /// What was written, shuffled.
    texts: Vec<String>,
    /// Why it is hidden.
    #[serde(skip_serializing_if = "Option::is_none")]
    hidden: Option<Hidden>,
}

/// A 360° report: for HR, and once it is released for the subject and the manager.
#[utoipa::path(get, path = "/cycles/{id}/reports/{person}", tag = "results", security(("bearer" = [])),
    params(("id" = Uuid, Path), ("person" = Uuid, Path)),
    responses((status = OK, body = Report)))]
async fn report(Caller(ctx, _): Caller, Path((id, person)): Path<(Uuid, Uuid)>) -> Result<Json<Report>, ApiError> {
    let found = said(&ctx, results::report(&ctx, SurveyId(id), PersonId(person)).await)?;
    let l = ctx.locale;
    let others: Vec<&String> = found.groups.iter().map(|(group, _)| group).filter(|group| *group != "self").collect();
    Ok(Json(Report {
        cycle: found.survey.id.0,
        person: found.subject.person.0,
        name: found.subject.name.clone(),
        released_at: found.subject.released_at,
        scale: [found.scale.0, found.scale.1],
        groups: found.groups.iter().map(|(group, shown)| figure(group, shown, l)).collect(),
        competencies: found.competencies.iter().map(|one| competency(one, &others, l)).collect(),
        highest: found.highest,
        lowest: found.lowest,
        comments: found.pools.iter().map(|one| pool(one, l)).collect(),
    }))
}

pub(super) fn figure(group: &str, shown: &Shown, l: Locale) -> Figure {
    Figure {
        group: group.to_owned(),
        shown: shown.kind(),
        value: shown.position(),
        n: shown.n(),
        hidden: hidden(shown, Figures::Index, l),
    }
}

fn competency(found: &results::Competency, others: &[&String], l: Locale) -> Competency {
    let joined = [("self", &found.oneself), ("colleagues", &found.colleagues), ("outside", &found.outside)];
    let joined = joined.into_iter().filter_map(|(group, shown)| Some(figure(group, shown.as_ref()?, l)));
    let alone = found.groups.iter().zip(others);
    let alone = alone.filter_map(|(shown, group)| Some(figure(group, shown.as_ref()?, l)));
    let behaviour = |found: &results::Behaviour| {
        let figures = [("self", &found.oneself), ("all_others", &found.others)];
        let figures = figures.into_iter().filter_map(|(group, shown)| Some(figure(group, shown.as_ref()?, l)));
        Behaviour { key: found.key.clone(), text: Text::from(&found.text), figures: figures.collect() }
    };
    Competency {
        key: found.key.clone(),
        name: Text::from(&found.name),
        figures: joined.chain(alone).collect(),
        blind_spot: found.is_blind_spot,
        hidden_strength: found.is_hidden_strength,
        behaviours: found.behaviours.iter().map(behaviour).collect(),
    }
}

fn pool(found: &results::Pool, l: Locale) -> Pool {
    Pool {
        group: found.group.clone(),
        question: Text::from(&found.question),
        texts: found.texts.clone(),
        hidden: hidden(&found.shown, Figures::Comments, l),
    }
}
