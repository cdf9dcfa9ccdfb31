//! SQL of what the two write about a goal. Who may read which is decided by the service.

use ayeneh_domain::{
    ids::{GoalId, OrganisationId, PersonId, SurveyId},
    plan::Progress,
};
use sqlx::FromRow;
use uuid::Uuid;

use super::{Sql, progress};
use crate::{db::Tx, on_engine};

const CHECK_INS: &str = "SELECT c.goal_id, c.manager_id, m.name AS manager, c.by_subject, c.progress, c.body, \
     c.written_at FROM plan_check_in c \
     JOIN plan_goal g ON g.organisation_id = c.organisation_id AND g.id = c.goal_id \
     LEFT JOIN person m ON m.organisation_id = c.organisation_id AND m.id = c.manager_id \
     WHERE g.organisation_id = $1 AND g.survey_id = $2 AND g.subject_id = $3 ORDER BY c.written_at DESC, c.id";
const LAST: &str = "SELECT c.goal_id, c.manager_id, NULL AS manager, c.by_subject, c.progress, c.body, c.written_at \
     FROM plan_check_in c WHERE c.organisation_id = $1 AND c.goal_id = $2 ORDER BY c.written_at DESC, c.id LIMIT 1";
const INSERT: &str = "INSERT INTO plan_check_in (organisation_id, id, goal_id, manager_id, by_subject, progress, body, \
     written_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";

/// Every statement of this file, prepared on both engines by a test.
pub(super) const STATEMENTS: &[&str] = &[CHECK_INS, LAST, INSERT];

/// A check-in as it is stored.
#[derive(Clone, Debug, FromRow)]
pub(in crate::plans) struct CheckInRow {
    pub goal_id: Uuid,
    pub manager_id: Option<Uuid>,
    pub manager: Option<String>,
    pub by_subject: bool,
    progress: String,
    pub body: String,
    pub written_at: i64,
}

impl CheckInRow {
    /// How far the goal was.
    pub fn progress(&self) -> Sql<Progress> {
        progress(&self.progress)
    }
}

/// A check-in that is to be kept.
pub(in crate::plans) struct NewRow<'a> {
    pub goal: GoalId,
    pub manager: Option<PersonId>,
    pub by_subject: bool,
    pub progress: Progress,
    pub body: &'a str,
    pub written_at: i64,
}

/// Everything that was written about the goals of a plan, latest first, whoever the manager was.
pub(in crate::plans) async fn check_ins(
    tx: &mut Tx,
    organisation: OrganisationId,
    cycle: SurveyId,
    subject: PersonId,
) -> Sql<Vec<CheckInRow>> {
    on_engine!(tx, |c| sqlx::query_as(CHECK_INS).bind(organisation.0).bind(cycle.0).bind(subject.0).fetch_all(c).await)
}

/// Whether the last check-in of a goal says the same, by the same and to the same.
pub(in crate::plans) async fn is_last_check_in(
    tx: &mut Tx,
    organisation: OrganisationId,
    new: &NewRow<'_>,
    since: i64,
) -> Sql<bool> {
    let last: Option<CheckInRow> =
        on_engine!(tx, |c| sqlx::query_as(LAST).bind(organisation.0).bind(new.goal.0).fetch_optional(c).await)?;
    let is_same = |last: CheckInRow| {
        last.written_at >= since
            && (last.manager_id, last.by_subject) == (new.manager.map(|manager| manager.0), new.by_subject)
            && (last.progress.as_str(), last.body.as_str()) == (new.progress.key(), new.body)
    };
    Ok(last.is_some_and(is_same))
}

/// Keeps a check-in.
pub(in crate::plans) async fn insert_check_in(
    tx: &mut Tx,
    organisation: OrganisationId,
    id: Uuid,
    new: &NewRow<'_>,
) -> Sql<()> {
    on_engine!(tx, |c| sqlx::query(INSERT)
        .bind(organisation.0)
        .bind(id)
        .bind(new.goal.0)
        .bind(new.manager.map(|manager| manager.0))
        .bind(new.by_subject)
        .bind(new.progress.key())
        .bind(new.body)
        .bind(new.written_at)
        .execute(c)
        .await
        .map(|_| ()))
}
