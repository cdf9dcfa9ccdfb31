//! Importing readings: lines of text become readings, all of them or none.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use ayeneh_domain::{
    calendar::{Date, Month},
    digits::{fold, parse_number},
    ids::{MeasureId, UnitId},
    permission::Right,
};
use ayeneh_text as text;

use super::{Measure, Source, store, store::Reading};
use crate::{
    Ctx, Problem, Result,
    db::Tx,
    import::{Problems, TRIES, busy},
    people::store as people,
};

/// The greatest value, either way: beyond it a figure is not kept exactly, and nobody counts so far.
const GREATEST: f64 = 1e15;

/// One line of an import, as it stands in the file or the request.
#[derive(Clone, Debug, Default)]
pub struct ReadingLine {
    /// The row of the file, counted from 1 with the head as row 1; of a request, the place in the list.
    pub row: u32,
    /// Key or name of the measure.
    pub measure: String,
    /// Code of the unit.
    pub unit: String,
    /// The month: `2026-11`, or Jalali `۱۴۰۵/۰۸`, kept under the Gregorian month in which its middle day lies.
    pub month: String,
    /// The value.
    pub value: String,
}

/// What an import does, or did.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ReadingsImport {
    /// Readings that are not there yet.
    pub new: usize,
    /// Readings that take another value.
    pub changed: usize,
    /// Readings that are there already, with this value.
    pub unchanged: usize,
    /// The measures in the file, by key, with their lines.
    pub measures: BTreeMap<String, usize>,
    /// The first and the last month.
    pub months: Option<(Month, Month)>,
    /// How many units.
    pub units: usize,
    /// Rows without a value, which are left out.
    pub left_out: usize,
}

/// Says what importing these lines would do.
///
/// # Errors
/// As [`import_lines`].
pub async fn preview_lines(ctx: &Ctx, lines: &[ReadingLine]) -> Result<ReadingsImport> {
    ctx.require_everywhere(Right::MeasuresManage)?;
    let mut tx = ctx.read().await?;
    let known = Known::load(ctx, &mut tx).await?;
    let (import, readings) = plan(&known, lines)?;
    Ok(compare(ctx, &mut tx, import, readings).await?.0)
}

/// Imports lines: nothing unless all of them are right, and the same lines twice change nothing. They are understood before
/// anybody has to wait, and once more if what they name has changed meanwhile.
///
/// # Errors
/// [`crate::Error::Refused`] without the right for the whole organisation; [`crate::Error::Invalid`] naming each bad row;
/// [`crate::Error::Conflict`] where others never stop changing measures or units; the database's.
pub async fn import_lines(ctx: &Ctx, lines: &[ReadingLine]) -> Result<ReadingsImport> {
    ctx.require_everywhere(Right::MeasuresManage)?;
    for _ in 0..TRIES {
        let known = Known::load(ctx, &mut ctx.read().await?).await?;
        let (import, readings) = plan(&known, lines)?;
        let mut tx = ctx.write().await?;
        if Known::load(ctx, &mut tx).await? == known {
            let (import, kept) = compare(ctx, &mut tx, import, readings).await?;
            store::keep_readings(&mut tx, ctx.organisation, &kept).await?;
            tx.commit().await?;
            return Ok(import);
        }
    }
    Err(busy())
}

/// What the lines say, and what that is about.
fn plan(known: &Known, lines: &[ReadingLine]) -> Result<(ReadingsImport, Vec<Reading>)> {
    let (readings, left_out) = read(lines, known)?;
    let mut import = ReadingsImport { left_out, ..ReadingsImport::default() };
    let months: BTreeSet<Month> = readings.iter().map(|reading| reading.month).collect();
    import.months = months.first().copied().zip(months.last().copied());
    import.units = readings.iter().map(|reading| reading.unit).collect::<BTreeSet<_>>().len();
    let keys: HashMap<MeasureId, &str> =
        known.measures.iter().map(|measure| (measure.id, measure.key.as_str())).collect();
    for reading in &readings {
        *import.measures.entry(keys[&reading.measure].to_owned()).or_default() += 1;
    }
    Ok((import, readings))
}

/// What is new and different, and the readings to keep.
async fn compare(
    ctx: &Ctx,
    tx: &mut Tx,
    mut import: ReadingsImport,
    readings: Vec<Reading>,
) -> Result<(ReadingsImport, Vec<Reading>)> {
    let mut there: HashMap<(MeasureId, UnitId, Month), f64> = HashMap::new();
    if let Some((first, last)) = import.months {
        let stored = store::readings(tx, ctx.organisation, first, last).await?;
        there.extend(stored.into_iter().map(|r| ((r.measure, r.unit, r.month), r.value)));
    }
    let mut kept = Vec::new();
    for reading in readings {
        match there.get(&(reading.measure, reading.unit, reading.month)) {
            Some(value) if *value == reading.value => {
                import.unchanged += 1;
                continue;
            }
            Some(_) => import.changed += 1,
            None => import.new += 1,
        }
        kept.push(reading);
    }
    Ok((import, kept))
}

/// What lines may name.
#[derive(Debug, PartialEq)]
struct Known {
    measures: Vec<Measure>,
    /// Places of measures by key and by both names.
    names: HashMap<String, usize>,
    units: HashMap<String, UnitId>,
    /// The latest month that has begun.
    begun: Month,
}

