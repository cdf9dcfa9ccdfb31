//! `/respond/{token}`: what a personal link asks, and answering it. The link is the permission; no bearer token.

use axum::{
    Json,
    extract::{FromRequest, Request, State},
    http::{HeaderMap, StatusCode},
};
use ayeneh_core::{
    Core, Error, Problem, cycles,
    intake::{Outcome, Receipt},
    respond::{self, Invited, Opened},
};
use ayeneh_domain::{
    answer::{AnswerProblem, check_json},
    cycle::Decline,
};
use ayeneh_text as text;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    extract::{Body, Path},
    problem::ApiError,
    questionnaire_document::QuestionnaireDocument,
    schema::Text,
};
use crate::http::{AppState, locale_of};

/// The part of the API of which nothing is kept but the answers themselves.
pub const BELOW: &str = "/respond/";

/// The operations of this file.
pub fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(show, answer)).routes(routes!(decline, take_back))
}

/// What a link asks.
#[derive(Serialize, ToSchema)]
struct Asked {
    /// `open`, `closed`, `answered` or `declined`.
    state: &'static str,
    /// Who asks.
    organisation: Text,
    /// The survey's title.
    title: Text,
    /// What is promised to respondents, a line each.
    promise: Text,
    /// The last day, `2026-11-21`.
    closes_on: Option<String>,
    /// 360°: about whom.
    subject: Option<About>,
    /// The questionnaire as its document; only while the survey is open.
    questionnaire: Option<QuestionnaireDocument>,
}

/// About whom a 360° questionnaire is answered.
#[derive(Serialize, ToSchema)]
struct About {
    /// The name.
    name: String,
    /// In what relation the rater stands.
    relationship: &'static str,
}

/// An answer.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Answered {
    /// By item: a whole number, `{"na": true}`, or text. What is left out is unanswered.
    #[schema(value_type = Object)]
    answers: Map<String, Value>,
    /// 32 hexadecimal digits, with or without dashes, drawn at random by whoever sends. Sending again with the same
    /// receipt stores nothing twice and is answered with `before`, so keep it until an answer comes. Without it one is
    /// drawn here, and whether an answer arrived that was never acknowledged cannot be found out.
    receipt: Option<String>,
}

/// What became of an answer.
#[derive(Serialize, ToSchema)]
struct Given {
    /// The number that shows that an answer has arrived, and nothing else: it is drawn at random, only its hash is
    /// stored, and neither who answered nor what can be found by it. To check it, send the same answer to the same link
    /// again with it: `before` says that it had arrived.
    receipt: String,
    /// `now`, or `before` if this answer had arrived earlier.
    stored: &'static str,
}

/// What the link asks, in both languages.
#[utoipa::path(get, path = "/respond/{token}", tag = "respond", security(()), params(("token" = String, Path)),
    responses((status = OK, body = Asked)))]
async fn show(
    State(state): State<AppState>,
    headers: HeaderMap,
    Path(token): Path<String>,
) -> Result<Json<Asked>, ApiError> {
    let opened = respond::open(&state.core, &token).await;
    let opened = opened.map_err(|error| ApiError::new(error, locale_of(&headers)))?;
    let (state, face, questionnaire) = match opened {
        Opened::Ready(face, questionnaire) => {
            ("open", face, Some(QuestionnaireDocument::from(questionnaire.document())))
        }
        Opened::Closed(face) => ("closed", face, None),
        Opened::Spent(face) => ("answered", face, None),
        Opened::Declined(face) => ("declined", face, None),
    };
    let subject = face.subject.map(|s| About { name: s.name, relationship: s.relationship.key() });
    Ok(Json(Asked {
        state,
        organisation: Text::from(&face.organisation),
        title: Text::from(&face.title),
        promise: Text::from(&face.promise),
        closes_on: face.closes_on,
        subject,
        questionnaire,
    }))
}

/// Why somebody cannot rate.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Declining {
    /// `hardly_know`, `conflict`, `no_time` or `other`.
    reason: String,
    /// In own words, up to 300 characters; needed with `other`.
    #[serde(default)]
    note: String,
}

