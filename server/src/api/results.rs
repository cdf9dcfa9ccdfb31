//! `/surveys/{id}/release`: what a release shows, cell by cell, and `/cycles/{id}/reports`: 360° reports behind their gate.
//! A hidden cell says why, in words and as a key, and never how many.

use axum::{
    Json,
    extract::{Path, Query},
    http::StatusCode,
};
use ayeneh_core::{Error, results};
use ayeneh_domain::{
    bilingual::{Bilingual, Locale},
    ids::{PersonId, SurveyId, UnitId},
    questionnaire::Side,
    release::{self, Nearest, Shown},
};
use ayeneh_text as text;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use super::{
    bearer::Caller,
    paging::{Page, Part},
    problem::{ApiError, ProblemDocument, said},
    schema::Text,
};
use crate::http::AppState;

/// The operations of this file.
pub fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(head))
        .routes(routes!(cells))
        .routes(routes!(comments))
        .routes(routes!(report))
        .routes(routes!(release_report))
}

/// The head of a release.
#[derive(Serialize, ToSchema)]
struct Release {
    /// The identifier.
    id: Uuid,
    /// The survey.
    survey: Uuid,
    /// `wave`, `cycle`, `assessment`, `recovery` or `historical`.
    kind: &'static str,
    /// Counts from 1.
    version: u32,
    /// The day on which it was made, `2026-11-21`.
    released_on: String,
    /// The least number of answers for scores, of writers for comments, of invited for participation.
    rules: Thresholds,
    /// What respondents were promised.
    promise: Text,
    /// How many cells the token may see; absent for cycles, whose cells are read as reports.
    #[serde(skip_serializing_if = "Option::is_none")]
    cells: Option<usize>,
    /// How many of them are hidden.
    #[serde(skip_serializing_if = "Option::is_none")]
    hidden: Option<usize>,
}

/// From how many something is shown.
#[derive(Serialize, ToSchema)]
struct Thresholds {
    /// Scores.
    scores: u32,
    /// Comments.
    comments: u32,
    /// Participation.
    participation: u32,
}

/// Which cells.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Wanted {
    /// Of one unit only.
    unit: Option<Uuid>,
    /// Of one element, item or outcome only.
    topic: Option<String>,
    /// How many entries, 1 to 500; 100 without it.
    limit: Option<usize>,
    /// `next` of the answer before; absent for the first part.
    after: Option<String>,
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

/// Why a cell is hidden.
#[derive(Serialize, ToSchema)]
pub(super) struct Hidden {
    /// `too_few`, `protects_sibling`, `item_hidden`, `protects_answers` or `not_asked`.
    why: &'static str,
    /// In words.
    reason: String,
    /// Where the nearest shown figure is: `unit`, `group` or `everybody`.
    #[serde(skip_serializing_if = "Option::is_none")]
    nearest: Option<&'static str>,
    /// The unit or group.
    #[serde(skip_serializing_if = "Option::is_none")]
    nearest_key: Option<String>,
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

/// The release of a survey that holds.
#[utoipa::path(get, path = "/surveys/{id}/release", tag = "results", security(("bearer" = [])), params(("id" = Uuid, Path)),
    responses((status = OK, body = Release), (status = NOT_FOUND, body = ProblemDocument, content_type = "application/problem+json")))]
async fn head(Caller(ctx, _): Caller, Path(id): Path<Uuid>) -> Result<Json<Release>, ApiError> {
    let (survey, release) = said(&ctx, results::head(&ctx, SurveyId(id)).await)?;
    let cells = match survey.kind {
        ayeneh_domain::survey::Kind::Cycle => None,
        _ => Some(said(&ctx, results::cells(&ctx, survey.id, &results::Filter::default()).await)?),
    };
    let hidden = cells.as_ref().map(|cells| cells.iter().filter(|(_, cell)| cell.shown.is_hidden()).count());
    let rules = release.rules;
    Ok(Json(Release {
        id: release.id.0,
        survey: survey.id.0,
        kind: survey.kind.key(),
        version: release.version,
        released_on: release.released_on.to_string(),
        rules: Thresholds { scores: rules.scores(), comments: rules.comments(), participation: rules.participation() },
        promise: both(&release.promise),
        cells: cells.map(|cells| cells.len()),
        hidden,
    }))
}

