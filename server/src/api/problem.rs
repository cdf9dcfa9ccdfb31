//! Errors as problem documents (RFC 9457), in the language of the caller, saying what to change.

use axum::{
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use ayeneh_core::{Ctx, Error, Missing, Problem};
use ayeneh_domain::bilingual::Locale;
use ayeneh_text as text;
use serde::Serialize;
use utoipa::ToSchema;

use crate::http::locale_of;

/// The media type of problem documents.
pub const MEDIA_TYPE: &str = "application/problem+json";

/// An error on its way to the caller.
#[derive(Debug)]
pub struct ApiError {
    wrong: Wrong,
    locale: Locale,
}

#[derive(Debug)]
enum Wrong {
    Service(Error),
    Request(Unreadable),
}

/// Why a request did not even reach a service.
#[derive(Debug)]
pub enum Unreadable {
    /// A bearer token came that opens nothing.
    Token,
    /// Part of the path is not what it must be.
    Path(String),
    /// A parameter is not what it must be.
    Query(String),
    /// The body is not what it must be.
    Body(String),
    /// The body is of another media type.
    MediaType,
    /// The body has more than so many bytes.
    TooLarge(usize),
    /// The address exists, but not with this method.
    Method,
}

impl ApiError {
    /// An error of a service in a language.
    pub const fn new(error: Error, locale: Locale) -> Self {
        Self { wrong: Wrong::Service(error), locale }
    }

    /// A request that cannot be read.
    pub const fn unreadable(why: Unreadable, locale: Locale) -> Self {
        Self { wrong: Wrong::Request(why), locale }
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
    /// What to change or do.
    pub detail: String,
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
        let l = self.locale;
        let document = match &self.wrong {
            Wrong::Service(error) => of_service(error, l),
            Wrong::Request(why) => of_request(why, l),
        };
        if document.status >= 500 {
            tracing::error!(wrong = ?self.wrong, "an API request failed");
        }
        let status = StatusCode::from_u16(document.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let body = serde_json::to_string(&document).unwrap_or_default();
        let mut response = (status, [(header::CONTENT_TYPE, MEDIA_TYPE)], body).into_response();
        if status == StatusCode::UNAUTHORIZED {
            let scheme = match self.wrong {
                Wrong::Request(Unreadable::Token) => "Bearer error=\"invalid_token\"",
                _ => "Bearer",
            };
            response.headers_mut().insert(header::WWW_AUTHENTICATE, HeaderValue::from_static(scheme));
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

/// The answer for addresses that exist, but not with this method; the router adds `Allow`.
pub async fn not_this_method(headers: HeaderMap) -> ApiError {
    ApiError::unreadable(Unreadable::Method, locale_of(&headers))
}

fn of_service(error: &Error, l: Locale) -> ProblemDocument {
    use text::{api, layout};
    let (status, title, detail) = match error {
        Error::SignedOut => (401, api::unauthenticated_title(l), api::unauthorised(l).to_owned()),
        Error::Refused(missing) => (403, api::refused_title(l), lacking(*missing, l)),
        Error::NotFound => (404, layout::not_found_title(l), api::nothing_here(l).to_owned()),
        Error::Invalid(problems) => (422, layout::not_understood(l), summary(problems, l)),
        Error::Conflict(problem) => (409, layout::conflict_title(l), problem.message.get(l).to_owned()),
        Error::TooMany => (429, layout::too_many_title(l), layout::too_many_lead(l).to_owned()),
        Error::Database(_) => (503, layout::unavailable_title(l), layout::unavailable_lead(l).to_owned()),
        Error::Internal(_) => (500, layout::fault_title(l), layout::fault_lead(l).to_owned()),
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
    let problems = problems.into_iter().map(entry).collect();
    ProblemDocument { kind: "about:blank", title: title.to_owned(), status, detail, problems }
}

fn of_request(why: &Unreadable, l: Locale) -> ProblemDocument {
    use text::{api, layout};
    let (status, title, detail) = match why {
        Unreadable::Token => (401, api::unauthenticated_title(l), api::token_ended(l).to_owned()),
        Unreadable::Path(why) => (404, layout::not_found_title(l), api::path_unreadable(l, text::isolate(why))),
        Unreadable::Query(why) => (422, layout::not_understood(l), api::query_unreadable(l, text::isolate(why))),
        Unreadable::Body(why) => (422, layout::not_understood(l), api::body_unreadable(l, text::isolate(why))),
        Unreadable::MediaType => (415, api::media_type_title(l), api::media_type_detail(l).to_owned()),
        Unreadable::TooLarge(bytes) => (413, api::too_large_title(l), api::too_large_detail(l, bytes / 1024)),
        Unreadable::Method => (405, api::method_title(l), api::method_detail(l).to_owned()),
    };
    ProblemDocument { kind: "about:blank", title: title.to_owned(), status, detail, problems: Vec::new() }
}

/// What is lacking, by the name that scopes go by.
fn lacking(missing: Missing, l: Locale) -> String {
    match missing {
        Missing::Right(right) => text::api::refused_right(l, right.key()),
        Missing::Everywhere(right) => text::api::refused_everywhere(l, right.key()),
        Missing::OfTheRole => text::api::refused_of_the_role(l).to_owned(),
    }
}

/// The one thing to change, or how many there are.
fn summary(problems: &[Problem], l: Locale) -> String {
    match problems {
        [only] => only.message.get(l).to_owned(),
        many => text::layout::problems(l, many.len()),
    }
}
