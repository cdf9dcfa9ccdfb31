//! Development plans: all of one's own and of the team, the plan after a report, and a goal of it with what is done for it.

mod act;
mod check_ins;
mod goal;
mod list;
mod page;
mod words;

use ayeneh_domain::permission::Right;

use crate::routing::{Access, Route};

/// The routes of this feature.
pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/plans", Access::Right(Right::OwnReport), list::show),
        Route::get("/cycles/{id}/reports/{person}/plan", Access::Right(Right::OwnReport), page::show),
        Route::post("/cycles/{id}/reports/{person}/plan", Access::Right(Right::OwnReport), page::choose),
        Route::get("/cycles/{id}/reports/{person}/plan/{goal}", Access::Right(Right::OwnReport), goal::show),
        Route::post("/cycles/{id}/reports/{person}/plan/{goal}", Access::Right(Right::OwnReport), act::act),
    ]
}
