//! How a review cycle goes on: draft → nominating → approving → rating → closed → debriefing → released → archived.
//!
//! Nominating is left out where HR names the raters itself. While people rate, the survey's own state counts; before and
//! after it the stored stage tells which of several phases it is, so that the two cannot contradict each other.

use serde::{Deserialize, Serialize};

use crate::{people::keyed, permission::Right, survey::State};

/// Where a cycle stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// HR prepares; nobody else knows of it.
    Draft,
    /// Subjects choose who rates them.
    Nominating,
    /// Managers look through what was chosen.
    Approving,
    /// Raters answer; raters, rules and promise are fixed.
    Rating,
    /// No answers are taken any more; the release is being built.
    Closed,
    /// Reports are there; each is opened by whom the cycle's gate names.
    Debriefing,
    /// Every report that may be read is open.
    Released,
    /// Put away: still readable, no longer listed among what is going on.
    Archived,
}

keyed!(Phase {
    Draft => "draft",
    Nominating => "nominating",
    Approving => "approving",
    Rating => "rating",
    Closed => "closed",
    Debriefing => "debriefing",
    Released => "released",
    Archived => "archived",
});

/// What takes a cycle from one phase to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Move {
    /// Asks the subjects to nominate.
    AskForNominations,
    /// Takes that back: HR goes on alone. What was chosen stays.
    StopNominations,
    /// Ends nominating and asks the managers to approve.
    AskForApprovals,
    /// Lets subjects nominate again.
    ReopenNominations,
    /// Freezes everything and invites the raters.
    Launch,
    /// Ends rating.
    Close,
    /// Builds the release.
    Publish,
    /// Opens every report that may be read and was not opened yet.
    Release,
    /// Puts the cycle away.
    Archive,
    /// Takes it out again.
    Restore,
}

keyed!(Move {
    AskForNominations => "ask_for_nominations",
    StopNominations => "stop_nominations",
    AskForApprovals => "ask_for_approvals",
    ReopenNominations => "reopen_nominations",
    Launch => "launch",
    Close => "close",
    Publish => "publish",
    Release => "release",
    Archive => "archive",
    Restore => "restore",
});

/// To whom a move writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sends {
    /// To nobody.
    Nothing,
    /// To every subject: choose who rates you.
    ToSubjects,
    /// To the managers of subjects whose raters wait for approval.
    ToManagers,
    /// To every rater.
    ToRaters,
    /// To every subject whose report is opened.
    ToReadySubjects,
}

/// A move that does not fit to where the cycle stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{moved:?} does not follow {phase:?}")]
pub struct NotNow {
    /// Where the cycle stands.
    pub phase: Phase,
    /// What was asked.
    pub moved: Move,
}

impl Move {
    /// The phases before.
    pub const fn from(self) -> &'static [Phase] {
        match self {
            Self::AskForNominations => &[Phase::Draft],
            Self::StopNominations => &[Phase::Nominating, Phase::Approving],
            Self::AskForApprovals => &[Phase::Nominating],
            Self::ReopenNominations => &[Phase::Approving],
            Self::Launch => &[Phase::Draft, Phase::Approving],
            Self::Close => &[Phase::Rating],
            Self::Publish => &[Phase::Closed],
            Self::Release => &[Phase::Debriefing],
            Self::Archive => &[Phase::Released],
            Self::Restore => &[Phase::Archived],
        }
    }

    /// The phase after.
    pub const fn to(self) -> Phase {
        match self {
            Self::StopNominations => Phase::Draft,
            Self::AskForNominations | Self::ReopenNominations => Phase::Nominating,
            Self::AskForApprovals => Phase::Approving,
            Self::Launch => Phase::Rating,
            Self::Close => Phase::Closed,
            Self::Publish => Phase::Debriefing,
            Self::Release | Self::Restore => Phase::Released,
            Self::Archive => Phase::Archived,
        }
    }

    /// The right that a person needs for it.
    pub const fn right(self) -> Right {
        Right::SurveysManage
    }

    /// Whether it also happens by itself when its day is over, or at once after the move before.
    pub const fn happens_by_itself(self) -> bool {
        matches!(self, Self::AskForApprovals | Self::Close | Self::Publish)
    }

    /// To whom it writes.
    pub const fn sends(self) -> Sends {
        match self {
            Self::AskForNominations => Sends::ToSubjects,
            Self::AskForApprovals => Sends::ToManagers,
            Self::Launch => Sends::ToRaters,
            Self::Release => Sends::ToReadySubjects,
            Self::StopNominations
            | Self::ReopenNominations
            | Self::Close
            | Self::Publish
            | Self::Archive
            | Self::Restore => Sends::Nothing,
        }
    }

    /// The move that takes it back; `None` where what was sent or promised cannot be unsaid.
    pub const fn undone_by(self) -> Option<Self> {
        match self {
            Self::AskForNominations => Some(Self::StopNominations),
            Self::StopNominations => Some(Self::AskForNominations),
            Self::AskForApprovals => Some(Self::ReopenNominations),
            Self::ReopenNominations => Some(Self::AskForApprovals),
            Self::Archive => Some(Self::Restore),
            Self::Restore => Some(Self::Archive),
            Self::Launch | Self::Close | Self::Publish | Self::Release => None,
        }
    }
}

