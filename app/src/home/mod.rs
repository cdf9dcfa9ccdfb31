//! The first page: leads everybody to where their work waits.

mod start;

use crate::routing::{Access, Route};

/// The routes of this feature.
pub fn routes() -> Vec<Route> {
    vec![Route::get("/", Access::Public, start::show)]
}
