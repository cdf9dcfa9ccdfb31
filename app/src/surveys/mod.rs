//! Surveys: what waits and runs, new rounds, their preview and launch, the raters of a cycle, personal links.

pub(crate) mod draft;
mod edit;
mod form;
mod links;
mod list;
mod one;
mod raters;
mod raters_of;
mod running;
mod samples;
pub(crate) mod turnout;
mod unit_choice;
pub(crate) mod words;

use ayeneh_domain::permission::Right;

pub(crate) use self::form::summary;

use crate::routing::{Access, Route};

/// The pages of this feature.
pub fn routes() -> Vec<Route> {
    let sees = Access::Right(Right::SurveysView);
    let launches = Access::Right(Right::SurveysManage);
    vec![
        Route::get("/surveys", sees, list::show),
        Route::get("/surveys/new/{kind}", launches, form::show),
        Route::post("/surveys/new/{kind}", launches, form::create),
        Route::get("/surveys/{id}", sees, one::show),
        Route::post("/surveys/{id}", launches, one::act),
        Route::get("/surveys/{id}/edit", launches, edit::show),
        Route::post("/surveys/{id}/edit", launches, edit::change),
        Route::get("/surveys/{id}/preview", launches, samples::show),
        Route::get("/surveys/{id}/raters", launches, raters::show),
        Route::post("/surveys/{id}/raters", launches, raters::act).with_files(),
        Route::get("/surveys/{id}/raters.csv", launches, raters::file),
        Route::get("/surveys/{id}/raters/{person}", launches, raters_of::show),
        Route::post("/surveys/{id}/raters/{person}", launches, raters_of::act),
        Route::get("/surveys/{id}/links", Access::Right(Right::InvitationLinks), links::show),
    ]
}
