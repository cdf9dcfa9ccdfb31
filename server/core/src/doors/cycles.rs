//! The door of the job that ends nominating in the cycles of all organisations.

use ayeneh_domain::{
    calendar::Date,
    ids::{OrganisationId, SurveyId},
};
use uuid::Uuid;

use crate::{db::Tx, on_engine};

const OVER: &str = "SELECT c.organisation_id, c.survey_id FROM review_cycle c \
     JOIN survey s ON s.organisation_id = c.organisation_id AND s.id = c.survey_id AND s.state = 'draft' \
     WHERE c.stage = 'nominating' AND c.nominate_until < $1 ORDER BY c.organisation_id, c.survey_id";

/// Every statement of this file, prepared on both engines by a test.
pub const STATEMENTS: &[&str] = &[OVER];

/// Cycles in which subjects had to choose until a day before this one.
///
/// # Errors
/// The database's.
pub async fn nominating_until_before(tx: &mut Tx, day: Date) -> Result<Vec<(OrganisationId, SurveyId)>, sqlx::Error> {
    let rows: Vec<(Uuid, Uuid)> = on_engine!(tx, |c| sqlx::query_as(OVER).bind(day.to_string()).fetch_all(c).await)?;
    Ok(rows.into_iter().map(|(organisation, survey)| (OrganisationId(organisation), SurveyId(survey))).collect())
}
