//! The result of an assessment: maturity by domain and level, and each claim beside what is measured.

mod domains;
mod page;
mod told;
mod topics;
mod trend;
pub mod wire;

pub use self::{page::page, told::told};
