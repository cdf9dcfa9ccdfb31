//! SQL of results besides releases: which surveys are released, whom they asked, and whose report may be read.

use ayeneh_domain::{
    ids::{ContactId, OrganisationId, PersonId, ReleaseId, SurveyId, UnitId},
    questionnaire::Side,
    survey::raters::RaterId,
};
use sqlx::FromRow;
use uuid::Uuid;

use crate::{db::Tx, on_engine, people::rows::undecodable};

const LATEST: &str = "SELECT r.survey_id, r.id, r.released_on FROM release r WHERE r.organisation_id = $1 \
     AND r.version = (SELECT max(later.version) FROM release later \
     WHERE later.organisation_id = r.organisation_id AND later.survey_id = r.survey_id)";
const AUDIENCE: &str = "SELECT side, unit_id, person_id, contact_id FROM invitation \
     WHERE organisation_id = $1 AND survey_id = $2 AND token_hash IS NOT NULL";
const SUBJECTS: &str = "SELECT r.person_id, p.code, p.name, r.unit_id, p.manager_id, r.report_released_at \
     FROM review_subject r JOIN person p ON p.organisation_id = r.organisation_id AND p.id = r.person_id \
     WHERE r.organisation_id = $1 AND r.survey_id = $2 ORDER BY p.sort_key, p.code";
const SUBJECT: &str = "SELECT r.person_id, p.code, p.name, r.unit_id, p.manager_id, r.report_released_at \
     FROM review_subject r JOIN person p ON p.organisation_id = r.organisation_id AND p.id = r.person_id \
     WHERE r.organisation_id = $1 AND r.survey_id = $2 AND r.person_id = $3";
const RELEASE_REPORT: &str = "UPDATE review_subject SET report_released_at = $4 \
     WHERE organisation_id = $1 AND survey_id = $2 AND person_id = $3 AND report_released_at IS NULL";
const OWN_REPORTS: &str = "SELECT r.survey_id FROM review_subject r \
     JOIN survey s ON s.organisation_id = r.organisation_id AND s.id = r.survey_id \
     WHERE r.organisation_id = $1 AND r.person_id = $2 AND r.report_released_at IS NOT NULL \
     ORDER BY s.period DESC, r.report_released_at DESC";
const REPORTS_RELEASED: &str = "SELECT survey_id, count(*), count(report_released_at) FROM review_subject \
     WHERE organisation_id = $1 GROUP BY survey_id";

/// Every statement of this file, prepared on both engines by a test.
pub const STATEMENTS: &[&str] = &[LATEST, AUDIENCE, SUBJECTS, SUBJECT, RELEASE_REPORT, OWN_REPORTS, REPORTS_RELEASED];

type Sql<T> = Result<T, sqlx::Error>;

/// The release that holds of every released survey.
pub(super) async fn latest(tx: &mut Tx, organisation: OrganisationId) -> Sql<Vec<(SurveyId, ReleaseId, String)>> {
    let rows: Vec<(Uuid, Uuid, String)> =
        on_engine!(tx, |c| sqlx::query_as(LATEST).bind(organisation.0).fetch_all(c).await)?;
    Ok(rows.into_iter().map(|(survey, release, day)| (SurveyId(survey), ReleaseId(release), day)).collect())
}

/// Everybody a survey asked, with the unit in which the answer counts.
pub(super) async fn audience(
    tx: &mut Tx,
    organisation: OrganisationId,
    survey: SurveyId,
) -> Sql<Vec<(Side, UnitId, RaterId)>> {
    let rows: Vec<(String, Uuid, Option<Uuid>, Option<Uuid>)> =
        on_engine!(tx, |c| sqlx::query_as(AUDIENCE).bind(organisation.0).bind(survey.0).fetch_all(c).await)?;
    let read = |(side, unit, person, contact): (String, Uuid, Option<Uuid>, Option<Uuid>)| {
        let side = Side::from_key(&side).ok_or_else(|| undecodable("side", &side))?;
        let person = person.map(|id| RaterId::Person(PersonId(id)));
        let who = person.or(contact.map(|id| RaterId::Contact(ContactId(id))));
        Ok(who.map(|who| (side, UnitId(unit), who)))
    };
    rows.into_iter().filter_map(|row| read(row).transpose()).collect()
}

