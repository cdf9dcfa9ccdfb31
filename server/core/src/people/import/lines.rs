//! From cells to what they mean, row by row, without yet asking whether rows fit together.

use std::collections::BTreeSet;

use ayeneh_domain::{
    bilingual::Locale,
    calendar::Date,
    digits,
    people::{Level, TenureBand},
    permission::{Reach, Right, Role},
};
use ayeneh_text as text;

use super::{
    columns::{PEOPLE_COLUMNS, UNIT_COLUMNS},
    known::Known,
};
use crate::import::{Columns, Line, Problems, Row, Table, languages, named, plain};

/// Nobody works longer than so many years for a company.
const LONGEST_TENURE: f64 = 80.0;

/// What a row says of a unit.
#[derive(Clone, Debug)]
pub struct UnitLine {
    pub row: u32,
    pub code: String,
    pub name_fa: Option<String>,
    pub name_en: Option<String>,
    pub parent: Option<String>,
}

/// What a row says of a person. `None`: the column is not there or the cell is empty.
#[derive(Clone, Debug)]
pub struct PersonLine {
    pub row: u32,
    pub code: String,
    pub name: String,
    pub email: String,
    pub unit: String,
    /// Without the column the manager stays; an empty cell means that there is none.
    pub manager: Option<Option<String>>,
    pub level: Option<Level>,
    pub tenure: Option<TenureBand>,
    /// Whether the row says anything of tenure, readable or not.
    pub tenure_given: bool,
    pub locale: Option<Locale>,
    /// Roles with the code of the unit they hold for; absent for the usual one.
    pub roles: Option<Vec<(Role, Option<String>)>>,
}

/// Everything the tables say.
#[derive(Debug, Default)]
pub struct Lines {
    pub units: Vec<UnitLine>,
    pub people: Vec<PersonLine>,
    /// Codes of rows that have faults of their own: nobody else is blamed for naming them.
    pub faulty: BTreeSet<String>,
}

/// Reads all tables; one with a column that only people have is one of people, even where it forgot their addresses; any
/// other is one of units.
pub fn read(known: &Known, tables: &[Table], problems: &mut Problems) -> Lines {
    let mut lines = Lines::default();
    for table in tables {
        let mut found = Problems::default();
        let of_people = Columns::is_rather(table, PEOPLE_COLUMNS, UNIT_COLUMNS, ["code", "unit"]);
        let result = if of_people {
            Columns::find(table, PEOPLE_COLUMNS).map(|columns| {
                table.rows.iter().for_each(|row| person(known, row, &columns, &mut lines, &mut found));
            })
        } else {
            Columns::find(table, UNIT_COLUMNS).map(|columns| {
                for row in &table.rows {
                    let mut line = Line::new(row, &columns, &mut found);
                    if let Some(code) = line.required_code("unit") {
                        unit(&mut line, code, &mut lines);
                    }
                }
            })
        };
        found.extend(result.err().into_iter().flatten());
        problems.append(found, |problem| named(problem, &table.name, tables.len()));
    }
    lines
}

fn unit(line: &mut Line<'_>, code: String, lines: &mut Lines) {
    let (name_fa, name_en) = (line.name("unit_name_fa"), line.name("unit_name_en"));
    lines.units.push(UnitLine { row: line.number(), code, name_fa, name_en, parent: line.code("parent") });
}

fn person(known: &Known, row: &Row, columns: &Columns, lines: &mut Lines, problems: &mut Problems) {
    let mut line = Line::new(row, columns, problems);
    let code = line.required_code("code");
    let name = line.required_name("name");
    let email = line.email("email");
    let unit_code = line.required_code("unit");
    let manager = columns.has("manager").then(|| line.code("manager"));
    let level = line.choice("level", &levels());
    let tenure = tenure(known, &mut line);
    let tenure_given = line.given("tenure").or(line.given("start_date")).is_some();
    let locale = line.choice("language", &languages());
    let roles = roles(known, &mut line);
    if let Some(code) = &unit_code
        && ["unit_name_fa", "unit_name_en", "parent"].iter().any(|key| line.given(key).is_some())
    {
        unit(&mut line, code.clone(), lines);
    }
    if let (Some(code), true) = (&code, name.is_none() || email.is_none() || unit_code.is_none()) {
        lines.faulty.insert(code.clone());
    }
    if let (Some(code), Some(name), Some(email), Some(unit)) = (code, name, email, unit_code) {
        let row = row.number;
        lines.people.push(PersonLine {
            row,
            code,
            name,
            email,
            unit,
            manager,
            level,
            tenure,
            tenure_given,
            locale,
            roles,
        });
    }
}

