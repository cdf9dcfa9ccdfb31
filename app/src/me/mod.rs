//! My account, for everybody who is signed in: language and theme, password, and where one is signed in.

mod page;
mod panels;

use crate::routing::{Access, Route};

/// The routes of this feature.
pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/me", Access::SignedIn, page::show),
        Route::post("/me", Access::SignedIn, page::choose_look),
        Route::post("/me/password", Access::SignedIn, page::choose_password),
        Route::post("/me/sessions", Access::SignedIn, page::end_others),
    ]
}
