//! The development plan after a 360° report: which behaviours are offered as goals, how a goal goes on, and when somebody
//! is reminded of what is due. Whose eyes see what is decided where the plan is read.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::{calendar::Date, people::keyed};

/// Longest aim, action or reason, in characters.
pub const LONGEST_LINE: usize = 300;
/// Longest check-in, in characters.
pub const LONGEST_NOTE: usize = 2_000;
/// A plan with more goals than this is no plan.
pub const MOST_GOALS: usize = 10;
/// So many actions a goal holds.
pub const MOST_ACTIONS: usize = 20;

/// An action is due within so many days: five years.
pub const FURTHEST_DAYS: i64 = 1_826;

/// Nobody gets two reminders within so many days; what is due so soon is reminded of.
const WEEK: i64 = 7;
/// What has been late for longer is not reminded of any more: a reminder that nobody heeds is noise.
const FORGOTTEN_AFTER: i64 = 28;

/// Where a goal stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GoalState {
    /// It is worked on.
    Open,
    /// It is reached.
    Done,
    /// It is given up, with a reason.
    Dropped,
}

keyed!(GoalState { Open => "open", Done => "done", Dropped => "dropped" });

impl GoalState {
    /// Whether a goal may go from here to there. What is over is opened again before it ends differently.
    pub const fn may_become(self, next: Self) -> bool {
        matches!((self, next), (Self::Open, Self::Done | Self::Dropped) | (Self::Done | Self::Dropped, Self::Open))
    }

    /// Whether actions and check-ins are still added.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Open)
    }
}

/// How far somebody finds a goal to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Progress {
    /// Nothing can be seen yet.
    Nothing,
    /// Something is different.
    Something,
    /// It is reached.
    Reached,
}

keyed!(Progress { Nothing => "none", Something => "some", Reached => "done" });

/// What is done for a goal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ActionKind {
    /// Something to do at work.
    Action,
    /// Something to learn: a course, a book, a colleague to watch.
    Training,
}

keyed!(ActionKind { Action => "action", Training => "training" });

/// Why a behaviour is offered where it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Offer {
    /// It belongs to a blind spot.
    BlindSpot,
    /// It is among the lowest five.
    Lowest,
    /// Any other behaviour of the report.
    Other,
}

keyed!(Offer { BlindSpot => "blind_spot", Lowest => "lowest", Other => "other" });

/// All behaviours in the order in which they are offered: blind spots, then the lowest, then the others; each once.
pub fn offered<'a>(blind: &[&'a str], lowest: &[&'a str], all: &[&'a str]) -> Vec<(&'a str, Offer)> {
    let known: BTreeSet<&str> = all.iter().copied().collect();
    let mut seen = BTreeSet::new();
    let lists = [(blind, Offer::BlindSpot), (lowest, Offer::Lowest), (all, Offer::Other)];
    let told = lists.into_iter().flat_map(|(keys, offer)| keys.iter().map(move |&key| (key, offer)));
    told.filter(|(key, _)| known.contains(key) && seen.insert(*key)).collect()
}

/// The days between which an open action is due enough to be reminded of.
pub fn reminded_of(today: Date) -> (Date, Date) {
    (today.plus_days(-FORGOTTEN_AFTER), today.plus_days(WEEK - 1))
}

/// The last day on which a reminder may have gone to somebody who gets another one today.
pub fn reminded_until(today: Date) -> Date {
    today.plus_days(-WEEK)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_is_over_is_opened_before_it_ends_differently() {
        use GoalState::{Done, Dropped, Open};
        let may: Vec<_> = GoalState::ALL
            .iter()
            .flat_map(|from| GoalState::ALL.iter().map(move |to| (*from, *to)))
            .filter(|(from, to)| from.may_become(*to))
            .collect();
        assert_eq!(may, [(Open, Done), (Open, Dropped), (Done, Open), (Dropped, Open)]);
    }

    #[test]
    fn blind_spots_come_first_then_the_lowest() {
        let offers = offered(&["c", "d"], &["b", "c"], &["a", "b", "c", "d"]);
        let expected = [("c", Offer::BlindSpot), ("d", Offer::BlindSpot), ("b", Offer::Lowest), ("a", Offer::Other)];
        assert_eq!(offers, expected);
    }

    #[test]
    fn a_week_lies_between_two_reminders() {
        let today = Date::from_days(20_000);
        let (from, to) = reminded_of(today);
        assert_eq!((from.days_until(today), today.days_until(to)), (28, 6));
        assert_eq!(reminded_until(today).days_until(today), 7);
    }

    proptest! {
        #[test]
        fn every_behaviour_is_offered_once_and_none_is_invented(
            all in prop::collection::btree_set("[a-f]", 0..6),
            blind in prop::collection::vec("[a-h]", 0..6),
            lowest in prop::collection::vec("[a-h]", 0..6),
        ) {
            let all: Vec<&str> = all.iter().map(String::as_str).collect();
            let blind: Vec<&str> = blind.iter().map(String::as_str).collect();
            let lowest: Vec<&str> = lowest.iter().map(String::as_str).collect();
            let offers = offered(&blind, &lowest, &all);
            let mut keys: Vec<&str> = offers.iter().map(|(key, _)| *key).collect();
            keys.sort_unstable();
            prop_assert_eq!(keys, all);
            prop_assert!(offers.is_sorted_by_key(|(_, offer)| *offer));
            for (key, offer) in offers {
                prop_assert_eq!(offer == Offer::BlindSpot, blind.contains(&key));
                prop_assert!(offer != Offer::Other || !lowest.contains(&key));
            }
        }
    }
}
