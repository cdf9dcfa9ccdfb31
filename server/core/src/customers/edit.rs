//! One contact by hand: changed, not asked any more, asked again. What they have answered stays, and who was invited stays
//! in the audience of that survey.

use ayeneh_domain::{
    bilingual::Locale,
    digits,
    ids::{ContactId, UnitId},
    mail_address::MailAddress,
    permission::Right,
    survey::raters::RaterId,
};
use ayeneh_text as text;

use super::{
    rows::{Account, Contact},
    store,
};
use crate::{
    Ctx, Error, Problem, Result,
    db::Tx,
    people::{Units, required},
    surveys,
};

/// Longest name, in characters, as in a file.
const NAME_CHARS: usize = 200;

/// A contact as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ContactDraft {
    /// The name.
    pub name: String,
    /// The mail address.
    pub email: String,
    /// The unit that serves them, by identifier or code.
    pub unit: String,
    /// `fa` or `en`.
    pub locale: String,
}

impl From<&Contact> for ContactDraft {
    fn from(contact: &Contact) -> Self {
        Self {
            name: contact.name.clone(),
            email: contact.email.clone(),
            unit: contact.unit.to_string(),
            locale: contact.locale.tag().into(),
        }
    }
}

/// One contact with what stands around them.
#[derive(Clone, Debug)]
pub struct ContactDetail {
    /// The contact.
    pub contact: Contact,
    /// Where they are.
    pub account: Account,
    /// Running surveys that invited them; whether they were answered is not told.
    pub surveys: usize,
    /// All units, for their names.
    pub units: Units,
}

/// One contact whom who acts may change.
///
/// # Errors
/// [`Error::Refused`]; [`Error::NotFound`] also for a contact out of reach.
pub async fn contact(ctx: &Ctx, id: ContactId) -> Result<ContactDetail> {
    let mut tx = ctx.read().await?;
    let (contact, account, units) = within_reach(ctx, &mut tx, id).await?;
    let surveys = surveys::store::open_of(&mut tx, ctx.organisation, RaterId::Contact(id)).await?;
    Ok(ContactDetail { contact, account, surveys, units })
}

/// Changes a contact.
///
/// # Errors
/// As [`contact`]; [`Error::Invalid`] with a problem a field.
pub async fn change_contact(ctx: &Ctx, id: ContactId, draft: &ContactDraft) -> Result<()> {
    let mut tx = ctx.write().await?;
    let (was, _, units) = within_reach(ctx, &mut tx, id).await?;
    let mut problems = Vec::new();
    let name = required("name", &draft.name, NAME_CHARS).map_err(|problem| problems.push(problem)).ok();
    let email = match MailAddress::parse(&draft.email) {
        Ok(address) => Some(address.identity()),
        Err(fault) => {
            problems.push(Problem::field("email", |l| text::field_error::mail_address(l, fault)));
            None
        }
    };
    if let Some(email) = &email
        && store::address_holder(&mut tx, ctx.organisation, email).await?.is_some_and(|holder| holder != id)
    {
        problems.push(Problem::field("email", |l| text::customers::email_taken(l).to_owned()));
    }
    let unit = unit(ctx, &units, &draft.unit, &was);
    if unit.is_none() {
        problems.push(Problem::field("unit", |l| text::people_edit::unit_unknown(l).to_owned()));
    }
    let locale = Locale::from_tag(&draft.locale);
    if locale.is_none() {
        problems.push(Problem::field("locale", |l| text::field_errors::choose(l).to_owned()));
    }
    match (name, email, unit, locale) {
        (Some(name), Some(email), Some(unit), Some(locale)) if problems.is_empty() => {
            let contact = Contact { name: digits::fold_letters(&name), email, unit, locale, ..was };
            put(ctx, &mut tx, &contact).await?;
            Ok(tx.commit().await?)
        }
        _ => Err(Error::Invalid(problems)),
    }
}

/// Notes whether a contact may still be asked; who may not gets no more mail of running surveys either.
///
/// # Errors
/// As [`contact`].
pub async fn set_asked(ctx: &Ctx, id: ContactId, asked: bool) -> Result<()> {
    let mut tx = ctx.write().await?;
    let (was, ..) = within_reach(ctx, &mut tx, id).await?;
    put(ctx, &mut tx, &Contact { active: asked, ..was }).await?;
    Ok(tx.commit().await?)
}

async fn put(ctx: &Ctx, tx: &mut Tx, contact: &Contact) -> Result<()> {
    let contacts = std::slice::from_ref(contact);
    match store::put_contacts(tx, ctx.organisation, contacts, ctx.core.now_ms()).await {
        // On PostgreSQL somebody else may have taken it since it was looked for.
        Err(sqlx::Error::Database(error)) if error.is_unique_violation() => {
            Err(Error::invalid(Problem::field("email", |l| text::customers::email_taken(l).to_owned())))
        }
        done => Ok(done?),
    }
}

async fn within_reach(ctx: &Ctx, tx: &mut Tx, id: ContactId) -> Result<(Contact, Account, Units)> {
    let reach = ctx.require(Right::CustomersManage)?;
    let units = Units::load(tx, ctx.organisation).await?;
    let contact = store::contact(tx, ctx.organisation, id).await?;
    let contact = contact.filter(|contact| units.tree().reaches(&reach, contact.unit)).ok_or(Error::NotFound)?;
    let account = store::account(tx, ctx.organisation, contact.account).await?;
    let account = account.filter(|account| units.tree().reaches(&reach, account.unit)).ok_or(Error::NotFound)?;
    Ok((contact, account, units))
}

fn unit(ctx: &Ctx, units: &Units, typed: &str, was: &Contact) -> Option<UnitId> {
    let typed = digits::fold(typed.trim()).into_owned();
    let reach = ctx.reach(Right::CustomersManage);
    let by_id = typed.parse().ok().filter(|unit| units.tree().contains(*unit));
    let unit = by_id.or_else(|| units.by_code(&typed).map(|unit| unit.id));
    unit.filter(|unit| units.tree().reaches(&reach, *unit) || was.unit == *unit)
}
