//! The page behind the stop link of a mail. Opening it changes nothing; one press does, and one takes it back.

mod page;

use crate::routing::{Access, Route};

/// The routes of this feature.
pub fn routes() -> Vec<Route> {
    vec![Route::get("/stop/{token}", Access::Link, page::show), Route::post("/stop/{token}", Access::Link, page::press)]
}
