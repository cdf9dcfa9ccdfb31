//! Refuses what reaches further than who imports: a role with rights they lack, or another address for somebody who may
//! do more. A file must be no way around what a form refuses.

use std::collections::BTreeMap;

use ayeneh_domain::{
    ids::PersonId,
    permission::{Grant, Role},
};
use ayeneh_text as text;

use super::{
    known::Known,
    lines::{Lines, PersonLine},
    people::People,
};
use crate::{
    Problem,
    people::roles::{hands_on, places, stands_in},
};

/// A problem for each row that reaches too far, and one if nobody of HR would be left.
pub fn check(known: &Known, lines: &Lines, people: &People, writes: &[(PersonId, Vec<Grant>)]) -> Vec<Problem> {
    let written: BTreeMap<PersonId, &[Grant]> = writes.iter().map(|(id, grants)| (*id, grants.as_slice())).collect();
    let mut problems = Vec::new();
    for (line, (at, person)) in lines.people.iter().zip(&people.of_lines) {
        let had = known.grants.get(&person.id).map_or(&[][..], Vec::as_slice);
        let moved = at.is_some_and(|at| known.people[at].email != person.email);
        if moved && !stands_in(&known.ctx, &known.tree, had) {
            problems.push(Problem::row(line.row, "email", |l| text::people_edit::email_of_more(l).to_owned()));
        }
        let has = written.get(&person.id).copied().unwrap_or(had);
        if let Some(grant) = too_far(known, line, had, has) {
            let key = if line.roles.is_some() { "roles" } else { "level" };
            problems.push(Problem::row(line.row, key, |l| {
                text::people_file::role_of_more(l, text::name::role(l, grant.role))
            }));
        }
    }
    problems.extend(last_of_hr(known, &written));
    problems
}

/// A role given or taken that who imports may not hand on. Being an employee is about oneself alone.
fn too_far(known: &Known, line: &PersonLine, had: &[Grant], has: &[Grant]) -> Option<Grant> {
    let given = has.iter().filter(|grant| !had.contains(grant));
    let mut changed = given.chain(had.iter().filter(|grant| !has.contains(grant)));
    let allowed = |grant: Grant| match line.roles {
        _ if grant.role.rights().iter().all(|right| right.is_of_oneself()) => true,
        Some(_) => hands_on(&known.ctx, &known.tree, known_place(known, grant)),
        None => places(&known.ctx, &known.tree, known_place(known, grant)),
    };
    changed.find(|grant| !allowed(**grant)).copied()
}

/// A unit that the file itself makes has no place yet: only who reaches the whole organisation reaches it.
fn known_place(known: &Known, grant: Grant) -> Grant {
    Grant { unit: grant.unit.filter(|unit| known.tree.tree().contains(*unit)), ..grant }
}

fn last_of_hr(known: &Known, written: &BTreeMap<PersonId, &[Grant]>) -> Option<Problem> {
    let hr = Grant { role: Role::Hr, unit: None };
    let had = |id: &PersonId| known.grants.get(id).is_some_and(|grants| grants.contains(&hr));
    let has = |id: &PersonId| written.get(id).map_or_else(|| had(id), |grants| grants.contains(&hr));
    let mut active = known.people.iter().filter(|person| person.active).map(|person| person.id);
    let lost = active.clone().any(|id| had(&id)) && !active.any(|id| has(&id));
    let new = written.values().any(|grants| grants.contains(&hr));
    (lost && !new).then(|| Problem::general(|l| text::people::last_hr(l).to_owned()))
}
