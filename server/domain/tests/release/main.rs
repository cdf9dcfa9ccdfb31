//! Releases as a whole, from plain answers to cells: what the design's tables say, and properties that must always hold.

mod made;

mod alignment;
mod assessment;
mod historical;
mod report;
mod supersede;
mod together;
mod wave;
