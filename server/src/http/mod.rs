//! HTTP around the product: one router from the table of pages, the API, assets, health, and the layers before all.

mod assets;
mod client_address;
mod cookies;
mod health;
mod own_forms;
mod pages;
mod security_headers;
mod state;
pub mod texts;
mod throttle;

use axum::{Router, middleware};
use tower_http::{catch_panic::CatchPanicLayer, csrf::CsrfLayer};

pub use cookies::locale as locale_of;
pub use pages::{LARGEST_FORM, LARGEST_FROM_OUTSIDE, LARGEST_UPLOAD};
pub use state::AppState;

use crate::{api, bench};

/// The whole server as a router.
pub fn router(state: AppState) -> Router {
    let pages = pages::router(&state)
        .layer(middleware::from_fn_with_state(state.clone(), throttle::guessable))
        .layer(CsrfLayer::new())
        .layer(middleware::from_fn_with_state(state.clone(), own_forms::only));
    let bench = if state.bench { bench::router() } else { Router::new() };
    Router::new()
        .merge(pages)
        .nest("/bench", bench)
        .merge(health::router(&state))
        .nest(api::BASE, api::router(&state))
        .nest("/assets", assets::router())
        .fallback(pages::nothing_here)
        .with_state(state)
        .layer(middleware::from_fn(security_headers::add))
        .layer(CatchPanicLayer::new())
}
