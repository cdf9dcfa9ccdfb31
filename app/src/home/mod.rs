//! The first page: what waits for who is signed in, what runs and this week; executives begin with the scorecard.

mod installation;
mod own;
mod start;
mod team;
mod turnout;
mod waits;
mod week;

use crate::routing::{Access, Route};

/// The routes of this feature.
pub fn routes() -> Vec<Route> {
    vec![Route::get("/", Access::Public, start::show)]
}
