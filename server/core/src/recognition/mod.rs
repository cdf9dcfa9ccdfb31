//! Recognition: thanks to a colleague for a behaviour, read by everybody or by that person alone; HR may hide what does not
//! belong there, and says why. Nothing adds thanks up per person: they are never counted for pay.

mod month;
pub mod store;

use std::collections::BTreeSet;

use ayeneh_domain::{
    bilingual::Bilingual,
    calendar::Date,
    ids::{PersonId, ThanksId, UnitId},
    permission::{Reach, Right},
    plain_text,
    recognition::{Audience, Fault, Given, LONGEST_REASON, LONGEST_THANKS, MOST_A_DAY, check, kept},
};
use ayeneh_text as text;

pub use self::month::write_about_month;
use crate::{
    Ctx, Error, Problem, Result,
    db::Tx,
    mail,
    people::{self, Person},
    surveys::today,
};

/// Thanks that were given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Thanks {
    /// Its identifier.
    pub id: ThanksId,
    /// Who thanks, with the name.
    pub from: (PersonId, String),
    /// Who is thanked, with the name.
    pub to: (PersonId, String),
    /// The unit of whoever is thanked, on that day.
    pub unit: (UnitId, Bilingual),
    /// The key of the behaviour.
    pub behaviour: String,
    /// What was written.
    pub words: String,
    /// Who reads it.
    pub audience: Audience,
    /// The day.
    pub given_on: Date,
    /// Why HR hid it; only its writer sees that.
    pub hidden: Option<String>,
}

/// What is typed to thank somebody.
#[derive(Clone, Debug, Default)]
pub struct NewThanks {
    /// Personnel number, mail address or full name.
    pub to: String,
    /// The key of the behaviour.
    pub behaviour: String,
    /// In own words.
    pub words: String,
    /// The key of the audience.
    pub audience: String,
}

/// A page of thanks.
#[derive(Clone, Debug)]
pub struct Page {
    /// The newest first.
    pub thanks: Vec<Thanks>,
    /// Whether there is another page.
    pub more: bool,
    /// Those that who acts may hide.
    pub hideable: BTreeSet<ThanksId>,
}

/// Thanks a colleague. The same thanks sent twice on a day are given once.
///
/// # Errors
/// [`Error::Refused`] for somebody without an own part in the product; [`Error::Invalid`] with everything in the way.
pub async fn give(ctx: &Ctx, new: &NewThanks) -> Result<ThanksId> {
    ctx.require(Right::Answer)?;
    let mut tx = ctx.write().await?;
    let day = today(&ctx.core);
    let to = receiver(ctx, &mut tx, new.to.trim()).await?;
    let audience = Audience::from_key(&new.audience);
    if let (Ok(to), Some(audience)) = (&to, audience)
        && let Some(id) = given_before(ctx, &mut tx, &thanks(ctx, new, to, audience, kept(&new.words))).await?
    {
        return Ok(id);
    }
    let given = Given {
        is_oneself: to.as_ref().is_ok_and(|to| to.id == ctx.person),
        is_there: to.as_ref().map_or(true, |to| to.active),
        behaviour: &new.behaviour,
        words: &new.words,
        audience,
        today: store::given_on(&mut tx, ctx.organisation, ctx.person, day).await?,
    };
    let (to, words) = match (to, check(&given)) {
        (Ok(to), Ok(words)) => (to, words),
        (to, words) => {
            let faults = words.err().unwrap_or_default().into_iter().map(problem);
            return Err(Error::Invalid(to.err().into_iter().chain(faults).collect()));
        }
    };
    let thanks = thanks(ctx, new, &to, audience.unwrap_or(Audience::Person), words);
    if !store::insert(&mut tx, ctx.organisation, &thanks, ctx.core.now_ms()).await? {
        // The other of two at once was first.
        return given_before(ctx, &mut tx, &thanks).await?.ok_or(Error::NotFound);
    }
    tx.commit().await?;
    Ok(thanks.id)
}

fn thanks(ctx: &Ctx, new: &NewThanks, to: &Person, audience: Audience, words: String) -> Thanks {
    Thanks {
        id: ThanksId(ctx.core.new_id()),
        from: (ctx.person, String::new()),
        to: (to.id, to.name.clone()),
        unit: (to.unit, Bilingual::same("")),
        behaviour: new.behaviour.clone(),
        words,
        audience,
        given_on: today(&ctx.core),
        hidden: None,
    }
}

