//! That secret and database belong together. A lost key file that were silently replaced would kill every link that was
//! ever mailed; so the database remembers which secret it was used with, and start-up asks before anything else is done.

use ayeneh_domain::ids::OrganisationId;
use sqlx::FromRow;
use uuid::Uuid;

use super::{Purpose, Secret, token_hash};
use crate::{db::Tx, doors, on_engine};

const FIND: &str = "SELECT fingerprint FROM server_secret WHERE only_one = 1";
const KEEP: &str = "INSERT INTO server_secret (only_one, fingerprint) VALUES (1, $1) ON CONFLICT DO NOTHING";
const FORGET: &str = "DELETE FROM server_secret";
const LINKED: &str = "SELECT organisation_id, id, survey_id, token_hash FROM invitation WHERE token_hash IS NOT NULL";
const ONE_LINKED: &str = "SELECT id, token_hash FROM invitation WHERE token_hash IS NOT NULL LIMIT 1";
const RELINK: &str = "UPDATE invitation SET token_hash = $3 WHERE organisation_id = $1 AND id = $2";
const RESPEND: &str = "UPDATE spent_token SET token_hash = $4 \
     WHERE organisation_id = $1 AND survey_id = $2 AND token_hash = $3";
const FORGET_SIGN_IN: &str = "DELETE FROM sign_in_link WHERE purpose <> 'setup'";

/// Every statement of this file, prepared on both engines by a test.
pub const STATEMENTS: &[&str] = &[FIND, KEEP, FORGET, LINKED, ONE_LINKED, RELINK, RESPEND, FORGET_SIGN_IN];

/// How a secret and a database stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// The database is of this secret.
    Ours,
    /// The database remembers no secret: it is new, or of a program that kept none in mind and opens with this one.
    New,
    /// There is no secret, but the database was used with one.
    Missing,
    /// The database was used with another secret.
    Foreign,
}

/// How a secret, if there is one, and a database stand to each other.
///
/// # Errors
/// The database's.
pub async fn standing(tx: &mut Tx, secret: Option<&Secret>) -> Result<Standing, sqlx::Error> {
    let known: Option<Vec<u8>> = on_engine!(tx, |c| sqlx::query_scalar(FIND).fetch_optional(c).await)?;
    Ok(match (secret, known) {
        (Some(secret), Some(known)) if secret.has_fingerprint(&known) => Standing::Ours,
        (Some(_), Some(_)) => Standing::Foreign,
        (Some(secret), None) if !opens(tx, secret).await? => Standing::Foreign,
        (Some(_), None) => Standing::New,
        (None, Some(_)) => Standing::Missing,
        // Whoever made an organisation had a secret, even if the database did not remember it yet.
        (None, None) if doors::any_organisation(tx).await? => Standing::Missing,
        (None, None) => Standing::New,
    })
}

/// Whether a secret opens a link of a database that remembers none; so does every secret where there are no links.
async fn opens(tx: &mut Tx, secret: &Secret) -> Result<bool, sqlx::Error> {
    let linked: Option<(Uuid, Vec<u8>)> = on_engine!(tx, |c| sqlx::query_as(ONE_LINKED).fetch_optional(c).await)?;
    Ok(linked.is_none_or(|(id, hash)| token_hash(&secret.token(Purpose::Invitation, id)) == hash))
}

/// Makes a database remember its secret. Of two servers that begin at the same time the first wins; the other learns it.
///
/// # Errors
/// The database's.
pub async fn keep(tx: &mut Tx, secret: &Secret) -> Result<Standing, sqlx::Error> {
    let print = secret.fingerprint();
    on_engine!(tx, |c| sqlx::query(KEEP).bind(print).execute(c).await.map(|_| ()))?;
    standing(tx, Some(secret)).await
}

#[derive(FromRow)]
struct LinkedRow {
    organisation_id: Uuid,
    id: Uuid,
    survey_id: Uuid,
    token_hash: Vec<u8>,
}

/// Gives a database another secret, where the old one is lost for good: personal links are made anew, so that the next
/// reminder brings one that opens; those already mailed are dead. Returns how many were made anew.
///
/// # Errors
/// The database's.
pub async fn replace(tx: &mut Tx, secret: &Secret) -> Result<usize, sqlx::Error> {
    on_engine!(tx, |c| sqlx::query(FORGET).execute(c).await.map(|_| ()))?;
    keep(tx, secret).await?;
    on_engine!(tx, |c| sqlx::query(FORGET_SIGN_IN).execute(c).await.map(|_| ()))?;
    let linked = on_engine!(tx, |c| sqlx::query_as::<_, LinkedRow>(LINKED).fetch_all(c).await)?;
    for row in &linked {
        relink(tx, secret, OrganisationId(row.organisation_id), row).await?;
    }
    Ok(linked.len())
}

/// Gives an invitation its new link. One that was used stays used.
async fn relink(
    tx: &mut Tx,
    secret: &Secret,
    organisation: OrganisationId,
    row: &LinkedRow,
) -> Result<(), sqlx::Error> {
    let hash = token_hash(&secret.token(Purpose::Invitation, row.id));
    on_engine!(tx, |c| sqlx::query(RELINK).bind(organisation.0).bind(row.id).bind(&hash).execute(c).await.map(|_| ()))?;
    on_engine!(tx, |c| sqlx::query(RESPEND)
        .bind(organisation.0)
        .bind(row.survey_id)
        .bind(&row.token_hash)
        .bind(&hash)
        .execute(c)
        .await
        .map(|_| ()))
}