impl Phase {
    /// Where a cycle stands, from the state of its survey and the stage that is stored. A stage that the state does not
    /// know counts as the first of that state.
    pub fn of(state: State, stage: Self) -> Self {
        match state {
            State::Draft => {
                [Self::Nominating, Self::Approving].into_iter().find(|p| *p == stage).unwrap_or(Self::Draft)
            }
            State::Open => Self::Rating,
            State::Closed => Self::Closed,
            State::Released => {
                [Self::Released, Self::Archived].into_iter().find(|p| *p == stage).unwrap_or(Self::Debriefing)
            }
        }
    }

    /// Where the cycle stands after a move.
    ///
    /// # Errors
    /// [`NotNow`] if the move does not follow.
    pub fn after(self, moved: Move) -> Result<Self, NotNow> {
        if moved.from().contains(&self) { Ok(moved.to()) } else { Err(NotNow { phase: self, moved }) }
    }

    /// The moves that follow.
    pub fn moves(self) -> impl Iterator<Item = Move> {
        Move::ALL.iter().copied().filter(move |moved| moved.from().contains(&self))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_long_way_and_the_short_way() {
        use Move as M;
        let long = [M::AskForNominations, M::AskForApprovals, M::Launch, M::Close, M::Publish, M::Release, M::Archive];
        assert_eq!(long.into_iter().try_fold(Phase::Draft, Phase::after), Ok(Phase::Archived));
        let short = [M::Launch, M::Close, M::Publish, M::Release, M::Archive];
        assert_eq!(short.into_iter().try_fold(Phase::Draft, Phase::after), Ok(Phase::Archived));
        assert_eq!(
            Phase::Nominating.after(M::Launch),
            Err(NotNow { phase: Phase::Nominating, moved: M::Launch }),
            "managers look through first"
        );
    }

    #[test]
    fn what_is_undone_is_where_it_was() {
        for moved in Move::ALL {
            let Some(back) = moved.undone_by() else { continue };
            assert!(moved.from().contains(&back.to()), "{moved:?} and {back:?}");
            assert!(back.from().contains(&moved.to()), "{back:?} and {moved:?}");
        }
        for moved in [Move::Launch, Move::Close, Move::Release] {
            assert_eq!(moved.undone_by(), None, "{moved:?}: what was sent cannot be unsaid");
        }
    }

    #[test]
    fn every_phase_is_reached_and_left() {
        for phase in Phase::ALL {
            assert!(phase.moves().next().is_some(), "{phase:?}");
            assert!(Move::ALL.iter().any(|moved| moved.to() == *phase), "{phase:?}");
        }
    }

    #[test]
    fn state_and_stage_cannot_contradict_each_other() {
        for state in State::ALL {
            for stage in Phase::ALL {
                let phase = Phase::of(*state, *stage);
                let belongs = match phase {
                    Phase::Draft | Phase::Nominating | Phase::Approving => State::Draft,
                    Phase::Rating => State::Open,
                    Phase::Closed => State::Closed,
                    Phase::Debriefing | Phase::Released | Phase::Archived => State::Released,
                };
                assert_eq!(belongs, *state);
                assert_eq!(Phase::of(*state, phase), phase);
            }
        }
    }
}
