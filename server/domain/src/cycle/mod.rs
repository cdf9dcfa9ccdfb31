//! A 360° review cycle beside the survey it is: its phases, what HR settles before it begins, who may be nominated, and
//! how a list of raters gets from the subject to the launch.

mod decline;
mod list;
pub mod nomination;
mod phase;
pub mod progress;
pub mod settings;

pub use self::{
    decline::{Decline, LONGEST_NOTE, may_decline},
    list::{Chooser, ListState, relation},
    nomination::Shortcoming,
    phase::{Move, NotNow, Phase, Sends},
    settings::{Gate, Limits, Settings},
};
