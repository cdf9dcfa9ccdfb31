//! The doors: the only store functions without an organisation, because they turn a secret or a sign-in address into one.
//!
//! Everything else in the product takes the organisation first. A new function here needs a reason.

pub mod cycles;
pub mod keys;
pub mod requests;
pub mod respondent;
mod rows;
pub mod surveys;

use ayeneh_domain::ids::{InvitationId, OrganisationId, PersonId};

use crate::{db::Tx, on_engine, secret::token_hash};
pub use rows::{ApiTokenDoor, LinkDoor, SessionDoor, SignInDoor};
use rows::{ApiTokenRow, LinkRow, SessionRow, SignInRow};

const SESSION: &str = "SELECT s.organisation_id, s.person_id, s.seen_at, s.expires_at FROM session s \
     JOIN person p ON p.organisation_id = s.organisation_id AND p.id = s.person_id \
     WHERE s.token_hash = $1 AND p.active";
const API_TOKEN: &str = "SELECT t.organisation_id, t.id, t.person_id, t.scopes, t.expires_at FROM api_token t \
     JOIN person p ON p.organisation_id = t.organisation_id AND p.id = t.person_id \
     WHERE t.token_hash = $1 AND t.revoked_at IS NULL AND p.active";
const SIGN_IN: &str = "SELECT organisation_id, id, password_hash FROM person \
     WHERE email = $1 AND active ORDER BY created_at, organisation_id";
const LINK: &str =
    "SELECT organisation_id, person_id, purpose, expires_at, used_at FROM sign_in_link WHERE token_hash = $1";
const INVITATION: &str = "SELECT organisation_id, id FROM invitation WHERE token_hash = $1";
const ANY_ORGANISATION: &str = "SELECT count(*) FROM organisation";

/// Every statement of this file, prepared on both engines by a test.
pub const STATEMENTS: &[&str] = &[SESSION, API_TOKEN, SIGN_IN, LINK, INVITATION, ANY_ORGANISATION];

/// Whose session a cookie opens.
///
/// # Errors
/// The database's.
pub async fn session(tx: &mut Tx, token: &str) -> Result<Option<SessionDoor>, sqlx::Error> {
    let hash = token_hash(token);
    let row = on_engine!(tx, |c| sqlx::query_as::<_, SessionRow>(SESSION).bind(hash).fetch_optional(c).await)?;
    Ok(row.map(SessionDoor::from))
}

/// Whose bearer token this is.
///
/// # Errors
/// The database's.
pub async fn api_token(tx: &mut Tx, token: &str) -> Result<Option<ApiTokenDoor>, sqlx::Error> {
    let hash = token_hash(token);
    let row = on_engine!(tx, |c| sqlx::query_as::<_, ApiTokenRow>(API_TOKEN).bind(hash).fetch_optional(c).await)?;
    Ok(row.map(ApiTokenDoor::from))
}

/// Who may sign in with an address; more than one if several organisations know it.
///
/// # Errors
/// The database's.
pub async fn sign_in(tx: &mut Tx, email: &str) -> Result<Vec<SignInDoor>, sqlx::Error> {
    let rows = on_engine!(tx, |c| sqlx::query_as::<_, SignInRow>(SIGN_IN).bind(email).fetch_all(c).await)?;
    Ok(rows.into_iter().map(SignInDoor::from).collect())
}

/// What a one-time link opens.
///
/// # Errors
/// The database's.
pub async fn link(tx: &mut Tx, token: &str) -> Result<Option<LinkDoor>, sqlx::Error> {
    let hash = token_hash(token);
    let row = on_engine!(tx, |c| sqlx::query_as::<_, LinkRow>(LINK).bind(hash).fetch_optional(c).await)?;
    Ok(row.map(LinkDoor::from))
}

/// Which invitation a personal link belongs to.
///
/// # Errors
/// The database's.
pub async fn invitation(tx: &mut Tx, token: &str) -> Result<Option<(OrganisationId, InvitationId)>, sqlx::Error> {
    let hash = token_hash(token);
    let row = on_engine!(tx, |c| sqlx::query_as::<_, (uuid::Uuid, uuid::Uuid)>(INVITATION)
        .bind(hash)
        .fetch_optional(c)
        .await)?;
    Ok(row.map(|(organisation, id)| (OrganisationId(organisation), InvitationId(id))))
}

/// Whether any organisation exists; if not, the first set-up is due.
///
/// # Errors
/// The database's.
pub async fn any_organisation(tx: &mut Tx) -> Result<bool, sqlx::Error> {
    let count: i64 = on_engine!(tx, |c| sqlx::query_scalar(ANY_ORGANISATION).fetch_one(c).await)?;
    Ok(count > 0)
}

/// Organisation and person behind a door.
pub type Entrant = (OrganisationId, PersonId);
