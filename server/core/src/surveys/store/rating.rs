//! SQL of a review cycle in preparation: subjects, and who rates them.

use ayeneh_domain::ids::{InvitationId, OrganisationId, PersonId, SurveyId, UnitId};
use sqlx::FromRow;
use uuid::Uuid;

use super::Sql;
use crate::{
    db::{Many, Tx},
    on_engine,
};

static INSERT_SUBJECTS: Many =
    Many::new("INSERT INTO review_subject (organisation_id, survey_id, person_id, unit_id) VALUES", 4, "");
const DELETE_SUBJECTS: &str = "DELETE FROM review_subject WHERE organisation_id = $1 AND survey_id = $2";
const DELETE_SUBJECT: &str =
    "DELETE FROM review_subject WHERE organisation_id = $1 AND survey_id = $2 AND person_id = $3";
const DELETE_RATERS_OF: &str =
    "DELETE FROM invitation WHERE organisation_id = $1 AND survey_id = $2 AND subject_id = $3";
const DELETE_RATER: &str = "DELETE FROM invitation \
     WHERE organisation_id = $1 AND survey_id = $2 AND subject_id = $3 AND id = $4 AND token_hash IS NULL";
const SUBJECTS: &str = "SELECT r.person_id, p.code, p.name, r.unit_id FROM review_subject r \
     JOIN person p ON p.organisation_id = r.organisation_id AND p.id = r.person_id \
     WHERE r.organisation_id = $1 AND r.survey_id = $2 ORDER BY p.code";
const RATERS: &str = "SELECT i.id, i.subject_id, i.relationship, i.person_id, coalesce(p.code, c.code) AS code, \
     coalesce(p.name, c.name) AS name FROM invitation i \
     LEFT JOIN person p ON p.organisation_id = i.organisation_id AND p.id = i.person_id \
     LEFT JOIN contact c ON c.organisation_id = i.organisation_id AND c.id = i.contact_id \
     WHERE i.organisation_id = $1 AND i.survey_id = $2 AND i.subject_id IS NOT NULL \
     ORDER BY coalesce(p.code, c.code)";
const RATERS_OF: &str = "SELECT i.id, i.relationship, coalesce(p.name, c.name) AS name, \
     coalesce(u.name_fa, a.name) AS detail_fa, coalesce(u.name_en, a.name) AS detail_en FROM invitation i \
     LEFT JOIN person p ON p.organisation_id = i.organisation_id AND p.id = i.person_id \
     LEFT JOIN unit u ON u.organisation_id = p.organisation_id AND u.id = p.unit_id \
     LEFT JOIN contact c ON c.organisation_id = i.organisation_id AND c.id = i.contact_id \
     LEFT JOIN account a ON a.organisation_id = c.organisation_id AND a.id = c.account_id \
     WHERE i.organisation_id = $1 AND i.survey_id = $2 AND i.subject_id = $3 \
     ORDER BY coalesce(p.sort_key, c.sort_key), i.id";

/// Every constant statement of this file, prepared on both engines by a test.
pub const STATEMENTS: &[&str] =
    &[DELETE_SUBJECTS, DELETE_SUBJECT, DELETE_RATERS_OF, DELETE_RATER, SUBJECTS, RATERS, RATERS_OF];

/// A subject of the cycle.
#[derive(Clone, Debug, FromRow)]
pub struct SubjectRow {
    /// Who.
    pub person_id: Uuid,
    /// The personnel number.
    pub code: String,
    /// The name.
    pub name: String,
    /// Where the review counts.
    pub unit_id: Uuid,
}

/// A rater of a subject.
#[derive(Clone, Debug, FromRow)]
pub struct RaterRow {
    /// The invitation.
    pub id: Uuid,
    /// Who is rated.
    pub subject_id: Uuid,
    /// In what relation.
    pub relationship: String,
    /// Of employees.
    pub person_id: Option<Uuid>,
    /// The personnel number, or the contact's code.
    pub code: String,
    /// The name.
    pub name: String,
}

