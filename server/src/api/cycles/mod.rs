//! `/cycles`: who rates whom, how a cycle goes on, lists of raters, and talks about reports.

mod lists;
mod run;
mod subjects;
mod talks;

use utoipa_axum::router::OpenApiRouter;

use crate::http::AppState;

/// The operations of this folder.
pub fn router() -> OpenApiRouter<AppState> {
    subjects::router().merge(run::router()).merge(lists::router()).merge(talks::router())
}
