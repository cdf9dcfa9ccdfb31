//! `/surveys`: waves, review cycles and assessments from the draft to the release.

use axum::{
    Json,
    extract::{Path, Query},
    http::StatusCode,
};
use ayeneh_core::{Error, Problem, mail, release, surveys};
use ayeneh_domain::{
    bilingual::Bilingual,
    ids::{SurveyId, UnitId},
    survey::Kind,
};
use ayeneh_text as text;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use super::{
    bearer::Caller,
    body::Body,
    paging::{Page, Part},
    problem::{ApiError, ProblemDocument, said},
    schema::Text,
};
use crate::http::AppState;

/// The operations of this file.
pub fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list, create))
        .routes(routes!(show, change, discard))
        .routes(routes!(copy))
        .routes(routes!(preview))
        .routes(routes!(launch))
        .routes(routes!(remind))
        .routes(routes!(close))
        .routes(routes!(build_release))
        .routes(routes!(participation))
        .routes(routes!(deliveries))
        .routes(routes!(links))
}

/// A wave, review cycle, assessment, or imported answers.
#[derive(Serialize, ToSchema)]
struct Survey {
    /// The identifier.
    id: Uuid,
    /// `wave`, `cycle`, `assessment` or `historical`.
    kind: &'static str,
    /// `draft`, `open`, `closed` or `released`.
    state: &'static str,
    /// The name.
    title: Text,
    /// The month it stands for in trends, `2026-11`.
    period: String,
    /// `identified`, `confidential` or `anonymous`.
    mode: &'static str,
    /// What respondents are promised, a line each.
    promise: Text,
    /// The last day on which answers are taken, `2026-11-21`.
    #[serde(skip_serializing_if = "Option::is_none")]
    closes_on: Option<String>,
    /// Imported answers: the file named no respondents, and who imported it said that each row is another person.
    rows_are_people: bool,
}

/// A draft to be made.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewSurvey {
    /// `wave`, `cycle` or `assessment`.
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

/// What was made.
#[derive(Serialize, ToSchema)]
pub struct Made {
    /// Its identifier.
    pub id: Uuid,
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

/// What a launch did.
#[derive(Serialize, ToSchema)]
struct Launched {
    /// How many mails were put on their way.
    mails: u64,
    /// How many contacts were skipped because they asked not to be written to.
    skipped: usize,
}

/// How many mails were put on their way.
#[derive(Serialize, ToSchema)]
struct Mails {
    /// The number. Of reminders it is not told to whom.
    mails: u64,
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

/// What became of the mails.
#[derive(Serialize, ToSchema)]
struct Deliveries {
    /// On their way.
    waiting: usize,
    /// Taken over by the mail server.
    sent: usize,
    /// Addresses refused for good.
    refused: usize,
    /// Given up.
    failed: usize,
    /// How many contacts asked not to be written to since they were invited.
    stopped: usize,
    /// Those that did not arrive.
    troubled: Vec<Troubled>,
}

/// A mail that did not arrive.
#[derive(Serialize, ToSchema)]
struct Troubled {
    /// The recipient's name.
    name: String,
    /// Where it went.
    address: String,
    /// The state, in words.
    state: &'static str,
    /// How often it was tried.
    attempts: i64,
    /// Why.
    #[serde(skip_serializing_if = "Option::is_none")]
    trouble: Option<String>,
}

/// A personal link. Whoever holds it can answer in that person's place.
#[derive(Serialize, ToSchema)]
struct Link {
    /// The invitation.
    invitation: Uuid,
    /// Who is invited.
    name: String,
    /// 360°: who is reviewed.
    #[serde(skip_serializing_if = "Option::is_none")]
    subject: Option<String>,
    /// 360°: in what relation.
    #[serde(skip_serializing_if = "Option::is_none")]
    relationship: Option<&'static str>,
    /// The address.
    address: String,
}

/// The surveys the token may see, newest first.
#[utoipa::path(get, path = "/surveys", tag = "surveys", security(("bearer" = [])),
    responses((status = OK, body = [Survey]), (status = FORBIDDEN, body = ProblemDocument, content_type = "application/problem+json")))]
async fn list(Caller(ctx, _): Caller) -> Result<Json<Vec<Survey>>, ApiError> {
    let listed = said(&ctx, surveys::list(&ctx).await)?;
    Ok(Json(listed.iter().map(|listed| Survey::from(&listed.survey)).collect()))
}

