//! 360° review cycles: settings and phases, lists of raters that subjects choose and managers approve, the reports of a
//! cycle with their gate, and a report for who may read it.

mod nominate;
pub(crate) mod nominations;
pub(crate) mod phases;
pub mod report;
mod reports;
mod settings;
mod talk;

use ayeneh_domain::permission::Right;

use crate::routing::{Access, Route};

/// The routes of this feature.
pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/cycles/{id}/reports", Access::Right(Right::ReportsView), reports::show),
        Route::post("/cycles/{id}/reports", Access::Right(Right::ReportsView), reports::release),
        Route::get("/cycles/{id}/reports/{person}", Access::Right(Right::OwnReport), report::show),
        Route::get("/cycles/{id}/reports/{person}/talk", Access::Right(Right::OwnReport), talk::show),
        Route::post("/cycles/{id}/reports/{person}/talk", Access::Right(Right::OwnReport), talk::act),
        Route::get("/cycles/{id}/settings", Access::Right(Right::SurveysManage), settings::show),
        Route::post("/cycles/{id}/settings", Access::Right(Right::SurveysManage), settings::settle),
        Route::get("/cycles/{id}/nominations/{person}", Access::Right(Right::Answer), nominate::show),
        Route::post("/cycles/{id}/nominations/{person}", Access::Right(Right::Answer), nominate::act),
        Route::get("/nominations", Access::Right(Right::Answer), nominations::show),
        Route::get("/report", Access::Right(Right::OwnReport), report::own),
    ]
}
