//! The rules of Ayeneh, pure: no input or output, no clock, no database, no pages. Compiles to wasm.
//!
//! Everything here can be checked by example and by property without starting anything.

pub mod answer;
pub mod bilingual;
pub mod ids;
pub mod people;
pub mod permission;
pub mod questionnaire;
pub mod relationship;
