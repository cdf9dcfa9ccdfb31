//! Releases: the complete set of figures that may ever be shown of a survey, made once from sealed answers.
//!
//! Stages: counts → thresholds and partitions ([`crate::disclosure`]) → figures within the budget of their n.
//! The exact self-attack (rule 13) will stand between the second and the third: it takes the decisions of the
//! partitions and hides more. Nothing after these stages sees an answer.

mod alignment;
mod assessment;
pub mod cell;
mod comments;
mod compare;
mod counts;
mod figures;
mod group;
mod historical;
mod moved;
mod panel;
mod publish;
mod report;
mod supersede;
mod topics;
mod wave;
mod wholes;

pub use alignment::{AlignmentInput, alignment};
pub use assessment::{AssessmentInput, assessment};
pub use cell::{Cell, Comment, Figure, HiddenReason, Nearest, Shown};
pub use comments::Below;
pub use group::{Grouped, Member, group, group_rules, join_groups};
pub use historical::historical;
pub use moved::moved;
pub use report::{BLIND_SPOT, ReportInput, join, report};
pub use supersede::{TooClose, supersede};
pub use wave::{SideInput, WaveInput, wave};

/// What the builders hand out: every cell and comment of one release. Only builders of this module can make one,
/// so what is stored has passed the rules.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Released {
    cells: Vec<Cell>,
    comments: Vec<Comment>,
}

impl Released {
    /// All cells, shown and hidden.
    pub fn cells(&self) -> &[Cell] {
        &self.cells
    }

    /// The comments, in the order in which they are to be shown.
    pub fn comments(&self) -> &[Comment] {
        &self.comments
    }
}
