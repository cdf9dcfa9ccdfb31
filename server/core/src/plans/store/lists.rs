//! SQL of plans at a glance: one's own and those of the team, how many of a cycle there are, and whom to remind.

use ayeneh_domain::{
    calendar::Date,
    ids::{OrganisationId, PersonId, SurveyId, UnitId},
};
use sqlx::FromRow;
use uuid::Uuid;

use super::{Sql, day};
use crate::{db::Tx, on_engine};

const LISTED: &str = "SELECT r.survey_id, s.title_fa, s.title_en, p.id AS subject_id, p.name, \
     (SELECT count(*) FROM plan_goal g WHERE g.organisation_id = r.organisation_id AND g.survey_id = r.survey_id \
     AND g.subject_id = r.person_id) AS goals, \
     (SELECT count(*) FROM plan_goal g WHERE g.organisation_id = r.organisation_id AND g.survey_id = r.survey_id \
     AND g.subject_id = r.person_id AND g.state = 'open') AS open_goals, \
     (SELECT min(a.due_on) FROM plan_action a JOIN plan_goal g ON g.organisation_id = a.organisation_id \
     AND g.id = a.goal_id WHERE g.organisation_id = r.organisation_id AND g.survey_id = r.survey_id \
     AND g.subject_id = r.person_id AND g.state = 'open' AND a.done_on IS NULL) AS next_due \
     FROM review_subject r JOIN survey s ON s.organisation_id = r.organisation_id AND s.id = r.survey_id \
     JOIN person p ON p.organisation_id = r.organisation_id AND p.id = r.person_id AND p.active \
     WHERE r.organisation_id = $1 AND (p.id = $2 OR p.manager_id = $2) AND r.report_released_at IS NOT NULL \
     ORDER BY CASE WHEN p.id = $2 THEN 0 ELSE 1 END, s.period DESC, s.created_at DESC, p.sort_key, p.code";
const WITH_PLAN: &str = "SELECT r.unit_id, EXISTS (SELECT 1 FROM plan_goal g \
     WHERE g.organisation_id = r.organisation_id AND g.survey_id = r.survey_id AND g.subject_id = r.person_id) AS has \
     FROM review_subject r WHERE r.organisation_id = $1 AND r.survey_id = $2 AND r.report_released_at IS NOT NULL";
const FIRST_DUE: &str = "SELECT g.survey_id, a.due_on FROM plan_action a \
     JOIN plan_goal g ON g.organisation_id = a.organisation_id AND g.id = a.goal_id \
     WHERE g.organisation_id = $1 AND g.subject_id = $2 AND g.state = 'open' AND a.done_on IS NULL \
     AND a.due_on >= $3 AND a.due_on <= $4 ORDER BY a.due_on, a.id LIMIT 1";
const NOTE_REMINDER: &str = "INSERT INTO plan_reminder (organisation_id, person_id, sent_on) VALUES ($1, $2, $3) \
     ON CONFLICT (organisation_id, person_id) DO UPDATE SET sent_on = excluded.sent_on \
     WHERE plan_reminder.sent_on <= $4";

/// Every statement of this file, prepared on both engines by a test.
pub(super) const STATEMENTS: &[&str] = &[LISTED, WITH_PLAN, FIRST_DUE, NOTE_REMINDER];

/// A report that is open, with what there is of a plan.
#[derive(Clone, Debug, FromRow)]
pub(in crate::plans) struct ListedRow {
    pub survey_id: Uuid,
    pub title_fa: String,
    pub title_en: String,
    pub subject_id: Uuid,
    pub name: String,
    pub goals: i64,
    pub open_goals: i64,
    next_due: Option<String>,
}

impl ListedRow {
    /// The day on which the next action is due.
    pub fn next_due(&self) -> Sql<Option<Date>> {
        self.next_due.as_deref().map(day).transpose()
    }
}

/// The open reports of somebody and of those who report to them: the own first, latest cycles first.
pub(in crate::plans) async fn listed(
    tx: &mut Tx,
    organisation: OrganisationId,
    person: PersonId,
) -> Sql<Vec<ListedRow>> {
    on_engine!(tx, |c| sqlx::query_as(LISTED).bind(organisation.0).bind(person.0).fetch_all(c).await)
}

/// Of everybody whose report of a cycle is open: where they count, and whether they have a plan.
pub(in crate::plans) async fn with_plan(
    tx: &mut Tx,
    organisation: OrganisationId,
    cycle: SurveyId,
) -> Sql<Vec<(UnitId, bool)>> {
    let rows: Vec<(Uuid, bool)> =
        on_engine!(tx, |c| sqlx::query_as(WITH_PLAN).bind(organisation.0).bind(cycle.0).fetch_all(c).await)?;
    Ok(rows.into_iter().map(|(unit, has)| (UnitId(unit), has)).collect())
}

/// The plan in which somebody's first action between two days is due, and its day.
pub(in crate::plans) async fn first_due(
    tx: &mut Tx,
    organisation: OrganisationId,
    subject: PersonId,
    (from, to): (Date, Date),
) -> Sql<Option<(SurveyId, Date)>> {
    let found: Option<(Uuid, String)> = on_engine!(tx, |c| sqlx::query_as(FIRST_DUE)
        .bind(organisation.0)
        .bind(subject.0)
        .bind(from.to_string())
        .bind(to.to_string())
        .fetch_optional(c)
        .await)?;
    found.map(|(cycle, due)| Ok((SurveyId(cycle), day(&due)?))).transpose()
}

/// Notes that somebody is reminded today; `false` if the last reminder was after `until`.
pub(in crate::plans) async fn note_reminder(
    tx: &mut Tx,
    organisation: OrganisationId,
    person: PersonId,
    (today, until): (Date, Date),
) -> Sql<bool> {
    on_engine!(tx, |c| sqlx::query(NOTE_REMINDER)
        .bind(organisation.0)
        .bind(person.0)
        .bind(today.to_string())
        .bind(until.to_string())
        .execute(c)
        .await
        .map(|done| done.rows_affected() == 1))
}
