//! Links that sign in once: asked for by address, made again when the mail is rendered, stored as a hash.

use ayeneh_domain::mail_address::MailAddress;

use super::{
    session::{NewSession, begin},
    store,
};
use crate::{
    Core, Error, Result,
    doors::{self, LinkDoor},
    mail, people,
    secret::{Purpose, token_hash},
};

/// A sign-in link is good for so long.
const LINK_MS: i64 = 20 * 60_000;

/// What a link is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkPurpose {
    /// Makes the first organisation.
    SetUp,
    /// Signs in.
    SignIn,
}

/// Sends a sign-in link to an address, if somebody has it. The caller cannot tell whether.
///
/// # Errors
/// The database's.
pub async fn request_link(core: &Core, email: &str) -> Result<()> {
    let Ok(address) = MailAddress::parse(email) else { return Ok(()) };
    let mut tx = core.db.write().await?;
    for candidate in doors::sign_in(&mut tx, &address.as_str().to_ascii_lowercase()).await? {
        let (organisation, id) = candidate.entrant;
        let Some(person) = people::store::person(&mut tx, organisation, id).await? else { continue };
        let link = core.new_id();
        let token = core.secret.token(Purpose::SignIn, link);
        let now = core.now_ms();
        store::insert_link(&mut tx, Some(candidate.entrant), &token_hash(&token), "magic", now, now + LINK_MS).await?;
        mail::enqueue_sign_in(core, &mut tx, organisation, &person, link).await?;
    }
    Ok(tx.commit().await?)
}

/// What a link would do; looking does not use it up, because mail programs look before people do.
///
/// # Errors
/// [`Error::NotFound`] if it is unknown, used or too old.
pub async fn inspect_link(core: &Core, token: &str) -> Result<LinkPurpose> {
    let mut tx = core.db.read().await?;
    let door = usable(core, doors::link(&mut tx, token).await?)?;
    Ok(if door.purpose == "setup" { LinkPurpose::SetUp } else { LinkPurpose::SignIn })
}

/// Signs in with a link and uses it up.
///
/// # Errors
/// [`Error::NotFound`] if it is unknown, used or too old.
pub async fn enter_with_link(core: &Core, token: &str) -> Result<NewSession> {
    let mut tx = core.db.write().await?;
    let door = usable(core, doors::link(&mut tx, token).await?)?;
    let entrant = door.entrant.ok_or(Error::NotFound)?;
    // Checked and marked in one statement: of two at once, one gets in.
    if !store::use_link(&mut tx, &token_hash(token), core.now_ms()).await? {
        return Err(Error::NotFound);
    }
    let session = begin(core, &mut tx, entrant).await?;
    tx.commit().await?;
    Ok(session)
}

pub(super) fn usable(core: &Core, door: Option<LinkDoor>) -> Result<LinkDoor> {
    door.filter(|door| !door.used && core.now_ms() < door.expires_at).ok_or(Error::NotFound)
}
