//! The group report of a cycle: its finding, themselves and others on one axis, and tables by relation, unit and level.

mod finding;
mod matrix;
mod page;
mod show;

pub use show::show;
