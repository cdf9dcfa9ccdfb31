//! The first run: a link printed on the terminal makes the first organisation and its administrator.

use ayeneh_domain::{
    bilingual::{Bilingual, Locale},
    mail_address::MailAddress,
};
use ayeneh_text as text;

use super::{
    link::usable,
    password::{check, hash_password, replace},
    session::NewSession,
    store,
};
use crate::{
    Core, Error, Problem, Result, doors,
    organisation::{self, Founder},
    secret::{random_token, token_hash},
};

/// The printed link is good until the next start, at most a week.
const SET_UP_MS: i64 = 7 * 24 * 3_600_000;

/// What the first page asks.
#[derive(Clone, Debug, Default)]
pub struct SetUp {
    /// The organisation's name in Persian.
    pub name_fa: String,
    /// The organisation's name in English.
    pub name_en: String,
    /// The administrator's name.
    pub person: String,
    /// The administrator's mail address.
    pub email: String,
    /// The administrator's password.
    pub password: String,
}

/// Makes a set-up link if no organisation exists yet, and voids earlier ones.
///
/// # Errors
/// The database's.
pub async fn ensure_set_up_link(core: &Core) -> Result<Option<String>> {
    let mut tx = core.db.write().await?;
    if doors::any_organisation(&mut tx).await? {
        return Ok(None);
    }
    store::delete_set_up_links(&mut tx).await?;
    let token = random_token(&*core.random);
    let now = core.now_ms();
    store::insert_link(&mut tx, None, &token_hash(&token), "setup", now, now + SET_UP_MS).await?;
    tx.commit().await?;
    Ok(Some(format!("{}/set-up/{token}", core.settings.public_url)))
}

/// Makes the first organisation.
///
/// # Errors
/// [`Error::Invalid`] with a problem a field, [`Error::NotFound`] for a link that is unknown, used or too old.
pub async fn set_up(core: &Core, token: &str, locale: Locale, form: &SetUp) -> Result<NewSession> {
    let (name, founder) = read(form, locale)?;
    let hash = hash_password(&*core.random, form.password.clone()).await?;
    let mut tx = core.db.write().await?;
    usable(core, doors::link(&mut tx, token).await?.filter(|door| door.purpose == "setup"))?;
    if !store::use_link(&mut tx, &token_hash(token), core.now_ms()).await? {
        return Err(Error::NotFound);
    }
    let entrant = organisation::found(core, &mut tx, &name, &founder).await?;
    let session = replace(core, &mut tx, entrant, &hash).await?;
    tx.commit().await?;
    Ok(session)
}

fn read(form: &SetUp, locale: Locale) -> Result<(Bilingual, Founder)> {
    let mut problems = Vec::new();
    let (fa, en) = (form.name_fa.trim(), form.name_en.trim());
    if fa.is_empty() && en.is_empty() {
        problems.push(Problem::field("name_fa", |l| text::sign_in::organisation_missing(l).to_owned()));
    }
    if form.person.trim().is_empty() {
        problems.push(Problem::field("person", |l| text::sign_in::name_missing(l).to_owned()));
    }
    let email = MailAddress::parse(&form.email);
    if let Err(problem) = &email {
        problems.push(Problem::field("email", |l| text::field_error::mail_address(l, *problem)));
    }
    if let Err(Error::Invalid(more)) = check(&form.password) {
        problems.extend(more);
    }
    match email {
        Ok(email) if problems.is_empty() => {
            let name = Bilingual::new(if fa.is_empty() { en } else { fa }, if en.is_empty() { fa } else { en });
            Ok((
                name,
                Founder { name: form.person.trim().to_owned(), email: email.as_str().to_ascii_lowercase(), locale },
            ))
        }
        _ => Err(Error::Invalid(problems)),
    }
}
