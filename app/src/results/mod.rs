//! Results: what is released, and paired results with both sides of every element and unit, from released cells alone.

mod detail;
mod list;
mod page;
mod show;
mod told;
pub mod wire;

use ayeneh_domain::permission::Right;

pub(crate) use self::told::elements;
pub use self::{page::page, told::release_line};
use crate::routing::{Access, Route};

/// The routes of this feature.
pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/results", Access::Right(Right::ResultsView), list::show),
        Route::get("/results/{id}", Access::Right(Right::ResultsView), show::show),
        Route::get("/results/{id}/cells", Access::Right(Right::ResultsView), show::download),
    ]
}
