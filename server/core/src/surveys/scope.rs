//! How far a right over surveys reaches: with a role for some units, surveys that lie wholly inside them.

use std::collections::{BTreeMap, BTreeSet};

use ayeneh_domain::{
    ids::{SurveyId, UnitId},
    permission::{Reach, Right},
    survey::audience::{Branch, below},
};

use super::{rows::Survey, store};
use crate::{Ctx, Error, Missing, Result, db::Tx, people, people::Unit};

/// Units over which a right reaches; `None` is everywhere.
pub(super) struct Scope(Option<BTreeSet<UnitId>>);

impl Scope {
    /// How far the right of who acts reaches.
    pub async fn of(ctx: &Ctx, tx: &mut Tx, right: Right) -> Result<Self> {
        Ok(match ctx.require(right)? {
            Reach::Nothing => return Err(Error::Refused(Missing::Right(right))),
            Reach::Everything => Self(None),
            Reach::Units(granted) => {
                let units = people::store::units(tx, ctx.organisation).await?;
                Self(Some(below(&branches(&units), &granted)))
            }
        })
    }

    /// Whether all these units lie inside.
    pub fn covers(&self, mut units: impl Iterator<Item = UnitId>) -> bool {
        self.0.as_ref().is_none_or(|inside| units.all(|unit| inside.contains(&unit)))
    }

    /// Which surveys lie inside. One without units (imported, or an empty draft) is seen from everywhere only.
    pub async fn visible(self, tx: &mut Tx, ctx: &Ctx) -> Result<impl Fn(SurveyId) -> bool + use<>> {
        let mut units: BTreeMap<SurveyId, Vec<UnitId>> = BTreeMap::new();
        if self.0.is_some() {
            for (survey, unit) in store::survey::units_of_all(tx, ctx.organisation).await? {
                units.entry(survey).or_default().push(unit);
            }
        }
        Ok(move |survey| match units.get(&survey) {
            Some(units) => self.covers(units.iter().copied()),
            None => self.0.is_none(),
        })
    }
}

/// The tree that rules work on.
pub(super) fn branches(units: &[Unit]) -> Vec<Branch> {
    units.iter().map(|unit| Branch { id: unit.id, parent: unit.parent }).collect()
}

/// A survey with its units, if the right reaches it.
pub(crate) async fn find(ctx: &Ctx, tx: &mut Tx, right: Right, id: SurveyId) -> Result<(Survey, Vec<Unit>)> {
    let scope = Scope::of(ctx, tx, right).await?;
    let survey = store::survey::find(tx, ctx.organisation, id).await?.ok_or(Error::NotFound)?;
    let units = store::survey::units(tx, ctx.organisation, id).await?;
    let whole = scope.0.is_none();
    if whole || (!units.is_empty() && scope.covers(units.iter().map(|unit| unit.id))) {
        return Ok((survey, units));
    }
    Err(Error::NotFound)
}

/// The units for which who acts may launch, by code.
///
/// # Errors
/// [`Error::Refused`] without the right to launch.
pub async fn choosable_units(ctx: &Ctx) -> Result<Vec<Unit>> {
    ctx.require(Right::SurveysManage)?;
    let mut tx = ctx.read().await?;
    let scope = Scope::of(ctx, &mut tx, Right::SurveysManage).await?;
    let mut units = people::store::units(&mut tx, ctx.organisation).await?;
    units.retain(|unit| scope.covers(std::iter::once(unit.id)));
    Ok(units)
}
