//! What the organisation knows before an import.

use std::collections::BTreeMap;

use ayeneh_domain::{bilingual::Locale, calendar::Date, ids::PersonId, permission::Grant};

use crate::{
    Core, Ctx, Error, Result,
    db::Tx,
    organisation,
    people::{
        rows::{Person, Unit},
        store,
        units::Units,
    },
};

/// What the organisation knows before an import.
pub struct Known {
    /// For new identifiers.
    pub core: Core,
    /// The units, by code.
    pub units: Vec<Unit>,
    /// Everybody who is or was here, by code.
    pub people: Vec<Person>,
    /// Their roles.
    pub grants: BTreeMap<PersonId, Vec<Grant>>,
    /// The language of people for whom none is given.
    pub locale: Locale,
    /// Today, to tell tenure from a start date.
    pub today: Date,
    /// Who acts: nobody hands on more than they have.
    pub ctx: Ctx,
    /// The units as a tree.
    pub tree: Units,
}

impl Known {
    /// Whether the organisation is what it was then, as far as an import cares.
    pub fn is_as(&self, then: &Self) -> bool {
        self.units == then.units
            && self.people == then.people
            && self.grants == then.grants
            && self.locale == then.locale
            && self.today == then.today
    }

    /// Reads it: to plan with, and once more within the transaction that writes.
    pub async fn load(tx: &mut Tx, ctx: &Ctx) -> Result<Self> {
        let organisation = organisation::store::find(tx, ctx.organisation).await?.ok_or(Error::NotFound)?;
        let units = store::units(tx, ctx.organisation).await?;
        Ok(Self {
            tree: Units::new(units.clone())?,
            units,
            people: store::all(tx, ctx.organisation).await?,
            grants: store::all_grants(tx, ctx.organisation).await?,
            locale: organisation.locale,
            today: Date::at(ctx.core.now_ms(), ctx.core.settings.utc_offset_minutes),
            ctx: ctx.clone(),
            core: ctx.core.clone(),
        })
    }
}
