//! Every word Ayeneh says, in Persian and in English, and how figures and dates are written in both.
//!
//! The words stand in `catalogue/{fa,en}/<feature>.toml`; each file is a module here and each key a function of the
//! locale. A placeholder is a parameter, in the order of the English text. See `catalogue/README.md`.

pub mod date;
pub mod field_error;
pub mod figure;
pub mod name;
pub mod promise;
mod written;

pub use ayeneh_domain::bilingual::Locale;

pub use self::written::{Written, isolate};

include!(concat!(env!("OUT_DIR"), "/catalogue.rs"));
