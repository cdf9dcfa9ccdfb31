//! The door of personal links: a token's hash tells organisation, survey and group. No account, no cookie.

use sqlx::FromRow;
use uuid::Uuid;

use crate::{
    db::{Many, Tx},
    on_engine,
};

/// What an answer needs to know of its invitation; frozen at launch.
#[derive(Clone, Debug, FromRow)]
pub struct InvitationRow {
    /// SHA-256 of the token.
    pub token_hash: Vec<u8>,
    /// The tenant.
    pub organisation_id: Uuid,
    /// The survey.
    pub survey_id: Uuid,
    /// The frozen questionnaire of this wording.
    pub questionnaire_id: Uuid,
    /// `employee` or `customer`.
    pub side: String,
    /// Where the answer counts.
    pub unit_id: Uuid,
    /// Employees only.
    pub level: Option<String>,
    /// Employees only.
    pub tenure: Option<String>,
    /// 360°: who is reviewed.
    pub subject_id: Option<Uuid>,
    /// 360°: in what relation.
    pub relationship: Option<String>,
}

/// What is shown before somebody answers.
#[derive(Clone, Debug, FromRow)]
pub struct FaceRow {
    /// The tenant.
    pub organisation_id: Uuid,
    /// The survey.
    pub survey_id: Uuid,
    /// The frozen questionnaire of this wording.
    pub questionnaire_id: Uuid,
    /// Its name in Persian.
    pub organisation_fa: String,
    /// Its name in English.
    pub organisation_en: String,
    /// Whether it is the demo company.
    pub invented: bool,
    /// `wave`, `cycle` or `assessment`.
    pub kind: String,
    /// `draft`, `open`, `closed` or `released`.
    pub state: String,
    /// Of the survey, in Persian.
    pub title_fa: String,
    /// Of the survey, in English.
    pub title_en: String,
    /// As stored at launch, in Persian.
    pub promise_fa: String,
    /// As stored at launch, in English.
    pub promise_en: String,
    /// `2026-11-21`.
    pub closes_on: Option<String>,
    /// The language of the invited person or contact.
    pub locale: Option<String>,
    /// 360°: the name of who is reviewed.
    pub subject: Option<String>,
    /// 360°: in what relation.
    pub relationship: Option<String>,
    /// Whether the token was used.
    pub spent: bool,
    /// 360°: whether who is invited said that they cannot rate.
    pub declined: bool,
}

static FIND: Many = Many::new(
    "SELECT i.token_hash, i.organisation_id, i.survey_id, q.questionnaire_id, i.side, i.unit_id, i.level, i.tenure, \
     i.subject_id, i.relationship FROM invitation i JOIN survey_questionnaire q \
     ON q.organisation_id = i.organisation_id AND q.survey_id = i.survey_id AND q.wording = i.wording \
     WHERE i.token_hash IN (VALUES",
    1,
    ")",
);

const FACE: &str = "SELECT i.organisation_id, i.survey_id, q.questionnaire_id, o.name_fa AS organisation_fa, \
    o.name_en AS organisation_en, o.invented, s.kind, s.state, s.title_fa, s.title_en, s.promise_fa, s.promise_en, \
    s.closes_on, coalesce(p.locale, c.locale) AS locale, subject.name AS subject, i.relationship, \
    EXISTS (SELECT 1 FROM spent_token t WHERE t.organisation_id = i.organisation_id AND t.survey_id = i.survey_id \
        AND t.token_hash = i.token_hash) AS spent, \
    EXISTS (SELECT 1 FROM rater_decline d WHERE d.organisation_id = i.organisation_id \
        AND d.invitation_id = i.id) AS declined \
    FROM invitation i \
    JOIN organisation o ON o.organisation_id = i.organisation_id \
    JOIN survey s ON s.organisation_id = i.organisation_id AND s.id = i.survey_id \
    JOIN survey_questionnaire q \
        ON q.organisation_id = i.organisation_id AND q.survey_id = i.survey_id AND q.wording = i.wording \
    LEFT JOIN person p ON p.organisation_id = i.organisation_id AND p.id = i.person_id \
    LEFT JOIN contact c ON c.organisation_id = i.organisation_id AND c.id = i.contact_id \
    LEFT JOIN person subject ON subject.organisation_id = i.organisation_id AND subject.id = i.subject_id \
    WHERE i.token_hash = $1";

/// Every constant statement of this door, for the test that prepares them on both engines.
pub const STATEMENTS: &[&str] = &[FACE];

/// The invitations of many tokens at once; those that do not exist are left out.
///
/// # Errors
/// The database's.
pub async fn find(tx: &mut Tx, token_hashes: &[Vec<u8>]) -> Result<Vec<InvitationRow>, sqlx::Error> {
    let mut found = Vec::with_capacity(token_hashes.len());
    for (text, part) in FIND.parts(token_hashes) {
        found.extend(on_engine!(tx, |c| {
            let mut query = sqlx::query_as::<_, InvitationRow>(text);
            for hash in part {
                query = query.bind(hash);
            }
            query.fetch_all(c).await
        })?);
    }
    Ok(found)
}

/// What to show to whoever holds a token.
///
/// # Errors
/// The database's.
pub async fn face(tx: &mut Tx, token_hash: &[u8]) -> Result<Option<FaceRow>, sqlx::Error> {
    on_engine!(tx, |c| sqlx::query_as(FACE).bind(token_hash).fetch_optional(c).await)
}
