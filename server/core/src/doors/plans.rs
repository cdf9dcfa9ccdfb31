//! The door of the job that reminds of actions in the plans of all organisations.

use ayeneh_domain::{
    calendar::Date,
    ids::{OrganisationId, PersonId},
};
use uuid::Uuid;

use crate::{db::Tx, on_engine};

const DUE: &str = "SELECT DISTINCT g.organisation_id, g.subject_id FROM plan_action a \
     JOIN plan_goal g ON g.organisation_id = a.organisation_id AND g.id = a.goal_id AND g.state = 'open' \
     JOIN person p ON p.organisation_id = g.organisation_id AND p.id = g.subject_id AND p.active \
     WHERE a.done_on IS NULL AND a.due_on >= $1 AND a.due_on <= $2 AND NOT EXISTS (SELECT 1 FROM plan_reminder n \
     WHERE n.organisation_id = g.organisation_id AND n.person_id = g.subject_id AND n.sent_on > $3) \
     ORDER BY g.organisation_id, g.subject_id";

/// Every statement of this file, prepared on both engines by a test.
pub const STATEMENTS: &[&str] = &[DUE];

/// Everybody with an open action that is due between two days, and no reminder after `until`.
///
/// # Errors
/// The database's.
pub async fn with_due(
    tx: &mut Tx,
    (from, to): (Date, Date),
    until: Date,
) -> Result<Vec<(OrganisationId, PersonId)>, sqlx::Error> {
    let rows: Vec<(Uuid, Uuid)> = on_engine!(tx, |c| sqlx::query_as(DUE)
        .bind(from.to_string())
        .bind(to.to_string())
        .bind(until.to_string())
        .fetch_all(c)
        .await)?;
    Ok(rows.into_iter().map(|(organisation, person)| (OrganisationId(organisation), PersonId(person))).collect())
}