/// A value, then what it may be called: its key, its name in both languages, other words.
type Choice<T> = (T, Vec<&'static str>);

fn levels() -> Vec<Choice<Level>> {
    let also = |level| match level {
        Level::Executive => ["executive", "مدیر ارشد"],
        Level::Manager => ["manager", "مدیر"],
        Level::Staff => ["employee", "کارمند"],
    };
    let names =
        |level: Level| [level.key(), text::name::level(Locale::Fa, level), text::name::level(Locale::En, level)];
    Level::ALL.iter().map(|level| (*level, [names(*level).as_slice(), &also(*level)].concat())).collect()
}

fn bands() -> Vec<Choice<TenureBand>> {
    let names =
        |band: TenureBand| vec![band.key(), text::name::tenure(Locale::Fa, band), text::name::tenure(Locale::En, band)];
    TenureBand::ALL.iter().map(|band| (*band, names(*band))).collect()
}

/// The tenure band: as a band, as a number of years, or from the day somebody started.
fn tenure(known: &Known, line: &mut Line<'_>) -> Option<TenureBand> {
    if let Some(given) = line.given("tenure") {
        return match digits::parse_number(given) {
            Some(years) if (0.0..=LONGEST_TENURE).contains(&years) => Some(band(years)),
            Some(_) => {
                line.problem("tenure", |l| text::field_errors::number_out_of_range(l, 0_u8, LONGEST_TENURE as u8));
                None
            }
            None => line.choice("tenure", &bands()),
        };
    }
    match Date::parse_typed(line.given("start_date")?, known.today) {
        Ok(start) if start > known.today => {
            line.problem("start_date", |l| text::people_file::start_ahead(l, start));
            None
        }
        Ok(start) if f64::from(full_years(start, known.today)) > LONGEST_TENURE => {
            line.problem("start_date", |l| text::people_file::start_long_ago(l, start));
            None
        }
        Ok(start) => Some(band(full_years(start, known.today).into())),
        Err(error) => {
            line.problem("start_date", |l| text::field_error::date(l, error));
            None
        }
    }
}

fn band(years: f64) -> TenureBand {
    match years {
        years if years < 1.0 => TenureBand::Under1,
        years if years < 3.0 => TenureBand::From1To3,
        years if years < 8.0 => TenureBand::From3To8,
        _ => TenureBand::Over8,
    }
}

fn full_years(start: Date, today: Date) -> i32 {
    let before_the_day = (today.month(), today.day()) < (start.month(), start.day());
    today.year() - start.year() - i32::from(before_the_day)
}

/// Roles as `manager; hr @ TEH`: separated by marks that no role has in its name.
fn roles(known: &Known, line: &mut Line<'_>) -> Option<Vec<(Role, Option<String>)>> {
    let given = line.given("roles")?;
    let mut roles = Vec::new();
    for part in given.split([';', ',', '،', '؛', '|', '/']).map(str::trim).filter(|part| !part.is_empty()) {
        let (name, unit) = part.split_once('@').map_or((part, None), |(name, unit)| (name, Some(unit.trim())));
        let wanted = plain(name);
        let is_meant = |role: &&Role| {
            [role.key(), text::name::role(Locale::Fa, **role), text::name::role(Locale::En, **role)]
                .iter()
                .any(|name| plain(name) == wanted)
        };
        match Role::ALL.iter().find(is_meant) {
            None => line.problem("roles", |l| text::people_file::unknown_role(l, text::isolate(part), role_names(l))),
            Some(Role::Administrator) if known.ctx.reach(Right::Administer) != Reach::Everything => {
                line.problem("roles", |l| text::people_file::administrators_only(l).to_owned());
            }
            Some(role) => roles.push((*role, unit.map(|code| digits::fold(code).into_owned()))),
        }
    }
    Some(roles)
}

fn role_names(locale: Locale) -> String {
    let names: Vec<&str> = Role::ALL.iter().map(|role| text::name::role(locale, *role)).collect();
    names.join(text::common::list_separator(locale))
}
