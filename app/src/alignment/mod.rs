//! Behaviour alignment: what is chosen for a round, how its list is answered, and what its result says.

pub(crate) mod choosing;
pub mod result;
