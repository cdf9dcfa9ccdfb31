//! `/people`, one by one: added, changed, gone, back, and the roles given and taken.

use axum::{Json, http::StatusCode};
use ayeneh_core::{
    Ctx, Error, Problem,
    people::{self, PersonDraft},
};
use ayeneh_domain::{
    ids::{PersonId, UnitId},
    permission::Role,
};
use ayeneh_text as text;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use super::{
    bearer::Caller,
    extract::{Body, Path},
    people::Person,
    problem::{ApiError, said},
};
use crate::http::AppState;

/// The operations of this file.
pub fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(add))
        .routes(routes!(change))
        .routes(routes!(leaving, leave))
        .routes(routes!(come_back))
        .routes(routes!(give_role, take_role))
}

/// What is known of a person, all of it.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct PersonBody {
    /// The name.
    name: String,
    /// The mail address; sign-in links go there.
    email: String,
    /// Where the person works: identifier or code of a unit.
    unit: String,
    /// For whom: identifier, personnel number or mail address; absent at the top.
    manager: Option<String>,
    /// `executive`, `manager` or `staff`. Who leads is also manager of the unit.
    level: String,
    /// `under_1`, `1_to_3`, `3_to_8` or `over_8` years.
    tenure: String,
    /// `fa` or `en`.
    language: String,
}

/// Somebody new.
// Written out: a flattened body would let unknown members pass.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewPerson {
    /// The personnel number; it stays.
    code: String,
    /// The name.
    name: String,
    /// The mail address; sign-in links go there.
    email: String,
    /// Where the person works: identifier or code of a unit.
    unit: String,
    /// For whom: identifier, personnel number or mail address; absent at the top.
    manager: Option<String>,
    /// `executive`, `manager` or `staff`. Who leads is also manager of the unit.
    level: String,
    /// `under_1`, `1_to_3`, `3_to_8` or `over_8` years.
    tenure: String,
    /// `fa` or `en`.
    language: String,
}

/// A role and where it holds.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct RoleBody {
    /// `hr`, `manager`, `employee`, `executive`, `interviewer` or `administrator`.
    role: String,
    /// The unit and all below it; absent for the whole organisation.
    unit: Option<Uuid>,
}

/// What would happen if somebody left.
#[derive(Serialize, ToSchema)]
struct Leaving {
    /// Sessions that would end.
    sessions: usize,
    /// Tokens that would end for good.
    tokens: usize,
    /// Running surveys that would send no more mail.
    surveys: usize,
    /// Colleagues who would keep this person as manager.
    reports: usize,
}

/// Adds a person.
#[utoipa::path(post, path = "/people", tag = "people", security(("bearer" = [])), request_body = NewPerson,
    responses((status = CREATED, body = Person)))]
async fn add(Caller(ctx, _): Caller, Body(new): Body<NewPerson>) -> Result<(StatusCode, Json<Person>), ApiError> {
    let id = said(&ctx, people::add(&ctx, &PersonDraft::from(new)).await.map_err(in_words_of_the_api))?;
    Ok((StatusCode::CREATED, found(&ctx, id).await?))
}

/// Changes what is known of a person. Roles that come with unit and level follow.
#[utoipa::path(put, path = "/people/{id}", tag = "people", security(("bearer" = [])), params(("id" = Uuid, Path)), request_body = PersonBody,
    responses((status = OK, body = Person)))]
async fn change(
    Caller(ctx, _): Caller,
    Path(id): Path<Uuid>,
    Body(person): Body<PersonBody>,
) -> Result<Json<Person>, ApiError> {
    said(&ctx, people::change(&ctx, PersonId(id), &PersonDraft::from(person)).await.map_err(in_words_of_the_api))?;
    found(&ctx, PersonId(id)).await
}

/// Says what would happen if the person left, and changes nothing.
#[utoipa::path(get, path = "/people/{id}/leave", tag = "people", security(("bearer" = [])), params(("id" = Uuid, Path)),
    responses((status = OK, body = Leaving)))]
async fn leaving(Caller(ctx, _): Caller, Path(id): Path<Uuid>) -> Result<Json<Leaving>, ApiError> {
    let people::Leaving { sessions, tokens, surveys, reports, .. } =
        said(&ctx, people::leaving(&ctx, PersonId(id)).await)?;
    Ok(Json(Leaving { sessions, tokens, surveys, reports }))
}

