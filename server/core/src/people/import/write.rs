//! What an import writes, in the order that the database's own rules want.

use ayeneh_domain::{ids::PersonId, permission::Grant};

use crate::{
    Ctx, Result,
    db::Tx,
    people::{
        rows::{Person, Unit},
        store,
    },
};

/// Everything that is new or different.
#[derive(Clone, Debug, Default)]
pub struct Writes {
    pub units: Vec<Unit>,
    pub people: Vec<Person>,
    pub parked: Vec<PersonId>,
    pub grants: Vec<(PersonId, Vec<Grant>)>,
}

impl Writes {
    /// Whether nothing is new or different.
    pub const fn is_empty(&self) -> bool {
        self.units.is_empty() && self.people.is_empty() && self.grants.is_empty()
    }

    /// Writes it within the transaction of the import.
    pub async fn write(&self, tx: &mut Tx, ctx: &Ctx) -> Result<()> {
        let organisation = ctx.organisation;
        store::put_units(tx, organisation, &self.units).await?;
        for person in &self.parked {
            store::park_address(tx, organisation, *person).await?;
        }
        store::put_people(tx, organisation, &self.people, ctx.core.now_ms()).await?;
        let mut grants = Vec::new();
        for (person, roles) in &self.grants {
            store::delete_grants(tx, organisation, *person).await?;
            grants.extend(roles.iter().map(|grant| (ctx.core.new_id(), *person, *grant)));
        }
        Ok(store::put_grants(tx, organisation, &grants).await?)
    }
}
