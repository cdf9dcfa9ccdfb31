//! Drafts: made, changed, copied from an earlier run, thrown away, and what launching them would do.

use axum::{Json, http::StatusCode};
use ayeneh_core::{Error, Problem, surveys};
use ayeneh_domain::{
    bilingual::Bilingual,
    ids::{SurveyId, UnitId},
    questionnaire::Side,
    survey::Kind,
};
use ayeneh_text as text;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use super::{
    super::{
        bearer::Caller,
        extract::{Body, Path},
        problem::{ApiError, said},
        schema::{Made, Text},
    },
    Survey,
};
use crate::http::AppState;

/// The operations of this file.
pub fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(create))
        .routes(routes!(change, discard))
        .routes(routes!(copy))
        .routes(routes!(preview))
}

/// A draft to be made.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewSurvey {
    /// `wave`, `cycle`, `assessment` or `recovery`.
    kind: String,
    /// The name.
    title: Text,
    /// The month it stands for: `2026-11`, or a Jalali one such as `۱۴۰۵/۰۸`.
    period: String,
    /// The last day: `2026-11-21`, or a Jalali one such as `۱۴۰۵/۰۸/۳۰`.
    closes_on: String,
    /// The units; all below come along.
    units: Vec<Uuid>,
    /// Cycles: personnel numbers of further subjects.
    #[serde(default)]
    people: Vec<String>,
}

/// What a draft is changed to.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ChangedSurvey {
    /// The name.
    title: Text,
    /// The month it stands for: `2026-11`, or a Jalali one such as `۱۴۰۵/۰۸`.
    period: String,
    /// The last day: `2026-11-21`, or a Jalali one such as `۱۴۰۵/۰۸/۳۰`.
    closes_on: String,
    /// The units; all below come along.
    units: Vec<Uuid>,
    /// Cycles: personnel numbers of further subjects.
    #[serde(default)]
    people: Vec<String>,
}

/// What a copy has of its own.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct CopiedSurvey {
    /// The name; absent is that of the survey copied.
    title: Option<Text>,
    /// The month it stands for.
    period: String,
    /// The last day.
    closes_on: String,
    /// Cycles: personnel numbers of those reviewed beside the units copied.
    #[serde(default)]
    people: Vec<String>,
}

/// What a launch would do now.
#[derive(Serialize, ToSchema)]
struct Preview {
    /// How many employees are invited.
    employees: u32,
    /// How many customers are invited.
    customers: u32,
    /// How many mails go out.
    mails: u32,
    /// How many contacts would be skipped because they asked not to be written to.
    skipped: usize,
    /// Cycles: how many are reviewed.
    subjects: u32,
    /// Why it cannot be launched now.
    refusals: Vec<String>,
    /// What respondents are promised, a line each.
    promise: Text,
}

/// Makes a draft; a cycle gets its raters from the organisation at once.
#[utoipa::path(post, path = "/surveys", tag = "surveys", security(("bearer" = [])), request_body = NewSurvey,
    responses((status = CREATED, body = Made)))]
async fn create(Caller(ctx, _): Caller, Body(new): Body<NewSurvey>) -> Result<(StatusCode, Json<Made>), ApiError> {
    let made = async {
        let kind = Kind::from_key(&new.kind).filter(|kind| *kind != Kind::Historical);
        let unknown = || Error::invalid(Problem::field("kind", |l| text::api::survey_kind(l).to_owned()));
        let draft = surveys::NewSurvey {
            kind: kind.ok_or_else(unknown)?,
            title: Bilingual::new(new.title.fa, new.title.en),
            period: new.period,
            closes_on: new.closes_on,
            units: new.units.into_iter().map(UnitId).collect(),
            people: new.people.join(" "),
        };
        surveys::create(&ctx, &draft).await
    };
    let id = said(&ctx, made.await)?;
    Ok((StatusCode::CREATED, Json(Made { id: id.0 })))
}

/// Changes a draft. Raters of a cycle that were corrected stay with those who are still reviewed.
#[utoipa::path(put, path = "/surveys/{id}", tag = "surveys", security(("bearer" = [])), params(("id" = Uuid, Path)), request_body = ChangedSurvey,
    responses((status = OK, body = Survey), (status = CONFLICT)))]
async fn change(
    Caller(ctx, _): Caller,
    Path(id): Path<Uuid>,
    Body(changed): Body<ChangedSurvey>,
) -> Result<Json<Survey>, ApiError> {
    let done = async {
        let (survey, _) = surveys::find(&ctx, SurveyId(id)).await?;
        let draft = surveys::NewSurvey {
            kind: survey.kind,
            title: Bilingual::new(changed.title.fa, changed.title.en),
            period: changed.period,
            closes_on: changed.closes_on,
            units: changed.units.into_iter().map(UnitId).collect(),
            people: changed.people.join(" "),
        };
        surveys::change(&ctx, SurveyId(id), &draft).await?;
        surveys::find(&ctx, SurveyId(id)).await
    };
    let (survey, _) = said(&ctx, done.await)?;
    Ok(Json(Survey::from(&survey)))
}

/// Makes a draft like this survey: its kind and units, with dates and people of its own.
#[utoipa::path(post, path = "/surveys/{id}/copy", tag = "surveys", security(("bearer" = [])), params(("id" = Uuid, Path)), request_body = CopiedSurvey,
    responses((status = CREATED, body = Made)))]
async fn copy(
    Caller(ctx, _): Caller,
    Path(id): Path<Uuid>,
    Body(copied): Body<CopiedSurvey>,
) -> Result<(StatusCode, Json<Made>), ApiError> {
    let made = async {
        let (kind, title, units) = surveys::like(&ctx, SurveyId(id)).await?;
        let title = copied.title.map_or(title, |own| Bilingual::new(own.fa, own.en));
        let (period, closes_on, people) = (copied.period, copied.closes_on, copied.people.join(" "));
        surveys::create(&ctx, &surveys::NewSurvey { kind, title, period, closes_on, units, people }).await
    };
    let id = said(&ctx, made.await)?;
    Ok((StatusCode::CREATED, Json(Made { id: id.0 })))
}

/// Throws a draft away.
#[utoipa::path(delete, path = "/surveys/{id}", tag = "surveys", security(("bearer" = [])), params(("id" = Uuid, Path)),
    responses((status = NO_CONTENT), (status = CONFLICT)))]
async fn discard(Caller(ctx, _): Caller, Path(id): Path<Uuid>) -> Result<StatusCode, ApiError> {
    said(&ctx, surveys::discard(&ctx, SurveyId(id)).await)?;
    Ok(StatusCode::NO_CONTENT)
}

/// What launching the draft would do now.
#[utoipa::path(get, path = "/surveys/{id}/preview", tag = "surveys", security(("bearer" = [])), params(("id" = Uuid, Path)),
    responses((status = OK, body = Preview), (status = CONFLICT)))]
async fn preview(Caller(ctx, _): Caller, Path(id): Path<Uuid>) -> Result<Json<Preview>, ApiError> {
    let preview = said(&ctx, surveys::preview(&ctx, SurveyId(id)).await)?;
    let invited = |side| preview.invited.get(&side).copied().unwrap_or_default();
    Ok(Json(Preview {
        employees: invited(Side::Employee),
        customers: invited(Side::Customer),
        mails: preview.mails,
        skipped: preview.skipped,
        subjects: preview.subjects,
        refusals: preview.refusals.iter().map(|problem| problem.message.get(ctx.locale).to_owned()).collect(),
        promise: Text::from(&preview.promise),
    }))
}