/// Cells of a release, in their order.
#[utoipa::path(get, path = "/surveys/{id}/release/cells", tag = "results", security(("bearer" = [])),
    params(("id" = Uuid, Path), Wanted),
    responses((status = OK, body = Page<Cell>), (status = NOT_FOUND, body = ProblemDocument, content_type = "application/problem+json")))]
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

/// Comments of a release, in the order drawn for it.
#[utoipa::path(get, path = "/surveys/{id}/release/comments", tag = "results", security(("bearer" = [])),
    params(("id" = Uuid, Path), Wanted),
    responses((status = OK, body = Page<Comment>), (status = NOT_FOUND, body = ProblemDocument, content_type = "application/problem+json")))]
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

/// A 360° report: for HR, and once it is released for the subject and the manager.
#[utoipa::path(get, path = "/cycles/{id}/reports/{person}", tag = "results", security(("bearer" = [])),
    params(("id" = Uuid, Path), ("person" = Uuid, Path)),
    responses((status = OK, body = Report), (status = NOT_FOUND, body = ProblemDocument, content_type = "application/problem+json")))]
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

/// Releases a report to its subject, who is told by mail. Again it changes nothing.
#[utoipa::path(post, path = "/cycles/{id}/reports/{person}/release", tag = "results", security(("bearer" = [])),
    params(("id" = Uuid, Path), ("person" = Uuid, Path)),
    responses((status = NO_CONTENT), (status = NOT_FOUND, body = ProblemDocument, content_type = "application/problem+json"),
        (status = CONFLICT, body = ProblemDocument, content_type = "application/problem+json")))]
async fn release_report(
    Caller(ctx, _): Caller,
    Path((id, person)): Path<(Uuid, Uuid)>,
) -> Result<StatusCode, ApiError> {
    said(&ctx, results::release_report(&ctx, SurveyId(id), PersonId(person)).await)?;
    Ok(StatusCode::NO_CONTENT)
}

/// Places sort as text.
fn key(position: usize) -> String {
    format!("{position:010}")
}

pub(super) fn both(text: &Bilingual) -> Text {
    Text { fa: text.fa.clone(), en: text.en.clone() }
}

pub(super) fn hidden(shown: &Shown, figure: release::Figure, l: Locale) -> Option<Hidden> {
    let Shown::Hidden { reason, nearest } = shown else { return None };
    let (nearest, nearest_key) = match nearest {
        Some(Nearest::Unit { unit }) => (Some("unit"), Some(unit.to_string())),
        Some(Nearest::Group { group }) => (Some("group"), Some(group.clone())),
        Some(Nearest::Everybody) => (Some("everybody"), None),
        None => (None, None),
    };
    Some(Hidden { why: reason.key(), reason: text::name::hidden(l, reason, figure), nearest, nearest_key })
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

pub(super) fn figure(group: &str, shown: &Shown, l: Locale) -> Figure {
    Figure {
        group: group.to_owned(),
        shown: shown.kind(),
        value: shown.position(),
        n: shown.n(),
        hidden: hidden(shown, release::Figure::Index, l),
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
        Behaviour { key: found.key.clone(), text: both(&found.text), figures: figures.collect() }
    };
    Competency {
        key: found.key.clone(),
        name: both(&found.name),
        figures: joined.chain(alone).collect(),
        blind_spot: found.is_blind_spot,
        hidden_strength: found.is_hidden_strength,
        behaviours: found.behaviours.iter().map(behaviour).collect(),
    }
}

fn pool(found: &results::Pool, l: Locale) -> Pool {
    Pool {
        group: found.group.clone(),
        question: both(&found.question),
        texts: found.texts.clone(),
        hidden: hidden(&found.shown, release::Figure::Comments, l),
    }
}
