//! What `cargo xtask bench` needs of a server beside the product: a baseline to compare with, and a company that is made
//! in seconds. Mounted only where the configuration says `bench`, and never on a server with real data.

use std::sync::LazyLock;

use axum::{
    Json, Router,
    extract::{Query, State},
    http::StatusCode,
    response::{IntoResponse, Response},
    routing::post,
};
use ayeneh_core::{
    Error,
    organisation::{Founder, found},
    people::{Person, store},
    sign_in,
    surveys::{self, NewSurvey},
};
use ayeneh_domain::{
    answer::check_json,
    bilingual::{Bilingual, Locale},
    ids::PersonId,
    people::{Level, TenureBand},
    questionnaire::{
        Frozen,
        builtin::{self, Trust},
    },
    survey::Kind,
};
use serde::Deserialize;
use serde_json::{Map, Value};

use crate::http::AppState;

/// The routes.
pub fn router() -> Router<AppState> {
    Router::new().route("/parse", post(parse)).route("/wave", post(wave))
}

/// The body of an answer, as the API takes it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Answered {
    answers: Map<String, Value>,
    #[serde(default, rename = "receipt")]
    _receipt: Option<String>,
}

/// Reads and checks an answer and forgets it.
async fn parse(Json(answered): Json<Answered>) -> StatusCode {
    static QUESTIONNAIRE: LazyLock<Frozen> = LazyLock::new(|| {
        Frozen::freeze(builtin::trust(Trust::Employee).clone()).expect("a test freezes every built-in questionnaire")
    });
    match check_json(&QUESTIONNAIRE, &answered.answers) {
        Ok(_) => StatusCode::CREATED,
        Err(_) => StatusCode::UNPROCESSABLE_ENTITY,
    }
}

/// How large a company is wanted.
#[derive(Deserialize)]
struct Size {
    people: u32,
}

/// Founds a company, launches a wave among its people and returns the tokens of their links, a line each.
async fn wave(State(state): State<AppState>, Query(size): Query<Size>) -> Response {
    match launched(&state, size.people).await {
        Ok(tokens) => tokens.join("\n").into_response(),
        Err(error) => (StatusCode::INTERNAL_SERVER_ERROR, format!("{error:?}")).into_response(),
    }
}

async fn launched(state: &AppState, size: u32) -> Result<Vec<String>, Error> {
    let core = &state.core;
    let name = Bilingual::new("سنجش", "Bench");
    let founder = Founder { name: "Bench".into(), email: "bench@bench.example".into(), locale: Locale::En };
    let mut tx = core.db.write().await?;
    let (organisation, _) = found(core, &mut tx, &name, &founder).await?;
    let unit = store::units(&mut tx, organisation).await?[0].id;
    let person = |number: u32| Person {
        id: PersonId(core.new_id()),
        code: format!("b{number}"),
        name: format!("Person {number}"),
        email: format!("b{number}@bench.example"),
        unit,
        manager: None,
        level: Level::Staff,
        tenure: TenureBand::From1To3,
        locale: Locale::En,
        theme: "auto".into(),
        active: true,
    };
    let everybody: Vec<Person> = (0..size).map(person).collect();
    store::put_people(&mut tx, organisation, &everybody, core.now_ms()).await?;
    tx.commit().await?;
    let ctx = sign_in::acting_by_address(core, &founder.email).await?.pop().ok_or(Error::NotFound)?;
    let today = surveys::today(core);
    let new = NewSurvey {
        kind: Kind::Wave,
        title: name,
        period: today.to_string().chars().take("2026-11".len()).collect(),
        closes_on: today.plus_days(30).to_string(),
        units: vec![unit],
        people: String::new(),
        ranking: None,
    };
    let survey = surveys::create(&ctx, &new).await?;
    surveys::launch(&ctx, survey).await?;
    let links = surveys::links(&ctx, survey, size + 1, 0).await?;
    Ok(links.into_iter().filter_map(|link| link.address.rsplit('/').next().map(str::to_owned)).collect())
}
