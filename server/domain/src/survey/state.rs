//! How a run goes on: draft → open → closed → released. There is no way back and no step is left out.

use serde::{Deserialize, Serialize};

use crate::{people::keyed, permission::Right};

/// Where a run stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Being prepared; nobody knows of it.
    Draft,
    /// People answer. Audience, rules and promise are fixed.
    Open,
    /// No answers are taken any more.
    Closed,
    /// The figures that may be shown are published.
    Released,
}

keyed!(State { Draft => "draft", Open => "open", Closed => "closed", Released => "released" });

/// What takes a run on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Freezes everything and sends the invitations.
    Launch,
    /// Ends answering.
    Close,
    /// Publishes what may be shown.
    Release,
}

/// A step that does not fit to where the run stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{step:?} does not follow {state:?}")]
pub struct NotNow {
    /// Where the run stands.
    pub state: State,
    /// What was asked.
    pub step: Step,
}

impl Step {
    /// The state before.
    pub const fn from(self) -> State {
        match self {
            Self::Launch => State::Draft,
            Self::Close => State::Open,
            Self::Release => State::Closed,
        }
    }

    /// The state after.
    pub const fn to(self) -> State {
        match self {
            Self::Launch => State::Open,
            Self::Close => State::Closed,
            Self::Release => State::Released,
        }
    }

    /// The right that a person needs for it.
    pub const fn right(self) -> Right {
        match self {
            Self::Launch | Self::Close | Self::Release => Right::SurveysManage,
        }
    }

    /// Whether it also happens by itself: closing on the date, releasing after closing.
    pub const fn happens_by_itself(self) -> bool {
        matches!(self, Self::Close | Self::Release)
    }
}

impl State {
    /// Where the run stands after a step.
    ///
    /// # Errors
    /// [`NotNow`] if the step does not follow.
    pub fn after(self, step: Step) -> Result<Self, NotNow> {
        if step.from() == self { Ok(step.to()) } else { Err(NotNow { state: self, step }) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_way_and_no_step_left_out() {
        let steps = [Step::Launch, Step::Close, Step::Release];
        let walked = steps.into_iter().try_fold(State::Draft, State::after);
        assert_eq!(walked, Ok(State::Released));
        for state in State::ALL {
            let possible = steps.into_iter().filter(|step| state.after(*step).is_ok()).count();
            assert_eq!(possible, usize::from(*state != State::Released), "{state:?}");
        }
    }

    #[test]
    fn nothing_is_launched_by_itself() {
        assert!(!Step::Launch.happens_by_itself());
        assert!(Step::Close.happens_by_itself());
    }
}
