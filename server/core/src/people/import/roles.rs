//! Which roles people get by an import.
//!
//! Everybody is an employee, and who leads as a manager is manager of the own unit. Other roles come only from the
//! column `roles` or from somebody's page; those given on a page stay. Nobody loses the role of administrator here.

use std::collections::BTreeSet;

use ayeneh_domain::{
    ids::{PersonId, UnitId},
    people::Level,
    permission::{Grant, Role},
};

use super::{
    known::Known,
    lines::{Lines, PersonLine},
    people::People,
    units::Units,
};
use crate::people::rows::Person;

type Grants = BTreeSet<(Role, Option<UnitId>)>;

/// New roles of those whose roles change, all of them a person, and how many people that is.
pub fn merge(known: &Known, lines: &Lines, units: &Units, people: &People) -> (Vec<(PersonId, Vec<Grant>)>, usize) {
    let mut writes = Vec::new();
    for (line, (at, person)) in lines.people.iter().zip(&people.of_lines) {
        let was = at.map(|at| &known.people[at]);
        let had: Grants = known.grants.get(&person.id).into_iter().flatten().map(|g| (g.role, g.unit)).collect();
        let has = wanted(line, was, person, &had, units);
        if has != had {
            let grants = has.into_iter().map(|(role, unit)| Grant { role, unit }).collect();
            writes.push((person.id, grants));
        }
    }
    let changed = writes.len();
    (writes, changed)
}

fn wanted(line: &PersonLine, was: Option<&Person>, person: &Person, had: &Grants, units: &Units) -> Grants {
    let usual = usual(person.level, person.unit);
    if let Some(roles) = &line.roles {
        let unit = |role, code: &Option<String>| match code {
            Some(code) => units.by_code.get(code).copied(),
            None => (role == Role::Manager).then_some(person.unit),
        };
        let mut given: Grants = roles.iter().map(|(role, code)| (*role, unit(*role, code))).collect();
        given.insert((Role::Employee, None));
        given.extend(had.iter().filter(|(role, _)| *role == Role::Administrator));
        return given;
    }
    match was {
        None => usual,
        // The founder began without a place in the company, so the usual roles are added once.
        Some(was) if (was.level, was.unit, &was.code) == (person.level, person.unit, &person.code) => had.clone(),
        Some(was) => {
            let before = self::usual(was.level, was.unit);
            had.difference(&before).copied().chain(usual).collect()
        }
    }
}

fn usual(level: Level, unit: UnitId) -> Grants {
    let manager = (level == Level::Manager).then_some((Role::Manager, Some(unit)));
    [(Role::Employee, None)].into_iter().chain(manager).collect()
}
