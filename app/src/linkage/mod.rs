//! From employees to customers to results: what goes together over the units, and what that does not prove.

mod page;
pub mod wire;

pub use self::page::{page, plot, refusal};