/// Makes a draft; a cycle gets its raters from the organisation at once.
#[utoipa::path(post, path = "/surveys", tag = "surveys", security(("bearer" = [])), request_body = NewSurvey,
    responses((status = CREATED, body = Made), (status = UNPROCESSABLE_ENTITY, body = ProblemDocument, content_type = "application/problem+json")))]
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

/// One survey.
#[utoipa::path(get, path = "/surveys/{id}", tag = "surveys", security(("bearer" = [])), params(("id" = Uuid, Path)),
    responses((status = OK, body = Survey), (status = NOT_FOUND, body = ProblemDocument, content_type = "application/problem+json")))]
async fn show(Caller(ctx, _): Caller, Path(id): Path<Uuid>) -> Result<Json<Survey>, ApiError> {
    let (survey, _) = said(&ctx, surveys::find(&ctx, SurveyId(id)).await)?;
    Ok(Json(Survey::from(&survey)))
}

/// Changes a draft. Raters of a cycle that were corrected stay with those who are still reviewed.
#[utoipa::path(put, path = "/surveys/{id}", tag = "surveys", security(("bearer" = [])), params(("id" = Uuid, Path)), request_body = ChangedSurvey,
    responses((status = OK, body = Survey), (status = CONFLICT, body = ProblemDocument, content_type = "application/problem+json"),
        (status = UNPROCESSABLE_ENTITY, body = ProblemDocument, content_type = "application/problem+json")))]
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
    responses((status = CREATED, body = Made), (status = NOT_FOUND, body = ProblemDocument, content_type = "application/problem+json"),
        (status = UNPROCESSABLE_ENTITY, body = ProblemDocument, content_type = "application/problem+json")))]
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
    responses((status = NO_CONTENT), (status = CONFLICT, body = ProblemDocument, content_type = "application/problem+json")))]
async fn discard(Caller(ctx, _): Caller, Path(id): Path<Uuid>) -> Result<StatusCode, ApiError> {
    said(&ctx, surveys::discard(&ctx, SurveyId(id)).await)?;
    Ok(StatusCode::NO_CONTENT)
}

/// What launching the draft would do now.
#[utoipa::path(get, path = "/surveys/{id}/preview", tag = "surveys", security(("bearer" = [])), params(("id" = Uuid, Path)),
    responses((status = OK, body = Preview), (status = CONFLICT, body = ProblemDocument, content_type = "application/problem+json")))]
async fn preview(Caller(ctx, _): Caller, Path(id): Path<Uuid>) -> Result<Json<Preview>, ApiError> {
    use ayeneh_domain::questionnaire::Side;
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

/// Launches a draft: freezes who is asked and what is promised, and puts the invitations on their way.
#[utoipa::path(post, path = "/surveys/{id}/launch", tag = "surveys", security(("bearer" = [])), params(("id" = Uuid, Path)),
    responses((status = OK, body = Launched), (status = CONFLICT, body = ProblemDocument, content_type = "application/problem+json")))]
async fn launch(Caller(ctx, _): Caller, Path(id): Path<Uuid>) -> Result<Json<Launched>, ApiError> {
    let surveys::Launched { mails, skipped } = said(&ctx, surveys::launch(&ctx, SurveyId(id)).await)?;
    Ok(Json(Launched { mails, skipped }))
}

/// Reminds those who have not answered. Nobody is told whom.
#[utoipa::path(post, path = "/surveys/{id}/remind", tag = "surveys", security(("bearer" = [])), params(("id" = Uuid, Path)),
    responses((status = OK, body = Mails), (status = CONFLICT, body = ProblemDocument, content_type = "application/problem+json")))]
async fn remind(Caller(ctx, _): Caller, Path(id): Path<Uuid>) -> Result<Json<Mails>, ApiError> {
    Ok(Json(Mails { mails: said(&ctx, surveys::remind(&ctx, SurveyId(id)).await)? }))
}

/// Ends answering and builds the release.
#[utoipa::path(post, path = "/surveys/{id}/close", tag = "surveys", security(("bearer" = [])), params(("id" = Uuid, Path)),
    responses((status = NO_CONTENT), (status = CONFLICT, body = ProblemDocument, content_type = "application/problem+json")))]
