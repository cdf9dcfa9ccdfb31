//! People and units: the list, one person and the forms about them, the unit tree, and the import.

mod edit;
mod import;
mod leave;
mod list;
mod person;
mod units;

use ayeneh_domain::permission::Right;

pub use edit::{choice, common_of, places_of};

use crate::routing::{Access, Route};

/// The routes of this feature.
pub fn routes() -> Vec<Route> {
    let (view, manage) = (Access::Right(Right::PeopleView), Access::Right(Right::PeopleManage));
    vec![
        Route::get("/people", view, list::show),
        Route::get("/people/{id}", view, person::show),
        Route::get("/people/new", manage, edit::blank),
        Route::post("/people/new", manage, edit::add),
        Route::get("/people/{id}/edit", manage, edit::show),
        Route::post("/people/{id}/edit", manage, edit::change),
        Route::get("/people/{id}/leave", manage, leave::show),
        Route::post("/people/{id}/leave", manage, leave::leave),
        Route::post("/people/{id}/return", manage, leave::come_back),
        Route::post("/people/{id}/give", manage, person::give),
        Route::post("/people/{id}/take", manage, person::take),
        Route::get("/people/units", view, units::show),
        Route::get("/people/import", manage, import::show),
        Route::post("/people/import", manage, import::send).with_files(),
        Route::get("/people/import/example/{locale}", manage, import::example),
        Route::get("/people/import/{draft}", manage, import::preview),
        Route::post("/people/import/{draft}", manage, import::confirm),
    ]
}
