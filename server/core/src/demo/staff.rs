//! The 600 people: who works where, for whom, at which level, and the six who show what each role sees.

use std::collections::{BTreeMap, BTreeSet};

use ayeneh_domain::{
    bilingual::{Bilingual, Locale},
    ids::{PersonId, UnitId},
    people::{Level, TenureBand},
    permission::{Grant, Role},
};

use super::{
    chance::Chance,
    company::{UNITS, UnitPlan},
    names,
};
use crate::{
    Core,
    people::{Person, Unit},
};

/// So many work for one team leader in larger units.
const TEAM: usize = 8;

/// Roles with the unit in which the one who shows the role works, and the place of that person there.
const ROLES: [(Role, &str, usize); 6] = [
    (Role::Hr, "15", 0),
    (Role::Executive, "1", 0),
    (Role::Manager, "41", 0),
    (Role::Employee, "41", 9),
    (Role::Interviewer, "13", 12),
    (Role::Administrator, "14", 0),
];

/// The organisation as it was invented.
#[derive(Debug)]
pub struct Staff {
    /// The units, each after the one above it.
    pub units: Vec<Unit>,
    /// The people, each after whom they work for.
    pub people: Vec<Person>,
    /// Who may do what.
    pub grants: Vec<(PersonId, Grant)>,
    /// Who shows which role.
    pub shown: Vec<(Role, PersonId)>,
}

impl Staff {
    /// Invents units and people.
    pub fn invent(core: &Core) -> Self {
        let units = units(core);
        let ids: BTreeMap<&str, UnitId> = UNITS.iter().zip(&units).map(|(plan, unit)| (plan.code, unit.id)).collect();
        let mut staff = Self { units, people: Vec::new(), grants: Vec::new(), shown: Vec::new() };
        let mut chance = Chance::new(1);
        let mut taken = BTreeSet::new();
        let mut heads: BTreeMap<&str, PersonId> = BTreeMap::new();
        for plan in &UNITS {
            let above = heads.get(plan.parent).copied();
            let head = staff.unit(core, plan, ids[plan.code], above, &mut chance, &mut taken);
            heads.insert(plan.code, head);
        }
        staff
    }

    /// The identifier of a unit by its code.
    pub fn unit_id(&self, code: &str) -> Option<UnitId> {
        self.units.iter().find(|unit| unit.code == code).map(|unit| unit.id)
    }

    /// The people of a unit and its head: the head first, then team leaders, then their teams.
    fn unit(
        &mut self,
        core: &Core,
        plan: &UnitPlan,
        unit: UnitId,
        above: Option<PersonId>,
        chance: &mut Chance,
        taken: &mut BTreeSet<String>,
    ) -> PersonId {
        let teams = if plan.people > TEAM + 4 { plan.people.div_ceil(TEAM + 1) } else { 0 };
        let first = self.people.len();
        for place in 0..plan.people {
            let manager = match place {
                0 => above,
                place if place <= teams || teams == 0 => Some(self.people[first].id),
                place => Some(self.people[first + 1 + place % teams].id),
            };
            let level = match place {
                _ if plan.parent.is_empty() => Level::Executive,
                place if place <= teams => Level::Manager,
                _ => Level::Staff,
            };
            let mut person = self.person(core, unit, manager, level, chance, taken);
            self.grant(plan, place, &mut person);
            self.people.push(person);
        }
        self.people[first].id
    }

    fn person(
        &self,
        core: &Core,
        unit: UnitId,
        manager: Option<PersonId>,
        level: Level,
        chance: &mut Chance,
        taken: &mut BTreeSet<String>,
    ) -> Person {
        let name = names::person(chance);
        let number = self.people.len() + 1;
        let mut latin = name.latin.clone();
        if !taken.insert(latin.clone()) {
            latin = format!("{}.{number}", name.latin);
            taken.insert(latin.clone());
        }
        let bands = [TenureBand::Under1, TenureBand::From1To3, TenureBand::From3To8, TenureBand::Over8];
        let tenure = if level == Level::Staff { chance.below(4) } else { 2 + chance.below(2) };
        Person {
            id: PersonId(core.new_id()),
            code: format!("{number:04}"),
            name: name.shown,
            email: format!("{latin}@narvan.example"),
            unit,
            manager,
            level,
            tenure: bands[tenure],
            locale: if chance.happens(0.06) { Locale::En } else { Locale::Fa },
            theme: "auto".into(),
            active: true,
        }
    }

    /// Everybody may answer and read an own report; heads see their unit; six people show one role each.
    fn grant(&mut self, plan: &UnitPlan, place: usize, person: &mut Person) {
        let mut give = |role, unit| self.grants.push((person.id, Grant { role, unit }));
        give(Role::Employee, None);
        if place == 0 && !plan.parent.is_empty() {
            give(Role::Manager, Some(person.unit));
        }
        if let Some((role, ..)) = ROLES.iter().find(|(_, unit, at)| (*unit, *at) == (plan.code, place)) {
            if !matches!(role, Role::Employee | Role::Manager) {
                give(*role, None);
            }
            person.email = address(*role);
            person.locale = Locale::Fa;
            self.shown.push((*role, person.id));
        }
    }
}

fn units(core: &Core) -> Vec<Unit> {
    let ids: Vec<UnitId> = UNITS.iter().map(|_| UnitId(core.new_id())).collect();
    let unit = |(plan, id): (&UnitPlan, &UnitId)| Unit {
        id: *id,
        code: plan.code.into(),
        parent: UNITS.iter().position(|above| above.code == plan.parent).map(|place| ids[place]),
        name: Bilingual::new(plan.name[0], plan.name[1]),
    };
    UNITS.iter().zip(&ids).map(unit).collect()
}

/// The mail address of who shows a role, which every reader of the demo can guess.
pub fn address(role: Role) -> String {
    format!("{}@narvan.example", role.key())
}
