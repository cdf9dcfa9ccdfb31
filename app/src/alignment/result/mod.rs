//! The result of an alignment: the orders side by side, where they do not match, and how far each party agrees.

mod page;
mod told;
pub mod wire;

pub(crate) use self::told::sentence;
pub use self::{page::page, told::told};
