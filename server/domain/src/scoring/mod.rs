//! Scores: from answers to the figures that people read: index, shares, NPS, CSAT, CES.
//!
//! Answers are counted per point of the scale, never added as floating-point numbers, so that a mean of millions is as
//! exact as one of three. "Don't know" is counted apart and enters no mean. Nothing is weighted.

mod element;
mod outcome;
mod scale;
mod tally;

pub use element::{ElementScore, ElementTally, element_score};
pub use outcome::{NetPromoter, effort, nps_split, satisfaction};
pub use scale::{OffScale, Scale};
pub use tally::Tally;
