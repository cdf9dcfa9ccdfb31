//! Passwords: argon2id, at least eight characters, no rules of composition (ASVS 6.2).

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
use crate::{Core, Ctx, Error, Problem, Result, db::Tx, doors, doors::Entrant, people, random::Random};

/// Shortest password, in characters.
pub const MIN_CHARS: usize = 8;
/// Longest password, in characters.
pub const MAX_CHARS: usize = 256;

/// Verified when an address is unknown, so that unknown takes as long as known.
const NOBODY: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$MDEyMzQ1Njc4OWFiY2RlZg$hxKMPl8PiEmBmdSmCZO46C2vdjHkVrWxUyKeVIeqdp0";

/// Signs in with address and password.
///
/// # Errors
/// [`Error::Invalid`] with one text for a wrong address and for a wrong password.
pub async fn with_password(core: &Core, email: &str, password: &str) -> Result<NewSession> {
    let mut tx = core.db.write().await?;
    let candidates = match MailAddress::parse(email) {
        Ok(address) => doors::sign_in(&mut tx, &address.as_str().to_ascii_lowercase()).await?,
        Err(_) => Vec::new(),
    };
    let mut found = None;
    for candidate in candidates.iter().filter(|candidate| candidate.password_hash.is_some()) {
        let hash = candidate.password_hash.clone().unwrap_or_default();
        if verify(password, hash).await? {
            found = Some(candidate.entrant);
            break;
        }
    }
    if candidates.iter().all(|candidate| candidate.password_hash.is_none()) {
        verify(password, NOBODY.to_owned()).await?;
    }
    let Some(entrant) = found else {
        return Err(Error::invalid(Problem::field("password", |l| text::sign_in::wrong(l).to_owned())));
    };
    let session = begin(core, &mut tx, entrant).await?;
    tx.commit().await?;
    Ok(session)
}

/// Chooses a new password. All other sessions of the person end.
///
/// # Errors
/// [`Error::Invalid`] if it is too short or too long.
pub async fn change_password(ctx: &Ctx, password: &str) -> Result<NewSession> {
    check(password)?;
    let hash = hash_password(&*ctx.core.random, password.to_owned()).await?;
    let mut tx = ctx.write().await?;
    let session = replace(&ctx.core, &mut tx, (ctx.organisation, ctx.person), &hash).await?;
    tx.commit().await?;
    Ok(session)
}

/// Stores a hash, ends all sessions, begins one.
pub(super) async fn replace(core: &Core, tx: &mut Tx, entrant: Entrant, hash: &str) -> Result<NewSession> {
    people::store::set_password(tx, entrant.0, entrant.1, hash).await?;
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

async fn verify(password: &str, hash: String) -> Result<bool> {
    let password = password.to_owned();
    let work = move || {
        let hash = PasswordHash::new(&hash).ok()?;
        Argon2::default().verify_password(password.as_bytes(), &hash).ok()
    };
    Ok(tokio::task::spawn_blocking(work).await.map_err(|error| Error::Internal(error.to_string()))?.is_some())
}
