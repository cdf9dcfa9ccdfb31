//! SQL of participation. Who has answered is joined and counted inside the database and never read.

use ayeneh_domain::{
    calendar::Date,
    ids::{OrganisationId, SurveyId},
};
use uuid::Uuid;

use super::{
    super::rows::{Participation, ParticipationRow, Turnout, TurnoutRow},
    Sql,
};
use crate::{db::Tx, on_engine};

const TURNOUT: &str = "SELECT i.side, i.unit_id, count(*) AS invited, count(t.token_hash) AS answered \
     FROM invitation i LEFT JOIN spent_token t ON t.organisation_id = i.organisation_id \
     AND t.survey_id = i.survey_id AND t.token_hash = i.token_hash \
     WHERE i.organisation_id = $1 AND i.survey_id = $2 AND i.token_hash IS NOT NULL GROUP BY i.side, i.unit_id";
const INVITED: &str = "SELECT side, unit_id, count(*) AS invited, cast(0 AS bigint) AS answered FROM invitation \
     WHERE organisation_id = $1 AND survey_id = $2 GROUP BY side, unit_id";
const ALL: &str = "SELECT side, unit_id, invited, answered_step, counted_on FROM participation \
     WHERE organisation_id = $1 AND survey_id = $2 ORDER BY side, unit_id";
const TOTALS: &str = "SELECT survey_id, side, invited, answered_step FROM participation \
     WHERE organisation_id = $1 AND unit_id = $2 ORDER BY survey_id, side";
const LAST_COUNT: &str = "SELECT max(counted_on) FROM participation WHERE organisation_id = $1 AND survey_id = $2";
const DELETE: &str = "DELETE FROM participation WHERE organisation_id = $1 AND survey_id = $2";
const INSERT: &str = "INSERT INTO participation \
     (organisation_id, survey_id, side, unit_id, invited, answered_step, counted_on) \
     VALUES ($1, $2, $3, $4, $5, $6, $7)";

/// Every statement of this file, prepared on both engines by a test.
pub const STATEMENTS: &[&str] = &[TURNOUT, INVITED, ALL, TOTALS, LAST_COUNT, DELETE, INSERT];

/// Invited and answered of each side and unit, exactly; only the daily count asks.
pub async fn turnout(tx: &mut Tx, organisation: OrganisationId, survey: SurveyId) -> Sql<Vec<Turnout>> {
    let rows = on_engine!(tx, |c| sqlx::query_as::<_, TurnoutRow>(TURNOUT)
        .bind(organisation.0)
        .bind(survey.0)
        .fetch_all(c)
        .await)?;
    rows.into_iter().map(Turnout::try_from).collect()
}

/// Invited of each side and unit, as if nobody had answered: all that pages may ask.
pub async fn invited(tx: &mut Tx, organisation: OrganisationId, survey: SurveyId) -> Sql<Vec<Turnout>> {
    let rows = on_engine!(tx, |c| sqlx::query_as::<_, TurnoutRow>(INVITED)
        .bind(organisation.0)
        .bind(survey.0)
        .fetch_all(c)
        .await)?;
    rows.into_iter().map(Turnout::try_from).collect()
}

/// The last count of a survey.
pub async fn all(tx: &mut Tx, organisation: OrganisationId, survey: SurveyId) -> Sql<Vec<Participation>> {
    let rows = on_engine!(tx, |c| sqlx::query_as::<_, ParticipationRow>(ALL)
        .bind(organisation.0)
        .bind(survey.0)
        .fetch_all(c)
        .await)?;
    rows.into_iter().map(Participation::try_from).collect()
}

/// Survey, side, invited and answered-at-least of everybody together, for all surveys.
pub async fn totals(tx: &mut Tx, organisation: OrganisationId) -> Sql<Vec<(Uuid, String, i64, i64)>> {
    on_engine!(tx, |c| sqlx::query_as(TOTALS).bind(organisation.0).bind(Uuid::nil()).fetch_all(c).await)
}

/// The day of the last count.
pub async fn last_count(tx: &mut Tx, organisation: OrganisationId, survey: SurveyId) -> Sql<Option<String>> {
    on_engine!(tx, |c| sqlx::query_scalar(LAST_COUNT).bind(organisation.0).bind(survey.0).fetch_one(c).await)
}

/// Replaces the count of a survey.
pub async fn replace(
    tx: &mut Tx,
    organisation: OrganisationId,
    survey: SurveyId,
    counted: &[Participation],
    today: Date,
) -> Sql<()> {
    on_engine!(tx, |c| sqlx::query(DELETE).bind(organisation.0).bind(survey.0).execute(c).await.map(|_| ()))?;
    for row in counted {
        on_engine!(tx, |c| sqlx::query(INSERT)
            .bind(organisation.0)
            .bind(survey.0)
            .bind(row.side.key())
            .bind(row.unit.map_or(Uuid::nil(), |unit| unit.0))
            .bind(i64::from(row.invited))
            .bind(i64::from(row.at_least))
            .bind(today.to_string())
            .execute(c)
            .await
            .map(|_| ()))?;
    }
    Ok(())
}
