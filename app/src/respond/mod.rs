//! Answering by a personal link: one section a page, without an account, without a script, without a server-side draft.

mod decline;
mod ending;
mod filling;
pub(crate) mod frame;
mod question;
mod section;
mod sending;

use crate::routing::{Access, Route};

/// The routes of this feature.
pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/r/{token}", Access::Link, section::show),
        Route::post("/r/{token}", Access::Link, sending::turn).behind(sending::door),
        Route::get("/r/{token}/decline", Access::Link, decline::show),
        Route::post("/r/{token}/decline", Access::Link, decline::send).behind(sending::door),
    ]
}
