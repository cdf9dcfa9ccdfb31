//! Customers and suppliers: the list, one account with its contacts, and the import.

mod account;
mod contact;
mod import;
mod list;

use ayeneh_domain::permission::Right;

use crate::routing::{Access, Route};

/// The routes of this feature.
pub fn routes() -> Vec<Route> {
    let (view, manage) = (Access::Right(Right::CustomersView), Access::Right(Right::CustomersManage));
    vec![
        Route::get("/customers", view, list::show),
        Route::get("/customers/{id}", view, account::show),
        Route::get("/customers/{id}/contacts/{contact}", manage, contact::show),
        Route::post("/customers/{id}/contacts/{contact}", manage, contact::change),
        Route::post("/customers/{id}/contacts/{contact}/asked", manage, contact::set_asked),
        Route::get("/customers/import", manage, import::show),
        Route::post("/customers/import", manage, import::send).with_files(),
        Route::get("/customers/import/example/{locale}", manage, import::example),
        Route::get("/customers/import/{draft}", manage, import::preview),
        Route::post("/customers/import/{draft}", manage, import::confirm),
    ]
}
