//! The door of the job that writes about thanks of a month in all organisations.

use ayeneh_domain::{calendar::Date, ids::OrganisationId};
use uuid::Uuid;

use crate::{db::Tx, on_engine};

const OF_MONTH: &str = "SELECT DISTINCT t.organisation_id FROM thanks t \
     WHERE t.given_on >= $1 AND t.given_on < $2 AND t.hidden_reason IS NULL \
     AND NOT EXISTS (SELECT 1 FROM thanks_month m WHERE m.organisation_id = t.organisation_id AND m.first_day = $1) \
     ORDER BY t.organisation_id";

/// Every statement of this file, prepared on both engines by a test.
pub const STATEMENTS: &[&str] = &[OF_MONTH];

/// Organisations in which somebody was thanked between two days and nobody was written to about that month.
///
/// # Errors
/// The database's.
pub async fn of_month(tx: &mut Tx, (from, to): (Date, Date)) -> Result<Vec<OrganisationId>, sqlx::Error> {
    let rows: Vec<Uuid> = on_engine!(tx, |c| sqlx::query_scalar(OF_MONTH)
        .bind(from.to_string())
        .bind(to.to_string())
        .fetch_all(c)
        .await)?;
    Ok(rows.into_iter().map(OrganisationId).collect())
}
