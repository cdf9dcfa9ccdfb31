//! `/import/people` and `/import/customers`: CSV or XLSX files, looked at first or applied, wholly or not at all.

use axum::Json;
use ayeneh_core::{
    Error, Problem,
    customers::import as customers,
    import::{ImportFile, Tally},
    people::import as people,
};
use ayeneh_text as text;
use base64::{Engine, engine::general_purpose::STANDARD};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    bearer::Caller,
    extract::{Body, Query},
    problem::{ApiError, said},
};
use crate::http::AppState;

/// The operations of this file.
pub fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(import_people)).routes(routes!(import_customers))
}

/// Look first, or do it.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct How {
    /// `true` imports; without it the answer says what importing would do, and nothing changes.
    #[serde(default)]
    apply: bool,
}

/// The files: one with everything, or one for units (or accounts) and one for people (or contacts).
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Files {
    /// The files.
    files: Vec<File>,
}

/// A file.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct File {
    /// Its name, for messages.
    name: String,
    /// Its content in base64: CSV in UTF-8, or XLSX.
    content: String,
}

/// What an import would do, or did.
#[derive(Serialize, ToSchema)]
struct Outcome {
    /// Whether it was done.
    applied: bool,
    /// People, or contacts.
    people: Counts,
    /// Units, or accounts.
    groups: Counts,
    /// How many are not in the files and stay as they are.
    left: usize,
}

/// How many rows are new, different, or as they were.
#[derive(Serialize, ToSchema)]
struct Counts {
    /// New.
    added: usize,
    /// Different.
    changed: usize,
    /// As they were.
    unchanged: usize,
}

/// Imports units and people. Nothing is imported unless every row is right; importing twice changes nothing.
#[utoipa::path(post, path = "/import/people", tag = "people", security(("bearer" = [])), params(How), request_body = Files,
    responses((status = OK, body = Outcome)))]
async fn import_people(
    Caller(ctx, _): Caller,
    Query(how): Query<How>,
    Body(files): Body<Files>,
) -> Result<Json<Outcome>, ApiError> {
    let files = said(&ctx, read(files))?;
    let plan = if how.apply { people::apply(&ctx, &files).await } else { people::preview(&ctx, &files).await };
    let plan = said(&ctx, plan)?;
    Ok(Json(Outcome { applied: how.apply, people: plan.people.into(), groups: plan.units.into(), left: plan.left }))
}

/// Imports accounts and contacts. Nothing is imported unless every row is right; importing twice changes nothing.
#[utoipa::path(post, path = "/import/customers", tag = "customers", security(("bearer" = [])), params(How), request_body = Files,
    responses((status = OK, body = Outcome)))]
async fn import_customers(
    Caller(ctx, _): Caller,
    Query(how): Query<How>,
    Body(files): Body<Files>,
) -> Result<Json<Outcome>, ApiError> {
    let files = said(&ctx, read(files))?;
    let plan = if how.apply { customers::apply(&ctx, &files).await } else { customers::preview(&ctx, &files).await };
    let plan = said(&ctx, plan)?;
    Ok(Json(Outcome {
        applied: how.apply,
        people: plan.contacts.into(),
        groups: plan.accounts.into(),
        left: plan.left,
    }))
}

fn read(files: Files) -> Result<Vec<ImportFile>, Error> {
    let read = |file: File| {
        let bytes = STANDARD
            .decode(&file.content)
            .map_err(|_| Error::invalid(Problem::field("content", |l| text::api::not_base64(l, &file.name))))?;
        Ok(ImportFile { name: file.name, bytes })
    };
    files.files.into_iter().map(read).collect()
}

impl From<Tally> for Counts {
    fn from(tally: Tally) -> Self {
        Self { added: tally.added, changed: tally.changed, unchanged: tally.unchanged }
    }
}
