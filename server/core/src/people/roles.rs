//! Giving and taking roles, one by one. Nobody hands on more than they reach themselves; see the domain's rule.

use ayeneh_domain::{
    ids::{PersonId, UnitId},
    people::Level,
    permission::{Grant, Reach, Right, Role, may_hand_on, may_stand_in, reach},
};
use ayeneh_text as text;

use super::{rows::Person, store, units::Units};
use crate::{Ctx, Error, Missing, Problem, Result, db::Tx};

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
    require_handing_on(ctx, &units, grant)?;
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
/// As [`give_role`]; [`Error::Conflict`] for the last administrator and for the last of HR.
pub async fn take_role(ctx: &Ctx, person: PersonId, role: Role, unit: Option<UnitId>) -> Result<()> {
    let mut tx = ctx.write().await?;
    let (_, units) = within_reach(ctx, &mut tx, person).await?;
    let grant = Grant { role, unit };
    require_handing_on(ctx, &units, grant)?;
    let mut grants = store::grants(&mut tx, ctx.organisation, person).await?;
    grants.retain(|held| *held != grant);
    require_another(ctx, &mut tx, person, &[grant]).await?;
    replace(ctx, &mut tx, person, &grants).await?;
    Ok(tx.commit().await?)
}

/// The person and all units, if the right to manage reaches the person.
pub(super) async fn within_reach(ctx: &Ctx, tx: &mut Tx, person: PersonId) -> Result<(Person, Units)> {
    let reach = ctx.require(Right::PeopleManage)?;
    let units = Units::load(tx, ctx.organisation).await?;
    let found = store::person(tx, ctx.organisation, person).await?;
    let found = found.filter(|person| units.tree().reaches(&reach, person.unit)).ok_or(Error::NotFound)?;
    Ok((found, units))
}

/// Whether who acts may give or take this: a unit only within the own reach, the whole organisation only by who reaches
/// it, and no right that one lacks; of a token the scopes count.
pub fn hands_on(ctx: &Ctx, units: &Units, grant: Grant) -> bool {
    may_manage(ctx, units, grant) && may_hand_on(|right| ctx.reach(right), units.tree(), grant)
}

/// As [`hands_on`], for a role that follows from place and level: what counts is what the person behind a token may do,
/// because to say who leads which unit is what programs with `people_manage` are for.
pub(super) fn places(ctx: &Ctx, units: &Units, grant: Grant) -> bool {
    may_manage(ctx, units, grant) && may_hand_on(|right| reach(&ctx.grants, right), units.tree(), grant)
}

fn may_manage(ctx: &Ctx, units: &Units, grant: Grant) -> bool {
    let reach = ctx.reach(Right::PeopleManage);
    match grant.unit {
        Some(unit) => units.tree().reaches(&reach, unit),
        None => reach == Reach::Everything,
    }
}

fn require_handing_on(ctx: &Ctx, units: &Units, grant: Grant) -> Result<()> {
    ctx.require(Right::PeopleManage)?;
    if hands_on(ctx, units, grant) { Ok(()) } else { Err(Error::Refused(Missing::OfTheRole)) }
}

/// Whether who acts may decide where the sign-in links of somebody with these grants go. As with `places`, what counts
/// is what the person behind a token may do.
pub fn stands_in(ctx: &Ctx, units: &Units, grants: &[Grant]) -> bool {
    may_stand_in(|right| reach(&ctx.grants, right), units.tree(), grants)
}

/// The roles that come by themselves with place and level: everybody is an employee, who leads is manager of the unit.
pub(super) fn usual(level: Level, unit: UnitId) -> Vec<Grant> {
    let manager = (level == Level::Manager).then_some(Grant { role: Role::Manager, unit: Some(unit) });
    [Grant { role: Role::Employee, unit: None }].into_iter().chain(manager).collect()
}

/// The roles after place or level have changed: the usual ones follow, those given by hand stay.
pub(super) fn following(had: &[Grant], before: &[Grant], after: &[Grant]) -> Vec<Grant> {
    let stay = had.iter().filter(|grant| !before.contains(grant) || after.contains(grant));
    let mut all: Vec<Grant> = stay.copied().collect();
    all.extend(after.iter().filter(|grant| !had.contains(grant)).copied());
    all
}

/// Refuses what would leave the organisation without an administrator or without HR: nobody could appoint one any more.
pub(super) async fn require_another(ctx: &Ctx, tx: &mut Tx, but: PersonId, lost: &[Grant]) -> Result<()> {
    let active = store::list_active(tx, ctx.organisation).await?;
    let grants = store::all_grants(tx, ctx.organisation).await?;
    for role in [Role::Administrator, Role::Hr] {
        let whole = Grant { role, unit: None };
        let has = |person: &Person| grants.get(&person.id).is_some_and(|held| held.contains(&whole));
        let had = lost.contains(&whole) && grants.get(&but).is_some_and(|held| held.contains(&whole));
        if had && !active.iter().any(|person| person.id != but && has(person)) {
            let last = move |l| match role {
                Role::Hr => text::people::last_hr(l).to_owned(),
                _ => text::people::last_administrator(l).to_owned(),
            };
            return Err(Error::conflict(last));
        }
    }
    Ok(())
}

pub(super) async fn replace(ctx: &Ctx, tx: &mut Tx, person: PersonId, grants: &[Grant]) -> Result<()> {
    store::delete_grants(tx, ctx.organisation, person).await?;
    let rows: Vec<_> = grants.iter().map(|grant| (ctx.core.new_id(), person, *grant)).collect();
    Ok(store::put_grants(tx, ctx.organisation, &rows).await?)
}
