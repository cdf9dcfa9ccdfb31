//! Signing in and out, the first set-up, and the switches for language and theme.

mod form;
mod link;
mod set_up;
mod switches;

use crate::routing::{Access, Route};

/// The routes of this feature.
pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/sign-in", Access::Public, form::show),
        Route::post("/sign-in", Access::Public, form::enter),
        Route::post("/sign-in/link", Access::Public, form::send_link),
        Route::post("/sign-in/password", Access::Public, form::forgot),
        Route::post("/sign-out", Access::SignedIn, form::leave),
        Route::get("/enter/{token}", Access::Public, link::show),
        Route::post("/enter/{token}", Access::Public, link::enter),
        Route::get("/set-up/{token}", Access::Public, set_up::show),
        Route::post("/set-up/{token}", Access::Public, set_up::make),
        Route::post("/language", Access::Public, switches::language),
        Route::post("/theme", Access::SignedIn, switches::theme),
    ]
}
