//! Lists of raters: what waits for whom a token acts as, and work on one list as its subject, manager, or HR.

use axum::{Json, http::StatusCode};
use ayeneh_core::{
    Error, Problem,
    cycles::{self, Change, TaskKind},
};
use ayeneh_domain::{
    cycle::{Chooser, Shortcoming},
    ids::{ContactId, InvitationId, PersonId, SurveyId},
    survey::raters::RaterId,
};
use ayeneh_text as text;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use super::super::{
    bearer::Caller,
    extract::{Body, Path, Query},
    problem::{ApiError, said},
    schema::Text,
};
use crate::http::AppState;

/// The operations of this file.
pub fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(tasks))
        .routes(routes!(list))
        .routes(routes!(add))
        .routes(routes!(remove))
        .routes(routes!(send))
        .routes(routes!(approve))
        .routes(routes!(hand_back))
}

/// Something that a review cycle asks of somebody besides answering.
#[derive(Serialize, ToSchema)]
struct ReviewTask {
    /// The cycle.
    cycle: Uuid,
    /// Its title.
    title: Text,
    /// `choose` raters, `approve` a list, or `talk` about a report and open it.
    kind: &'static str,
    /// Whose list or report.
    subject: Uuid,
    /// The name, where it is not whoever the token acts as.
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    /// Where the list stands: `choosing`, `sent`, `returned` or `approved`.
    state: &'static str,
    /// Whether it waits for whoever the token acts as.
    due: bool,
}

/// What review cycles ask of whoever the token acts as.
#[utoipa::path(get, path = "/nominations", tag = "cycles", security(("bearer" = [])),
    responses((status = OK, body = [ReviewTask])))]
async fn tasks(Caller(ctx, _): Caller) -> Result<Json<Vec<ReviewTask>>, ApiError> {
    let found = said(&ctx, cycles::tasks(&ctx).await)?;
    let told = found.into_iter().map(|task| {
        let (kind, name) = match task.kind {
            TaskKind::Choose(_) => ("choose", None),
            TaskKind::Approve(name) => ("approve", Some(name)),
            TaskKind::Talk(name) => ("talk", Some(name)),
        };
        ReviewTask {
            cycle: task.cycle.0,
            title: Text::from(&task.title),
            kind,
            subject: task.subject.0,
            name,
            state: task.state.key(),
            due: task.is_due,
        }
    });
    Ok(Json(told.collect()))
}

/// A list of raters.
#[derive(Serialize, ToSchema)]
struct RaterList {
    /// Who is reviewed.
    subject: Uuid,
    /// The name.
    name: String,
    /// As what the token works on it: `subject`, `manager` or `hr`.
    role: &'static str,
    /// `choosing`, `sent`, `returned` or `approved`.
    state: &'static str,
    /// What was written when it was handed back.
    note: String,
    /// Whether it can be changed now.
    may_change: bool,
    /// Who rates.
    chosen: Vec<ChosenRater>,
    /// Who else could.
    suggestions: Vec<SuggestedRater>,
    /// What does not fit to what was settled.
    shortcomings: Vec<ListShortcoming>,
}

/// Somebody on a list.
#[derive(Serialize, ToSchema)]
struct ChosenRater {
    /// The identifier to take off by.
    invitation: Uuid,
    /// The name.
    name: String,
    /// Unit or account.
    detail: Text,
    /// In what relation.
    relationship: &'static str,
    /// Whether always there: oneself and the manager.
    given: bool,
}

/// Somebody who could be on a list.
#[derive(Serialize, ToSchema)]
struct SuggestedRater {
    /// An employee.
    #[serde(skip_serializing_if = "Option::is_none")]
    person: Option<Uuid>,
    /// A contact of a customer or supplier.
    #[serde(skip_serializing_if = "Option::is_none")]
    contact: Option<Uuid>,
    /// The name.
    name: String,
    /// Unit or account.
    detail: Text,
    /// In what relation.
    relationship: &'static str,
    /// Why not, in the language of the caller; absent where it is possible.
    #[serde(skip_serializing_if = "Option::is_none")]
    cannot: Option<&'static str>,
}

/// What does not fit.
#[derive(Serialize, ToSchema)]
struct ListShortcoming {
    /// Of which relationship.
    relationship: &'static str,
    /// So many more are needed.
    missing: u32,
    /// So many have to go.
    over: u32,
}

/// Whom to look for.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Wanted {
    /// Part of a name, at least two letters; without it those near are suggested.
    #[serde(default)]
    q: String,
}

/// A list of raters, for its subject, the subject's manager, and HR.
#[utoipa::path(get, path = "/cycles/{id}/nominations/{person}", tag = "cycles", security(("bearer" = [])),
    params(("id" = Uuid, Path), ("person" = Uuid, Path), Wanted), responses((status = OK, body = RaterList)))]