async fn close(Caller(ctx, _): Caller, Path(id): Path<Uuid>) -> Result<StatusCode, ApiError> {
    said(&ctx, surveys::close(&ctx, SurveyId(id)).await)?;
    Ok(StatusCode::NO_CONTENT)
}

/// Builds the release of a closed survey, or a later one where enough answers are new.
#[utoipa::path(post, path = "/surveys/{id}/release", tag = "surveys", security(("bearer" = [])), params(("id" = Uuid, Path)),
    responses((status = CREATED, body = Made), (status = CONFLICT, body = ProblemDocument, content_type = "application/problem+json")))]
async fn build_release(Caller(ctx, _): Caller, Path(id): Path<Uuid>) -> Result<(StatusCode, Json<Made>), ApiError> {
    let release = said(&ctx, release::release(&ctx, SurveyId(id)).await)?;
    Ok((StatusCode::CREATED, Json(Made { id: release.0 })))
}

/// How many take part, as of the last daily count: the only figures that a running survey has.
#[utoipa::path(get, path = "/surveys/{id}/participation", tag = "surveys", security(("bearer" = [])), params(("id" = Uuid, Path)),
    responses((status = OK, body = [Participation]), (status = NOT_FOUND, body = ProblemDocument, content_type = "application/problem+json")))]
async fn participation(Caller(ctx, _): Caller, Path(id): Path<Uuid>) -> Result<Json<Vec<Participation>>, ApiError> {
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
    Ok(Json(shown.collect()))
}

/// What became of the mails of a survey; never who has answered.
#[utoipa::path(get, path = "/surveys/{id}/deliveries", tag = "surveys", security(("bearer" = [])), params(("id" = Uuid, Path)),
    responses((status = OK, body = Deliveries), (status = NOT_FOUND, body = ProblemDocument, content_type = "application/problem+json")))]
async fn deliveries(Caller(ctx, _): Caller, Path(id): Path<Uuid>) -> Result<Json<Deliveries>, ApiError> {
    let l = ctx.locale;
    let found = said(&ctx, mail::deliveries(&ctx, SurveyId(id)).await)?;
    let mail::Counts { waiting, sent, refused, failed } = found.counts;
    let troubled = found.troubled.iter().map(|delivery| Troubled {
        name: delivery.name.clone(),
        address: delivery.address.clone(),
        state: delivery.state.name(l),
        attempts: delivery.attempts,
        trouble: delivery.trouble(l),
    });
    Ok(Json(Deliveries { waiting, sent, refused, failed, stopped: found.stopped, troubled: troubled.collect() }))
}

/// Personal links of an open survey, by name, for those without a mail address.
#[utoipa::path(get, path = "/surveys/{id}/links", tag = "surveys", security(("bearer" = [])), params(("id" = Uuid, Path), Part),
    responses((status = OK, body = Page<Link>), (status = CONFLICT, body = ProblemDocument, content_type = "application/problem+json")))]
async fn links(
    Caller(ctx, _): Caller,
    Path(id): Path<Uuid>,
    Query(part): Query<Part>,
) -> Result<Json<Page<Link>>, ApiError> {
    let found = async {
        let (after, limit) = part.bounds()?;
        // The list is in the order of names, so its cursor is how far one has read.
        let skipped: u32 = after.parse().unwrap_or(0);
        let most = u32::try_from(limit + 1).unwrap_or(u32::MAX);
        let found = surveys::links(&ctx, SurveyId(id), most, skipped).await?;
        let next = skipped as usize + limit;
        Ok::<_, Error>(Page::cut(found.into_iter().map(Link::from).collect(), limit, |_| next.to_string()))
    };
    said(&ctx, found.await).map(Json)
}

impl From<&surveys::Survey> for Survey {
    fn from(survey: &surveys::Survey) -> Self {
        Self {
            id: survey.id.0,
            kind: survey.kind.key(),
            state: survey.state.key(),
            title: Text::from(&survey.title),
            period: survey.period.to_string(),
            mode: survey.mode.key(),
            promise: Text::from(&survey.promise),
            closes_on: survey.closes_on.map(|day| day.to_string()),
            rows_are_people: survey.rows_are_people,
        }
    }
}

impl From<surveys::Link> for Link {
    fn from(link: surveys::Link) -> Self {
        let (subject, relationship) = link.subject.unzip();
        Self {
            invitation: link.invitation.0,
            name: link.name,
            subject,
            relationship: relationship.map(|relationship| relationship.key()),
            address: link.address,
        }
    }
}
