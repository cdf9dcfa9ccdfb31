//! Look and feel: the parts that every page is made of, and the charts. No feature's words, no services.
//!
//! Two sides, one axis, and the gap: employees stand above the line, customers below it, on the same scale.
//! A side is told four times (colour, shape, place, word); colour belongs to people, the interface is ink.
//! Parts take what they show as arguments; the words that belong to a part itself come from the catalogue's `ui`.

pub mod button;
pub mod chart;
pub mod dialog;
pub mod empty;
pub mod field;
pub mod gallery;
pub mod gap;
pub mod head;
pub mod heat;
pub mod hidden_cell;
pub mod icon;
pub mod list;
#[cfg(test)]
pub mod look;
pub mod mark;
pub mod measure_row;
pub mod note;
pub mod pairs;
pub mod panel;
pub mod rank;
pub mod released;
pub mod scale;
pub mod shares;
pub mod shell;
pub mod shown;
pub mod slopes;
pub mod state;
pub mod table;
pub mod tag;
