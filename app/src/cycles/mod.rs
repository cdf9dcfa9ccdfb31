//! 360° review cycles.

pub mod report;
