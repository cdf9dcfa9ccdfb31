//! Every page and form of the product in one table. What is not here does not exist; the test of rights walks it.

use crate::{home, linkage, mails, respond, routing::Route, scorecard, sign_in};

/// All routes.
pub fn all() -> Vec<Route> {
    [home::routes(), linkage::routes(), mails::routes(), respond::routes(), scorecard::routes(), sign_in::routes()]
        .into_iter()
        .flatten()
        .collect()
}
