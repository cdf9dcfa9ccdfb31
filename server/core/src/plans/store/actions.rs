//! SQL of what is done for a goal.

use ayeneh_domain::{
    calendar::Date,
    ids::{ActionId, GoalId, OrganisationId, PersonId, SurveyId},
    plan::ActionKind,
};
use sqlx::FromRow;
use uuid::Uuid;

use super::{Sql, day};
use crate::{db::Tx, on_engine, people::rows::undecodable};

const ACTIONS: &str = "SELECT a.id, a.goal_id, a.kind, a.body, a.due_on, a.done_on FROM plan_action a \
     JOIN plan_goal g ON g.organisation_id = a.organisation_id AND g.id = a.goal_id \
     WHERE g.organisation_id = $1 AND g.survey_id = $2 AND g.subject_id = $3 ORDER BY a.due_on, a.id";
const COUNT: &str = "SELECT count(*) FROM plan_action WHERE organisation_id = $1 AND goal_id = $2";
const INSERT: &str = "INSERT INTO plan_action (organisation_id, id, goal_id, kind, body, due_on) \
     VALUES ($1, $2, $3, $4, $5, $6)";
const SAME: &str = "SELECT id FROM plan_action WHERE organisation_id = $1 AND goal_id = $2 AND kind = $3 AND body = $4 \
     AND due_on = $5 AND done_on IS NULL ORDER BY id LIMIT 1";
// What is done stays done on its day, however often it is said.
const FINISH: &str = "UPDATE plan_action SET done_on = CASE WHEN CAST($4 AS TEXT) IS NULL THEN NULL \
     ELSE COALESCE(done_on, CAST($4 AS TEXT)) END WHERE organisation_id = $1 AND goal_id = $2 AND id = $3";
const DELETE: &str = "DELETE FROM plan_action WHERE organisation_id = $1 AND goal_id = $2 AND id = $3";

/// Every statement of this file, prepared on both engines by a test.
pub(super) const STATEMENTS: &[&str] = &[ACTIONS, COUNT, SAME, INSERT, FINISH, DELETE];

/// An action as it is stored.
#[derive(Clone, Debug, FromRow)]
pub(in crate::plans) struct ActionRow {
    pub id: Uuid,
    pub goal_id: Uuid,
    kind: String,
    pub body: String,
    due_on: String,
    done_on: Option<String>,
}

impl ActionRow {
    /// Done at work, or learned.
    pub fn kind(&self) -> Sql<ActionKind> {
        ActionKind::from_key(&self.kind).ok_or_else(|| undecodable("kind", &self.kind))
    }

    /// When it is due, and when it was done.
    pub fn days(&self) -> Sql<(Date, Option<Date>)> {
        Ok((day(&self.due_on)?, self.done_on.as_deref().map(day).transpose()?))
    }
}

/// The actions of all goals of a plan, by the day they are due.
pub(in crate::plans) async fn actions(
    tx: &mut Tx,
    organisation: OrganisationId,
    cycle: SurveyId,
    subject: PersonId,
) -> Sql<Vec<ActionRow>> {
    on_engine!(tx, |c| sqlx::query_as(ACTIONS).bind(organisation.0).bind(cycle.0).bind(subject.0).fetch_all(c).await)
}

/// How many actions a goal has.
pub(in crate::plans) async fn action_count(tx: &mut Tx, organisation: OrganisationId, goal: GoalId) -> Sql<i64> {
    on_engine!(tx, |c| sqlx::query_scalar(COUNT).bind(organisation.0).bind(goal.0).fetch_one(c).await)
}

/// The open action of a goal that says the same, if there is one.
pub(in crate::plans) async fn same_action(
    tx: &mut Tx,
    organisation: OrganisationId,
    goal: GoalId,
    (kind, body): (ActionKind, &str),
    due_on: Date,
) -> Sql<Option<ActionId>> {
    let found: Option<Uuid> = on_engine!(tx, |c| sqlx::query_scalar(SAME)
        .bind(organisation.0)
        .bind(goal.0)
        .bind(kind.key())
        .bind(body)
        .bind(due_on.to_string())
        .fetch_optional(c)
        .await)?;
    Ok(found.map(ActionId))
}

/// Adds an action to a goal.
pub(in crate::plans) async fn insert_action(
    tx: &mut Tx,
    organisation: OrganisationId,
    (goal, id): (GoalId, ActionId),
    (kind, body): (ActionKind, &str),
    due_on: Date,
) -> Sql<()> {
    on_engine!(tx, |c| sqlx::query(INSERT)
        .bind(organisation.0)
        .bind(id.0)
        .bind(goal.0)
        .bind(kind.key())
        .bind(body)
        .bind(due_on.to_string())
        .execute(c)
        .await
        .map(|_| ()))
}

/// Notes an action of a goal as done on a day, or as not done; `false` if it is not there.
pub(in crate::plans) async fn finish_action(
    tx: &mut Tx,
    organisation: OrganisationId,
    (goal, id): (GoalId, ActionId),
    done_on: Option<Date>,
) -> Sql<bool> {
    on_engine!(tx, |c| sqlx::query(FINISH)
        .bind(organisation.0)
        .bind(goal.0)
        .bind(id.0)
        .bind(done_on.map(|day| day.to_string()))
        .execute(c)
        .await
        .map(|done| done.rows_affected() == 1))
}

/// Removes an action of a goal; `false` if it is not there.
pub(in crate::plans) async fn delete_action(
    tx: &mut Tx,
    organisation: OrganisationId,
    (goal, id): (GoalId, ActionId),
) -> Sql<bool> {
    on_engine!(tx, |c| sqlx::query(DELETE)
        .bind(organisation.0)
        .bind(goal.0)
        .bind(id.0)
        .execute(c)
        .await
        .map(|done| done.rows_affected() == 1))
}
