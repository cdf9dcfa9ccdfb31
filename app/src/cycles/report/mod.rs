//! The 360° report: oneself and others on one axis, by relationship, in words.

mod before;
mod findings;
mod groups;
mod page;
mod show;
mod told;
pub mod wire;

pub(super) use self::groups::tint;
pub use self::{
    page::page,
    show::{own, show},
};
