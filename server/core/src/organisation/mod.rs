//! The tenant: its name, and its making with the first administrator.

pub mod store;

use ayeneh_domain::{
    bilingual::{Bilingual, Locale},
    ids::{OrganisationId, PersonId, UnitId},
    people::{Level, TenureBand},
    permission::{Grant, Role},
};

use crate::{
    Core, Ctx, Result,
    db::Tx,
    people::{Person, Unit, store as people},
};

/// The code of the company's own unit until an import gives it another.
pub const COMPANY_CODE: &str = "1";
/// The code of the first administrator until an import gives another.
pub const FOUNDER_CODE: &str = "founder";

/// A tenant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Organisation {
    /// Its identifier.
    pub id: OrganisationId,
    /// Its name.
    pub name: Bilingual,
    /// The language of what it sends to people whose language is unknown.
    pub locale: Locale,
    /// Whether its data were made by the demo generator; its pages say so.
    pub invented: bool,
}

/// The first administrator of a new organisation.
#[derive(Clone, Debug)]
pub struct Founder {
    /// The name.
    pub name: String,
    /// A checked mail address.
    pub email: String,
    /// The language.
    pub locale: Locale,
}

/// The organisation of who acts.
///
/// # Errors
/// The database's.
pub async fn own(ctx: &Ctx) -> Result<Organisation> {
    let mut tx = ctx.read().await?;
    store::find(&mut tx, ctx.organisation).await?.ok_or(crate::Error::NotFound)
}

/// Makes an organisation with its company unit and an administrator who may also do HR's work, so that the first
/// person in can go on alone. Runs before anybody can be signed in, therefore without a `Ctx`.
///
/// # Errors
/// The database's.
pub async fn found(
    core: &Core,
    tx: &mut Tx,
    name: &Bilingual,
    founder: &Founder,
) -> Result<(OrganisationId, PersonId)> {
    let organisation =
        Organisation { id: OrganisationId(core.new_id()), name: name.clone(), locale: founder.locale, invented: false };
    store::insert(tx, &organisation, core.now_ms()).await?;
    let unit = Unit { id: UnitId(core.new_id()), code: COMPANY_CODE.into(), parent: None, name: name.clone() };
    people::insert_unit(tx, organisation.id, &unit).await?;
    let person = Person {
        id: PersonId(core.new_id()),
        code: FOUNDER_CODE.into(),
        name: founder.name.clone(),
        email: founder.email.clone(),
        unit: unit.id,
        manager: None,
        level: Level::Staff,
        tenure: TenureBand::From1To3,
        locale: founder.locale,
        theme: "auto".into(),
        active: true,
    };
    people::insert_person(tx, organisation.id, &person, core.now_ms()).await?;
    for role in [Role::Administrator, Role::Hr] {
        people::insert_grant(tx, organisation.id, core.new_id(), person.id, Grant { role, unit: None }).await?;
    }
    crate::measures::insert_starter_set(core, tx, organisation.id).await?;
    Ok((organisation.id, person.id))
}
