//! To answer: what the person who is signed in has not answered yet, with minutes and last day.

pub(crate) mod list;

use ayeneh_domain::permission::Right;

use crate::routing::{Access, Route};

/// The pages of this feature.
pub fn routes() -> Vec<Route> {
    vec![Route::get("/answer", Access::Right(Right::Answer), list::show)]
}
