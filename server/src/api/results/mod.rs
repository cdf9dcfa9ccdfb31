//! `/surveys/{id}/release`: what a release shows, cell by cell, and `/cycles/{id}/reports`: 360° reports behind their gate.
//! A hidden cell says why, in words and as a key, and never how many.

mod assessment;
mod cells;
mod comments;
mod head;
mod report;
mod reports;

use ayeneh_domain::{
    bilingual::Locale,
    release::{Figure, Nearest, Shown},
};
use ayeneh_text as text;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use uuid::Uuid;

use crate::http::AppState;

/// The operations of this folder.
pub fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .merge(head::router())
        .merge(cells::router())
        .merge(comments::router())
        .merge(reports::router())
        .merge(report::router())
        .merge(assessment::router())
}

/// Which cells.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Wanted {
    /// Of one unit only.
    pub unit: Option<Uuid>,
    /// Of one element, item or outcome only.
    pub topic: Option<String>,
    /// How many entries, 1 to 500; 100 without it.
    pub limit: Option<usize>,
    /// `next` of the answer before; absent for the first part.
    pub after: Option<String>,
}

/// Why a cell is hidden.
#[derive(Serialize, ToSchema)]
pub(super) struct Hidden {
    /// `too_few`, `protects_sibling`, `item_hidden`, `protects_answers` or `not_asked`.
    why: &'static str,
    /// In words.
    reason: String,
    /// Where the nearest shown figure is: `unit`, `group` or `everybody`.
    #[serde(skip_serializing_if = "Option::is_none")]
    nearest: Option<&'static str>,
    /// The unit or group.
    #[serde(skip_serializing_if = "Option::is_none")]
    nearest_key: Option<String>,
}

fn hidden(shown: &Shown, figure: Figure, l: Locale) -> Option<Hidden> {
    let Shown::Hidden { reason, nearest } = shown else { return None };
    let (nearest, nearest_key) = match nearest {
        Some(Nearest::Unit { unit }) => (Some("unit"), Some(unit.to_string())),
        Some(Nearest::Group { group }) => (Some("group"), Some(group.clone())),
        Some(Nearest::Everybody) => (Some("everybody"), None),
        None => (None, None),
    };
    Some(Hidden { why: reason.key(), reason: text::name::hidden(l, reason, figure), nearest, nearest_key })
}

/// Places sort as text.
fn key(position: usize) -> String {
    format!("{position:010}")
}
