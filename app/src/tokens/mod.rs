//! Tokens of programs, for administrators: which there are, making one, revoking one.

mod form;
mod page;

use ayeneh_domain::permission::Right;

use crate::routing::{Access, Route};

/// The routes of this feature.
pub fn routes() -> Vec<Route> {
    let administer = Access::Right(Right::Administer);
    vec![
        Route::get("/tokens", administer, page::show),
        Route::post("/tokens", administer, page::make),
        Route::post("/tokens/{id}/revoke", administer, page::revoke),
    ]
}
