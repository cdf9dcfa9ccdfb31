//! `/questionnaires`: the documents that can be launched, in both languages.

use axum::Json;
use ayeneh_core::Error;
use ayeneh_domain::{
    bilingual::Bilingual,
    permission::Right,
    questionnaire::{Questionnaire, builtin},
};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    bearer::Caller,
    extract::{Path, Query},
    paging::{Page, Part},
    problem::{ApiError, said},
    questionnaire_document::QuestionnaireDocument,
    schema::Text,
};
use crate::http::AppState;

/// The operations of this file.
pub fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(list)).routes(routes!(show))
}

/// A questionnaire in a list.
#[derive(Serialize, ToSchema)]
struct QuestionnaireEntry {
    /// Its stable name.
    key: String,
    /// Its version.
    version: u32,
    /// What respondents read first.
    title: Text,
    /// How many items it has.
    items: usize,
}

/// The questionnaires that can be launched.
#[utoipa::path(get, path = "/questionnaires", tag = "questionnaires", security(("bearer" = [])), params(Part),
    responses((status = OK, body = Page<QuestionnaireEntry>)))]
async fn list(Caller(ctx, _): Caller, Query(part): Query<Part>) -> Result<Json<Page<QuestionnaireEntry>>, ApiError> {
    let listed = || {
        ctx.require(Right::QuestionnairesView)?;
        let entry = |document: &Questionnaire| QuestionnaireEntry {
            key: document.key.clone(),
            version: document.version,
            title: Text::from(&document.title),
            items: document.items().count(),
        };
        let mut entries: Vec<QuestionnaireEntry> = builtin::all().into_iter().map(entry).collect();
        entries.sort_by(|a, b| a.key.cmp(&b.key));
        part.cut(entries, |entry| entry.key.clone())
    };
    said(&ctx, listed()).map(Json)
}

/// One questionnaire as its document.
#[utoipa::path(get, path = "/questionnaires/{key}", tag = "questionnaires", security(("bearer" = [])), params(("key" = String, Path)),
    responses((status = OK, body = QuestionnaireDocument)))]
async fn show(Caller(ctx, _): Caller, Path(key): Path<String>) -> Result<Json<QuestionnaireDocument>, ApiError> {
    let shown = || {
        ctx.require(Right::QuestionnairesView)?;
        Ok(QuestionnaireDocument::from(builtin::by_key(&key).ok_or(Error::NotFound)?))
    };
    said(&ctx, shown()).map(Json)
}

impl From<&Bilingual> for Text {
    fn from(text: &Bilingual) -> Self {
        Self { fa: text.fa.clone(), en: text.en.clone() }
    }
}
