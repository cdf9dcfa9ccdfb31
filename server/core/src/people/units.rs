//! The organisation's units with their names, in the order of the tree.

use std::collections::BTreeMap;

use ayeneh_domain::{
    ids::{OrganisationId, UnitId},
    people::tree::UnitTree,
    permission::{Reach, Right},
};

use super::{rows::Unit, store};
use crate::{Ctx, Error, Result, db::Tx};

/// Every unit of an organisation.
#[derive(Clone, Debug, Default)]
pub struct Units {
    tree: UnitTree,
    by_id: BTreeMap<UnitId, Unit>,
}

impl Units {
    /// Joins units to a tree.
    ///
    /// # Errors
    /// [`Error::Internal`] if they make none, which no import lets happen.
    pub fn new(units: Vec<Unit>) -> Result<Self> {
        let tree = UnitTree::new(units.iter().map(|unit| (unit.id, unit.parent)));
        let tree = tree.map_err(|error| Error::Internal(error.to_string()))?;
        Ok(Self { tree, by_id: units.into_iter().map(|unit| (unit.id, unit)).collect() })
    }

    /// Reads them.
    ///
    /// # Errors
    /// The database's.
    pub async fn load(tx: &mut Tx, organisation: OrganisationId) -> Result<Self> {
        Self::new(store::units(tx, organisation).await?)
    }

    /// Who is above whom.
    pub const fn tree(&self) -> &UnitTree {
        &self.tree
    }

    /// One unit.
    pub fn get(&self, unit: UnitId) -> Option<&Unit> {
        self.by_id.get(&unit)
    }

    /// The unit's name in a language; empty for an unknown unit.
    pub fn name(&self, unit: UnitId, locale: ayeneh_domain::bilingual::Locale) -> &str {
        self.get(unit).map_or("", |unit| unit.name.get(locale))
    }

    /// The unit with a code.
    pub fn by_code(&self, code: &str) -> Option<&Unit> {
        self.by_id.values().find(|unit| unit.code == code)
    }

    /// Every unit, parents before children, with how many units are above it.
    pub fn depth_first(&self) -> impl Iterator<Item = (&Unit, usize)> {
        self.tree.depth_first().iter().filter_map(|unit| Some((self.get(*unit)?, self.tree.depth(*unit))))
    }

    /// Those of [`Self::depth_first`] that a right reaches.
    pub fn reached(&self, reach: &Reach) -> Vec<(&Unit, usize)> {
        self.depth_first().filter(|(unit, _)| self.tree.reaches(reach, unit.id)).collect()
    }

    /// The units that a right reaches with those above them, which say where they belong; by code.
    pub fn with_those_above(&self, reach: &Reach) -> Vec<&Unit> {
        let mut seen = BTreeMap::new();
        for (unit, _) in self.reached(reach) {
            let mut at = Some(unit);
            while let Some(unit) = at.filter(|unit| !seen.contains_key(&unit.code)) {
                seen.insert(unit.code.clone(), unit);
                at = unit.parent.and_then(|parent| self.get(parent));
            }
        }
        seen.into_values().collect()
    }
}

/// All units; of them a page or program is shown what a right reaches, with the names of the units above.
///
/// # Errors
/// The database's.
pub async fn units(ctx: &Ctx) -> Result<Units> {
    Units::load(&mut ctx.read().await?, ctx.organisation).await
}

/// The units to look into: `asked` if the right reaches it, else everything the right reaches.
///
/// # Errors
/// [`Error::NotFound`] for a unit that is not there or not reached; [`Error::Refused`] without the right.
pub fn scope(ctx: &Ctx, units: &Units, right: Right, asked: Option<UnitId>) -> Result<Vec<UnitId>> {
    let reach = ctx.require(right)?;
    match asked {
        Some(unit) if units.tree().reaches(&reach, unit) => Ok(vec![unit]),
        Some(_) => Err(Error::NotFound),
        None => Ok(units.tree().tops(&reach)),
    }
}
