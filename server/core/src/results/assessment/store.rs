//! SQL of what the platform knows about its own use, to stand beside what an assessment claims.

use ayeneh_domain::{calendar::Month, ids::OrganisationId, measure::Perspective};

use crate::{db::Tx, on_engine, people::rows::undecodable};

const RUNS: &str = "SELECT count(*) FROM survey WHERE organisation_id = $1 AND kind = 'wave' AND state <> 'draft' \
     AND period > $2 AND period <= $3";
const RUNS_WITH_BOTH: &str = "SELECT count(*) FROM survey s WHERE s.organisation_id = $1 AND s.kind = 'wave' \
     AND s.state <> 'draft' AND s.period > $2 AND s.period <= $3 \
     AND EXISTS (SELECT 1 FROM invitation i WHERE i.organisation_id = s.organisation_id AND i.survey_id = s.id \
     AND i.side = 'employee') \
     AND EXISTS (SELECT 1 FROM invitation i WHERE i.organisation_id = s.organisation_id AND i.survey_id = s.id \
     AND i.side = 'customer')";
const RELEASED: &str = "SELECT count(*) FROM survey s WHERE s.organisation_id = $1 AND s.kind = 'wave' \
     AND s.state = 'released' AND s.period > $2 AND s.period <= $3 \
     AND EXISTS (SELECT 1 FROM invitation i WHERE i.organisation_id = s.organisation_id AND i.survey_id = s.id \
     AND i.side = 'customer')";
const OPEN_TO_CUSTOMERS: &str = "SELECT s.launched_at, s.closed_at FROM survey s WHERE s.organisation_id = $1 \
     AND s.kind = 'wave' AND s.launched_at IS NOT NULL \
     AND EXISTS (SELECT 1 FROM invitation i WHERE i.organisation_id = s.organisation_id AND i.survey_id = s.id \
     AND i.side = 'customer')";
const REVIEWED: &str = "SELECT count(DISTINCT r.person_id) FROM review_subject r \
     JOIN survey s ON s.organisation_id = r.organisation_id AND s.id = r.survey_id \
     JOIN person p ON p.organisation_id = r.organisation_id AND p.id = r.person_id AND p.active \
     WHERE r.organisation_id = $1 AND s.state = 'released' AND s.period > $2 AND s.period <= $3";
const EMPLOYED: &str = "SELECT count(*) FROM person WHERE organisation_id = $1 AND active";
const TARGETED: &str = "SELECT m.perspective, count(DISTINCT m.id) FROM measure m \
     JOIN target t ON t.organisation_id = m.organisation_id AND t.measure_id = m.id \
     WHERE m.organisation_id = $1 GROUP BY m.perspective";

/// Every statement of this file, prepared on both engines by a test.
pub const STATEMENTS: &[&str] = &[RUNS, RUNS_WITH_BOTH, RELEASED, OPEN_TO_CUSTOMERS, REVIEWED, EMPLOYED, TARGETED];

type Sql<T> = Result<T, sqlx::Error>;

/// Waves of the months after `from` up to `to`: all, and those that asked both sides.
pub(super) async fn waves(tx: &mut Tx, organisation: OrganisationId, from: Month, to: Month) -> Sql<(u32, u32)> {
    let all = between(tx, RUNS, organisation, from, to).await?;
    Ok((all, between(tx, RUNS_WITH_BOTH, organisation, from, to).await?))
}

/// Released waves of the months after `from` up to `to` that asked customers.
pub(super) async fn released(tx: &mut Tx, organisation: OrganisationId, from: Month, to: Month) -> Sql<u32> {
    between(tx, RELEASED, organisation, from, to).await
}

/// From when to when each wave that asked customers was open, in UTC milliseconds; no end while it is.
pub(super) async fn open_to_customers(tx: &mut Tx, organisation: OrganisationId) -> Sql<Vec<(i64, Option<i64>)>> {
    on_engine!(tx, |c| sqlx::query_as(OPEN_TO_CUSTOMERS).bind(organisation.0).fetch_all(c).await)
}

/// How many of those employed were reviewed in released cycles of the months after `from` up to `to`, and how many are
/// employed.
pub(super) async fn reviewed(tx: &mut Tx, organisation: OrganisationId, from: Month, to: Month) -> Sql<(u32, u32)> {
    let reviewed = between(tx, REVIEWED, organisation, from, to).await?;
    let employed: i64 = on_engine!(tx, |c| sqlx::query_scalar(EMPLOYED).bind(organisation.0).fetch_one(c).await)?;
    Ok((reviewed, small(employed)))
}

/// How many measures of each perspective have a target; perspectives without one are left out.
pub(super) async fn targeted(tx: &mut Tx, organisation: OrganisationId) -> Sql<Vec<(Perspective, u32)>> {
    let rows: Vec<(String, i64)> =
        on_engine!(tx, |c| sqlx::query_as(TARGETED).bind(organisation.0).fetch_all(c).await)?;
    let read = |(key, count): (String, i64)| {
        let perspective = Perspective::from_key(&key).ok_or_else(|| undecodable("perspective", &key))?;
        Ok((perspective, small(count)))
    };
    rows.into_iter().map(read).collect()
}

async fn between(tx: &mut Tx, text: &'static str, organisation: OrganisationId, from: Month, to: Month) -> Sql<u32> {
    let count: i64 = on_engine!(tx, |c| sqlx::query_scalar(text)
        .bind(organisation.0)
        .bind(from.to_string())
        .bind(to.to_string())
        .fetch_one(c)
        .await)?;
    Ok(small(count))
}

fn small(count: i64) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
