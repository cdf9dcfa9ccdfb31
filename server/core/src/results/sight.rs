//! Which units of a survey somebody may see: those that the right reaches now, in the tree as it was at launch.

use std::collections::BTreeSet;

use ayeneh_domain::{
    bilingual::Bilingual,
    ids::{SurveyId, UnitId},
    permission::{Reach, Right},
};

use crate::{
    Ctx, Error, Result,
    db::Tx,
    organisation,
    people::{Unit, Units},
    surveys::{rows::Survey, store::survey as store},
};

/// A unit, or the whole organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitName {
    /// The unit; absent is the whole organisation.
    pub id: Option<UnitId>,
    /// Its name at launch.
    pub name: Bilingual,
}

/// The units of one survey, as far as they may be seen.
pub(super) struct Sight {
    frozen: Units,
    organisation: Bilingual,
    /// Absent is everything, the whole organisation too.
    seen: Option<BTreeSet<UnitId>>,
}

impl Sight {
    /// A survey and what of it may be seen.
    pub async fn of(tx: &mut Tx, ctx: &Ctx, survey: SurveyId) -> Result<(Survey, Self)> {
        let reach = ctx.require(Right::ResultsView)?;
        let found = store::find(tx, ctx.organisation, survey).await?.ok_or(Error::NotFound)?;
        let sight = Self::read(tx, ctx, &reach, survey).await?;
        if sight.is_blind() { Err(Error::NotFound) } else { Ok((found, sight)) }
    }

    async fn read(tx: &mut Tx, ctx: &Ctx, reach: &Reach, survey: SurveyId) -> Result<Self> {
        let frozen = Units::new(store::units(tx, ctx.organisation, survey).await?)?;
        let own = organisation::store::find(tx, ctx.organisation).await?.ok_or(Error::NotFound)?;
        let seen = match reach {
            Reach::Everything => None,
            reach => {
                let now = Units::load(tx, ctx.organisation).await?;
                let units = frozen.depth_first().map(|(unit, _)| unit.id);
                Some(units.filter(|unit| now.tree().reaches(reach, *unit)).collect())
            }
        };
        Ok(Self { frozen, organisation: own.name, seen })
    }

    fn is_blind(&self) -> bool {
        self.seen.as_ref().is_some_and(BTreeSet::is_empty)
    }

    /// Whether a unit, or the whole organisation, may be looked at.
    pub fn sees(&self, unit: Option<UnitId>) -> bool {
        match (&self.seen, unit) {
            (None, None) => true,
            (None, Some(unit)) => self.frozen.get(unit).is_some(),
            (Some(seen), Some(unit)) => seen.contains(&unit),
            (Some(_), None) => false,
        }
    }

    /// The unit to look at: the one asked for, else the highest that may be seen.
    ///
    /// # Errors
    /// [`Error::NotFound`] for one that is not there or may not be seen; the two look alike.
    pub fn choose(&self, asked: Option<UnitId>) -> Result<Option<UnitId>> {
        match asked {
            None if self.sees(None) => Ok(None),
            None => self.choices().first().map(|(unit, _)| unit.id).ok_or(Error::NotFound),
            Some(_) if self.sees(asked) => Ok(asked),
            Some(_) => Err(Error::NotFound),
        }
    }

    /// Everything that may be looked at, from the top, with how deep it stands. Beside the whole organisation its single top
    /// would be the same once more.
    pub fn choices(&self) -> Vec<(UnitName, usize)> {
        let whole = self.sees(None).then(|| (self.name(None), 0));
        let same = self.single_top().filter(|_| whole.is_some());
        let units = self.frozen.depth_first();
        let units = units.filter(|(unit, _)| self.sees(Some(unit.id)) && Some(unit.id) != same);
        let depth = |depth: usize| if same.is_some() { depth } else { depth + 1 };
        whole.into_iter().chain(units.map(|(unit, deep)| (named(unit), depth(deep)))).collect()
    }

    /// What a unit was called at launch.
    pub fn name(&self, unit: Option<UnitId>) -> UnitName {
        match unit.and_then(|unit| self.frozen.get(unit)) {
            Some(unit) => named(unit),
            None => UnitName { id: None, name: self.organisation.clone() },
        }
    }

    /// The one unit below which everything stands, if there is one: the organisation under another name.
    pub fn single_top(&self) -> Option<UnitId> {
        let mut roots = self.frozen.tree().roots();
        roots.next().filter(|_| roots.next().is_none())
    }

    /// The units directly below; of the whole organisation those below its single top, if it has one.
    pub fn below(&self, unit: Option<UnitId>) -> Vec<UnitId> {
        let tree = self.frozen.tree();
        match unit.or_else(|| self.single_top()) {
            Some(unit) => tree.children(unit).to_vec(),
            None => tree.roots().collect(),
        }
    }

    /// The unit with everything below it.
    pub fn within(&self, unit: Option<UnitId>) -> BTreeSet<UnitId> {
        within(&self.frozen, unit)
    }
}

/// Whether anything of a survey may be seen.
pub(super) async fn is_seen(tx: &mut Tx, ctx: &Ctx, survey: SurveyId) -> Result<bool> {
    match Sight::of(tx, ctx, survey).await {
        Ok(_) => Ok(true),
        Err(Error::NotFound) => Ok(false),
        Err(error) => Err(error),
    }
}

/// A unit of a frozen tree with everything below it; of the whole organisation all units.
pub(super) fn within(frozen: &Units, unit: Option<UnitId>) -> BTreeSet<UnitId> {
    let tree = frozen.tree();
    let all = match unit {
        Some(unit) => tree.descendants(unit),
        None => tree.depth_first(),
    };
    all.iter().copied().collect()
}

fn named(unit: &Unit) -> UnitName {
    UnitName { id: Some(unit.id), name: unit.name.clone() }
}
