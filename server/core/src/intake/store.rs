//! The statements of the intake: for many rows each, since a batch shares them.

use ayeneh_domain::ids::{OrganisationId, SealedId, SurveyId};

use super::Submission;
use crate::{
    db::{Many, Tx},
    on_engine,
};

const STATE: &str = "SELECT state FROM survey WHERE organisation_id = $1 AND id = $2";
/// PostgreSQL has many writers: whoever closes the survey waits for this batch. SQLite has one.
const STATE_HELD: &str = "SELECT state FROM survey WHERE organisation_id = $1 AND id = $2 FOR SHARE";
const IS_STORED: &str = "SELECT count(*) FROM receipt r \
    JOIN spent_token s ON s.organisation_id = r.organisation_id AND s.survey_id = r.survey_id \
    WHERE r.organisation_id = $1 AND r.survey_id = $2 AND r.receipt_hash = $3 AND s.token_hash = $4";

/// PostgreSQL stamps rows with their transaction and appends them: both tell the order. One transaction writes all rows
/// of a survey anew, and the tables are laid out by key. SQLite keeps them by key from the start.
const REWRITE: [&str; 3] = [
    "UPDATE spent_token SET token_hash = token_hash WHERE organisation_id = $1 AND survey_id = $2",
    "UPDATE receipt SET receipt_hash = receipt_hash WHERE organisation_id = $1 AND survey_id = $2",
    "UPDATE sealed_response SET body = body WHERE organisation_id = $1 AND survey_id = $2",
];
const LAY_OUT: [&str; 4] = [
    // Whoever answers another survey meanwhile waits for so long at most.
    "SET LOCAL lock_timeout = '5s'",
    "CLUSTER spent_token USING spent_token_pkey",
    "CLUSTER receipt USING receipt_pkey",
    "CLUSTER sealed_response USING sealed_response_pkey",
];

static SPEND: Many = Many::new(
    "INSERT INTO spent_token (organisation_id, survey_id, token_hash) VALUES",
    3,
    " ON CONFLICT DO NOTHING RETURNING token_hash",
);
static INSERT_RECEIPTS: Many = Many::new(
    "INSERT INTO receipt (organisation_id, survey_id, receipt_hash) VALUES",
    3,
    // One page from a shared device can serve two people: the same number then stands for both.
    " ON CONFLICT DO NOTHING",
);
static INSERT_SEALED: Many =
    Many::new("INSERT INTO sealed_response (organisation_id, survey_id, id, body) VALUES", 4, "");

/// Every constant statement of this feature, for the test that prepares them on both engines.
pub const STATEMENTS: &[&str] = &[STATE, IS_STORED];

pub(super) async fn state(
    tx: &mut Tx,
    organisation: OrganisationId,
    survey: SurveyId,
) -> Result<Option<String>, sqlx::Error> {
    let text = match tx {
        Tx::Sqlite(_) => STATE,
        Tx::Postgres(_) => STATE_HELD,
    };
    on_engine!(tx, |c| sqlx::query_scalar(text).bind(organisation.0).bind(survey.0).fetch_optional(c).await)
}

/// Marks tokens as used; returns those that were not used before.
pub(super) async fn spend(tx: &mut Tx, submissions: &[&Submission]) -> Result<Vec<Vec<u8>>, sqlx::Error> {
    let mut new = Vec::with_capacity(submissions.len());
    for (text, part) in SPEND.parts(submissions) {
        new.extend(on_engine!(tx, |c| {
            let mut query = sqlx::query_scalar::<_, Vec<u8>>(text);
            for s in part {
                query = query.bind(s.organisation.0).bind(s.survey.0).bind(&s.token_hash);
            }
            query.fetch_all(c).await
        })?);
    }
    Ok(new)
}

pub(super) async fn insert_receipts(tx: &mut Tx, submissions: &[&Submission]) -> Result<(), sqlx::Error> {
    for (text, part) in INSERT_RECEIPTS.parts(submissions) {
        on_engine!(tx, |c| {
            let mut query = sqlx::query(text);
            for s in part {
                query = query.bind(s.organisation.0).bind(s.survey.0).bind(s.receipt.hash());
            }
            query.execute(c).await.map(|_| ())
        })?;
    }
    Ok(())
}

pub(super) async fn insert_sealed(tx: &mut Tx, submissions: &[&Submission]) -> Result<(), sqlx::Error> {
    for (text, part) in INSERT_SEALED.parts(submissions) {
        on_engine!(tx, |c| {
            let mut query = sqlx::query(text);
            for s in part {
                query = query.bind(s.organisation.0).bind(s.survey.0).bind(s.id.0).bind(&s.sealed);
            }
            query.execute(c).await.map(|_| ())
        })?;
    }
    Ok(())
}

/// Stores envelopes of one survey.
pub(super) async fn insert_envelopes(
    tx: &mut Tx,
    organisation: OrganisationId,
    survey: SurveyId,
    envelopes: &[(SealedId, Vec<u8>)],
) -> Result<(), sqlx::Error> {
    for (text, part) in INSERT_SEALED.parts(envelopes) {
        on_engine!(tx, |c| {
            let mut query = sqlx::query(text);
            for (id, body) in part {
                query = query.bind(organisation.0).bind(survey.0).bind(id.0).bind(body);
            }
            query.execute(c).await.map(|_| ())
        })?;
    }
    Ok(())
}

/// Whether this token was spent and this receipt given.
pub(super) async fn is_stored(tx: &mut Tx, submission: &Submission) -> Result<bool, sqlx::Error> {
    let count: i64 = on_engine!(tx, |c| sqlx::query_scalar(IS_STORED)
        .bind(submission.organisation.0)
        .bind(submission.survey.0)
        .bind(submission.receipt.hash())
        .bind(&submission.token_hash)
        .fetch_one(c)
        .await)?;
    Ok(count > 0)
}

/// Writes all rows of a survey anew in this transaction; only PostgreSQL needs it.
pub(super) async fn rewrite(tx: &mut Tx, organisation: OrganisationId, survey: SurveyId) -> Result<(), sqlx::Error> {
    if let Tx::Postgres(transaction) = tx {
        for statement in REWRITE {
            sqlx::query(statement).bind(organisation.0).bind(survey.0).execute(&mut **transaction).await?;
        }
    }
    Ok(())
}

/// Lays the tables out by key; only PostgreSQL needs it.
pub(super) async fn lay_out(tx: &mut Tx) -> Result<(), sqlx::Error> {
    if let Tx::Postgres(transaction) = tx {
        for statement in LAY_OUT {
            sqlx::query(statement).execute(&mut **transaction).await?;
        }
    }
    Ok(())
}
