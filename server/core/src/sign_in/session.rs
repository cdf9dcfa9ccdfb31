//! Sessions: a random token in a cookie, its hash in the database. Everything else is looked up at each request, so
//! that a role taken away is gone at once.

use std::collections::BTreeSet;

use ayeneh_domain::{
    ids::{OrganisationId, PersonId, TokenId},
    permission::Right,
};

use super::store;
use crate::{
    Core, Ctx, Result,
    db::Tx,
    doors::{self, Entrant},
    organisation, people,
    secret::{random_token, token_hash},
};

const HOUR_MS: i64 = 3_600_000;
/// A session ends after so long without use.
const IDLE_MS: i64 = 24 * HOUR_MS;
/// A session ends after so long in any case.
const ABSOLUTE_MS: i64 = 14 * 24 * HOUR_MS;
/// Use is noted at most this often, so that reading pages does not write.
const NOTE_USE_EVERY_MS: i64 = HOUR_MS;

/// A session that has just begun.
#[derive(Clone, Debug)]
pub struct NewSession {
    /// What goes into the cookie; never stored.
    pub token: String,
    /// Whose it is.
    pub entrant: Entrant,
}

/// Begins a session within the transaction that decided to.
pub(crate) async fn begin(core: &Core, tx: &mut Tx, entrant: Entrant) -> Result<NewSession> {
    let token = random_token(&*core.random);
    let now = core.now_ms();
    store::insert_session(tx, entrant, &token_hash(&token), now, now + ABSOLUTE_MS).await?;
    Ok(NewSession { token, entrant })
}

/// Who is behind a session cookie; `None` if it has ended.
///
/// # Errors
/// The database's.
pub async fn resume(core: &Core, token: &str) -> Result<Option<Ctx>> {
    let mut tx = core.db.read().await?;
    let now = core.now_ms();
    let Some(session) = doors::session(&mut tx, token).await? else { return Ok(None) };
    if now >= session.expires_at || now >= session.seen_at + IDLE_MS {
        return Ok(None);
    }
    let ctx = context(core, &mut tx, session.entrant).await?;
    drop(tx);
    if now >= session.seen_at + NOTE_USE_EVERY_MS {
        let mut tx = core.db.write().await?;
        store::note_use(&mut tx, session.entrant.0, &token_hash(token), now).await?;
        tx.commit().await?;
    }
    Ok(ctx)
}

/// Who is behind a bearer token of the API, limited to the token's scopes.
///
/// # Errors
/// The database's.
pub async fn bearer(core: &Core, token: &str) -> Result<Option<(Ctx, TokenId)>> {
    let mut tx = core.db.read().await?;
    let Some(door) = doors::api_token(&mut tx, token).await? else { return Ok(None) };
    if door.expires_at.is_some_and(|end| core.now_ms() >= end) {
        return Ok(None);
    }
    let Some(mut ctx) = context(core, &mut tx, door.entrant).await? else { return Ok(None) };
    let scopes: BTreeSet<Right> = door.scopes.split_whitespace().filter_map(Right::from_key).collect();
    ctx.scopes = Some(scopes);
    Ok(Some((ctx, door.id)))
}

/// Everybody who has an address and may act, one in each organisation that knows it: for the server's own terminal, whose
/// user may read the database anyway.
///
/// # Errors
/// The database's.
pub async fn acting_by_address(core: &Core, email: &str) -> Result<Vec<Ctx>> {
    let mut tx = core.db.read().await?;
    let mut found = Vec::new();
    for door in doors::sign_in(&mut tx, &email.to_ascii_lowercase()).await? {
        found.extend(context(core, &mut tx, door.entrant).await?);
    }
    Ok(found)
}

/// A session that has not ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OpenSession {
    /// When it began, in milliseconds since 1970.
    pub begun_at: i64,
    /// When it was last used, to the hour.
    pub used_at: i64,
    /// Whether it is the one that asks.
    pub own: bool,
}

/// The sessions of who acts that have not ended, the one with this token among them; last used first.
///
/// # Errors
/// The database's.
pub async fn open_sessions(ctx: &Ctx, token: &str) -> Result<Vec<OpenSession>> {
    let (now, own) = (ctx.core.now_ms(), token_hash(token));
    let mut tx = ctx.read().await?;
    let rows = store::sessions(&mut tx, ctx.organisation, ctx.person, now, now - IDLE_MS).await?;
    let session = |row: store::SessionRow| OpenSession {
        begun_at: row.created_at,
        used_at: row.seen_at,
        own: row.token_hash == own,
    };
    Ok(rows.into_iter().map(session).collect())
}

/// How many sessions of a person have not ended.
///
/// # Errors
/// The database's.
pub(crate) async fn open_sessions_of(
    tx: &mut Tx,
    organisation: OrganisationId,
    person: PersonId,
    now_ms: i64,
) -> Result<usize> {
    Ok(store::sessions(tx, organisation, person, now_ms, now_ms - IDLE_MS).await?.len())
}

/// Ends every session of who acts but the one with this token.
///
/// # Errors
/// The database's.
pub async fn end_other_sessions(ctx: &Ctx, token: &str) -> Result<()> {
    let mut tx = ctx.write().await?;
    store::delete_other_sessions(&mut tx, ctx.organisation, ctx.person, &token_hash(token)).await?;
    Ok(tx.commit().await?)
}

/// Ends a session at the server.
///
/// # Errors
/// The database's.
pub async fn end_session(ctx: &Ctx, token: &str) -> Result<()> {
    let mut tx = ctx.write().await?;
    store::delete_session(&mut tx, ctx.organisation, &token_hash(token)).await?;
    Ok(tx.commit().await?)
}

async fn context(core: &Core, tx: &mut Tx, (organisation, id): Entrant) -> Result<Option<Ctx>> {
    let Some(person) = people::store::person(tx, organisation, id).await? else { return Ok(None) };
    let Some(tenant) = organisation::store::find(tx, organisation).await? else { return Ok(None) };
    let grants = people::store::grants(tx, organisation, id).await?;
    Ok(Some(Ctx {
        core: core.clone(),
        organisation,
        organisation_name: tenant.name,
        invented: tenant.invented,
        person: id,
        name: person.name,
        grants,
        scopes: None,
        locale: person.locale,
        theme: person.theme,
        reservation: None,
        faults: Vec::new(),
    }))
}