/// 360°: says that whoever was invited cannot rate. HR reads the reason; no more reminders come.
#[utoipa::path(post, path = "/respond/{token}/decline", tag = "respond", security(()), params(("token" = String, Path)),
    request_body = Declining, responses((status = NO_CONTENT), (status = CONFLICT)))]
async fn decline(
    State(state): State<AppState>,
    headers: HeaderMap,
    Path(token): Path<String>,
    Body(why): Body<Declining>,
) -> Result<StatusCode, ApiError> {
    let declined = async {
        let choose = || Error::invalid(Problem::field("reason", |l| text::field_errors::choose(l).to_owned()));
        let reason = Decline::from_key(&why.reason).ok_or_else(choose)?;
        cycles::decline(&state.core, &token, reason, &why.note).await
    };
    declined.await.map_err(|error| ApiError::new(error, locale_of(&headers)))?;
    Ok(StatusCode::NO_CONTENT)
}

/// 360°: takes that back.
#[utoipa::path(delete, path = "/respond/{token}/decline", tag = "respond", security(()), params(("token" = String, Path)),
    responses((status = NO_CONTENT)))]
async fn take_back(
    State(state): State<AppState>,
    headers: HeaderMap,
    Path(token): Path<String>,
) -> Result<StatusCode, ApiError> {
    let done = cycles::take_back(&state.core, &token).await;
    done.map_err(|error| ApiError::new(error, locale_of(&headers)))?;
    Ok(StatusCode::NO_CONTENT)
}

/// Answers. The reply comes after the answer is durable.
#[utoipa::path(post, path = "/respond/{token}", tag = "respond", security(()), params(("token" = String, Path)),
    request_body = Answered,
    responses((status = CREATED, body = Given), (status = OK, body = Given, description = "It had arrived before"),
        (status = CONFLICT)))]
async fn answer(
    State(state): State<AppState>,
    headers: HeaderMap,
    Path(token): Path<String>,
    request: Request,
) -> Result<(StatusCode, Json<Given>), ApiError> {
    let in_words = |error| ApiError::new(error, locale_of(&headers));
    // The link before the body: whoever has none sends nothing that anybody reads.
    let invited = respond::invited(&state.core, &token).await.map_err(in_words)?;
    let Body(answered) = Body::<Answered>::from_request(request, &state).await?;
    let (receipt, before) = store(&state.core, invited, &answered).await.map_err(in_words)?;
    let (status, stored) = if before { (StatusCode::OK, "before") } else { (StatusCode::CREATED, "now") };
    Ok((status, Json(Given { receipt: receipt.to_string(), stored })))
}

/// The receipt, and whether the answer had arrived before.
async fn store(core: &Core, invited: Invited, answered: &Answered) -> Result<(Receipt, bool), Error> {
    let receipt = match &answered.receipt {
        Some(given) => given.parse().map_err(|_| unreadable_receipt())?,
        None => Receipt::draw(&*core.random),
    };
    let answers = check_json(&invited.questionnaire, &answered.answers)
        .map_err(|problems| Error::Invalid(problems.iter().map(problem).collect()))?;
    if answers.is_empty() {
        return Err(Error::invalid(Problem::field("answers", |l| text::respond::nothing(l).to_owned())));
    }
    match invited.submit(core, answers, receipt).await? {
        Outcome::Stored(receipt) => Ok((receipt, false)),
        Outcome::AlreadyStored(receipt) => Ok((receipt, true)),
        Outcome::Spent => Err(Error::conflict(|l| text::respond::spent_title(l).to_owned())),
        Outcome::Closed => Err(Error::conflict(|l| text::respond::closed_title(l).to_owned())),
        Outcome::Unknown => Err(Error::NotFound),
    }
}

fn problem(wrong: &AnswerProblem<'_>) -> Problem {
    Problem::field(wrong.item, |l| text::field_error::answer(l, wrong.fault))
}

fn unreadable_receipt() -> Error {
    Error::invalid(Problem::field("receipt", |l| text::respond::receipt_unreadable(l).to_owned()))
}
