//! What a survey will send, as invented people would get it.

use axum::Json;
use ayeneh_core::{mail::Rendered, surveys};
use ayeneh_domain::ids::SurveyId;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use super::super::{
    bearer::Caller,
    extract::Path,
    problem::{ApiError, said},
};
use crate::http::AppState;

/// The operations of this file.
pub fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(samples))
}

/// The words of a mail in a language.
#[derive(Serialize, ToSchema)]
struct MailWords {
    /// One line.
    subject: String,
    /// For programs that show no HTML.
    text: String,
}

/// A mail as an invented person would get it; its links lead nowhere.
#[derive(Serialize, ToSchema)]
struct SampleMail {
    /// Who gets it: `employee`, `customer`, `rater`, `outsider`, `subject` or `manager`.
    reader: &'static str,
    /// What it is about, e.g. `invitation_rater` or `reminder`.
    kind: &'static str,
    /// In Persian.
    fa: MailWords,
    /// In English.
    en: MailWords,
}

/// The mails of a survey.
#[derive(Serialize, ToSchema)]
struct SampleMails {
    /// In the order in which they go out.
    mails: Vec<SampleMail>,
}

/// What a survey will send, in both languages, before or after its launch. Nothing is sent.
#[utoipa::path(get, path = "/surveys/{id}/mails", tag = "surveys", security(("bearer" = [])), params(("id" = Uuid, Path)),
    responses((status = OK, body = SampleMails)))]
async fn samples(Caller(ctx, _): Caller, Path(id): Path<Uuid>) -> Result<Json<SampleMails>, ApiError> {
    let found = said(&ctx, surveys::samples(&ctx, SurveyId(id)).await)?;
    let words = |words: Rendered| MailWords { subject: words.subject, text: words.text };
    let mails = found.mails.into_iter().map(|mail| SampleMail {
        reader: mail.reader.key(),
        kind: mail.kind.key(),
        fa: words(mail.fa),
        en: words(mail.en),
    });
    Ok(Json(SampleMails { mails: mails.collect() }))
}
