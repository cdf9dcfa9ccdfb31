//! SQL of lists of raters on their way to the launch: where each stands, and whom it waits for.

use ayeneh_domain::{
    calendar::Date,
    cycle::ListState,
    ids::{OrganisationId, PersonId, SurveyId},
};
use sqlx::FromRow;
use uuid::Uuid;

use super::{Sql, day};
use crate::{db::Tx, on_engine, people::rows::undecodable};

const DELETE_LIST: &str = "DELETE FROM nomination WHERE organisation_id = $1 AND survey_id = $2 AND subject_id = $3";
const LIST: &str = "SELECT state, note FROM nomination \
     WHERE organisation_id = $1 AND survey_id = $2 AND subject_id = $3";
const PUT_LIST: &str = "INSERT INTO nomination (organisation_id, survey_id, subject_id, state, note) \
     VALUES ($1, $2, $3, $4, $5) ON CONFLICT (organisation_id, survey_id, subject_id) DO UPDATE SET \
     state = excluded.state, note = excluded.note";
const LISTS: &str = "SELECT subject_id, state FROM nomination WHERE organisation_id = $1 AND survey_id = $2";
const OWN: &str = "SELECT c.survey_id, c.stage, s.title_fa, s.title_en, c.nominate_until, \
     coalesce(n.state, 'choosing') AS state FROM review_cycle c \
     JOIN survey s ON s.organisation_id = c.organisation_id AND s.id = c.survey_id AND s.state = 'draft' \
     JOIN review_subject r ON r.organisation_id = c.organisation_id AND r.survey_id = c.survey_id AND r.person_id = $2 \
     LEFT JOIN nomination n ON n.organisation_id = c.organisation_id AND n.survey_id = c.survey_id AND n.subject_id = $2 \
     WHERE c.organisation_id = $1 AND c.stage IN ('nominating', 'approving') ORDER BY c.nominate_until, c.survey_id";
const OF_REPORTS: &str = "SELECT c.survey_id, c.stage, s.title_fa, s.title_en, p.id AS subject_id, p.name, \
     coalesce(n.state, 'choosing') AS state FROM review_cycle c \
     JOIN survey s ON s.organisation_id = c.organisation_id AND s.id = c.survey_id AND s.state = 'draft' \
     JOIN review_subject r ON r.organisation_id = c.organisation_id AND r.survey_id = c.survey_id \
     JOIN person p ON p.organisation_id = r.organisation_id AND p.id = r.person_id AND p.active \
     LEFT JOIN nomination n ON n.organisation_id = c.organisation_id AND n.survey_id = c.survey_id \
     AND n.subject_id = r.person_id \
     WHERE c.organisation_id = $1 AND p.manager_id = $2 AND c.stage IN ('nominating', 'approving') \
     ORDER BY c.survey_id, p.sort_key, p.code";

/// Every statement of this file, prepared on both engines by a test.
pub(super) const STATEMENTS: &[&str] = &[DELETE_LIST, LIST, PUT_LIST, LISTS, OWN, OF_REPORTS];

/// Removes the list of somebody who is not reviewed any more.
pub(crate) async fn delete_list(
    tx: &mut Tx,
    organisation: OrganisationId,
    survey: SurveyId,
    subject: PersonId,
) -> Sql<()> {
    on_engine!(tx, |c| sqlx::query(DELETE_LIST)
        .bind(organisation.0)
        .bind(survey.0)
        .bind(subject.0)
        .execute(c)
        .await
        .map(|_| ()))
}

/// Where a list stands, and what was written when it was handed back.
pub(in crate::cycles) async fn list(
    tx: &mut Tx,
    organisation: OrganisationId,
    survey: SurveyId,
    subject: PersonId,
) -> Sql<(ListState, String)> {
    let row: Option<(String, String)> = on_engine!(tx, |c| sqlx::query_as(LIST)
        .bind(organisation.0)
        .bind(survey.0)
        .bind(subject.0)
        .fetch_optional(c)
        .await)?;
    let Some((state, note)) = row else { return Ok((ListState::default(), String::new())) };
    Ok((list_state(&state)?, note))
}

fn list_state(key: &str) -> Sql<ListState> {
    ListState::from_key(key).ok_or_else(|| undecodable("state", key))
}

/// Keeps where a list stands.
pub(in crate::cycles) async fn put_list(
    tx: &mut Tx,
    organisation: OrganisationId,
    survey: SurveyId,
    subject: PersonId,
    (state, note): (ListState, &str),
) -> Sql<()> {
    on_engine!(tx, |c| sqlx::query(PUT_LIST)
        .bind(organisation.0)
        .bind(survey.0)
        .bind(subject.0)
        .bind(state.key())
        .bind(note)
        .execute(c)
        .await
        .map(|_| ()))
}

/// Where the lists of a cycle stand; those that nobody touched are left out.
pub(in crate::cycles) async fn lists(
    tx: &mut Tx,
    organisation: OrganisationId,
    survey: SurveyId,
) -> Sql<Vec<(PersonId, ListState)>> {
    let rows: Vec<(Uuid, String)> =
        on_engine!(tx, |c| sqlx::query_as(LISTS).bind(organisation.0).bind(survey.0).fetch_all(c).await)?;
    rows.into_iter().map(|(subject, state)| Ok((PersonId(subject), list_state(&state)?))).collect()
}

/// A list that somebody has to do with.
#[derive(Clone, Debug, FromRow)]
pub(in crate::cycles) struct OwnRow {
    pub survey_id: Uuid,
    pub stage: String,
    pub title_fa: String,
    pub title_en: String,
    pub nominate_until: Option<String>,
    pub state: String,
}

impl OwnRow {
    pub(in crate::cycles) fn until(&self) -> Sql<Option<Date>> {
        day(self.nominate_until.clone())
    }
}

/// The cycles before their launch in which somebody is reviewed.
pub(in crate::cycles) async fn own(tx: &mut Tx, organisation: OrganisationId, subject: PersonId) -> Sql<Vec<OwnRow>> {
    on_engine!(tx, |c| sqlx::query_as(OWN).bind(organisation.0).bind(subject.0).fetch_all(c).await)
}

/// A list of somebody who reports to who asks.
#[derive(Clone, Debug, FromRow)]
pub(in crate::cycles) struct ReportRow {
    pub survey_id: Uuid,
    pub stage: String,
    pub title_fa: String,
    pub title_en: String,
    pub subject_id: Uuid,
    pub name: String,
    pub state: String,
}

/// The lists of everybody who reports to somebody, in cycles before their launch.
pub(in crate::cycles) async fn of_reports(
    tx: &mut Tx,
    organisation: OrganisationId,
    manager: PersonId,
) -> Sql<Vec<ReportRow>> {
    on_engine!(tx, |c| sqlx::query_as(OF_REPORTS).bind(organisation.0).bind(manager.0).fetch_all(c).await)
}
