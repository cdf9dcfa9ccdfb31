//! Development plans after a 360° report: goals from its behaviours, what is done for them, and check-ins with the manager.
//!
//! A plan is read by its subject and by whoever is the manager now. A manager who comes later sees goals and actions, but no
//! check-in of before; HR learns how many have a plan, and nothing of what is in it.

mod change;
mod check_in;
mod list;
mod reached;
mod read;
mod remind;
pub mod store;

use ayeneh_domain::{
    bilingual::Bilingual,
    calendar::Date,
    ids::{ActionId, GoalId, PersonId, SurveyId},
    plan::{ActionKind, GoalState, Offer, Progress},
};

pub(crate) use self::read::chosen;
pub use self::{
    change::{NewAction, add_action, add_goal, finish_action, remove_action, remove_goal, set_state},
    check_in::{NewCheckIn, check_in},
    list::{Counted, Listed, count, plans},
    read::plan,
    remind::remind_due,
};

/// The plan after a report, as one of the two sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// The cycle.
    pub cycle: SurveyId,
    /// Its title.
    pub title: Bilingual,
    /// Whose plan it is.
    pub subject: PersonId,
    /// The name.
    pub name: String,
    /// Whether who asks is the subject; else it is the manager.
    pub is_own: bool,
    /// The manager now; absent where there is none.
    pub with: Option<PersonId>,
    /// The manager's name.
    pub manager: Option<String>,
    /// The goals: open ones first, then those that are over.
    pub goals: Vec<Goal>,
    /// Behaviours that are no goal yet, in the order in which they are offered; only for the subject.
    pub offered: Vec<Offered>,
}

/// A behaviour to choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offered {
    /// Its key.
    pub key: String,
    /// What can be seen being done.
    pub text: Bilingual,
    /// Why it stands where it stands.
    pub offer: Offer,
}

/// A goal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Goal {
    /// Its identifier.
    pub id: GoalId,
    /// The key of the behaviour.
    pub behaviour: String,
    /// What can be seen being done.
    pub text: Bilingual,
    /// The competency it belongs to.
    pub competency: Bilingual,
    /// What the subject wants to be different; may be empty.
    pub aim: String,
    /// Where it stands.
    pub state: GoalState,
    /// Why it was dropped; empty unless it was.
    pub reason: String,
    /// How far it is, as the last check-in says.
    pub progress: Progress,
    /// The day on which it was chosen.
    pub begun_on: Date,
    /// The day on which it was reached or dropped.
    pub ended_on: Option<Date>,
    /// What is done for it, by the day it is due.
    pub actions: Vec<Action>,
    /// What the two wrote, as far as who asks may read it, latest first.
    pub check_ins: Vec<CheckIn>,
}

/// Something done for a goal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Action {
    /// Its identifier.
    pub id: ActionId,
    /// Done at work, or learned.
    pub kind: ActionKind,
    /// What.
    pub body: String,
    /// The day on which it is to be done.
    pub due_on: Date,
    /// The day on which it was done.
    pub done_on: Option<Date>,
}

/// A word about a goal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckIn {
    /// Whether the subject wrote it.
    pub by_subject: bool,
    /// Who wrote it.
    pub name: String,
    /// How far the goal was.
    pub progress: Progress,
    /// What was written; may be empty.
    pub body: String,
    /// The day.
    pub on: Date,
}
