//! What the file says of people, joined with the people who are known.

use std::collections::{BTreeMap, BTreeSet};

use ayeneh_domain::{
    ids::PersonId,
    people::{Level, TenureBand, chain},
};
use ayeneh_text as text;

use super::{
    Effect, Sample, Tally,
    known::Known,
    lines::{Lines, PersonLine},
    units::Units,
};
use crate::{Problem, import::Problems, organisation::FOUNDER_CODE, people::rows::Person};

/// How many rows a preview shows.
const SAMPLES: usize = 12;

/// The people after the import.
#[derive(Debug, Default)]
pub struct People {
    /// How many are new, changed, the same.
    pub tally: Tally,
    /// How many of those in the file were employed before.
    pub seen_active: usize,
    /// Some rows, those with an effect first.
    pub samples: Vec<Sample>,
    /// New and changed people, managers first.
    pub writes: Vec<Person>,
    /// Those who give up their address first, because somebody else gets it.
    pub parked: Vec<PersonId>,
    /// For each line: the place in [`Known::people`] of who was known before, and who it is now.
    pub of_lines: Vec<(Option<usize>, Person)>,
}

/// Joins rows and known people; problems are noted with their rows.
pub fn merge(known: &Known, lines: &Lines, units: &Units, problems: &mut Problems) -> People {
    let before = matched(known, lines);
    unique(known, lines, &before, problems);
    let ids: Vec<PersonId> =
        before.iter().map(|at| at.map_or_else(|| PersonId(known.core.new_id()), |at| known.people[at].id)).collect();
    let managers = managers(known, lines, &ids, problems);
    let mut people = People::default();
    for ((line, at), (id, manager)) in lines.people.iter().zip(before).zip(ids.into_iter().zip(managers)) {
        let was = at.map(|at| &known.people[at]);
        if let Some(person) = joined(known, line, was, id, units, problems) {
            let manager = manager.unwrap_or_else(|| was.and_then(|was| was.manager));
            people.of_lines.push((at, Person { manager, ..person }));
        }
        role_units(line, units, problems);
    }
    cyclic_managers(known, lines, &people, problems);
    if problems.is_empty() {
        compared(known, lines, &mut people);
    }
    people
}

/// Who each line is: the person with its code, or the founder, who has no code yet and is known by address.
fn matched(known: &Known, lines: &Lines) -> Vec<Option<usize>> {
    let by_code: BTreeMap<&str, usize> =
        known.people.iter().enumerate().map(|(at, person)| (person.code.as_str(), at)).collect();
    let founder = by_code.get(FOUNDER_CODE).map(|at| (known.people[*at].email.as_str(), *at));
    let founder_by = |email: &str| founder.filter(|(address, _)| *address == email).map(|(_, at)| at);
    lines
        .people
        .iter()
        .map(|line| by_code.get(line.code.as_str()).copied().or_else(|| founder_by(&line.email)))
        .collect()
}

/// Codes and addresses belong to one person, in the file and beyond it.
fn unique(known: &Known, lines: &Lines, before: &[Option<usize>], problems: &mut Problems) {
    let in_file: BTreeSet<usize> = before.iter().flatten().copied().collect();
    let holders: BTreeMap<&str, usize> =
        known.people.iter().enumerate().map(|(at, person)| (person.email.as_str(), at)).collect();
    let (mut codes, mut emails) = (BTreeMap::new(), BTreeMap::new());
    for line in &lines.people {
        let first = *codes.entry(line.code.as_str()).or_insert(line.row);
        if first != line.row {
            problems.push(Problem::row(line.row, "code", |l| {
                text::import::duplicate_code(l, first, text::isolate(&line.code))
            }));
        }
        let first = *emails.entry(line.email.as_str()).or_insert(line.row);
        if first != line.row {
            problems.push(Problem::row(line.row, "email", |l| text::import::duplicate_email(l, first)));
        }
        if let Some(holder) = holders.get(line.email.as_str()).filter(|at| !in_file.contains(at)) {
            let holder = &known.people[*holder];
            problems.push(Problem::row(line.row, "email", |l| {
                text::import::email_taken(l, text::isolate(&holder.name), text::isolate(&holder.code))
            }));
        }
    }
}

/// Each line's manager: `None` where the file has no such column.
fn managers(known: &Known, lines: &Lines, ids: &[PersonId], problems: &mut Problems) -> Vec<Option<Option<PersonId>>> {
    let mut by_code: BTreeMap<&str, PersonId> =
        known.people.iter().map(|person| (person.code.as_str(), person.id)).collect();
    by_code.extend(lines.people.iter().zip(ids).map(|(line, id)| (line.code.as_str(), *id)));
    let mut found = Vec::with_capacity(ids.len());
    for line in &lines.people {
        let code = line.manager.as_ref().map(Option::as_deref);
        found.push(code.map(|code| code.and_then(|code| by_code.get(code).copied())));
        if let Some(Some(code)) = code
            && !by_code.contains_key(code)
            && !lines.faulty.contains(code)
        {
            problems.push(Problem::row(line.row, "manager", |l| {
                text::people_file::unknown_manager(l, text::isolate(code))
            }));
        }
    }
    found
}

