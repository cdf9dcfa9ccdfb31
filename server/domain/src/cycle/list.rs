//! A subject's list of raters on its way to the launch: who may change it when, and in what relation somebody stands.

use serde::{Deserialize, Serialize};

use super::Phase;
use crate::{people::keyed, relationship::Relationship, survey::raters::Colleague};

/// Where a list stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ListState {
    /// The subject chooses, or has not begun: then it is what the organisation suggests.
    #[default]
    Choosing,
    /// The subject is done; it waits for the manager.
    Sent,
    /// The manager asks for a change.
    Returned,
    /// The manager, or HR, agrees.
    Approved,
}

keyed!(ListState { Choosing => "choosing", Sent => "sent", Returned => "returned", Approved => "approved" });

/// In what role somebody works on a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Chooser {
    /// Whose list it is.
    Subject,
    /// The subject's manager.
    Manager,
    /// HR, who may put right whatever the others left.
    Hr,
}

impl ListState {
    /// Whether raters may be added and taken off.
    pub const fn may_change(self, who: Chooser, phase: Phase) -> bool {
        match (who, phase) {
            (Chooser::Hr, Phase::Draft | Phase::Nominating | Phase::Approving) => true,
            (Chooser::Subject, Phase::Nominating) => matches!(self, Self::Choosing | Self::Returned),
            (Chooser::Subject, Phase::Approving) => matches!(self, Self::Returned),
            (Chooser::Manager, Phase::Nominating) => matches!(self, Self::Sent),
            (Chooser::Manager, Phase::Approving) => matches!(self, Self::Choosing | Self::Sent),
            _ => false,
        }
    }

    /// Where the list is after the subject said that it is done; `None` if that does not follow.
    pub const fn sent(self, who: Chooser, phase: Phase) -> Option<Self> {
        match who {
            Chooser::Subject if self.may_change(who, phase) => Some(Self::Sent),
            _ => None,
        }
    }

    /// Where it is after it was approved; `None` if that does not follow.
    pub const fn approved(self, who: Chooser, phase: Phase) -> Option<Self> {
        match (who, phase) {
            (Chooser::Manager | Chooser::Hr, Phase::Nominating) if matches!(self, Self::Sent) => Some(Self::Approved),
            (Chooser::Manager | Chooser::Hr, Phase::Approving) if !matches!(self, Self::Approved) => {
                Some(Self::Approved)
            }
            _ => None,
        }
    }

    /// Where it is after it was handed back; an approved list can be handed back too, as long as nothing was launched.
    pub const fn returned(self, who: Chooser, phase: Phase) -> Option<Self> {
        match (who, phase) {
            (Chooser::Manager | Chooser::Hr, Phase::Nominating | Phase::Approving)
                if matches!(self, Self::Sent | Self::Approved) =>
            {
                Some(Self::Returned)
            }
            _ => None,
        }
    }
}

/// In what relation one employee stands to another who is reviewed. It follows from the organisation and is not chosen,
/// so that nobody rates in two relations and no group is filled with friends.
pub fn relation(subject: Colleague, other: Colleague) -> Relationship {
    if other.id == subject.id {
        Relationship::Self_
    } else if subject.manager == Some(other.id) {
        Relationship::Manager
    } else if other.manager == Some(subject.id) {
        Relationship::DirectReport
    } else if other.manager.is_some() && other.manager == subject.manager {
        Relationship::Peer
    } else {
        Relationship::OtherTeamMember
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::ids::{PersonId, UnitId};

    fn colleague(n: u128, manager: Option<u128>) -> Colleague {
        let person = |n| PersonId(Uuid::from_u128(n));
        Colleague { id: person(n), unit: UnitId(Uuid::nil()), manager: manager.map(person) }
    }

    #[test]
    fn the_organisation_tells_the_relation() {
        let subject = colleague(2, Some(1));
        let of = |n, manager| relation(subject, colleague(n, manager));
        assert_eq!(of(2, Some(1)), Relationship::Self_);
        assert_eq!(of(1, None), Relationship::Manager);
        assert_eq!(of(1, Some(2)), Relationship::Manager, "in a circle of two, too");
        assert_eq!(of(3, Some(2)), Relationship::DirectReport);
        assert_eq!(of(4, Some(1)), Relationship::Peer);
        assert_eq!(of(5, Some(9)), Relationship::OtherTeamMember);
        assert_eq!(relation(colleague(7, None), colleague(8, None)), Relationship::OtherTeamMember, "two at the top");
    }

    #[test]
    fn the_usual_way_of_a_list() {
        use ListState as L;
        let (subject, manager, nominating) = (Chooser::Subject, Chooser::Manager, Phase::Nominating);
        assert_eq!(L::Choosing.sent(subject, nominating), Some(L::Sent));
        assert!(!L::Sent.may_change(subject, nominating), "it lies with the manager");
        assert_eq!(L::Sent.returned(manager, nominating), Some(L::Returned));
        assert_eq!(L::Returned.sent(subject, nominating), Some(L::Sent));
        assert_eq!(L::Sent.approved(manager, nominating), Some(L::Approved));
        assert_eq!(L::Approved.sent(subject, nominating), None);
    }

    #[test]
    fn what_was_never_sent_is_decided_by_the_manager_once_nominating_is_over() {
        let choosing = ListState::Choosing;
        assert!(!choosing.may_change(Chooser::Subject, Phase::Approving));
        assert_eq!(choosing.approved(Chooser::Manager, Phase::Approving), Some(ListState::Approved));
        assert_eq!(choosing.approved(Chooser::Manager, Phase::Nominating), None, "the subject still chooses");
    }

    #[test]
    fn nothing_moves_while_people_rate_nor_later() {
        for phase in [Phase::Rating, Phase::Closed, Phase::Debriefing, Phase::Released, Phase::Archived] {
            for state in ListState::ALL {
                for who in [Chooser::Subject, Chooser::Manager, Chooser::Hr] {
                    assert!(!state.may_change(who, phase));
                    let moves = [state.sent(who, phase), state.approved(who, phase), state.returned(who, phase)];
                    assert_eq!(moves, [None; 3]);
                }
            }
        }
    }

    #[test]
    fn two_never_change_a_list_at_the_same_time() {
        for phase in Phase::ALL {
            for state in ListState::ALL {
                let both = [Chooser::Subject, Chooser::Manager].map(|who| state.may_change(who, *phase));
                assert_ne!(both, [true, true], "{state:?} {phase:?}");
            }
        }
    }
}
