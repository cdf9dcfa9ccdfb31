//! Measures for HR: what there is, importing readings with a look beforehand, targets, measures of one's own.

mod add;
mod import;
mod list;
mod target;

use ayeneh_domain::permission::Right;

use crate::routing::{Access, Route};

/// The routes of this feature.
pub fn routes() -> Vec<Route> {
    let access = Access::Right(Right::MeasuresManage);
    vec![
        Route::get("/measures", access, list::show),
        Route::get("/measures/add", access, add::show),
        Route::post("/measures/add", access, add::add),
        Route::get("/measures/import", access, import::show),
        Route::post("/measures/import", access, import::look).with_files(),
        Route::post("/measures/import/apply", access, import::apply),
        Route::get("/measures/sample", access, import::sample),
        Route::get("/measures/of/{key}", access, target::show),
        Route::post("/measures/of/{key}", access, target::set),
    ]
}
