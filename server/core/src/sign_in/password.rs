//! Passwords: argon2id, at least eight characters, no rules of composition (ASVS 6.2).
//!
//! A hash takes a while on purpose, so none is computed while a transaction is open: on SQLite that would stop every
//! other writer.

use argon2::{
    Argon2,
    password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash},
};
use ayeneh_domain::mail_address::MailAddress;
use ayeneh_text as text;

use super::{
    session::{NewSession, begin},
    store,
};
use crate::{
    Core, Ctx, Error, Problem, Result,
    db::Tx,
    doors::{self, Entrant},
    people,
    random::Random,
};

/// Shortest password, in characters.
pub const MIN_CHARS: usize = 8;
/// Longest password, in characters.
pub const MAX_CHARS: usize = 256;

/// Verified when nobody has the address or nobody there has a password, so that unknown takes as long as known.
const NOBODY: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$MDEyMzQ1Njc4OWFiY2RlZg$hxKMPl8PiEmBmdSmCZO46C2vdjHkVrWxUyKeVIeqdp0";

/// One try verifies at most so many passwords. An address has several only where several organisations on one server
/// know it; each may have its own password, so each has to be asked, but one try must not cost without end. Whoever is
/// beyond signs in by a link in a mail.
const MOST_CANDIDATES: usize = 3;

/// Compares a password with a hash. A parameter, so that a test can count how often it is done.
pub trait Verify: Sync {
    /// Whether the hash is the password's.
    fn verify(&self, password: &str, hash: &str) -> impl Future<Output = Result<bool>> + Send;
}

/// Argon2id, off the async threads.
#[derive(Clone, Copy, Debug, Default)]
pub struct Argon;

impl Verify for Argon {
    async fn verify(&self, password: &str, hash: &str) -> Result<bool> {
        let (password, hash) = (password.to_owned(), hash.to_owned());
        let work = move || {
            let hash = PasswordHash::new(&hash).ok()?;
            Argon2::default().verify_password(password.as_bytes(), &hash).ok()
        };
        Ok(tokio::task::spawn_blocking(work).await.map_err(|error| Error::Internal(error.to_string()))?.is_some())
    }
}

/// Signs in with address and password.
///
/// # Errors
/// [`Error::Invalid`] with one text for a wrong address and for a wrong password.
pub async fn with_password(core: &Core, email: &str, password: &str) -> Result<NewSession> {
    with_password_by(core, email, password, &Argon).await
}

/// As [`with_password`], with one's own way to verify. Exactly one verification a try, whatever the address; as many as
/// there are passwords, at most `MOST_CANDIDATES`, for an address that several organisations know. None is left out
/// after one that fits.
///
/// # Errors
/// As [`with_password`].
pub async fn with_password_by(core: &Core, email: &str, password: &str, by: &impl Verify) -> Result<NewSession> {
    let wrong = || Error::invalid(Problem::field("password", |l| text::sign_in::wrong(l).to_owned()));
    let candidates = candidates(core, email).await?;
    let mut found = None;
    for (entrant, hash) in &candidates {
        let fits = by.verify(password, hash).await?;
        found = found.or(fits.then_some((*entrant, hash)));
    }
    if candidates.is_empty() {
        by.verify(password, NOBODY).await?;
    }
    let (entrant, hash) = found.ok_or_else(wrong)?;
    let mut tx = core.db.write().await?;
    // While the password was verified somebody may have left or chosen another.
    if !people::store::hold_password(&mut tx, entrant.0, entrant.1, hash).await? {
        return Err(wrong());
    }
    let session = begin(core, &mut tx, entrant).await?;
    tx.commit().await?;
    Ok(session)
}

/// Who may sign in with an address and has a password, oldest first. What is no address is looked for like any other.
async fn candidates(core: &Core, email: &str) -> Result<Vec<(Entrant, String)>> {
    let address = MailAddress::parse(email).map_or_else(|_| String::new(), |address| address.identity());
    let doors = doors::sign_in(&mut core.db.read().await?, &address).await?;
    let with_password = doors.into_iter().filter_map(|door| Some((door.entrant, door.password_hash?)));
    Ok(with_password.take(MOST_CANDIDATES).collect())
}