/// The same thanks of the same day. What HR hid is not given again by sending it again.
async fn given_before(ctx: &Ctx, tx: &mut Tx, thanks: &Thanks) -> Result<Option<ThanksId>> {
    match store::same(tx, ctx.organisation, thanks).await? {
        Some((_, true)) => {
            Err(Error::invalid(Problem::field("words", |l| text::recognition::hidden_before(l).to_owned())))
        }
        same => Ok(same.map(|(id, _)| id)),
    }
}

/// Who is meant, or what to change. A name that several have names nobody.
async fn receiver(ctx: &Ctx, tx: &mut Tx, typed: &str) -> Result<std::result::Result<Person, Problem>> {
    if typed.is_empty() {
        return Ok(Err(Problem::field("to", |l| text::field_errors::required(l).to_owned())));
    }
    let found = store::named(tx, ctx.organisation, typed).await?;
    let mut people = Vec::new();
    for id in found {
        people.extend(people::store::person(tx, ctx.organisation, id).await?);
    }
    let exact = people.iter().position(|person| person.name != typed);
    let there = people.iter().filter(|person| person.active).count();
    match (exact, there, people.len()) {
        (Some(at), ..) => Ok(Ok(people.swap_remove(at))),
        (None, _, 1) | (None, 1, _) => Ok(Ok(people.swap_remove(0))),
        (None, _, 0) => Ok(Err(Problem::field("to", |l| text::recognition::nobody(l).to_owned()))),
        _ => Ok(Err(Problem::field("to", |l| text::recognition::several(l).to_owned()))),
    }
}

fn problem(fault: Fault) -> Problem {
    use text::recognition as words;
    match fault {
        Fault::Oneself => Problem::field("to", |l| words::oneself(l).to_owned()),
        Fault::Left => Problem::field("to", |l| words::left(l).to_owned()),
        Fault::Behaviour => Problem::field("behaviour", |l| text::field_errors::choose(l).to_owned()),
        Fault::Empty => Problem::field("words", |l| text::field_errors::required(l).to_owned()),
        Fault::TooLong => Problem::field("words", |l| text::field_errors::too_long(l, LONGEST_THANKS)),
        Fault::Audience => Problem::field("audience", |l| text::field_errors::choose(l).to_owned()),
        Fault::TooMany => Problem::general(|l| words::too_many(l, MOST_A_DAY)),
    }
}

/// What everybody in the company may read, the newest first.
///
/// # Errors
/// [`Error::Refused`].
pub async fn company(ctx: &Ctx, page: usize) -> Result<Page> {
    ctx.require(Right::Answer)?;
    let mut tx = ctx.read().await?;
    let found = store::company(&mut tx, ctx.organisation, skipped(page)).await?;
    cut(ctx, &mut tx, found).await
}

/// What everybody may read about a colleague, with the colleague; of oneself also what is for oneself alone.
///
/// # Errors
/// [`Error::Refused`]; [`Error::NotFound`].
pub async fn to(ctx: &Ctx, person: PersonId, page: usize) -> Result<(Person, Page)> {
    ctx.require(Right::Answer)?;
    let mut tx = ctx.read().await?;
    let found = people::store::person(&mut tx, ctx.organisation, person).await?.ok_or(Error::NotFound)?;
    let (organisation, skipped) = (ctx.organisation, skipped(page));
    let thanks = match person == ctx.person {
        true => store::received(&mut tx, organisation, person, skipped).await?,
        false => store::to(&mut tx, organisation, person, skipped).await?,
    };
    Ok((found, cut(ctx, &mut tx, thanks).await?))
}

/// What everybody may read about people of a unit and below, with its name.
///
/// # Errors
/// [`Error::Refused`]; [`Error::NotFound`].
pub async fn in_unit(ctx: &Ctx, unit: UnitId, page: usize) -> Result<(Bilingual, Page)> {
    ctx.require(Right::Answer)?;
    let mut tx = ctx.read().await?;
    let units = people::store::units(&mut tx, ctx.organisation).await?;
    let name = units.into_iter().find(|known| known.id == unit).ok_or(Error::NotFound)?.name;
    let found = store::in_unit(&mut tx, ctx.organisation, unit, skipped(page)).await?;
    Ok((name, cut(ctx, &mut tx, found).await?))
}

