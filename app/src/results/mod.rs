//! Paired results: both sides of every element and unit, from released cells alone.

mod detail;
mod page;
pub mod wire;

pub use self::page::page;
