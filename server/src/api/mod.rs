//! The REST API `/api/v1`: the same services as the pages, for programs. OpenAPI 3.1 at `/api/v1/openapi.json`.

mod bearer;
mod customers;
mod cycles;
mod describe;
mod extract;
mod historical;
mod home;
mod idempotency;
mod imports;
mod limits;
mod measures;
mod paging;
mod people;
mod people_edit;
mod problem;
mod questionnaire_document;
mod questionnaires;
mod respond;
mod results;
mod schema;
mod scorecard;
mod stop;
mod surveys;
mod tokens;

use axum::{Json, Router, middleware, routing::get};
use serde_json::Value;
use utoipa::OpenApi;
use utoipa_axum::router::OpenApiRouter;

use crate::http::{AppState, texts};
pub use problem::ApiError;
use schema::Security;

/// Where the API is mounted.
pub const BASE: &str = "/api/v1";

/// What the parts of the API are for, in the order of the description.
const TAGS: [(&str, &str); 12] = [
    ("home", "What waits, what runs and this week."),
    ("people", "Units, people and their roles: one by one, or all from files."),
    ("customers", "Customer and supplier companies with the people there."),
    ("questionnaires", "The documents that can be launched."),
    ("surveys", "Waves, review cycles and assessments from the draft to the release; earlier answers."),
    ("cycles", "Review cycles: phases, settings, who rates whom, lists of raters, talks about reports."),
    ("respond", "Answering by a personal link; no token."),
    ("results", "What releases show, cell by cell; 360° reports."),
    ("measures", "Figures of the scorecard, targets, monthly readings."),
    ("scorecard", "What an executive reads."),
    ("stop", "Stop links of mails; no token."),
    ("tokens", "Whom a token acts as; making and ending tokens."),
];

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Ayeneh",
        license(name = "MIT OR Apache-2.0", identifier = "MIT OR Apache-2.0"),
        description = "Everything the browser can do in the main job, for programs. Send `Authorization: Bearer ayn_…`; \
            writes take an `Idempotency-Key`; errors are problem documents (RFC 9457) in the language of \
            `Accept-Language`; long lists continue with the cursor in `next`. A body has at most 1 MB, with a personal \
            link 256 KB, and 32 MB where files come in."
    ),
    components(schemas(problem::ProblemDocument)),
    modifiers(&Security)
)]
struct Document;

/// The API and its description.
pub fn router(state: &AppState) -> Router<AppState> {
    let document = Json(description(&state.core.settings.public_url));
    let (router, _) = described();
    router
        .route("/openapi.json", get(move || async move { document.clone() }))
        .fallback(problem::nothing_here)
        .method_not_allowed_fallback(problem::not_this_method)
        .layer(middleware::from_fn_with_state(state.clone(), idempotency::once))
        .layer(middleware::from_fn(texts::check_query))
        .layer(middleware::from_fn(limits::set))
}

/// The description of the API as a server with this address serves it.
pub fn description(public_url: &str) -> Value {
    describe::complete(&described().1, &format!("{public_url}{BASE}"))
}

/// All operations, mounted and described in one step so that the two cannot differ.
fn described() -> (Router<AppState>, utoipa::openapi::OpenApi) {
    let all = OpenApiRouter::with_openapi(Document::openapi());
    features().into_iter().fold(all, OpenApiRouter::merge).split_for_parts()
}

/// The operations by feature.
fn features() -> [OpenApiRouter<AppState>; 15] {
    [
        home::router(),
        people::router(),
        people_edit::router(),
        customers::router(),
        imports::router(),
        questionnaires::router(),
        surveys::router(),
        historical::router(),
        cycles::router(),
        respond::router(),
        results::router(),
        measures::router(),
        scorecard::router(),
        stop::router(),
        tokens::router(),
    ]
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    /// The description keeps one schema a name, so two that share a name would hide one another.
    #[test]
    fn no_two_schemas_share_a_name() {
        let mut seen: BTreeMap<String, Value> = BTreeMap::new();
        for mut feature in features() {
            let components = feature.to_openapi().components.unwrap_or_default();
            for (name, schema) in components.schemas {
                let schema = serde_json::to_value(schema).expect("JSON");
                let first = seen.entry(name.clone()).or_insert_with(|| schema.clone());
                assert_eq!(*first, schema, "{name} is two things");
            }
        }
        assert!(seen.len() > 50, "{}", seen.len());
    }
}
