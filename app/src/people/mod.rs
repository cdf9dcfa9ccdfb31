//! People and units: the list, one person, the unit tree, and the import.

mod import;
mod list;
mod person;
mod units;

use ayeneh_domain::permission::Right;

use crate::routing::{Access, Route};

/// The routes of this feature.
pub fn routes() -> Vec<Route> {
    let (view, manage) = (Access::Right(Right::PeopleView), Access::Right(Right::PeopleManage));
    vec![
        Route::get("/people", view, list::show),
        Route::get("/people/{id}", view, person::show),
        Route::post("/people/{id}/give", manage, person::give),
        Route::post("/people/{id}/take", manage, person::take),
        Route::get("/people/units", view, units::show),
        Route::get("/people/import", manage, import::show),
        Route::post("/people/import", manage, import::send),
        Route::get("/people/import/example/{locale}", manage, import::example),
        Route::get("/people/import/{draft}", manage, import::preview),
        Route::post("/people/import/{draft}", manage, import::confirm),
    ]
}
