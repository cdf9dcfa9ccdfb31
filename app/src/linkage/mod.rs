//! From employees to customers to results: what goes together over the units, and what that does not prove.

mod page;
mod told;
pub mod wire;

use ayeneh_domain::permission::Right;

pub use self::page::{page, plot, refusal};
pub(crate) use self::told::{linked, per_five};
use crate::routing::{Access, Route};

/// The routes of this feature.
pub fn routes() -> Vec<Route> {
    vec![Route::get("/linkage", Access::Right(Right::ScorecardView), told::show)]
}
