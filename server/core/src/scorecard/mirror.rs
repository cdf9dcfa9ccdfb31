//! Both sides of the mirror: the index of employees and of customers, here, before, and in the lowest units.

use ayeneh_domain::{
    ids::{ReleaseId, UnitId},
    questionnaire::Side,
    release::{Figure, Shown, cell::OVERALL},
};

use super::{ReleaseHead, Released, Scope, ScopeUnit};

/// The mirror of a unit, from the latest wave.
#[derive(Clone, Debug, Default)]
pub struct Mirror {
    /// Of which unit; absent is the whole organisation.
    pub unit: Option<UnitId>,
    /// The wave; absent while none is released.
    pub wave: Option<ReleaseHead>,
    /// The wave before.
    pub wave_before: Option<ReleaseHead>,
    /// The employee index.
    pub employee: Option<Shown>,
    /// The customer index.
    pub customer: Option<Shown>,
    /// The employee index a wave before.
    pub employee_before: Option<Shown>,
    /// The customer index a wave before.
    pub customer_before: Option<Shown>,
    /// The lowest units that were asked on at least one side.
    pub units: Vec<MirrorUnit>,
}

/// A unit in the mirror.
#[derive(Clone, Debug)]
pub struct MirrorUnit {
    /// The unit.
    pub unit: ScopeUnit,
    /// Its employee index, or why it is hidden; absent where nobody was asked.
    pub employee: Option<Shown>,
    /// Its customer index.
    pub customer: Option<Shown>,
}

/// The overall index of a side.
pub(crate) fn overall(released: &Released, release: ReleaseId, unit: Option<UnitId>, side: Side) -> Option<Shown> {
    released.cell(release, unit, Some(side), OVERALL, Figure::Index).cloned()
}

pub(super) fn mirror(scope: &Scope, released: &Released) -> Mirror {
    let Some(wave) = released.latest("wave") else { return Mirror::default() };
    let here = scope.unit().id;
    // A wave that asked nothing of this unit is none for it: its title may be that of somebody else's unit.
    let asked = |side| overall(released, wave.id, here, side).is_some();
    if here.is_some() && !asked(Side::Employee) && !asked(Side::Customer) {
        return Mirror { unit: here, ..Mirror::default() };
    }
    let before = released.wave_before();
    let units = scope.lowest().into_iter().map(|node| {
        let unit = scope.at(node);
        let side = |side| overall(released, wave.id, unit.id, side);
        MirrorUnit { employee: side(Side::Employee), customer: side(Side::Customer), unit }
    });
    let earlier = |side| before.and_then(|before| overall(released, before.id, here, side));
    Mirror {
        unit: here,
        employee: overall(released, wave.id, here, Side::Employee),
        customer: overall(released, wave.id, here, Side::Customer),
        employee_before: earlier(Side::Employee),
        customer_before: earlier(Side::Customer),
        units: units.filter(|unit| unit.employee.is_some() || unit.customer.is_some()).collect(),
        wave: Some(wave.clone()),
        wave_before: before.cloned(),
    }
}
