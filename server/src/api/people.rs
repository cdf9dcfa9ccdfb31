//! `/units` and `/people`: who works where, for whom.

use axum::Json;
use ayeneh_core::people;
use ayeneh_domain::{
    ids::PersonId,
    permission::{Grant, Right},
};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use super::{
    bearer::Caller,
    extract::{Path, Query},
    paging::{Page, Part},
    problem::{ApiError, said},
    schema::Text,
};
use crate::http::AppState;

/// The operations of this file.
pub fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(units)).routes(routes!(list)).routes(routes!(show))
}

/// A node of the unit tree.
#[derive(Serialize, ToSchema)]
struct Unit {
    /// Its identifier.
    id: Uuid,
    /// Its code in the organisation's own systems.
    code: String,
    /// The unit above; absent for the company.
    #[serde(skip_serializing_if = "Option::is_none")]
    parent: Option<Uuid>,
    /// Its name.
    name: Text,
}

/// An employee.
#[derive(Serialize, ToSchema)]
pub(super) struct Person {
    /// The identifier.
    id: Uuid,
    /// The personnel number.
    code: String,
    /// The name.
    name: String,
    /// The mail address.
    email: String,
    /// Where the person works.
    unit: Uuid,
    /// For whom; absent at the top.
    #[serde(skip_serializing_if = "Option::is_none")]
    manager: Option<Uuid>,
    /// `executive`, `manager` or `staff`.
    level: &'static str,
    /// `under_1`, `1_to_3`, `3_to_8` or `over_8` years.
    tenure: &'static str,
    /// `fa` or `en`.
    language: &'static str,
    /// Whether still employed.
    active: bool,
}

/// A person with the roles given.
#[derive(Serialize, ToSchema)]
struct PersonWithRoles {
    /// The person.
    #[serde(flatten)]
    person: Person,
    /// The roles.
    roles: Vec<RoleGrant>,
}

/// A role and where it holds.
#[derive(Serialize, ToSchema)]
struct RoleGrant {
    /// `hr`, `manager`, `employee`, `executive`, `interviewer` or `administrator`.
    role: &'static str,
    /// The unit and all below it; absent for the whole organisation.
    #[serde(skip_serializing_if = "Option::is_none")]
    unit: Option<Uuid>,
}

/// The units that the token may see and those above them, by code.
#[utoipa::path(get, path = "/units", tag = "people", security(("bearer" = [])), params(Part),
    responses((status = OK, body = Page<Unit>)))]
async fn units(Caller(ctx, _): Caller, Query(part): Query<Part>) -> Result<Json<Page<Unit>>, ApiError> {
    let reach = said(&ctx, ctx.require(Right::PeopleView))?;
    let units = said(&ctx, people::units(&ctx).await)?;
    let units = units.with_those_above(&reach).into_iter().map(Unit::from).collect();
    said(&ctx, part.cut(units, |unit| unit.code.clone())).map(Json)
}

/// The people the token may see, by code, those who left among them.
#[utoipa::path(get, path = "/people", tag = "people", security(("bearer" = [])), params(Part),
    responses((status = OK, body = Page<Person>)))]
async fn list(Caller(ctx, _): Caller, Query(part): Query<Part>) -> Result<Json<Page<Person>>, ApiError> {
    let listed = async {
        let (after, limit) = part.bounds()?;
        let people = people::list_after(&ctx, &after, limit + 1).await?;
        let people = people.iter().map(Person::from).collect();
        Ok(Page::cut(people, limit, |person| person.code.clone()))
    };
    said(&ctx, listed.await).map(Json)
}

/// One person with the roles given.
#[utoipa::path(get, path = "/people/{id}", tag = "people", security(("bearer" = [])), params(("id" = Uuid, Path)),
    responses((status = OK, body = PersonWithRoles)))]
async fn show(Caller(ctx, _): Caller, Path(id): Path<Uuid>) -> Result<Json<PersonWithRoles>, ApiError> {
    let found = said(&ctx, people::find(&ctx, PersonId(id)).await)?;
    let roles = found.grants.iter().map(RoleGrant::from).collect();
    Ok(Json(PersonWithRoles { person: Person::from(&found.person), roles }))
}

impl From<&people::Unit> for Unit {
    fn from(unit: &people::Unit) -> Self {
        Self {
            id: unit.id.0,
            code: unit.code.clone(),
            parent: unit.parent.map(|parent| parent.0),
            name: Text::from(&unit.name),
        }
    }
}

impl From<&people::Person> for Person {
    fn from(person: &people::Person) -> Self {
        Self {
            id: person.id.0,
            code: person.code.clone(),
            name: person.name.clone(),
            email: person.email.clone(),
            unit: person.unit.0,
            manager: person.manager.map(|manager| manager.0),
            level: person.level.key(),
            tenure: person.tenure.key(),
            language: person.locale.tag(),
            active: person.active,
        }
    }
}

impl From<&Grant> for RoleGrant {
    fn from(grant: &Grant) -> Self {
        Self { role: grant.role.key(), unit: grant.unit.map(|unit| unit.0) }
    }
}
