//! The rules of Ayeneh, pure: no input or output, no clock, no database, no pages. Compiles to wasm.
//!
//! Everything here can be checked by example and by property without starting anything.

pub mod answer;
pub mod bilingual;
pub mod calendar;
pub mod customers;
pub mod cycle;
pub mod digits;
pub mod disclosure;
pub mod ids;
pub mod mail_address;
pub mod measure;
pub mod people;
pub mod permission;
pub mod plain_text;
pub mod questionnaire;
pub mod relationship;
pub mod release;
pub mod scoring;
pub mod sort_order;
pub mod statistics;
pub mod survey;
