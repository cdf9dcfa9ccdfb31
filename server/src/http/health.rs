//! `/healthz` (the process answers), `/readyz` (the database too), `/metrics` (Prometheus text, from this machine only
//! and never through a proxy).

use axum::{
    Router,
    extract::{Request, State},
    http::StatusCode,
    response::{IntoResponse, Response},
    routing::get,
};

use super::{AppState, client_address};

/// The three routes.
pub fn router(_state: &AppState) -> Router<AppState> {
    Router::new().route("/healthz", get(|| async { "ok" })).route("/readyz", get(ready)).route("/metrics", get(metrics))
}

async fn ready(State(state): State<AppState>) -> Response {
    match state.core.db.ping().await {
        Ok(()) => "ready".into_response(),
        Err(error) => {
            tracing::error!(%error, "the database does not answer");
            (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer").into_response()
        }
    }
}

async fn metrics(State(state): State<AppState>, request: Request) -> Response {
    // A proxy on this machine counts as this machine, unless it leaves a trace; so any trace closes the page.
    let here = client_address::of(&request, &state.proxies).is_loopback();
    if here && !client_address::forwarded(request.headers()) {
        state.metrics.render().into_response()
    } else {
        StatusCode::NOT_FOUND.into_response()
    }
}
