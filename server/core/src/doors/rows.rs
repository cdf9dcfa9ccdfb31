//! What the doors read and what they hand on.

use ayeneh_domain::ids::{OrganisationId, PersonId, TokenId};
use sqlx::FromRow;
use uuid::Uuid;

use super::Entrant;

#[derive(FromRow)]
pub(super) struct SessionRow {
    organisation_id: Uuid,
    person_id: Uuid,
    seen_at: i64,
    expires_at: i64,
}

/// Whose session it is and until when.
#[derive(Clone, Copy, Debug)]
pub struct SessionDoor {
    /// Whose it is.
    pub entrant: Entrant,
    /// When it was last used, in milliseconds since 1970.
    pub seen_at: i64,
    /// When it ends in any case.
    pub expires_at: i64,
}

impl From<SessionRow> for SessionDoor {
    fn from(row: SessionRow) -> Self {
        Self {
            entrant: (OrganisationId(row.organisation_id), PersonId(row.person_id)),
            seen_at: row.seen_at,
            expires_at: row.expires_at,
        }
    }
}

#[derive(FromRow)]
pub(super) struct ApiTokenRow {
    organisation_id: Uuid,
    id: Uuid,
    person_id: Uuid,
    scopes: String,
    expires_at: Option<i64>,
}

/// Whose API token it is and what it may do.
#[derive(Clone, Debug)]
pub struct ApiTokenDoor {
    /// As whom it acts.
    pub entrant: Entrant,
    /// The token.
    pub id: TokenId,
    /// Keys of rights, separated by spaces.
    pub scopes: String,
    /// When it ends.
    pub expires_at: Option<i64>,
}

impl From<ApiTokenRow> for ApiTokenDoor {
    fn from(row: ApiTokenRow) -> Self {
        Self {
            entrant: (OrganisationId(row.organisation_id), PersonId(row.person_id)),
            id: TokenId(row.id),
            scopes: row.scopes,
            expires_at: row.expires_at,
        }
    }
}

#[derive(FromRow)]
pub(super) struct SignInRow {
    organisation_id: Uuid,
    id: Uuid,
    password_hash: Option<String>,
}

/// Somebody who may sign in with an address.
#[derive(Clone, Debug)]
pub struct SignInDoor {
    /// Who.
    pub entrant: Entrant,
    /// Absent until a password was chosen.
    pub password_hash: Option<String>,
}

impl From<SignInRow> for SignInDoor {
    fn from(row: SignInRow) -> Self {
        Self { entrant: (OrganisationId(row.organisation_id), PersonId(row.id)), password_hash: row.password_hash }
    }
}

#[derive(FromRow)]
pub(super) struct LinkRow {
    organisation_id: Option<Uuid>,
    person_id: Option<Uuid>,
    purpose: String,
    expires_at: i64,
    used_at: Option<i64>,
}

/// What a one-time link opens.
#[derive(Clone, Debug)]
pub struct LinkDoor {
    /// Whom it signs in; absent for the first set-up.
    pub entrant: Option<Entrant>,
    /// `setup`, `magic` or `password`.
    pub purpose: String,
    /// When it ends.
    pub expires_at: i64,
    /// Whether it was used.
    pub used: bool,
}

impl From<LinkRow> for LinkDoor {
    fn from(row: LinkRow) -> Self {
        let entrant = row.organisation_id.zip(row.person_id);
        Self {
            entrant: entrant.map(|(organisation, person)| (OrganisationId(organisation), PersonId(person))),
            purpose: row.purpose,
            expires_at: row.expires_at,
            used: row.used_at.is_some(),
        }
    }
}
