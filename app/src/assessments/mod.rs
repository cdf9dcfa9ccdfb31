//! Assessments of the company: the twenty questions.

pub mod result;
