//! Links that sign in once: asked for by address, made again when the mail is rendered, stored as a hash.
//!
//! Asking only notes the wish: one row, whatever the address. A job looks up who has it and enqueues the mail, so that
//! neither the answer nor the time it takes tells whether somebody is known.

use ayeneh_domain::mail_address::MailAddress;
use ayeneh_text as text;

use super::{
    password::{check, hash_password, replace},
    session::{NewSession, begin},
    store,
};
use crate::{
    Core, Error, Problem, Result,
    db::Tx,
    doors::{
        self, Entrant, LinkDoor,
        requests::{self, LinkRequest},
    },
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
    /// Chooses a new password, and signs in with it.
    Password,
}

impl LinkPurpose {
    const fn key(self) -> &'static str {
        match self {
            Self::SetUp => "setup",
            Self::SignIn => "magic",
            Self::Password => "password",
        }
    }

    fn from_key(key: &str) -> Self {
        [Self::SetUp, Self::Password].into_iter().find(|purpose| purpose.key() == key).unwrap_or(Self::SignIn)
    }
}

/// What a link would do, or why it does nothing any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkState {
    /// It is good.
    Good(LinkPurpose),
    /// It has done its work.
    Used,
    /// It is too old.
    Expired,
    /// It was never made here, or belongs to somebody who has left.
    Unknown,
}

/// Notes that somebody asks for a link to sign in, or to choose a new password. The caller cannot tell whether anybody
/// has the address; [`answer_link_requests`] finds out later.
///
/// # Errors
/// [`Error::Invalid`] for what is no mail address; the database's.
pub async fn request_link(core: &Core, email: &str, purpose: LinkPurpose) -> Result<()> {
    let wrong = |fault| Error::invalid(Problem::field("email", move |l| text::field_error::mail_address(l, fault)));
    let address = MailAddress::parse(email).map_err(wrong)?;
    let wish = LinkRequest {
        id: core.new_id(),
        email: address.identity(),
        purpose: purpose.key().to_owned(),
        created_at: core.now_ms(),
    };
    let mut tx = core.db.write().await?;
    requests::insert(&mut tx, &wish).await?;
    Ok(tx.commit().await?)
}

/// Makes the links that were asked for since the last time and enqueues their mails; returns how many wishes were
/// answered, those of unknown addresses among them. A job: it may run at any time and on several servers at once.
///
/// # Errors
/// The database's.
pub async fn answer_link_requests(core: &Core) -> Result<usize> {
    let wishes = requests::waiting(&mut core.db.read().await?).await?;
    for wish in &wishes {
        let mut tx = core.db.write().await?;
        if requests::take(&mut tx, wish.id).await? && core.now_ms() < wish.created_at + LINK_MS {
            answer(core, &mut tx, wish).await?;
        }
        tx.commit().await?;
    }
    Ok(wishes.len())
}

/// One link for everybody who has the address: several organisations on one server may know the same person.
async fn answer(core: &Core, tx: &mut Tx, wish: &LinkRequest) -> Result<()> {
    for candidate in doors::sign_in(tx, &wish.email).await? {
        let (organisation, id) = candidate.entrant;
        let Some(person) = people::store::person(tx, organisation, id).await? else { continue };
        let link = core.new_id();
        let hash = token_hash(&core.secret.token(Purpose::SignIn, link));
        let now = core.now_ms();
        store::insert_link(tx, Some(candidate.entrant), &hash, &wish.purpose, now, now + LINK_MS).await?;
        match LinkPurpose::from_key(&wish.purpose) {
            LinkPurpose::Password => mail::enqueue_password_reset(core, tx, organisation, &person, link).await?,
            _ => mail::enqueue_sign_in(core, tx, organisation, &person, link).await?,
        }
    }
    Ok(())
}

/// What a link would do; looking does not use it up, because mail programs look before people do.
///
/// # Errors
/// The database's.
pub async fn link_state(core: &Core, token: &str) -> Result<LinkState> {
    let mut tx = core.db.read().await?;
    let Some(door) = doors::link(&mut tx, token).await? else { return Ok(LinkState::Unknown) };
    if let Some((organisation, person)) = door.entrant
        && !people::store::is_active(&mut tx, organisation, person).await?
    {
        return Ok(LinkState::Unknown);
    }
    Ok(match door {
        LinkDoor { used: true, .. } => LinkState::Used,
        LinkDoor { expires_at, .. } if core.now_ms() >= expires_at => LinkState::Expired,
        LinkDoor { purpose, .. } => LinkState::Good(LinkPurpose::from_key(&purpose)),
    })
}

/// Signs in with a link and uses it up.
///
/// # Errors
/// [`Error::NotFound`] if it is for something else, unknown, used or too old.
pub async fn enter_with_link(core: &Core, token: &str) -> Result<NewSession> {
    let mut tx = core.db.write().await?;
    let entrant = use_up(core, &mut tx, token, LinkPurpose::SignIn).await?;
    let session = begin(core, &mut tx, entrant).await?;
    tx.commit().await?;
    Ok(session)
}

/// Chooses a new password with a link, uses it up, ends every session of the person and begins one.
///
/// # Errors
/// [`Error::Invalid`] for a password that is too short or too long, the link stays good; [`Error::NotFound`] as
/// [`enter_with_link`].
pub async fn password_with_link(core: &Core, token: &str, password: &str) -> Result<NewSession> {
    if link_state(core, token).await? != LinkState::Good(LinkPurpose::Password) {
        return Err(Error::NotFound);
    }
    check(password)?;
    let hash = hash_password(&*core.random, password.to_owned()).await?;
    let mut tx = core.db.write().await?;
    let entrant = use_up(core, &mut tx, token, LinkPurpose::Password).await?;
    let session = replace(core, &mut tx, entrant, &hash).await?;
    tx.commit().await?;
    Ok(session)
}

async fn use_up(core: &Core, tx: &mut Tx, token: &str, purpose: LinkPurpose) -> Result<Entrant> {
    let door = usable(core, doors::link(tx, token).await?.filter(|door| door.purpose == purpose.key()))?;
    let entrant = door.entrant.ok_or(Error::NotFound)?;
    // Checked and marked in one statement: of two at once, one gets in.
    let first = store::use_link(tx, &token_hash(token), core.now_ms()).await?;
    if !first || !people::store::is_active(tx, entrant.0, entrant.1).await? {
        return Err(Error::NotFound);
    }
    Ok(entrant)
}

pub(super) fn usable(core: &Core, door: Option<LinkDoor>) -> Result<LinkDoor> {
    door.filter(|door| !door.used && core.now_ms() < door.expires_at).ok_or(Error::NotFound)
}
