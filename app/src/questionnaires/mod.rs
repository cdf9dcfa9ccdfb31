//! Questionnaires: those that come with Ayeneh, each to be read in both languages side by side.

mod list;
mod preview;

use ayeneh_domain::permission::Right;

use crate::routing::{Access, Route};

/// The pages of this feature.
pub fn routes() -> Vec<Route> {
    let reads = Access::Right(Right::QuestionnairesView);
    vec![Route::get("/questionnaires", reads, list::show), Route::get("/questionnaires/{key}", reads, preview::show)]
}
