//! What Ayeneh does: services that authorise and act, stores that speak SQL, and nothing of pages or HTTP.

pub mod clock;
pub mod context;
pub mod db;
pub mod doors;
pub mod error;
pub mod people;
pub mod random;
pub mod secret;
pub mod sign_in;

pub use context::{Core, CoreParts, Ctx, Settings};
pub use error::{Error, Problem, Result};
