//! What Ayeneh does: services that authorise and act, stores that speak SQL, and nothing of pages or HTTP.

mod batch;
pub mod clock;
pub mod context;
pub mod customers;
pub mod cycles;
pub mod db;
pub mod demo;
pub mod doors;
pub mod error;
pub mod historical;
pub mod home;
pub mod idempotency;
pub mod import;
pub mod intake;
pub mod linkage;
pub mod mail;
pub mod measures;
pub mod organisation;
pub mod people;
pub mod random;
pub mod release;
pub mod respond;
pub mod results;
pub mod scorecard;
pub mod search;
pub mod secret;
pub mod sign_in;
pub mod stop;
pub mod surveys;
#[cfg(any(test, feature = "testing"))]
pub mod testing;
pub mod tokens;

pub use context::{Core, CoreParts, Ctx, Settings};
pub use error::{Error, Missing, Problem, Result};