/// Whether who acts has a password; some only ever sign in by a link.
///
/// # Errors
/// The database's.
pub async fn has_password(ctx: &Ctx) -> Result<bool> {
    let mut tx = ctx.read().await?;
    Ok(people::store::password(&mut tx, ctx.organisation, ctx.person).await?.is_some())
}

/// Chooses a password, or another one: then the current one has to be told. All other sessions of the person end.
///
/// # Errors
/// [`Error::Invalid`] if it is too short or too long, or if the current one is wrong.
pub async fn choose_password(ctx: &Ctx, current: &str, password: &str) -> Result<NewSession> {
    check(password)?;
    let kept = people::store::password(&mut ctx.read().await?, ctx.organisation, ctx.person).await?;
    let wrong = || Error::invalid(Problem::field("current", |l| text::sign_in::current_wrong(l).to_owned()));
    if let Some(kept) = &kept
        && !Argon.verify(current, kept).await?
    {
        return Err(wrong());
    }
    let hash = hash_password(&*ctx.core.random, password.to_owned()).await?;
    let mut tx = ctx.write().await?;
    // Another may have been chosen meanwhile; who acts has not told that one.
    let as_before = match &kept {
        Some(kept) => people::store::hold_password(&mut tx, ctx.organisation, ctx.person, kept).await?,
        None => people::store::password(&mut tx, ctx.organisation, ctx.person).await?.is_none(),
    };
    if !as_before {
        return Err(wrong());
    }
    let session = replace(&ctx.core, &mut tx, (ctx.organisation, ctx.person), &hash).await?;
    tx.commit().await?;
    Ok(session)
}

/// Stores a hash, ends all sessions and voids all links under way, begins a session.
pub(super) async fn replace(core: &Core, tx: &mut Tx, entrant: Entrant, hash: &str) -> Result<NewSession> {
    people::store::set_password(tx, entrant.0, entrant.1, hash).await?;
    store::delete_links(tx, entrant.0, entrant.1).await?;
    store::delete_sessions(tx, entrant.0, entrant.1).await?;
    begin(core, tx, entrant).await
}

/// Whether a password may be chosen.
pub(super) fn check(password: &str) -> Result<()> {
    let length = password.chars().count();
    if length < MIN_CHARS {
        return Err(Error::invalid(Problem::field("password", |l| text::sign_in::password_short(l, MIN_CHARS))));
    }
    if length > MAX_CHARS {
        return Err(Error::invalid(Problem::field("password", |l| text::sign_in::password_long(l, MAX_CHARS))));
    }
    Ok(())
}

/// The argon2id hash of a password with a random salt; works off the async threads, it takes a while on purpose.
///
/// # Errors
/// [`Error::Internal`] if the hash cannot be computed.
pub async fn hash_password(random: &dyn Random, password: String) -> Result<String> {
    let mut salt = [0; 16];
    random.fill(&mut salt);
    let work =
        move || Argon2::default().hash_password_with_salt(password.as_bytes(), &salt).map(|hash| hash.to_string());
    match tokio::task::spawn_blocking(work).await {
        Ok(Ok(hash)) => Ok(hash),
        Ok(Err(error)) => Err(Error::Internal(error.to_string())),
        Err(error) => Err(Error::Internal(error.to_string())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::SeededRandom;

    /// Algorithm, version and parameters: `$argon2id$v=19$m=…,t=…,p=…`.
    fn cost(hash: &str) -> Vec<&str> {
        hash.split('$').take(4).collect()
    }

    #[tokio::test]
    async fn nobodys_hash_costs_exactly_what_a_new_one_costs() {
        let parsed = PasswordHash::new(NOBODY).expect("the decoy parses");
        assert_eq!(parsed.algorithm.as_str(), "argon2id");
        let made = hash_password(&SeededRandom::new(1), "a short sentence".into()).await.expect("hashes");
        assert_eq!(cost(NOBODY), cost(&made));
        assert_eq!(NOBODY.len(), made.len(), "salt and hash are as long");
        assert!(Argon.verify("a short sentence", &made).await.expect("verifies"));
        assert!(!Argon.verify("a short sentence", NOBODY).await.expect("verifies"));
    }
}
