//! Lists of people for who may see them, and one person.

use ayeneh_domain::{
    ids::{PersonId, UnitId},
    permission::{Grant, Right},
};

use super::{rows::Person, store, units};
use crate::{Ctx, Error, Result, search};

/// What a list of people is asked for.
#[derive(Clone, Debug, Default)]
pub struct PeopleQuery {
    /// Part of a name, code or mail address; empty for everybody.
    pub text: String,
    /// A unit and all below it; absent for everything the right reaches.
    pub unit: Option<UnitId>,
    /// Which page, from 0.
    pub page: usize,
}

/// A page of people.
#[derive(Clone, Debug)]
pub struct PeoplePage {
    /// At most [`store::PAGE_ROWS`], in the order of names.
    pub people: Vec<Person>,
    /// How many there are on all pages.
    pub count: usize,
    /// All units, for their names.
    pub units: units::Units,
}

/// One person with what stands around them.
#[derive(Clone, Debug)]
pub struct PersonDetail {
    /// The person.
    pub person: Person,
    /// For whom the person works.
    pub manager: Option<Manager>,
    /// Who works for the person, as far as the right reaches.
    pub reports: Vec<Person>,
    /// How many work for the person where the right does not reach.
    pub reports_elsewhere: usize,
    /// What the person may do here.
    pub grants: Vec<Grant>,
    /// All units, for their names.
    pub units: units::Units,
}

/// For whom somebody works.
///
/// The one person whom a role for some units learns of outside of them, by name and code and nothing more: whoever keeps
/// the people of a unit has to know to whom its head reports, and would wipe it out by saving a form that did not say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Manager {
    /// Who.
    pub id: PersonId,
    /// The personnel code.
    pub code: String,
    /// The name.
    pub name: String,
    /// Whether the right reaches them, so that there is more to see.
    pub reached: bool,
}

/// A page of the people who acts may see.
///
/// # Errors
/// [`Error::Refused`]; [`Error::NotFound`] for a unit out of reach.
pub async fn list(ctx: &Ctx, query: &PeopleQuery) -> Result<PeoplePage> {
    ctx.require(Right::PeopleView)?;
    let mut tx = ctx.read().await?;
    let units = units::Units::load(&mut tx, ctx.organisation).await?;
    let tops = units::scope(ctx, &units, Right::PeopleView, query.unit)?;
    let pattern = search::pattern(&query.text);
    let count = store::count(&mut tx, ctx.organisation, &pattern, &tops).await?;
    let people = store::page(&mut tx, ctx.organisation, &pattern, query.page, &tops).await?;
    Ok(PeoplePage { people, count, units })
}

/// The next people by code that who acts may see, those who left among them: for reading everything piece by piece.
///
/// # Errors
/// [`Error::Refused`].
pub async fn list_after(ctx: &Ctx, code: &str, limit: usize) -> Result<Vec<Person>> {
    ctx.require(Right::PeopleView)?;
    let mut tx = ctx.read().await?;
    let units = units::Units::load(&mut tx, ctx.organisation).await?;
    let tops = units::scope(ctx, &units, Right::PeopleView, None)?;
    Ok(store::page_after_code(&mut tx, ctx.organisation, code, limit, &tops).await?)
}

/// One person who acts may see.
///
/// # Errors
/// [`Error::Refused`]; [`Error::NotFound`] also for somebody out of reach.
pub async fn find(ctx: &Ctx, id: PersonId) -> Result<PersonDetail> {
    let reach = ctx.require(Right::PeopleView)?;
    let mut tx = ctx.read().await?;
    let units = units::Units::load(&mut tx, ctx.organisation).await?;
    let person = store::person(&mut tx, ctx.organisation, id).await?;
    let person = person.filter(|person| units.tree().reaches(&reach, person.unit)).ok_or(Error::NotFound)?;
    let reaches = |person: &Person| units.tree().reaches(&reach, person.unit);
    let manager = match person.manager {
        Some(manager) => store::person(&mut tx, ctx.organisation, manager).await?,
        None => None,
    };
    let manager = manager.map(|manager| Manager {
        reached: reaches(&manager),
        id: manager.id,
        code: manager.code,
        name: manager.name,
    });
    let all = store::reports(&mut tx, ctx.organisation, id).await?;
    let (reports, elsewhere): (Vec<_>, Vec<_>) = all.into_iter().partition(reaches);
    let grants = store::grants(&mut tx, ctx.organisation, id).await?;
    Ok(PersonDetail { person, manager, reports, reports_elsewhere: elsewhere.len(), grants, units })
}
