//! Errors as problem documents (RFC 9457), in the language of the caller, saying what to change.

use axum::{
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use ayeneh_core::{Ctx, Error, Problem};
use ayeneh_domain::bilingual::Locale;
use ayeneh_text as text;
use serde::Serialize;
use utoipa::ToSchema;

use crate::http::locale_of;

/// An error on its way to the caller.
#[derive(Debug)]
pub struct ApiError {
    error: Error,
    locale: Locale,
}

impl ApiError {
    /// An error in a language.
    pub const fn new(error: Error, locale: Locale) -> Self {
        Self { error, locale }
    }

    /// A body or query that could not be read.
    pub fn unreadable(why: &str, locale: Locale) -> Self {
        Self::new(Error::invalid(Problem::general(|l| text::api::body_unreadable(l, why))), locale)
    }
}

/// The outcome of a service, its error in the caller's language.
///
/// # Errors
/// The service's.
pub fn said<T>(ctx: &Ctx, outcome: ayeneh_core::Result<T>) -> Result<T, ApiError> {
    outcome.map_err(|error| ApiError::new(error, ctx.locale))
}

/// A problem document.
#[derive(Debug, Serialize, ToSchema)]
pub struct ProblemDocument {
    /// Always `about:blank`: the status says the kind.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// What is wrong, for people.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// What to do.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// Each thing to change.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub problems: Vec<ProblemEntry>,
}

/// One thing to change.
#[derive(Debug, Serialize, ToSchema)]
pub struct ProblemEntry {
    /// The member or column to blame.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// The row of an imported file, the head being row 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub row: Option<u32>,
    /// What to change.
    pub message: String,
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let document = document(&self.error, self.locale);
        if document.status >= 500 {
            tracing::error!(error = %self.error, "an API request failed");
        }
        let status = StatusCode::from_u16(document.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let body = serde_json::to_string(&document).unwrap_or_default();
        let mut response = (status, [(header::CONTENT_TYPE, "application/problem+json")], body).into_response();
        if status == StatusCode::UNAUTHORIZED {
            response.headers_mut().insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        if matches!(status, StatusCode::SERVICE_UNAVAILABLE | StatusCode::TOO_MANY_REQUESTS) {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("5"));
        }
        response
    }
}

/// The answer for addresses that do not exist.
pub async fn nothing_here(headers: HeaderMap) -> ApiError {
    ApiError::new(Error::NotFound, locale_of(&headers))
}

fn document(error: &Error, l: Locale) -> ProblemDocument {
    let (status, title, detail) = match error {
        Error::SignedOut => (401, text::sign_in::title(l), Some(text::api::unauthorised(l))),
        Error::Refused => (403, text::layout::refused_title(l), Some(text::layout::refused_lead(l))),
        Error::NotFound => (404, text::layout::not_found_title(l), None),
        Error::Invalid(_) => (422, text::layout::not_understood(l), None),
        Error::Conflict(_) => (409, text::layout::conflict_title(l), None),
        Error::TooMany => (429, text::layout::too_many_title(l), Some(text::layout::too_many_lead(l))),
        Error::Database(_) => (503, text::layout::unavailable_title(l), Some(text::layout::unavailable_lead(l))),
        Error::Internal(_) => (500, text::layout::fault_title(l), Some(text::layout::fault_lead(l))),
    };
    let problems: Vec<&Problem> = match error {
        Error::Invalid(problems) => problems.iter().collect(),
        Error::Conflict(problem) => vec![problem],
        _ => Vec::new(),
    };
    let entry = |problem: &Problem| ProblemEntry {
        field: problem.field.clone(),
        row: problem.row,
        message: problem.message.get(l).to_owned(),
    };
    ProblemDocument {
        kind: "about:blank",
        title: title.to_owned(),
        status,
        detail: detail.map(str::to_owned),
        problems: problems.into_iter().map(entry).collect(),
    }
}