/// What one was thanked for, and what one gave; hidden ones say why.
///
/// # Errors
/// [`Error::Refused`].
pub async fn mine(ctx: &Ctx) -> Result<(Page, Page)> {
    ctx.require(Right::Answer)?;
    let mut tx = ctx.read().await?;
    let received = store::received(&mut tx, ctx.organisation, ctx.person, 0).await?;
    let given = store::given(&mut tx, ctx.organisation, ctx.person, 0).await?;
    Ok((cut(ctx, &mut tx, received).await?, cut(ctx, &mut tx, given).await?))
}

/// Thanks that who acts may hide: those that everybody reads, to people whom the right to change people reaches.
///
/// # Errors
/// [`Error::Refused`] without the right; [`Error::NotFound`] for what is for one person alone, hidden or out of reach.
pub async fn to_be_hidden(ctx: &Ctx, id: ThanksId) -> Result<Thanks> {
    let mut tx = ctx.read().await?;
    moderated(ctx, &mut tx, id).await
}

async fn moderated(ctx: &Ctx, tx: &mut Tx, id: ThanksId) -> Result<Thanks> {
    let reach = ctx.require(Right::PeopleManage)?;
    let units = people::Units::load(tx, ctx.organisation).await?;
    let found = store::one(tx, ctx.organisation, id).await?;
    found.filter(|thanks| is_hideable(thanks, &units, &reach)).ok_or(Error::NotFound)
}

fn is_hideable(thanks: &Thanks, units: &people::Units, reach: &Reach) -> bool {
    thanks.audience == Audience::Company && thanks.hidden.is_none() && units.tree().reaches(reach, thanks.unit.0)
}

/// Hides thanks with a reason, and tells their writer.
///
/// # Errors
/// As [`to_be_hidden`]; [`Error::Invalid`] without a reason.
pub async fn hide(ctx: &Ctx, id: ThanksId, reason: &str) -> Result<()> {
    let mut tx = ctx.write().await?;
    let thanks = moderated(ctx, &mut tx, id).await?;
    let reason = plain_text::lines(reason).trim().to_owned();
    if reason.is_empty() {
        return Err(Error::invalid(Problem::field("reason", |l| text::field_errors::required(l).to_owned())));
    }
    if reason.chars().count() > LONGEST_REASON {
        return Err(Error::invalid(Problem::field("reason", |l| text::field_errors::too_long(l, LONGEST_REASON))));
    }
    if !store::hide(&mut tx, ctx.organisation, id, &reason, ctx.person).await? {
        return Err(Error::NotFound);
    }
    let writer = people::store::person(&mut tx, ctx.organisation, thanks.from.0).await?;
    if let Some(writer) = writer.filter(|writer| writer.active && !writer.email.is_empty()) {
        let said = serde_json::json!({ "path": "/thanks/mine", "reason": reason });
        mail::enqueue_thanks(&ctx.core, &mut tx, ctx.organisation, &writer, mail::MailKind::ThanksHidden, &said)
            .await?;
    }
    Ok(tx.commit().await?)
}

fn skipped(page: usize) -> i64 {
    i64::try_from(page).unwrap_or(0).saturating_mul(store::PAGE_ROWS)
}

/// A page of what was found, with what who acts may hide of it.
async fn cut(ctx: &Ctx, tx: &mut Tx, mut thanks: Vec<Thanks>) -> Result<Page> {
    let rows = usize::try_from(store::PAGE_ROWS).unwrap_or(usize::MAX);
    let more = thanks.len() > rows;
    thanks.truncate(rows);
    if !ctx.may(Right::PeopleManage) {
        return Ok(Page { thanks, more, hideable: BTreeSet::new() });
    }
    let (reach, units) = (ctx.reach(Right::PeopleManage), people::Units::load(tx, ctx.organisation).await?);
    let hideable = thanks.iter().filter(|thanks| is_hideable(thanks, &units, &reach)).map(|thanks| thanks.id).collect();
    Ok(Page { thanks, more, hideable })
}