async fn list(
    Caller(ctx, _): Caller,
    Path((id, person)): Path<(Uuid, Uuid)>,
    Query(wanted): Query<Wanted>,
) -> Result<Json<RaterList>, ApiError> {
    let found = said(&ctx, cycles::list(&ctx, SurveyId(id), PersonId(person), &wanted.q).await)?;
    let chosen = found.chosen.into_iter().map(|one| ChosenRater {
        invitation: one.invitation.0,
        name: one.name,
        detail: Text::from(&one.detail),
        relationship: one.relationship.key(),
        given: one.given,
    });
    let suggestions = found.suggestions.into_iter().map(|one| {
        let (person, contact) = match one.rater.id {
            RaterId::Person(id) => (Some(id.0), None),
            RaterId::Contact(id) => (None, Some(id.0)),
        };
        SuggestedRater {
            person,
            contact,
            name: one.name,
            detail: Text::from(&one.detail),
            relationship: one.rater.relationship.key(),
            cannot: one.cannot.map(|why| cycles::cannot(why)(ctx.locale)),
        }
    });
    let shortcomings = found.shortcomings.iter().map(|one| match *one {
        Shortcoming::TooFew { relationship, missing } => {
            ListShortcoming { relationship: relationship.key(), missing, over: 0 }
        }
        Shortcoming::TooMany { relationship, over } => {
            ListShortcoming { relationship: relationship.key(), missing: 0, over }
        }
    });
    Ok(Json(RaterList {
        subject: found.subject.0,
        name: found.name,
        role: match found.chooser {
            Chooser::Subject => "subject",
            Chooser::Manager => "manager",
            Chooser::Hr => "hr",
        },
        state: found.state.key(),
        note: found.note,
        may_change: found.may_change,
        chosen: chosen.collect(),
        suggestions: suggestions.collect(),
        shortcomings: shortcomings.collect(),
    }))
}

/// Whom to add: one of the two.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewRater {
    /// An employee.
    person: Option<Uuid>,
    /// A contact of a customer or supplier.
    contact: Option<Uuid>,
}

/// Adds somebody; the relationship follows from the organisation. While people rate, HR may, and they are invited at once.
#[utoipa::path(post, path = "/cycles/{id}/nominations/{person}/raters", tag = "cycles", security(("bearer" = [])),
    params(("id" = Uuid, Path), ("person" = Uuid, Path)), request_body = NewRater,
    responses((status = NO_CONTENT), (status = CONFLICT)))]
async fn add(
    Caller(ctx, _): Caller,
    Path((id, person)): Path<(Uuid, Uuid)>,
    Body(new): Body<NewRater>,
) -> Result<StatusCode, ApiError> {
    let rater = match (new.person, new.contact) {
        (Some(id), None) => Ok(RaterId::Person(PersonId(id))),
        (None, Some(id)) => Ok(RaterId::Contact(ContactId(id))),
        _ => Err(Error::invalid(Problem::field("person", |l| text::field_errors::choose(l).to_owned()))),
    };
    let change = Change::Add(said(&ctx, rater)?);
    said(&ctx, cycles::change(&ctx, SurveyId(id), PersonId(person), change).await)?;
    Ok(StatusCode::NO_CONTENT)
}

/// Takes somebody off.
#[utoipa::path(delete, path = "/cycles/{id}/nominations/{person}/raters/{invitation}", tag = "cycles",
    security(("bearer" = [])), params(("id" = Uuid, Path), ("person" = Uuid, Path),
    ("invitation" = Uuid, Path, description = "Of the list.")), responses((status = NO_CONTENT), (status = CONFLICT)))]
async fn remove(
    Caller(ctx, _): Caller,
    Path((id, person, invitation)): Path<(Uuid, Uuid, Uuid)>,
) -> Result<StatusCode, ApiError> {
    let change = Change::Remove(InvitationId(invitation));
    said(&ctx, cycles::change(&ctx, SurveyId(id), PersonId(person), change).await)?;
    Ok(StatusCode::NO_CONTENT)
}

/// Hands the own list to the manager.
#[utoipa::path(post, path = "/cycles/{id}/nominations/send", tag = "cycles", security(("bearer" = [])),
    params(("id" = Uuid, Path)), responses((status = NO_CONTENT), (status = CONFLICT)))]
async fn send(Caller(ctx, _): Caller, Path(id): Path<Uuid>) -> Result<StatusCode, ApiError> {
    said(&ctx, cycles::send(&ctx, SurveyId(id)).await)?;
    Ok(StatusCode::NO_CONTENT)
}

/// Approves a list, as the subject's manager or as HR.
#[utoipa::path(post, path = "/cycles/{id}/nominations/{person}/approval", tag = "cycles", security(("bearer" = [])),
    params(("id" = Uuid, Path), ("person" = Uuid, Path)), responses((status = NO_CONTENT), (status = CONFLICT)))]
async fn approve(Caller(ctx, _): Caller, Path((id, person)): Path<(Uuid, Uuid)>) -> Result<StatusCode, ApiError> {
    said(&ctx, cycles::approve(&ctx, SurveyId(id), PersonId(person)).await)?;
    Ok(StatusCode::NO_CONTENT)
}

/// What should change.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct HandedBack {
    /// For the subject to read, up to 500 characters.
    note: String,
}

/// Hands a list back to the subject with a word about what to change.
#[utoipa::path(post, path = "/cycles/{id}/nominations/{person}/return", tag = "cycles", security(("bearer" = [])),
    params(("id" = Uuid, Path), ("person" = Uuid, Path)), request_body = HandedBack,
    responses((status = NO_CONTENT), (status = CONFLICT)))]
async fn hand_back(
    Caller(ctx, _): Caller,
    Path((id, person)): Path<(Uuid, Uuid)>,
    Body(back): Body<HandedBack>,
) -> Result<StatusCode, ApiError> {
    said(&ctx, cycles::hand_back(&ctx, SurveyId(id), PersonId(person), &back.note).await)?;
    Ok(StatusCode::NO_CONTENT)
}
