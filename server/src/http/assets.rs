//! Styles, fonts and the client module, out of the binary. Addressed with a version, so browsers may keep them.

use axum::Router;
use memory_serve::CacheControl;

use super::AppState;

/// The version that pages put behind the address of an asset.
pub const VERSION: &str = env!("AYENEH_ASSETS_VERSION");

/// Serves the front end.
pub fn router() -> Router<AppState> {
    memory_serve::load!().index_file(None).cache_control(CacheControl::Long).into_router()
}
