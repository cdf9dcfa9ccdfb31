//! Mails of the organisation for administrators: what became of each, and in development how it reads.

mod list;
mod reading;

use ayeneh_domain::permission::Right;

use crate::routing::{Access, Route};

/// The routes of this feature.
pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/mails", Access::Right(Right::MailView), list::show),
        Route::get("/mails/{id}", Access::Right(Right::MailView), reading::show),
        Route::get("/mails/{id}/html", Access::Right(Right::MailView), reading::download),
    ]
}
