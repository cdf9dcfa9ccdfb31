//! What the file says of units, joined with the units that are known.

use std::collections::BTreeMap;

use ayeneh_domain::{bilingual::Bilingual, ids::UnitId, people::chain};
use ayeneh_text as text;

use super::{
    Effect, Tally,
    known::Known,
    lines::{Lines, UnitLine},
};
use crate::{Problem, import::Problems, organisation::COMPANY_CODE, people::rows::Unit};

/// The units after the import.
#[derive(Debug, Default)]
pub struct Units {
    /// How many are new, changed, the same.
    pub tally: Tally,
    /// New and changed ones, parents first.
    pub writes: Vec<Unit>,
    /// Every unit there will be.
    pub by_code: BTreeMap<String, UnitId>,
}

/// What several rows say of one unit.
struct Definition<'a> {
    line: &'a UnitLine,
    name_fa: Option<&'a str>,
    name_en: Option<&'a str>,
    parent: Option<&'a str>,
}

/// Joins rows and known units; problems are noted with their rows.
pub fn merge(known: &Known, lines: &Lines, problems: &mut Problems) -> Units {
    let definitions = definitions(lines, problems);
    let mut all: Vec<Unit> = known.units.clone();
    let mut place: BTreeMap<String, usize> = all.iter().enumerate().map(|(at, unit)| (unit.code.clone(), at)).collect();
    let root = known.units.iter().position(|unit| unit.parent.is_none());
    if let (Some(at), Some(code)) = (root, company(known, &definitions)) {
        place.remove(&all[at].code);
        place.insert(code.to_owned(), at);
        all[at].code = code.to_owned();
    }
    for (code, definition) in &definitions {
        let at = *place.entry((*code).to_owned()).or_insert_with(|| {
            all.push(created(known, code, root.map(|at| all[at].id)));
            all.len() - 1
        });
        rename(&mut all[at], definition, at >= known.units.len(), problems);
    }
    for (code, definition) in &definitions {
        let Some(parent) = definition.parent else { continue };
        match place.get(parent) {
            Some(above) => all[place[*code]].parent = Some(all[*above].id),
            None => {
                problems.push(Problem::row(definition.line.row, "parent", |l| {
                    text::import::unknown_unit(l, text::isolate(parent))
                }));
            }
        }
    }
    finished(known, &definitions, all, problems)
}

/// The code of the file's top unit, if it is plainly the company itself, which so far has only the name of its set-up.
fn company<'a>(known: &Known, definitions: &BTreeMap<&'a str, Definition<'a>>) -> Option<&'a str> {
    let own = definitions.get(COMPANY_CODE);
    let unnamed = known.units.iter().any(|unit| unit.parent.is_none() && unit.code == COMPANY_CODE)
        // In a fresh organisation the code of the set-up may well be a branch's.
        && (own.is_none() || (known.units.len() == 1 && own.is_some_and(|own| own.parent.is_some())));
    let is_new = |code: &str| known.units.iter().all(|unit| unit.code != code);
    let mut tops = definitions.iter().filter(|(code, definition)| definition.parent.is_none() && is_new(code));
    let (top, _) = tops.next()?;
    let alone = tops.next().is_none() && definitions.values().any(|definition| definition.parent == Some(top));
    (unnamed && alone).then_some(top)
}

fn created(known: &Known, code: &str, root: Option<UnitId>) -> Unit {
    Unit { id: UnitId(known.core.new_id()), code: code.to_owned(), parent: root, name: Bilingual::same("") }
}

fn definitions<'a>(lines: &'a Lines, problems: &mut Problems) -> BTreeMap<&'a str, Definition<'a>> {
    let mut found: BTreeMap<&str, Definition<'_>> = BTreeMap::new();
    for line in &lines.units {
        let definition =
            found.entry(&line.code).or_insert(Definition { line, name_fa: None, name_en: None, parent: None });
        let first = definition.line.row;
        let mut join = |kept: &mut Option<&'a str>, said: &'a Option<String>, key: &str| match (&kept, said) {
            (_, None) => {}
            (None, Some(said)) => *kept = Some(said),
            (Some(kept), Some(said)) if *kept == said => {}
            (Some(kept), Some(_)) => problems.push(Problem::row(line.row, key, |l| {
                text::people_file::unit_differs(l, text::isolate(&line.code), first, text::isolate(kept))
            })),
        };
        join(&mut definition.name_fa, &line.name_fa, "unit_name_fa");
        join(&mut definition.name_en, &line.name_en, "unit_name_en");
        join(&mut definition.parent, &line.parent, "parent");
    }
    found
}

/// Gives a unit its names; a new one with a name in one language has it in both.
fn rename(unit: &mut Unit, definition: &Definition<'_>, is_new: bool, problems: &mut Problems) {
    let either = definition.name_fa.or(definition.name_en);
    match either {
        Some(name) if is_new => unit.name = Bilingual::same(name),
        None if is_new => {
            let message = |l| text::people_file::unit_name_missing(l, text::isolate(&unit.code));
            problems.push(Problem::row(definition.line.row, "unit_name_fa", message));
        }
        _ => {}
    }
    if let Some(name) = definition.name_fa {
        unit.name.fa = name.to_owned();
    }
    if let Some(name) = definition.name_en {
        unit.name.en = name.to_owned();
    }
}

/// Looks for circles, tells what differs, and orders what is written.
fn finished(
    known: &Known,
    definitions: &BTreeMap<&str, Definition<'_>>,
    all: Vec<Unit>,
    problems: &mut Problems,
) -> Units {
    let place: BTreeMap<UnitId, usize> = all.iter().enumerate().map(|(at, unit)| (unit.id, at)).collect();
    let next: Vec<Option<usize>> = all.iter().map(|unit| unit.parent.map(|parent| place[&parent])).collect();
    let by_code = all.iter().map(|unit| (unit.code.clone(), unit.id)).collect();
    let mut units = Units { by_code, ..Units::default() };
    let circles = chain::cycles(&next);
    for circle in &circles {
        let codes: Vec<&str> = circle.iter().map(|at| all[*at].code.as_str()).collect();
        let rows = codes.iter().filter_map(|code| definitions.get(code));
        problems.extend(rows.map(|definition| {
            let codes = text::isolate(&codes.join(", "));
            Problem::row(definition.line.row, "parent", move |l| text::people_file::cyclic_units(l, codes.as_str()))
        }));
    }
    if !circles.is_empty() {
        return units;
    }
    for at in chain::followers_last(&next).into_iter().filter(|at| definitions.contains_key(all[*at].code.as_str())) {
        let effect = match known.units.get(at) {
            None => Effect::Added,
            Some(before) if *before == all[at] => Effect::Unchanged,
            Some(_) => Effect::Changed,
        };
        units.tally.count(effect);
        if effect != Effect::Unchanged {
            units.writes.push(all[at].clone());
        }
    }
    units
}
