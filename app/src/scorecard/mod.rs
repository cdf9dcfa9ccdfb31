//! The scorecard: one page that an executive reads at a glance.

mod mirror;
mod page;
pub mod wire;

pub use self::page::page;
