//! SQL of home: when reminders went out and releases were made, and which mails could not be delivered. Never to whom.

use ayeneh_domain::{
    calendar::Date,
    ids::{OrganisationId, SurveyId},
};
use uuid::Uuid;

use crate::{db::Tx, mail::told, on_engine, people::rows::undecodable};

type Sql<T> = Result<T, sqlx::Error>;

const REMINDED: &str = "SELECT DISTINCT m.survey_id, m.created_at FROM survey s \
     JOIN outbox m ON m.organisation_id = s.organisation_id AND m.survey_id = s.id \
     WHERE s.organisation_id = $1 AND s.state = 'open' AND m.kind = 'reminder' AND m.created_at >= $2 \
     ORDER BY m.survey_id, m.created_at";
const RELEASED: &str = "SELECT survey_id, released_on FROM release WHERE organisation_id = $1 AND released_on >= $2 \
     ORDER BY released_on, survey_id";
// What came too late needs nobody's hand.
const UNDELIVERED: &str = concat!(
    "SELECT m.survey_id, count(*) FROM outbox m \
     JOIN survey s ON s.organisation_id = m.organisation_id AND s.id = m.survey_id AND s.state = 'open' \
     WHERE m.organisation_id = $1 AND m.state IN ('refused', 'failed') \
     AND coalesce(m.error, '') NOT IN ('closed', 'expired', 'stopped') AND m.",
    told!(),
    " GROUP BY m.survey_id"
);

/// Every statement of this file, prepared on both engines by a test.
pub const STATEMENTS: &[&str] = &[REMINDED, RELEASED, UNDELIVERED];

/// The moments from `since` on at which reminders of an open survey went out or will.
pub(super) async fn reminded(tx: &mut Tx, organisation: OrganisationId, since: i64) -> Sql<Vec<(SurveyId, i64)>> {
    let rows: Vec<(Uuid, i64)> =
        on_engine!(tx, |c| sqlx::query_as(REMINDED).bind(organisation.0).bind(since).fetch_all(c).await)?;
    Ok(rows.into_iter().map(|(id, at)| (SurveyId(id), at)).collect())
}

/// The days from `first` on which releases were made.
pub(super) async fn released(tx: &mut Tx, organisation: OrganisationId, first: Date) -> Sql<Vec<(SurveyId, Date)>> {
    let rows: Vec<(Uuid, String)> =
        on_engine!(tx, |c| sqlx::query_as(RELEASED).bind(organisation.0).bind(first.to_string()).fetch_all(c).await)?;
    let read =
        |(id, day): (Uuid, String)| Ok((SurveyId(id), day.parse().map_err(|_| undecodable("released_on", &day))?));
    rows.into_iter().map(read).collect()
}

/// How many mails of each open survey could not be delivered.
pub(super) async fn undelivered(tx: &mut Tx, organisation: OrganisationId) -> Sql<Vec<(SurveyId, usize)>> {
    let rows: Vec<(Uuid, i64)> =
        on_engine!(tx, |c| sqlx::query_as(UNDELIVERED).bind(organisation.0).fetch_all(c).await)?;
    Ok(rows.into_iter().map(|(id, mails)| (SurveyId(id), usize::try_from(mails).unwrap_or_default())).collect())
}
