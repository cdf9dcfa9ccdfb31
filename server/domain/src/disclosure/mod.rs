//! Disclosure: what may be shown of answers that were promised to stay secret.
//!
//! Rules by their numbers in docs/disclosure.md: thresholds (1), partitions (2), budget by n (9), slack and
//! bands together (10), counts only (11), items (12), changes (17). All are functions of counts or of one group's answers, so that
//! each can be checked over every possible set of answers.

pub mod bands;
mod change;
pub mod detail;
#[cfg(test)]
mod enumerate;
pub mod partition;
mod rules;
pub mod slack;

pub use change::may_compare;
pub use rules::{FLOOR, Rules, RulesError, Settings};