/// The person as the line and what was known make them, still without manager.
fn joined(
    known: &Known,
    line: &PersonLine,
    was: Option<&Person>,
    id: PersonId,
    units: &Units,
    problems: &mut Problems,
) -> Option<Person> {
    let unit = units.by_code.get(&line.unit).copied();
    if unit.is_none() {
        problems.push(Problem::row(line.row, "unit", |l| text::import::unknown_unit(l, text::isolate(&line.unit))));
    }
    let tenure: Option<TenureBand> = line.tenure.or(was.map(|was| was.tenure));
    // A tenure that is there but cannot be read has its problem already.
    if tenure.is_none() && !line.tenure_given {
        problems.push(Problem::row(line.row, "tenure", |l| text::people_file::tenure_missing(l).to_owned()));
    }
    Some(Person {
        id,
        code: line.code.clone(),
        name: line.name.clone(),
        email: line.email.clone(),
        unit: unit?,
        manager: None,
        level: line.level.or(was.map(|was| was.level)).unwrap_or(Level::Staff),
        tenure: tenure?,
        locale: line.locale.or(was.map(|was| was.locale)).unwrap_or(known.locale),
        theme: was.map_or_else(|| "auto".to_owned(), |was| was.theme.clone()),
        active: true,
    })
}

fn role_units(line: &PersonLine, units: &Units, problems: &mut Problems) {
    for code in line.roles.iter().flatten().filter_map(|(_, unit)| unit.as_ref()) {
        if !units.by_code.contains_key(code) {
            problems.push(Problem::row(line.row, "roles", |l| text::import::unknown_unit(l, text::isolate(code))));
        }
    }
}

/// Nobody is their own manager, not even by way of others, those who are not in the file among them.
fn cyclic_managers(known: &Known, lines: &Lines, people: &People, problems: &mut Problems) {
    let everybody = everybody(known, people);
    let rows: BTreeMap<&str, u32> = lines.people.iter().map(|line| (line.code.as_str(), line.row)).collect();
    for circle in chain::cycles(&next(&everybody)) {
        let codes: Vec<&str> = circle.iter().map(|at| everybody[*at].code.as_str()).collect();
        for row in codes.iter().filter_map(|code| rows.get(code)) {
            problems.push(Problem::row(*row, "manager", |l| {
                text::people_file::cyclic_managers(l, text::isolate(&codes.join(", ")))
            }));
        }
    }
}

/// Everybody there will be: known people with what the file says of them, then new ones.
fn everybody<'a>(known: &'a Known, people: &'a People) -> Vec<&'a Person> {
    let mut all: Vec<&Person> = known.people.iter().collect();
    for (at, person) in &people.of_lines {
        match at {
            Some(at) => all[*at] = person,
            None => all.push(person),
        }
    }
    all
}

fn next(people: &[&Person]) -> Vec<Option<usize>> {
    let place: BTreeMap<PersonId, usize> = people.iter().enumerate().map(|(at, person)| (person.id, at)).collect();
    people.iter().map(|person| person.manager.and_then(|manager| place.get(&manager).copied())).collect()
}

/// Tells what differs, and orders what is written.
fn compared(known: &Known, lines: &Lines, people: &mut People) {
    let mut written = BTreeSet::new();
    let (mut with_effect, mut without) = (Vec::new(), Vec::new());
    for (line, (at, person)) in lines.people.iter().zip(&people.of_lines) {
        let was = at.map(|at| &known.people[at]);
        people.seen_active += usize::from(was.is_some_and(|was| was.active));
        let effect = match was {
            None => Effect::Added,
            Some(was) if was == person => Effect::Unchanged,
            Some(_) => Effect::Changed,
        };
        people.tally.count(effect);
        let samples = if effect == Effect::Unchanged { &mut without } else { &mut with_effect };
        if samples.len() < SAMPLES {
            samples.push(sample(line, was, person, effect));
        }
        if effect != Effect::Unchanged {
            written.insert(person.id);
        }
    }
    people.samples = with_effect.into_iter().chain(without).take(SAMPLES).collect();
    let holders: BTreeMap<&str, PersonId> =
        known.people.iter().map(|person| (person.email.as_str(), person.id)).collect();
    let everybody = everybody(known, people);
    let order = chain::followers_last(&next(&everybody));
    let writes: Vec<Person> =
        order.into_iter().map(|at| everybody[at]).filter(|person| written.contains(&person.id)).cloned().collect();
    let taken_over =
        writes.iter().filter_map(|person| holders.get(person.email.as_str()).filter(|id| **id != person.id));
    people.parked = taken_over.copied().collect();
    people.writes = writes;
}

fn sample(line: &PersonLine, was: Option<&Person>, person: &Person, effect: Effect) -> Sample {
    let differs = was.map_or_else(Vec::new, |was| {
        let columns = [
            ("code", was.code != person.code),
            ("name", was.name != person.name),
            ("email", was.email != person.email),
            ("unit", was.unit != person.unit),
            ("manager", was.manager != person.manager),
            ("level", was.level != person.level),
            ("tenure", was.tenure != person.tenure),
            ("language", was.locale != person.locale),
        ];
        columns.into_iter().filter(|(_, differs)| *differs).map(|(key, _)| key).collect()
    });
    let (code, name, unit) = (line.code.clone(), line.name.clone(), line.unit.clone());
    Sample { row: line.row, code, name, unit, effect, differs }
}
