//! SQL of the daily count of ratings by relationship. Who has answered is joined inside the database and never read.

use ayeneh_domain::{
    calendar::Date,
    ids::{OrganisationId, SurveyId},
    relationship::Relationship,
    survey::participation::Count,
};

use super::Sql;
use crate::{db::Tx, on_engine, people::rows::undecodable};

const INVITED: &str = "SELECT relationship, count(*) AS invited, cast(0 AS bigint) AS answered FROM invitation \
     WHERE organisation_id = $1 AND survey_id = $2 AND relationship IS NOT NULL AND token_hash IS NOT NULL \
     GROUP BY relationship";
const TURNOUT: &str = "SELECT i.relationship, count(*) AS invited, count(t.token_hash) AS answered FROM invitation i \
     LEFT JOIN spent_token t ON t.organisation_id = i.organisation_id \
     AND t.survey_id = i.survey_id AND t.token_hash = i.token_hash \
     WHERE i.organisation_id = $1 AND i.survey_id = $2 AND i.relationship IS NOT NULL AND i.token_hash IS NOT NULL \
     GROUP BY i.relationship";
const PROGRESS: &str = "SELECT relationship, answered_step FROM cycle_progress \
     WHERE organisation_id = $1 AND survey_id = $2";
const COUNTED_ON: &str = "SELECT max(counted_on) FROM cycle_progress WHERE organisation_id = $1 AND survey_id = $2";
const DELETE_PROGRESS: &str = "DELETE FROM cycle_progress WHERE organisation_id = $1 AND survey_id = $2";
const INSERT_PROGRESS: &str = "INSERT INTO cycle_progress \
     (organisation_id, survey_id, relationship, invited, answered_step, counted_on) VALUES ($1, $2, $3, $4, $5, $6)";

/// Every statement of this file, prepared on both engines by a test.
pub(super) const STATEMENTS: &[&str] = &[INVITED, TURNOUT, PROGRESS, COUNTED_ON, DELETE_PROGRESS, INSERT_PROGRESS];

/// Ratings asked for of each relationship, as if none were there: all that pages may ask.
pub(in crate::cycles) async fn invited(
    tx: &mut Tx,
    organisation: OrganisationId,
    survey: SurveyId,
) -> Sql<Vec<(Relationship, u32)>> {
    let counts = counts(tx, INVITED, organisation, survey).await?;
    Ok(counts.into_iter().map(|(relationship, count)| (relationship, count.invited)).collect())
}

/// Ratings asked for and given of each relationship, exactly; only the daily count asks.
pub(in crate::cycles) async fn turnout(
    tx: &mut Tx,
    organisation: OrganisationId,
    survey: SurveyId,
) -> Sql<Vec<(Relationship, Count)>> {
    counts(tx, TURNOUT, organisation, survey).await
}

async fn counts(
    tx: &mut Tx,
    statement: &'static str,
    organisation: OrganisationId,
    survey: SurveyId,
) -> Sql<Vec<(Relationship, Count)>> {
    let rows: Vec<(String, i64, i64)> =
        on_engine!(tx, |c| sqlx::query_as(statement).bind(organisation.0).bind(survey.0).fetch_all(c).await)?;
    let number = |n: i64| u32::try_from(n).unwrap_or(u32::MAX);
    let read = |(key, invited, answered): (String, i64, i64)| {
        Ok((relationship(&key)?, Count { invited: number(invited), answered: number(answered) }))
    };
    rows.into_iter().map(read).collect()
}

fn relationship(key: &str) -> Sql<Relationship> {
    Relationship::from_key(key).ok_or_else(|| undecodable("relationship", key))
}

/// At least so many ratings of each relationship, as of the last daily count.
pub(in crate::cycles) async fn progress(
    tx: &mut Tx,
    organisation: OrganisationId,
    survey: SurveyId,
) -> Sql<Vec<(Relationship, u32)>> {
    let rows: Vec<(String, i64)> =
        on_engine!(tx, |c| sqlx::query_as(PROGRESS).bind(organisation.0).bind(survey.0).fetch_all(c).await)?;
    let read = |(key, n): (String, i64)| Ok((relationship(&key)?, u32::try_from(n).unwrap_or(u32::MAX)));
    rows.into_iter().map(read).collect()
}

/// The day of the last count.
pub(in crate::cycles) async fn progress_counted_on(
    tx: &mut Tx,
    organisation: OrganisationId,
    survey: SurveyId,
) -> Sql<Option<String>> {
    on_engine!(tx, |c| sqlx::query_scalar(COUNTED_ON).bind(organisation.0).bind(survey.0).fetch_one(c).await)
}

/// Replaces the count of a cycle.
pub(in crate::cycles) async fn replace_progress(
    tx: &mut Tx,
    organisation: OrganisationId,
    survey: SurveyId,
    counted: &[(Relationship, Count)],
    today: Date,
) -> Sql<()> {
    on_engine!(tx, |c| sqlx::query(DELETE_PROGRESS).bind(organisation.0).bind(survey.0).execute(c).await.map(|_| ()))?;
    for (relationship, count) in counted {
        on_engine!(tx, |c| sqlx::query(INSERT_PROGRESS)
            .bind(organisation.0)
            .bind(survey.0)
            .bind(relationship.key())
            .bind(i64::from(count.invited))
            .bind(i64::from(count.answered))
            .bind(today.to_string())
            .execute(c)
            .await
            .map(|_| ()))?;
    }
    Ok(())
}
