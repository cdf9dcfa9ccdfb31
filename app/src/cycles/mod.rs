//! 360° review cycles: the reports of a cycle with the gate that HR opens, and a report for who may read it.

pub mod report;
mod reports;

use ayeneh_domain::permission::Right;

use crate::routing::{Access, Route};

/// The routes of this feature.
pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/cycles/{id}/reports", Access::Right(Right::ReportsView), reports::show),
        Route::post("/cycles/{id}/reports", Access::Right(Right::ReportsView), reports::release),
        Route::get("/cycles/{id}/reports/{person}", Access::Right(Right::OwnReport), report::show),
        Route::get("/report", Access::Right(Right::OwnReport), report::own),
    ]
}
