//! SQL of the talk about a report: what the two wrote, and that the subject has read it.

use ayeneh_domain::{
    calendar::Date,
    ids::{OrganisationId, PersonId, SurveyId},
};
use sqlx::FromRow;
use uuid::Uuid;

use crate::{db::Tx, on_engine};

type Sql<T> = Result<T, sqlx::Error>;

const NOTES: &str = "SELECT n.manager_id, m.name AS manager, n.by_subject, n.body FROM debrief_note n \
     JOIN person m ON m.organisation_id = n.organisation_id AND m.id = n.manager_id \
     WHERE n.organisation_id = $1 AND n.survey_id = $2 AND n.subject_id = $3 ORDER BY n.manager_id, n.by_subject";
const PUT_NOTE: &str = "INSERT INTO debrief_note \
     (organisation_id, survey_id, subject_id, manager_id, by_subject, body) VALUES ($1, $2, $3, $4, $5, $6) \
     ON CONFLICT (organisation_id, survey_id, subject_id, manager_id, by_subject) DO UPDATE SET body = excluded.body";
const DELETE_NOTE: &str = "DELETE FROM debrief_note WHERE organisation_id = $1 AND survey_id = $2 \
     AND subject_id = $3 AND manager_id = $4 AND by_subject = $5";
const ACKNOWLEDGE: &str = "UPDATE review_subject SET acknowledged_on = $4 WHERE organisation_id = $1 \
     AND survey_id = $2 AND person_id = $3 AND report_released_at IS NOT NULL AND acknowledged_on IS NULL";
const ACKNOWLEDGED: &str = "SELECT acknowledged_on FROM review_subject \
     WHERE organisation_id = $1 AND survey_id = $2 AND person_id = $3";
const TO_OPEN: &str = "SELECT r.survey_id, s.title_fa, s.title_en, p.id AS subject_id, p.name, c.settings \
     FROM review_subject r \
     JOIN survey s ON s.organisation_id = r.organisation_id AND s.id = r.survey_id AND s.state = 'released' \
     JOIN review_cycle c ON c.organisation_id = r.organisation_id AND c.survey_id = r.survey_id \
     JOIN person p ON p.organisation_id = r.organisation_id AND p.id = r.person_id AND p.active \
     WHERE r.organisation_id = $1 AND p.manager_id = $2 AND r.report_released_at IS NULL \
     AND c.stage NOT IN ('released', 'archived') ORDER BY r.survey_id, p.sort_key, p.code";

/// Every statement of this file, prepared on both engines by a test.
pub const STATEMENTS: &[&str] = &[NOTES, PUT_NOTE, DELETE_NOTE, ACKNOWLEDGE, ACKNOWLEDGED, TO_OPEN];

/// What one of the two wrote.
#[derive(Clone, Debug, FromRow)]
pub(super) struct NoteRow {
    pub manager_id: Uuid,
    pub manager: String,
    pub by_subject: bool,
    pub body: String,
}

/// Everything that was written about a report, whoever the manager was.
pub(super) async fn notes(
    tx: &mut Tx,
    organisation: OrganisationId,
    survey: SurveyId,
    subject: PersonId,
) -> Sql<Vec<NoteRow>> {
    on_engine!(tx, |c| sqlx::query_as(NOTES).bind(organisation.0).bind(survey.0).bind(subject.0).fetch_all(c).await)
}

/// Keeps what one of the two wrote; nothing removes it.
pub(super) async fn put_note(
    tx: &mut Tx,
    organisation: OrganisationId,
    survey: SurveyId,
    (subject, manager): (PersonId, PersonId),
    by_subject: bool,
    body: &str,
) -> Sql<()> {
    if body.is_empty() {
        return on_engine!(tx, |c| sqlx::query(DELETE_NOTE)
            .bind(organisation.0)
            .bind(survey.0)
            .bind(subject.0)
            .bind(manager.0)
            .bind(by_subject)
            .execute(c)
            .await
            .map(|_| ()));
    }
    on_engine!(tx, |c| sqlx::query(PUT_NOTE)
        .bind(organisation.0)
        .bind(survey.0)
        .bind(subject.0)
        .bind(manager.0)
        .bind(by_subject)
        .bind(body)
        .execute(c)
        .await
        .map(|_| ()))
}

/// Notes that the subject has read the released report; the first day stays.
pub(super) async fn acknowledge(
    tx: &mut Tx,
    organisation: OrganisationId,
    survey: SurveyId,
    subject: PersonId,
    day: Date,
) -> Sql<()> {
    on_engine!(tx, |c| sqlx::query(ACKNOWLEDGE)
        .bind(organisation.0)
        .bind(survey.0)
        .bind(subject.0)
        .bind(day.to_string())
        .execute(c)
        .await
        .map(|_| ()))
}

/// The day on which the subject noted having read the report.
pub(super) async fn acknowledged(
    tx: &mut Tx,
    organisation: OrganisationId,
    survey: SurveyId,
    subject: PersonId,
) -> Sql<Option<String>> {
    let found: Option<Option<String>> = on_engine!(tx, |c| sqlx::query_scalar(ACKNOWLEDGED)
        .bind(organisation.0)
        .bind(survey.0)
        .bind(subject.0)
        .fetch_optional(c)
        .await)?;
    Ok(found.flatten())
}

/// A report that waits for its manager.
#[derive(Clone, Debug, FromRow)]
pub(super) struct ToOpenRow {
    pub survey_id: Uuid,
    pub title_fa: String,
    pub title_en: String,
    pub subject_id: Uuid,
    pub name: String,
    pub settings: String,
}

/// The reports of everybody who reports to somebody that nobody has opened yet.
pub(super) async fn to_open(tx: &mut Tx, organisation: OrganisationId, manager: PersonId) -> Sql<Vec<ToOpenRow>> {
    on_engine!(tx, |c| sqlx::query_as(TO_OPEN).bind(organisation.0).bind(manager.0).fetch_all(c).await)
}