impl Known {
    async fn load(ctx: &Ctx, tx: &mut Tx) -> Result<Self> {
        let measures = store::measures(tx, ctx.organisation).await?;
        let units = people::units(tx, ctx.organisation).await?;
        let names = |(at, measure): (usize, &Measure)| {
            [&measure.name.fa, &measure.name.en, &measure.key].map(|name| (plain(name), at))
        };
        Ok(Self {
            names: measures.iter().enumerate().flat_map(names).collect(),
            units: units.into_iter().map(|unit| (plain(&unit.code), unit.id)).collect(),
            begun: Month::begun_by(Date::at(ctx.core.now_ms(), ctx.core.settings.utc_offset_minutes)),
            measures,
        })
    }
}

/// A name as it is compared: digits and letters folded, lower case, half-spaces and spaces alike.
fn plain(name: &str) -> String {
    let spaced = fold(name).replace('\u{200c}', " ").to_lowercase();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The readings, and how many lines have no value: they are left out, so that a form may be filled in bit by bit.
fn read(lines: &[ReadingLine], known: &Known) -> Result<(Vec<Reading>, usize)> {
    let mut problems = Problems::default();
    let mut readings = Vec::with_capacity(lines.len());
    let mut left_out = 0;
    let mut seen: HashMap<(MeasureId, UnitId, Month), u32> = HashMap::new();
    for line in lines {
        match read_line(line, known) {
            Ok(None) => left_out += 1,
            Ok(Some(reading)) => match seen.insert((reading.measure, reading.unit, reading.month), line.row) {
                None => readings.push(reading),
                Some(first) => problems.push(Problem::row(line.row, "month", |l| text::measures::row_twice(l, first))),
            },
            Err(found) => problems.extend(found),
        }
    }
    if lines.is_empty() {
        problems.push(Problem::general(|l| text::measures::no_lines(l).to_owned()));
    }
    problems.or_else_invalid()?;
    Ok((readings, left_out))
}

type Read<T> = std::result::Result<T, Problem>;

fn read_line(line: &ReadingLine, known: &Known) -> std::result::Result<Option<Reading>, Vec<Problem>> {
    let (measure, unit, month) = (measure(line, known), unit(line, known), month(line, known));
    let value = if line.value.trim().is_empty() { Ok(None) } else { value(line).map(Some) };
    match (measure, unit, month, value) {
        (Ok(measure), Ok(unit), Ok(month), Ok(value)) => Ok(value.map(|value| Reading { measure, unit, month, value })),
        (measure, unit, month, value) => {
            Err([measure.err(), unit.err(), month.err(), value.err()].into_iter().flatten().collect())
        }
    }
}

/// A problem of a cell: that it is empty, or what is wrong with what it holds.
fn wrong(row: u32, column: &str, cell: &str, said: impl Fn(text::Locale, String) -> String) -> Problem {
    Problem::row(row, column, |l| match cell.trim() {
        "" => text::field_errors::required(l).to_owned(),
        cell => said(l, text::isolate(cell)),
    })
}

fn unit(line: &ReadingLine, known: &Known) -> Read<UnitId> {
    let unit = known.units.get(&plain(&line.unit)).copied();
    unit.ok_or_else(|| wrong(line.row, "unit", &line.unit, text::measures::unknown_unit))
}

fn month(line: &ReadingLine, known: &Known) -> Read<Month> {
    let month = Month::parse_typed(&line.month)
        .map_err(|_| wrong(line.row, "month", &line.month, text::measures::not_a_month))?;
    let told = |fault| Problem::row(line.row, "month", |l| text::field_error::month_kept(l, fault));
    month.kept(known.begun).map_err(told)
}

fn value(line: &ReadingLine) -> Read<f64> {
    let value =
        number(&line.value).ok_or_else(|| wrong(line.row, "value", &line.value, text::measures::not_a_value))?;
    match value.abs() > GREATEST {
        true => Err(Problem::row(line.row, "value", |l| text::measures::value_too_great(l).to_owned())),
        false => Ok(value),
    }
}

fn measure(line: &ReadingLine, known: &Known) -> Read<MeasureId> {
    let measure = known.names.get(&plain(&line.measure)).map(|at| &known.measures[*at]);
    let measure = measure.ok_or_else(|| wrong(line.row, "measure", &line.measure, text::measures::unknown_measure))?;
    match measure.source {
        Source::Import => Ok(measure.id),
        Source::Release { .. } => Err(wrong(line.row, "measure", &line.measure, text::measures::measured_by_surveys)),
    }
}

/// A value. `12,5` is refused rather than read as 125: a comma stands between thousands only.
fn number(typed: &str) -> Option<f64> {
    let whole = typed.split(['.', '٫']).next().unwrap_or_default();
    let mut groups = whole.split([',', '٬']).skip(1);
    let thousands = groups.all(|group| group.chars().filter(|c| fold(&c.to_string()).is_ascii()).count() == 3);
    let decimals = typed.split(['.', '٫']).nth(1).unwrap_or_default();
    if thousands && !decimals.contains([',', '٬']) { parse_number(typed) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_read_in_both_digits_and_never_by_guess() {
        for (typed, read) in [("12.5", 12.5), ("۱۲٫۵", 12.5), ("1,234.5", 1234.5), ("۱٬۲۳۴", 1234.0), ("-3", -3.0)]
        {
            assert_eq!(number(typed), Some(read), "{typed}");
        }
        for wrong in ["", "12,5", "1,23,456", "NaN", "inf", "1e400", "1.2,3", "سه"] {
            assert_eq!(number(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn names_are_compared_as_people_read_them() {
        assert_eq!(plain("شکايت\u{200c}ها "), plain("شکایت ها"));
        assert_eq!(plain("Customers  lost"), plain("customers lost"));
    }
}
