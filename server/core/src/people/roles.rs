//! Giving and taking roles, one by one. Nobody hands on more than they reach themselves.

use ayeneh_domain::{
    ids::{PersonId, UnitId},
    permission::{Grant, Reach, Right, Role},
};
use ayeneh_text as text;

use super::{rows::Person, store, units::Units};
use crate::{Ctx, Error, Problem, Result, db::Tx};

/// Gives a role for the whole organisation or for a unit and all below it. Given twice it is there once.
///
/// # Errors
/// [`Error::Refused`] for a role or unit beyond the own reach; [`Error::NotFound`]; [`Error::Invalid`] for a manager of
/// no unit.
pub async fn give_role(ctx: &Ctx, person: PersonId, role: Role, unit: Option<UnitId>) -> Result<()> {
    let mut tx = ctx.write().await?;
    let (_, units) = within_reach(ctx, &mut tx, person).await?;
    if unit.is_some_and(|unit| !units.tree().contains(unit)) {
        return Err(Error::NotFound);
    }
    if role == Role::Manager && unit.is_none() {
        return Err(Error::invalid(Problem::field("unit", |l| text::people::manager_of_unit(l).to_owned())));
    }
    let grant = Grant { role, unit };
    may_hand_on(ctx, &units, grant)?;
    let mut grants = store::grants(&mut tx, ctx.organisation, person).await?;
    if !grants.contains(&grant) {
        grants.push(grant);
        replace(ctx, &mut tx, person, &grants).await?;
    }
    Ok(tx.commit().await?)
}

/// Takes a role away.
///
/// # Errors
/// As [`give_role`]; [`Error::Conflict`] for the last administrator.
pub async fn take_role(ctx: &Ctx, person: PersonId, role: Role, unit: Option<UnitId>) -> Result<()> {
    let mut tx = ctx.write().await?;
    let (_, units) = within_reach(ctx, &mut tx, person).await?;
    let grant = Grant { role, unit };
    may_hand_on(ctx, &units, grant)?;
    let mut grants = store::grants(&mut tx, ctx.organisation, person).await?;
    grants.retain(|held| *held != grant);
    if role == Role::Administrator && !another_administrator(ctx, &mut tx, person).await? {
        return Err(Error::conflict(|l| text::people::last_administrator(l).to_owned()));
    }
    replace(ctx, &mut tx, person, &grants).await?;
    Ok(tx.commit().await?)
}

async fn within_reach(ctx: &Ctx, tx: &mut Tx, person: PersonId) -> Result<(Person, Units)> {
    let reach = ctx.require(Right::PeopleManage)?;
    let units = Units::load(tx, ctx.organisation).await?;
    let found = store::person(tx, ctx.organisation, person).await?;
    let found = found.filter(|person| units.tree().reaches(&reach, person.unit)).ok_or(Error::NotFound)?;
    Ok((found, units))
}

/// Whether who acts may give or take this: administrators only by administrators, a unit only within the own reach, and
/// the whole organisation only by who reaches it.
fn may_hand_on(ctx: &Ctx, units: &Units, grant: Grant) -> Result<()> {
    let reach = ctx.require(Right::PeopleManage)?;
    let reached = match grant.unit {
        Some(unit) => units.tree().reaches(&reach, unit),
        None => reach == Reach::Everything,
    };
    let administers = grant.role != Role::Administrator || ctx.reach(Right::Administer) == Reach::Everything;
    if reached && administers { Ok(()) } else { Err(Error::Refused) }
}

async fn another_administrator(ctx: &Ctx, tx: &mut Tx, but: PersonId) -> Result<bool> {
    let active = store::list_active(tx, ctx.organisation).await?;
    let grants = store::all_grants(tx, ctx.organisation).await?;
    let administers = |person: &Person| {
        grants.get(&person.id).is_some_and(|held| held.contains(&Grant { role: Role::Administrator, unit: None }))
    };
    Ok(active.iter().any(|person| person.id != but && administers(person)))
}

async fn replace(ctx: &Ctx, tx: &mut Tx, person: PersonId, grants: &[Grant]) -> Result<()> {
    store::delete_grants(tx, ctx.organisation, person).await?;
    let rows: Vec<_> = grants.iter().map(|grant| (ctx.core.new_id(), person, *grant)).collect();
    Ok(store::put_grants(tx, ctx.organisation, &rows).await?)
}
