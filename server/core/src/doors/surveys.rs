//! The door of the jobs that serve all organisations in turn: which surveys stand where.

use ayeneh_domain::{
    calendar::Date,
    ids::{OrganisationId, SurveyId},
    survey::State,
};
use uuid::Uuid;

use crate::{db::Tx, on_engine, people::rows::undecodable};

const IN_STATE: &str =
    "SELECT organisation_id, id, closes_on FROM survey WHERE state = $1 ORDER BY organisation_id, id";

/// Every statement of this file, prepared on both engines by a test.
pub const STATEMENTS: &[&str] = &[IN_STATE];

/// All surveys in a state, with their last day.
///
/// # Errors
/// The database's.
pub async fn in_state(tx: &mut Tx, state: State) -> Result<Vec<(OrganisationId, SurveyId, Option<Date>)>, sqlx::Error> {
    let rows: Vec<(Uuid, Uuid, Option<String>)> =
        on_engine!(tx, |c| sqlx::query_as(IN_STATE).bind(state.key()).fetch_all(c).await)?;
    let read = |(organisation, survey, day): (Uuid, Uuid, Option<String>)| {
        let day = day.map(|day| day.parse().map_err(|_| undecodable("closes_on", &day))).transpose()?;
        Ok((OrganisationId(organisation), SurveyId(survey), day))
    };
    rows.into_iter().map(read).collect()
}
