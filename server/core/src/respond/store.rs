//! The statements of answering, beside the door in `doors/respondent.rs`.

use ayeneh_domain::ids::{OrganisationId, PersonId, QuestionnaireId};
use sqlx::FromRow;
use uuid::Uuid;

use crate::{db::Tx, on_engine};

/// An invitation that was not answered.
#[derive(Debug, FromRow)]
pub(super) struct WaitingRow {
    pub id: Uuid,
    pub title_fa: String,
    pub title_en: String,
    pub questionnaire: String,
    pub closes_on: Option<String>,
    pub subject: Option<String>,
    pub relationship: Option<String>,
}

const DOCUMENT: &str = "SELECT document FROM questionnaire WHERE organisation_id = $1 AND id = $2";
const WAITING: &str = "SELECT i.id, s.title_fa, s.title_en, q.key AS questionnaire, s.closes_on, \
    subject.name AS subject, i.relationship \
    FROM invitation i JOIN survey s ON s.organisation_id = i.organisation_id AND s.id = i.survey_id \
    JOIN survey_questionnaire w \
        ON w.organisation_id = i.organisation_id AND w.survey_id = i.survey_id AND w.wording = i.wording \
    JOIN questionnaire q ON q.organisation_id = w.organisation_id AND q.id = w.questionnaire_id \
    LEFT JOIN person subject ON subject.organisation_id = i.organisation_id AND subject.id = i.subject_id \
    WHERE i.organisation_id = $1 AND i.person_id = $2 AND s.state = 'open' AND i.token_hash IS NOT NULL \
    AND NOT EXISTS (SELECT 1 FROM spent_token t WHERE t.organisation_id = i.organisation_id \
        AND t.survey_id = i.survey_id AND t.token_hash = i.token_hash) \
    AND NOT EXISTS (SELECT 1 FROM rater_decline d WHERE d.organisation_id = i.organisation_id \
        AND d.invitation_id = i.id) \
    ORDER BY s.closes_on NULLS LAST, s.launched_at, subject.name, i.id";

const FURTHER: &str = "SELECT o.id, s.title_fa, s.title_en, q.key AS questionnaire, s.closes_on, \
    subject.name AS subject, o.relationship FROM invitation f \
    JOIN invitation o ON o.organisation_id = f.organisation_id AND o.survey_id = f.survey_id \
        AND (o.person_id = f.person_id OR o.contact_id = f.contact_id) \
    JOIN survey s ON s.organisation_id = o.organisation_id AND s.id = o.survey_id \
    JOIN survey_questionnaire w \
        ON w.organisation_id = o.organisation_id AND w.survey_id = o.survey_id AND w.wording = o.wording \
    JOIN questionnaire q ON q.organisation_id = w.organisation_id AND q.id = w.questionnaire_id \
    LEFT JOIN person subject ON subject.organisation_id = o.organisation_id AND subject.id = o.subject_id \
    WHERE f.organisation_id = $1 AND f.token_hash = $2 AND s.state = 'open' AND o.token_hash IS NOT NULL \
    AND NOT EXISTS (SELECT 1 FROM spent_token t WHERE t.organisation_id = o.organisation_id \
        AND t.survey_id = o.survey_id AND t.token_hash = o.token_hash) \
    AND NOT EXISTS (SELECT 1 FROM rater_decline d WHERE d.organisation_id = o.organisation_id \
        AND d.invitation_id = o.id) \
    ORDER BY subject.name, o.id";

/// Every statement of this feature, for the test that prepares them on both engines.
pub const STATEMENTS: &[&str] = &[DOCUMENT, WAITING, FURTHER];

pub(super) async fn document(
    tx: &mut Tx,
    organisation: OrganisationId,
    id: QuestionnaireId,
) -> Result<Option<String>, sqlx::Error> {
    on_engine!(tx, |c| sqlx::query_scalar(DOCUMENT).bind(organisation.0).bind(id.0).fetch_optional(c).await)
}

pub(super) async fn waiting(
    tx: &mut Tx,
    organisation: OrganisationId,
    person: PersonId,
) -> Result<Vec<WaitingRow>, sqlx::Error> {
    on_engine!(tx, |c| sqlx::query_as(WAITING).bind(organisation.0).bind(person.0).fetch_all(c).await)
}

/// What else the holder of a link is asked in the same survey.
pub(super) async fn further(
    tx: &mut Tx,
    organisation: OrganisationId,
    token_hash: &[u8],
) -> Result<Vec<WaitingRow>, sqlx::Error> {
    on_engine!(tx, |c| sqlx::query_as(FURTHER).bind(organisation.0).bind(token_hash).fetch_all(c).await)
}
