//! SQL of raters who said that they cannot rate. Without a time.

use ayeneh_domain::{
    cycle::Decline,
    ids::{InvitationId, OrganisationId, SurveyId},
};
use sqlx::FromRow;
use uuid::Uuid;

use super::Sql;
use crate::{db::Tx, on_engine};

const INSERT_DECLINE: &str = "INSERT INTO rater_decline (organisation_id, invitation_id, survey_id, reason, note) \
     VALUES ($1, $2, $3, $4, $5) ON CONFLICT (organisation_id, invitation_id) DO UPDATE SET \
     reason = excluded.reason, note = excluded.note";
const DELETE_DECLINE: &str = "DELETE FROM rater_decline WHERE organisation_id = $1 AND invitation_id = $2";
const DECLINES: &str = "SELECT d.invitation_id, i.subject_id, s.name AS subject, coalesce(p.name, c.name) AS name, \
     i.relationship, d.reason, d.note FROM rater_decline d \
     JOIN invitation i ON i.organisation_id = d.organisation_id AND i.id = d.invitation_id \
     JOIN person s ON s.organisation_id = i.organisation_id AND s.id = i.subject_id \
     LEFT JOIN person p ON p.organisation_id = i.organisation_id AND p.id = i.person_id \
     LEFT JOIN contact c ON c.organisation_id = i.organisation_id AND c.id = i.contact_id \
     WHERE d.organisation_id = $1 AND d.survey_id = $2 ORDER BY s.sort_key, d.invitation_id";

/// Every statement of this file, prepared on both engines by a test.
pub(super) const STATEMENTS: &[&str] = &[INSERT_DECLINE, DELETE_DECLINE, DECLINES];

/// Keeps that a rater declined, and why.
pub(in crate::cycles) async fn insert_decline(
    tx: &mut Tx,
    organisation: OrganisationId,
    (survey, invitation): (SurveyId, InvitationId),
    reason: Decline,
    note: &str,
) -> Sql<()> {
    on_engine!(tx, |c| sqlx::query(INSERT_DECLINE)
        .bind(organisation.0)
        .bind(invitation.0)
        .bind(survey.0)
        .bind(reason.key())
        .bind(note)
        .execute(c)
        .await
        .map(|_| ()))
}

/// Forgets that a rater declined; `false` if none did.
pub(in crate::cycles) async fn delete_decline(
    tx: &mut Tx,
    organisation: OrganisationId,
    invitation: InvitationId,
) -> Sql<bool> {
    on_engine!(tx, |c| sqlx::query(DELETE_DECLINE)
        .bind(organisation.0)
        .bind(invitation.0)
        .execute(c)
        .await
        .map(|done| done.rows_affected() == 1))
}

/// A rater who declined, with the names.
#[derive(Clone, Debug, FromRow)]
pub(in crate::cycles) struct DeclineRow {
    pub invitation_id: Uuid,
    pub subject_id: Uuid,
    pub subject: String,
    pub name: String,
    pub relationship: String,
    pub reason: String,
    pub note: String,
}

/// Everybody who declined to rate in a cycle, by the name of who is reviewed.
pub(in crate::cycles) async fn declines(
    tx: &mut Tx,
    organisation: OrganisationId,
    survey: SurveyId,
) -> Sql<Vec<DeclineRow>> {
    on_engine!(tx, |c| sqlx::query_as(DECLINES).bind(organisation.0).bind(survey.0).fetch_all(c).await)
}