/// Notes that the person has left: nobody signs in, nothing more is mailed, answers stay.
#[utoipa::path(post, path = "/people/{id}/leave", tag = "people", security(("bearer" = [])), params(("id" = Uuid, Path)),
    responses((status = OK, body = Person), (status = CONFLICT)))]
async fn leave(Caller(ctx, _): Caller, Path(id): Path<Uuid>) -> Result<Json<Person>, ApiError> {
    said(&ctx, people::leave(&ctx, PersonId(id)).await)?;
    found(&ctx, PersonId(id)).await
}

/// Notes that the person works here again, with the roles of before.
#[utoipa::path(post, path = "/people/{id}/return", tag = "people", security(("bearer" = [])), params(("id" = Uuid, Path)),
    responses((status = OK, body = Person)))]
async fn come_back(Caller(ctx, _): Caller, Path(id): Path<Uuid>) -> Result<Json<Person>, ApiError> {
    said(&ctx, people::come_back(&ctx, PersonId(id)).await)?;
    found(&ctx, PersonId(id)).await
}

/// Gives a role. Nobody gives rights that the token does not have.
#[utoipa::path(post, path = "/people/{id}/roles", tag = "people", security(("bearer" = [])), params(("id" = Uuid, Path)), request_body = RoleBody,
    responses((status = NO_CONTENT)))]
async fn give_role(
    Caller(ctx, _): Caller,
    Path(id): Path<Uuid>,
    Body(grant): Body<RoleBody>,
) -> Result<StatusCode, ApiError> {
    let (role, unit) = said(&ctx, read(&grant))?;
    done(&ctx, people::give_role(&ctx, PersonId(id), role, unit).await)
}

/// Takes a role away. The last administrator and the last of HR stay.
#[utoipa::path(delete, path = "/people/{id}/roles", tag = "people", security(("bearer" = [])), params(("id" = Uuid, Path)), request_body = RoleBody,
    responses((status = NO_CONTENT), (status = CONFLICT)))]
async fn take_role(
    Caller(ctx, _): Caller,
    Path(id): Path<Uuid>,
    Body(grant): Body<RoleBody>,
) -> Result<StatusCode, ApiError> {
    let (role, unit) = said(&ctx, read(&grant))?;
    done(&ctx, people::take_role(&ctx, PersonId(id), role, unit).await)
}

fn done(ctx: &Ctx, outcome: Result<(), Error>) -> Result<StatusCode, ApiError> {
    said(ctx, outcome)?;
    Ok(StatusCode::NO_CONTENT)
}

async fn found(ctx: &Ctx, id: PersonId) -> Result<Json<Person>, ApiError> {
    let detail = said(ctx, people::find(ctx, id).await)?;
    Ok(Json(Person::from(&detail.person)))
}

impl From<PersonBody> for PersonDraft {
    fn from(body: PersonBody) -> Self {
        Self {
            code: String::new(),
            name: body.name,
            email: body.email,
            unit: body.unit,
            manager: body.manager.unwrap_or_default(),
            level: body.level,
            tenure: body.tenure,
            locale: body.language,
        }
    }
}

impl From<NewPerson> for PersonDraft {
    fn from(new: NewPerson) -> Self {
        let NewPerson { code, name, email, unit, manager, level, tenure, language } = new;
        Self { code, ..PersonBody { name, email, unit, manager, level, tenure, language }.into() }
    }
}

/// The form's `locale` is the API's `language`.
pub(super) fn in_words_of_the_api(error: Error) -> Error {
    let renamed = |problem: Problem| match problem.field.as_deref() {
        Some("locale") => Problem { field: Some("language".into()), ..problem },
        _ => problem,
    };
    match error {
        Error::Invalid(problems) => Error::Invalid(problems.into_iter().map(renamed).collect()),
        error => error,
    }
}

fn read(grant: &RoleBody) -> Result<(Role, Option<UnitId>), Error> {
    let unknown = || Error::invalid(Problem::field("role", |l| text::field_errors::choose(l).to_owned()));
    Ok((Role::from_key(&grant.role).ok_or_else(unknown)?, grant.unit.map(UnitId)))
}
