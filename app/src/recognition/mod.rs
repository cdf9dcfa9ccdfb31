//! Thanks to colleagues: what everybody reads, the form, one's own, and hiding what does not belong there.

mod give;
mod hide;
mod list;
mod mine;
mod rows;

use ayeneh_domain::permission::Right;

pub use self::rows::latest;
use crate::routing::{Access, Route};

/// The routes of this feature.
pub fn routes() -> Vec<Route> {
    let own = Access::Right(Right::Answer);
    vec![
        Route::get("/thanks", own, list::show),
        Route::get("/thanks/new", own, give::show),
        Route::post("/thanks/new", own, give::give),
        Route::get("/thanks/mine", own, mine::show),
        Route::get("/thanks/to/{person}", own, list::to),
        Route::get("/thanks/in/{unit}", own, list::in_unit),
        Route::get("/thanks/{id}/hide", Access::Right(Right::PeopleManage), hide::show),
        Route::post("/thanks/{id}/hide", Access::Right(Right::PeopleManage), hide::hide),
    ]
}
