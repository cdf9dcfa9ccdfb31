//! SQL of plans: the goals here; actions, check-ins, and what lists and reminders ask have a file each.

mod actions;
mod check_ins;
mod lists;

use ayeneh_domain::{
    calendar::Date,
    ids::{GoalId, OrganisationId, PersonId, SurveyId},
    plan::{GoalState, Progress},
};
use sqlx::FromRow;
use uuid::Uuid;

pub(super) use self::{
    actions::{ActionRow, action_count, actions, delete_action, finish_action, insert_action, same_action},
    check_ins::{CheckInRow, NewRow as NewCheckInRow, check_ins, insert_check_in, is_last_check_in},
    lists::{ListedRow, first_due, listed, note_reminder, with_plan},
};
use crate::{db::Tx, on_engine, people::rows::undecodable};

type Sql<T> = Result<T, sqlx::Error>;

const GOALS: &str = "SELECT id, behaviour, aim, state, reason, progress, begun_on, ended_on FROM plan_goal \
     WHERE organisation_id = $1 AND survey_id = $2 AND subject_id = $3 \
     ORDER BY CASE state WHEN 'open' THEN 0 WHEN 'done' THEN 1 ELSE 2 END, begun_on, id";
const GOAL: &str = "SELECT id, behaviour, aim, state, reason, progress, begun_on, ended_on FROM plan_goal \
     WHERE organisation_id = $1 AND survey_id = $2 AND subject_id = $3 AND id = $4";
const INSERT_GOAL: &str = "INSERT INTO plan_goal (organisation_id, id, survey_id, subject_id, behaviour, aim, state, \
     reason, progress, begun_on) VALUES ($1, $2, $3, $4, $5, $6, 'open', '', 'none', $7) ON CONFLICT DO NOTHING";
const SET_STATE: &str = "UPDATE plan_goal SET state = $4, reason = $5, ended_on = $6 \
     WHERE organisation_id = $1 AND id = $2 AND state = $3";
const SET_PROGRESS: &str = "UPDATE plan_goal SET progress = $3 WHERE organisation_id = $1 AND id = $2";
const DELETE_ACTIONS: &str = "DELETE FROM plan_action WHERE organisation_id = $1 AND goal_id = $2";
const DELETE_GOAL: &str = "DELETE FROM plan_goal WHERE organisation_id = $1 AND id = $2 AND NOT EXISTS \
     (SELECT 1 FROM plan_check_in c WHERE c.organisation_id = $1 AND c.goal_id = $2)";

const OWN: &[&str] = &[GOALS, GOAL, INSERT_GOAL, SET_STATE, SET_PROGRESS, DELETE_ACTIONS, DELETE_GOAL];

/// Every statement of this folder, prepared on both engines by a test.
pub const STATEMENTS: &[&[&str]] = &[OWN, actions::STATEMENTS, check_ins::STATEMENTS, lists::STATEMENTS];

/// A goal as it is stored.
#[derive(Clone, Debug, FromRow)]
pub(super) struct GoalRow {
    pub id: Uuid,
    pub behaviour: String,
    pub aim: String,
    state: String,
    pub reason: String,
    progress: String,
    begun_on: String,
    ended_on: Option<String>,
}

impl GoalRow {
    /// Where it stands.
    pub fn state(&self) -> Sql<GoalState> {
        GoalState::from_key(&self.state).ok_or_else(|| undecodable("state", &self.state))
    }

    /// How far it is.
    pub fn progress(&self) -> Sql<Progress> {
        progress(&self.progress)
    }

    /// When it was chosen, and when it was over.
    pub fn days(&self) -> Sql<(Date, Option<Date>)> {
        Ok((day(&self.begun_on)?, self.ended_on.as_deref().map(day).transpose()?))
    }
}

fn progress(key: &str) -> Sql<Progress> {
    Progress::from_key(key).ok_or_else(|| undecodable("progress", key))
}

fn day(stored: &str) -> Sql<Date> {
    stored.parse().map_err(|_| undecodable("day", stored))
}

/// The goals of a plan, open ones first.
pub(super) async fn goals(
    tx: &mut Tx,
    organisation: OrganisationId,
    cycle: SurveyId,
    subject: PersonId,
) -> Sql<Vec<GoalRow>> {
    on_engine!(tx, |c| sqlx::query_as(GOALS).bind(organisation.0).bind(cycle.0).bind(subject.0).fetch_all(c).await)
}

/// One of them.
pub(super) async fn goal(
    tx: &mut Tx,
    organisation: OrganisationId,
    cycle: SurveyId,
    (subject, id): (PersonId, GoalId),
) -> Sql<Option<GoalRow>> {
    on_engine!(tx, |c| sqlx::query_as(GOAL)
        .bind(organisation.0)
        .bind(cycle.0)
        .bind(subject.0)
        .bind(id.0)
        .fetch_optional(c)
        .await)
}

/// Adds a goal; `false` where the behaviour is one already.
pub(super) async fn insert_goal(
    tx: &mut Tx,
    organisation: OrganisationId,
    (cycle, subject): (SurveyId, PersonId),
    id: GoalId,
    (behaviour, aim): (&str, &str),
    today: Date,
) -> Sql<bool> {
    on_engine!(tx, |c| sqlx::query(INSERT_GOAL)
        .bind(organisation.0)
        .bind(id.0)
        .bind(cycle.0)
        .bind(subject.0)
        .bind(behaviour)
        .bind(aim)
        .bind(today.to_string())
        .execute(c)
        .await
        .map(|done| done.rows_affected() == 1))
}

/// Takes a goal from one state to another; `false` if somebody else was first.
pub(super) async fn set_state(
    tx: &mut Tx,
    organisation: OrganisationId,
    id: GoalId,
    (from, to): (GoalState, GoalState),
    (reason, ended_on): (&str, Option<Date>),
) -> Sql<bool> {
    on_engine!(tx, |c| sqlx::query(SET_STATE)
        .bind(organisation.0)
        .bind(id.0)
        .bind(from.key())
        .bind(to.key())
        .bind(reason)
        .bind(ended_on.map(|day| day.to_string()))
        .execute(c)
        .await
        .map(|done| done.rows_affected() == 1))
}

/// Notes how far a goal is.
pub(super) async fn set_progress(tx: &mut Tx, organisation: OrganisationId, id: GoalId, progress: Progress) -> Sql<()> {
    on_engine!(tx, |c| sqlx::query(SET_PROGRESS)
        .bind(organisation.0)
        .bind(id.0)
        .bind(progress.key())
        .execute(c)
        .await
        .map(|_| ()))
}

/// Removes a goal with its actions; `false` where somebody has written about it, and then the caller leaves all as it is.
pub(super) async fn delete_goal(tx: &mut Tx, organisation: OrganisationId, id: GoalId) -> Sql<bool> {
    on_engine!(tx, |c| sqlx::query(DELETE_ACTIONS).bind(organisation.0).bind(id.0).execute(c).await.map(|_| ()))?;
    on_engine!(tx, |c| sqlx::query(DELETE_GOAL)
        .bind(organisation.0)
        .bind(id.0)
        .execute(c)
        .await
        .map(|done| done.rows_affected() == 1))
}