/// Somebody who is reviewed in a cycle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReviewSubject {
    /// Who.
    pub person: PersonId,
    /// The personnel number.
    pub code: String,
    /// The name.
    pub name: String,
    /// Where the review counts.
    pub unit: UnitId,
    /// The manager as of now.
    pub manager: Option<PersonId>,
    /// When the report was released to the person, in UTC milliseconds; absent before.
    pub released_at: Option<i64>,
}

#[derive(FromRow)]
struct SubjectRow {
    person_id: Uuid,
    code: String,
    name: String,
    unit_id: Uuid,
    manager_id: Option<Uuid>,
    report_released_at: Option<i64>,
}

impl From<SubjectRow> for ReviewSubject {
    fn from(row: SubjectRow) -> Self {
        Self {
            person: PersonId(row.person_id),
            code: row.code,
            name: row.name,
            unit: UnitId(row.unit_id),
            manager: row.manager_id.map(PersonId),
            released_at: row.report_released_at,
        }
    }
}

/// Everybody who is reviewed in a cycle, by name.
pub(super) async fn subjects(tx: &mut Tx, organisation: OrganisationId, cycle: SurveyId) -> Sql<Vec<ReviewSubject>> {
    let rows = on_engine!(tx, |c| sqlx::query_as::<_, SubjectRow>(SUBJECTS)
        .bind(organisation.0)
        .bind(cycle.0)
        .fetch_all(c)
        .await)?;
    Ok(rows.into_iter().map(ReviewSubject::from).collect())
}

/// One of them.
pub(crate) async fn subject(
    tx: &mut Tx,
    organisation: OrganisationId,
    cycle: SurveyId,
    person: PersonId,
) -> Sql<Option<ReviewSubject>> {
    let row = on_engine!(tx, |c| sqlx::query_as::<_, SubjectRow>(SUBJECT)
        .bind(organisation.0)
        .bind(cycle.0)
        .bind(person.0)
        .fetch_optional(c)
        .await)?;
    Ok(row.map(ReviewSubject::from))
}

/// Opens the gate of a report; `false` if it was open.
pub(super) async fn release_report(
    tx: &mut Tx,
    organisation: OrganisationId,
    cycle: SurveyId,
    person: PersonId,
    now_ms: i64,
) -> Sql<bool> {
    on_engine!(tx, |c| sqlx::query(RELEASE_REPORT)
        .bind(organisation.0)
        .bind(cycle.0)
        .bind(person.0)
        .bind(now_ms)
        .execute(c)
        .await
        .map(|done| done.rows_affected() == 1))
}

/// The cycles whose report was released to the person, latest first.
pub(super) async fn own_reports(tx: &mut Tx, organisation: OrganisationId, person: PersonId) -> Sql<Vec<SurveyId>> {
    let rows: Vec<Uuid> =
        on_engine!(tx, |c| sqlx::query_scalar(OWN_REPORTS).bind(organisation.0).bind(person.0).fetch_all(c).await)?;
    Ok(rows.into_iter().map(SurveyId).collect())
}

/// By cycle: how many are reviewed, and how many reports are released to their subjects.
pub(super) async fn reports_released(tx: &mut Tx, organisation: OrganisationId) -> Sql<Vec<(SurveyId, u32, u32)>> {
    let rows: Vec<(Uuid, i64, i64)> =
        on_engine!(tx, |c| sqlx::query_as(REPORTS_RELEASED).bind(organisation.0).fetch_all(c).await)?;
    Ok(rows.into_iter().map(|(cycle, of, released)| (SurveyId(cycle), small(of), small(released))).collect())
}

fn small(count: i64) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
