//! What moves: parts that run in the browser, where a script makes work easier. Every page works without them.

mod date_meaning;
mod row_filter;

pub use date_meaning::DateMeaning;
pub use row_filter::RowFilter;
