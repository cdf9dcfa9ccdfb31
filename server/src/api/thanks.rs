//! `/thanks`: thanks to colleagues, those that everybody reads and one's own; giving and hiding them.

use axum::{Json, http::StatusCode};
use ayeneh_core::{
    Error, Problem,
    recognition::{self, NewThanks, Thanks},
};
use ayeneh_domain::ids::{PersonId, ThanksId, UnitId};
use ayeneh_text as text;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use super::{
    bearer::Caller,
    extract::{Body, Path, Query},
    problem::{ApiError, said},
    schema::Made,
};
use crate::http::AppState;

/// The operations of this file.
pub fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(list, give)).routes(routes!(mine)).routes(routes!(hide))
}

/// Thanks that were given.
#[derive(Serialize, ToSchema)]
struct GivenThanks {
    /// The identifier.
    id: Uuid,
    /// Who thanks.
    from: ThanksPerson,
    /// Who is thanked.
    to: ThanksPerson,
    /// The unit of whoever is thanked, on that day.
    unit: Uuid,
    /// The key of an item of the questionnaire `behaviour.360`.
    behaviour: String,
    /// In own words.
    words: String,
    /// `company` or `person`.
    audience: &'static str,
    /// The day, `2026-11-21`.
    given_on: String,
    /// Why HR hid it; only among those that one gave.
    #[serde(skip_serializing_if = "Option::is_none")]
    hidden: Option<String>,
    /// Whether who asks may hide it.
    may_hide: bool,
}

/// Somebody in thanks.
#[derive(Serialize, ToSchema)]
struct ThanksPerson {
    /// The identifier.
    id: Uuid,
    /// The name.
    name: String,
}

/// A page of thanks, the newest first. They are never counted for pay: no operation adds them up.
#[derive(Serialize, ToSchema)]
struct ThanksPage {
    /// At most 50.
    items: Vec<GivenThanks>,
    /// Whether there is another page.
    more: bool,
}

/// One's own.
#[derive(Serialize, ToSchema)]
struct OwnThanks {
    /// What one was thanked for.
    received: ThanksPage,
    /// What one thanked for.
    given: ThanksPage,
}

/// Which thanks.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct WantedThanks {
    /// To one person only.
    person: Option<Uuid>,
    /// To people of one unit and below only.
    unit: Option<Uuid>,
    /// Which page, from 0.
    page: Option<usize>,
}

/// Thanks to be given.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ThanksToGive {
    /// Personnel number, mail address or full name.
    to: String,
    /// The key of an item of the questionnaire `behaviour.360`.
    behaviour: String,
    /// In own words, up to 500 characters.
    words: String,
    /// `company` or `person`.
    audience: String,
}

/// Why thanks are hidden.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ThanksReason {
    /// Their writer reads it; up to 300 characters.
    reason: String,
}

/// What everybody in the company may read.
#[utoipa::path(get, path = "/thanks", tag = "thanks", security(("bearer" = [])), params(WantedThanks),
    responses((status = OK, body = ThanksPage)))]
async fn list(Caller(ctx, _): Caller, Query(wanted): Query<WantedThanks>) -> Result<Json<ThanksPage>, ApiError> {
    let page = wanted.page.unwrap_or(0);
    let found = match (wanted.person, wanted.unit) {
        (None, None) => recognition::company(&ctx, page).await,
        (Some(person), None) => recognition::to(&ctx, PersonId(person), page).await.map(|(_, found)| found),
        (None, Some(unit)) => recognition::in_unit(&ctx, UnitId(unit), page).await.map(|(_, found)| found),
        (Some(_), Some(_)) => {
            Err(Error::invalid(Problem::field("unit", |l| text::recognition::person_or_unit(l).to_owned())))
        }
    };
    said(&ctx, found).map(|found| Json(paged(found)))
}

/// Thanks a colleague; at most 20 times a day.
#[utoipa::path(post, path = "/thanks", tag = "thanks", security(("bearer" = [])), request_body = ThanksToGive,
    responses((status = CREATED, body = Made)))]
async fn give(Caller(ctx, _): Caller, Body(new): Body<ThanksToGive>) -> Result<(StatusCode, Json<Made>), ApiError> {
    let new = NewThanks { to: new.to, behaviour: new.behaviour, words: new.words, audience: new.audience };
    let id = said(&ctx, recognition::give(&ctx, &new).await)?;
    Ok((StatusCode::CREATED, Json(Made { id: id.0 })))
}

/// One's own: received, also what is for oneself alone, and given, also what HR hid.
#[utoipa::path(get, path = "/thanks/mine", tag = "thanks", security(("bearer" = [])),
    responses((status = OK, body = OwnThanks)))]
async fn mine(Caller(ctx, _): Caller) -> Result<Json<OwnThanks>, ApiError> {
    let (received, given) = said(&ctx, recognition::mine(&ctx).await)?;
    Ok(Json(OwnThanks { received: paged(received), given: paged(given) }))
}

/// Hides thanks that everybody reads; their writer is told why.
#[utoipa::path(post, path = "/thanks/{id}/hide", tag = "thanks", security(("bearer" = [])), params(("id" = Uuid, Path)),
    request_body = ThanksReason, responses((status = NO_CONTENT)))]
async fn hide(
    Caller(ctx, _): Caller,
    Path(id): Path<Uuid>,
    Body(why): Body<ThanksReason>,
) -> Result<StatusCode, ApiError> {
    said(&ctx, recognition::hide(&ctx, ThanksId(id), &why.reason).await)?;
    Ok(StatusCode::NO_CONTENT)
}

fn paged(found: recognition::Page) -> ThanksPage {
    let items = found.thanks.into_iter().map(|one| (found.hideable.contains(&one.id), one));
    ThanksPage { more: found.more, items: items.map(|(may_hide, one)| given(one, may_hide)).collect() }
}

fn given(found: Thanks, may_hide: bool) -> GivenThanks {
    let person = |(id, name): (PersonId, String)| ThanksPerson { id: id.0, name };
    GivenThanks {
        id: found.id.0,
        from: person(found.from),
        to: person(found.to),
        unit: found.unit.0.0,
        behaviour: found.behaviour,
        words: found.words,
        audience: found.audience.key(),
        given_on: found.given_on.to_string(),
        hidden: found.hidden,
        may_hide,
    }
}
