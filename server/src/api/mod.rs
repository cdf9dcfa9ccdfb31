//! The REST API `/api/v1`: the same services as the pages, for programs. OpenAPI 3.1 at `/api/v1/openapi.json`.

mod assessments;
mod bearer;
mod body;
mod customers;
mod cycles;
mod historical;
mod home;
mod idempotency;
mod imports;
mod measures;
mod paging;
mod people;
mod people_edit;
mod problem;
mod questionnaires;
mod respond;
mod results;
mod schema;
mod scorecard;
mod stop;
mod surveys;
mod tokens;

use axum::{Json, Router, extract::DefaultBodyLimit, middleware, routing::get};
use utoipa::OpenApi;

use schema::Security;
use utoipa_axum::router::OpenApiRouter;

use crate::http::AppState;

/// Largest body of a request, in bytes.
const LARGEST_BODY: usize = 32 * 1024 * 1024;

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Ayeneh",
        description = "Everything the browser can do in the main job, for programs. Send `Authorization: Bearer ayn_…`; \
            writes take an `Idempotency-Key`; errors are problem documents (RFC 9457) in the language of \
            `Accept-Language`; lists continue with the cursor in `next`."
    ),
    modifiers(&Security)
)]
struct Document;

/// The API and its description.
pub fn router(state: &AppState) -> Router<AppState> {
    let (router, document) = described();
    let document = Json(document);
    router
        .route("/openapi.json", get(move || async move { document.clone() }))
        .fallback(problem::nothing_here)
        .layer(middleware::from_fn_with_state(state.clone(), idempotency::once))
        .layer(DefaultBodyLimit::max(LARGEST_BODY))
}

/// All operations, mounted and described in one step so that the two cannot differ.
pub fn described() -> (Router<AppState>, utoipa::openapi::OpenApi) {
    OpenApiRouter::with_openapi(Document::openapi())
        .merge(people::router())
        .merge(people_edit::router())
        .merge(customers::router())
        .merge(questionnaires::router())
        .merge(surveys::router())
        .merge(cycles::router())
        .merge(historical::router())
        .merge(home::router())
        .merge(imports::router())
        .merge(measures::router())
        .merge(scorecard::router())
        .merge(respond::router())
        .merge(results::router())
        .merge(assessments::router())
        .merge(stop::router())
        .merge(tokens::router())
        .split_for_parts()
}
