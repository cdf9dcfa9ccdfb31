//! Refuses forms of somebody signed in that do not say where they come from. What says so and comes from elsewhere is
//! refused by the layer inside; but that layer lets pass what says nothing, and a session cookie is always a browser's.

use axum::{
    extract::{Request, State},
    http::header,
    middleware::Next,
    response::Response,
};

use super::{AppState, cookies, pages};

/// Asks for `Origin` or `Sec-Fetch-Site` where a session cookie comes along and something could change.
pub async fn only(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let headers = request.headers();
    let says = headers.contains_key(header::ORIGIN) || headers.contains_key("sec-fetch-site");
    if request.method().is_safe() || says || cookies::session(headers, state.secure).is_none() {
        return next.run(request).await;
    }
    pages::foreign(&state, &request)
}
