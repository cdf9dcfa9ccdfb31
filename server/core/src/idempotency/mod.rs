//! A write of the API that is repeated with the same key does nothing new and gets the first answer again.
//!
//! The key is reserved before the work and answered after it, so that of two at once one works and the other waits. A
//! reservation that was left behind may be taken over, but never doubles the work: whoever writes notes in the same
//! transaction that the work is done, which fails for who lost the key and ends every taking over.

pub mod store;

use ayeneh_domain::ids::{OrganisationId, TokenId};
use ayeneh_text as text;

use crate::{Core, Ctx, Error, Problem, Result, db::Tx, doors};

/// A reservation whose work never ended (the server stopped) may be taken over after so long.
const ABANDONED_MS: i64 = 60_000;
/// An answer is kept for so long.
const KEPT_MS: i64 = 24 * 3_600_000;
/// Longest key, in bytes.
const LONGEST_KEY: usize = 200;

/// The hold on a key while its work goes on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reservation {
    token: TokenId,
    key: String,
    /// Tells this hold from one that took the key over.
    holder: String,
}

impl Reservation {
    /// Notes in the transaction of the work that the work is done.
    ///
    /// # Errors
    /// [`Error::Conflict`] if somebody else has taken the key over; the database's.
    pub(crate) async fn hold(&self, tx: &mut Tx, organisation: OrganisationId) -> Result<()> {
        match store::done(tx, organisation, self.token, &self.key, &self.holder).await? {
            true => Ok(()),
            false => Err(Error::conflict(|l| text::api::idempotency_taken_over(l).to_owned())),
        }
    }
}

/// What a key means now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Attempt {
    /// The first: do the work with this in [`Ctx::reservation`], then [`finish`].
    First(Reservation),
    /// A repeat: give this answer again.
    Repeat {
        /// The HTTP status of the first answer.
        status: u16,
        /// Its body.
        body: String,
    },
}

/// Reserves a key for a request.
///
/// # Errors
/// [`Error::Invalid`] for a key that was used with another request or is too long, [`Error::Conflict`] while the first
/// request with it is still at work, or where its answer was lost after the work was done.
pub async fn begin(ctx: &Ctx, token: TokenId, key: &str, request_hash: &[u8]) -> Result<Attempt> {
    if key.is_empty() || key.len() > LONGEST_KEY {
        return Err(Error::invalid(Problem::field("Idempotency-Key", |l| {
            text::api::idempotency_key_length(l, LONGEST_KEY)
        })));
    }
    let now = ctx.core.now_ms();
    let reservation = Reservation { token, key: key.to_owned(), holder: ctx.core.new_id().to_string() };
    let mut tx = ctx.core.db.write().await?;
    let until = (now, now - ABANDONED_MS);
    if store::reserve(&mut tx, ctx.organisation, (token, key), &reservation.holder, request_hash, until).await? {
        tx.commit().await?;
        return Ok(Attempt::First(reservation));
    }
    let at_work = || Error::conflict(|l| text::api::idempotency_at_work(l).to_owned());
    // Given free between the two statements: the next try reserves it.
    let kept = store::find(&mut tx, ctx.organisation, token, key).await?.ok_or_else(at_work)?;
    if kept.request_hash != request_hash {
        return Err(Error::invalid(Problem::field("Idempotency-Key", |l| {
            text::api::idempotency_key_reused(l).to_owned()
        })));
    }
    match u16::try_from(kept.status) {
        Ok(status) if status > 0 => Ok(Attempt::Repeat { status, body: kept.body }),
        _ if kept.created_at < now - ABANDONED_MS => {
            Err(Error::conflict(|l| text::api::idempotency_answer_lost(l).to_owned()))
        }
        _ => Err(at_work()),
    }
}

/// Keeps the answer to the first request of a key. Answers that ask to try again are not kept; the key is free again then,
/// unless the work was done all the same.
///
/// # Errors
/// The database's.
pub async fn finish(ctx: &Ctx, reservation: &Reservation, status: u16, body: &str) -> Result<()> {
    let Reservation { token, key, holder } = reservation;
    let mut tx = ctx.core.db.write().await?;
    if status >= 500 || status == 429 {
        store::release(&mut tx, ctx.organisation, *token, key, holder).await?;
    } else {
        store::keep(&mut tx, ctx.organisation, (*token, key), holder, i64::from(status), body).await?;
    }
    Ok(tx.commit().await?)
}

/// Gives a key free again, because the answer must not be kept.
///
/// # Errors
/// The database's.
pub async fn forget(ctx: &Ctx, reservation: &Reservation) -> Result<()> {
    let Reservation { token, key, holder } = reservation;
    let mut tx = ctx.core.db.write().await?;
    store::forget(&mut tx, ctx.organisation, *token, key, holder).await?;
    Ok(tx.commit().await?)
}

/// Forgets every key that is older than a day, of all organisations, and returns how many. A job: it may run at any time
/// and on several servers at once.
///
/// # Errors
/// The database's.
pub async fn forget_old(core: &Core) -> Result<usize> {
    let mut tx = core.db.write().await?;
    let forgotten = doors::keys::forget_before(&mut tx, core.now_ms() - KEPT_MS).await?;
    tx.commit().await?;
    Ok(usize::try_from(forgotten).unwrap_or(usize::MAX))
}