/// A rater of one subject, with the name of unit or account.
#[derive(Clone, Debug, FromRow)]
pub struct RaterOfRow {
    /// The invitation.
    pub id: Uuid,
    /// In what relation.
    pub relationship: String,
    /// The name.
    pub name: String,
    /// Of a colleague the unit, of a contact the account.
    pub detail_fa: String,
    /// The same in English.
    pub detail_en: String,
}

/// Adds subjects.
pub async fn insert_subjects(
    tx: &mut Tx,
    organisation: OrganisationId,
    survey: SurveyId,
    subjects: &[(PersonId, UnitId)],
) -> Sql<()> {
    for (text, part) in INSERT_SUBJECTS.parts(subjects) {
        on_engine!(tx, |c| {
            let mut query = sqlx::query(text);
            for (person, unit) in part {
                query = query.bind(organisation.0).bind(survey.0).bind(person.0).bind(unit.0);
            }
            query.execute(c).await.map(|_| ())
        })?;
    }
    Ok(())
}

/// Removes all subjects of a draft.
pub async fn delete_subjects(tx: &mut Tx, organisation: OrganisationId, survey: SurveyId) -> Sql<()> {
    on_engine!(tx, |c| sqlx::query(DELETE_SUBJECTS).bind(organisation.0).bind(survey.0).execute(c).await.map(|_| ()))
}

/// Removes a subject of a draft with everybody who would rate; `false` if it is no subject.
pub async fn delete_subject(
    tx: &mut Tx,
    organisation: OrganisationId,
    survey: SurveyId,
    subject: PersonId,
) -> Sql<bool> {
    delete_raters_of(tx, organisation, survey, subject).await?;
    crate::cycles::store::delete_list(tx, organisation, survey, subject).await?;
    on_engine!(tx, |c| sqlx::query(DELETE_SUBJECT)
        .bind(organisation.0)
        .bind(survey.0)
        .bind(subject.0)
        .execute(c)
        .await
        .map(|done| done.rows_affected() == 1))
}

/// Removes everybody who would rate a subject.
pub async fn delete_raters_of(
    tx: &mut Tx,
    organisation: OrganisationId,
    survey: SurveyId,
    subject: PersonId,
) -> Sql<()> {
    on_engine!(tx, |c| sqlx::query(DELETE_RATERS_OF)
        .bind(organisation.0)
        .bind(survey.0)
        .bind(subject.0)
        .execute(c)
        .await
        .map(|_| ()))
}

/// Removes one rater of a subject; `false` if there is none such.
pub async fn delete_rater(
    tx: &mut Tx,
    organisation: OrganisationId,
    survey: SurveyId,
    subject: PersonId,
    rater: InvitationId,
) -> Sql<bool> {
    on_engine!(tx, |c| sqlx::query(DELETE_RATER)
        .bind(organisation.0)
        .bind(survey.0)
        .bind(subject.0)
        .bind(rater.0)
        .execute(c)
        .await
        .map(|done| done.rows_affected() == 1))
}

/// All subjects, by code.
pub async fn subjects(tx: &mut Tx, organisation: OrganisationId, survey: SurveyId) -> Sql<Vec<SubjectRow>> {
    on_engine!(tx, |c| sqlx::query_as(SUBJECTS).bind(organisation.0).bind(survey.0).fetch_all(c).await)
}

/// All raters of all subjects, by code.
pub async fn raters(tx: &mut Tx, organisation: OrganisationId, survey: SurveyId) -> Sql<Vec<RaterRow>> {
    on_engine!(tx, |c| sqlx::query_as(RATERS).bind(organisation.0).bind(survey.0).fetch_all(c).await)
}

/// The raters of one subject, by name.
pub async fn raters_of(
    tx: &mut Tx,
    organisation: OrganisationId,
    survey: SurveyId,
    subject: PersonId,
) -> Sql<Vec<RaterOfRow>> {
    on_engine!(tx, |c| sqlx::query_as(RATERS_OF).bind(organisation.0).bind(survey.0).bind(subject.0).fetch_all(c).await)
}
