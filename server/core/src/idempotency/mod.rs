//! A write of the API that is repeated with the same key does nothing new and gets the first answer again.
//!
//! The key is reserved before the work and answered after it, so that of two at once one works and the other waits.

pub mod store;

use ayeneh_domain::ids::TokenId;
use ayeneh_text as text;

use crate::{Ctx, Error, Problem, Result};

/// A reservation whose work never ended (the server stopped) may be taken over after so long.
const ABANDONED_MS: i64 = 60_000;
/// Longest key, in bytes.
const LONGEST_KEY: usize = 200;

/// What a key means now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Attempt {
    /// The first: do the work, then [`finish`].
    First,
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
/// request with it is still at work.
pub async fn begin(ctx: &Ctx, token: TokenId, key: &str, request_hash: &[u8]) -> Result<Attempt> {
    if key.is_empty() || key.len() > LONGEST_KEY {
        return Err(Error::invalid(Problem::field("Idempotency-Key", |l| {
            text::api::idempotency_key_length(l, LONGEST_KEY)
        })));
    }
    let now = ctx.core.now_ms();
    let mut tx = ctx.write().await?;
    if store::reserve(&mut tx, ctx.organisation, token, key, request_hash, now, now - ABANDONED_MS).await? {
        tx.commit().await?;
        return Ok(Attempt::First);
    }
    let Some(kept) = store::find(&mut tx, ctx.organisation, token, key).await? else { return Ok(Attempt::First) };
    if kept.request_hash != request_hash {
        return Err(Error::invalid(Problem::field("Idempotency-Key", |l| {
            text::api::idempotency_key_reused(l).to_owned()
        })));
    }
    match u16::try_from(kept.status) {
        Ok(status) if status > 0 => Ok(Attempt::Repeat { status, body: kept.body }),
        _ => Err(Error::conflict(|l| text::api::idempotency_at_work(l).to_owned())),
    }
}

/// Keeps the answer to the first request of a key. Answers that ask to try again are not kept.
///
/// # Errors
/// The database's.
pub async fn finish(ctx: &Ctx, token: TokenId, key: &str, status: u16, body: &str) -> Result<()> {
    let mut tx = ctx.write().await?;
    if status >= 500 || status == 429 {
        store::forget(&mut tx, ctx.organisation, token, key).await?;
    } else {
        store::keep(&mut tx, ctx.organisation, token, key, i64::from(status), body).await?;
    }
    Ok(tx.commit().await?)
}

/// Gives a key free again, because the answer must not be kept.
///
/// # Errors
/// The database's.
pub async fn forget(ctx: &Ctx, token: TokenId, key: &str) -> Result<()> {
    let mut tx = ctx.write().await?;
    store::forget(&mut tx, ctx.organisation, token, key).await?;
    Ok(tx.commit().await?)
}
