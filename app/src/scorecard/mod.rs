//! The scorecard: one page that an executive reads at a glance, and a page below it for each measure.

mod measure;
mod mirror;
mod page;
mod show;
mod told;
pub mod wire;

use ayeneh_domain::permission::Right;

pub use self::page::page;
pub(crate) use self::told::{form, perspective_name};
use crate::routing::{Access, Route};

/// The routes of this feature.
pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/scorecard", Access::Right(Right::ScorecardView), show::show),
        Route::get("/scorecard/{key}", Access::Right(Right::ScorecardView), show::show_measure),
    ]
}
