//! Importing readings: lines of text become readings, all of them or none.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use ayeneh_domain::{
    calendar::Month,
    digits::{fold, parse_number},
    ids::{MeasureId, UnitId},
    permission::Right,
};
use ayeneh_text as text;

use super::{Measure, Source, store, store::Reading};
use crate::{Ctx, Error, Problem, Result, db::Tx, people::store as people};

/// At most so many problems are named at once; more help nobody.
const MOST_PROBLEMS: usize = 200;

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
}

/// Says what importing these lines would do.
///
/// # Errors
/// As [`import_lines`].
pub async fn preview_lines(ctx: &Ctx, lines: &[ReadingLine]) -> Result<ReadingsImport> {
    ctx.require_everywhere(Right::MeasuresManage)?;
    let mut tx = ctx.read().await?;
    Ok(plan(ctx, &mut tx, lines).await?.0)
}

/// Imports lines: nothing unless all of them are right, and the same lines twice change nothing.
///
/// # Errors
/// [`Error::Refused`] without the right for the whole organisation; [`Error::Invalid`] naming each bad row; the
/// database's.
pub async fn import_lines(ctx: &Ctx, lines: &[ReadingLine]) -> Result<ReadingsImport> {
    ctx.require_everywhere(Right::MeasuresManage)?;
    let mut tx = ctx.write().await?;
    let (import, readings) = plan(ctx, &mut tx, lines).await?;
    store::keep_readings(&mut tx, ctx.organisation, &readings).await?;
    tx.commit().await?;
    Ok(import)
}

/// What would be done, and the readings to keep.
async fn plan(ctx: &Ctx, tx: &mut Tx, lines: &[ReadingLine]) -> Result<(ReadingsImport, Vec<Reading>)> {
    let measures = store::measures(tx, ctx.organisation).await?;
    let units = people::units(tx, ctx.organisation).await?;
    let units: HashMap<String, UnitId> = units.into_iter().map(|unit| (plain(&unit.code), unit.id)).collect();
    let readings = read(lines, &Known { measures: names(&measures), units })?;
    let mut import = ReadingsImport { measures: BTreeMap::new(), ..ReadingsImport::default() };
    let months: BTreeSet<Month> = readings.iter().map(|reading| reading.month).collect();
    import.months = months.first().copied().zip(months.last().copied());
    import.units = readings.iter().map(|reading| reading.unit).collect::<BTreeSet<_>>().len();
    let keys: HashMap<MeasureId, &str> = measures.iter().map(|measure| (measure.id, measure.key.as_str())).collect();
    for reading in &readings {
        *import.measures.entry(keys[&reading.measure].to_owned()).or_default() += 1;
    }
    let mut there: HashMap<(MeasureId, UnitId, Month), f64> = HashMap::new();
    if let Some((first, last)) = import.months {
        let stored = store::readings(tx, ctx.organisation, first, last).await?;
        there.extend(stored.into_iter().map(|r| ((r.measure, r.unit, r.month), r.value)));
    }
    let mut kept = Vec::new();
    for reading in readings {
        match there.get(&(reading.measure, reading.unit, reading.month)) {
            Some(value) if *value == reading.value => import.unchanged += 1,
            Some(_) => import.changed += 1,
            None => import.new += 1,
        }
        if there.get(&(reading.measure, reading.unit, reading.month)) != Some(&reading.value) {
            kept.push(reading);
        }
    }
    Ok((import, kept))
}

/// What lines may name.
struct Known<'a> {
    measures: HashMap<String, &'a Measure>,
    units: HashMap<String, UnitId>,
}

/// Measures by key and by both names.
fn names(measures: &[Measure]) -> HashMap<String, &Measure> {
    let names = |measure: &'_ Measure| [plain(&measure.name.fa), plain(&measure.name.en), plain(&measure.key)];
    measures.iter().flat_map(|measure| names(measure).map(|name| (name, measure))).collect()
}

/// A name as it is compared: digits and letters folded, lower case, half-spaces and spaces alike.
fn plain(name: &str) -> String {
    let spaced = fold(name).replace('\u{200c}', " ").to_lowercase();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn read(lines: &[ReadingLine], known: &Known) -> Result<Vec<Reading>> {
    let mut problems = Vec::new();
    let mut readings = Vec::with_capacity(lines.len());
    let mut seen: HashMap<(MeasureId, UnitId, Month), u32> = HashMap::new();
    for line in lines {
        match read_line(line, known) {
            Ok(reading) => match seen.insert((reading.measure, reading.unit, reading.month), line.row) {
                None => readings.push(reading),
                Some(first) => problems.push(Problem::row(line.row, "month", |l| text::measures::row_twice(l, first))),
            },
            Err(mut found) => problems.append(&mut found),
        }
        if problems.len() >= MOST_PROBLEMS {
            break;
        }
    }
    if lines.is_empty() {
        problems.push(Problem::general(|l| text::measures::no_lines(l).to_owned()));
    }
    if problems.is_empty() { Ok(readings) } else { Err(Error::Invalid(problems)) }
}

fn read_line(line: &ReadingLine, known: &Known) -> std::result::Result<Reading, Vec<Problem>> {
    let measure = measure(line, known);
    let unit = known.units.get(&plain(&line.unit)).copied().ok_or_else(|| {
        Problem::row(line.row, "unit", |l| text::measures::unknown_unit(l, text::isolate(line.unit.trim())))
    });
    let month = Month::parse_typed(&line.month).map_err(|_| {
        Problem::row(line.row, "month", |l| text::measures::not_a_month(l, text::isolate(line.month.trim())))
    });
    let value = value(&line.value).ok_or_else(|| {
        Problem::row(line.row, "value", |l| text::measures::not_a_value(l, text::isolate(line.value.trim())))
    });
    match (measure, unit, month, value) {
        (Ok(measure), Ok(unit), Ok(month), Ok(value)) => Ok(Reading { measure, unit, month, value }),
        (measure, unit, month, value) => {
            Err([measure.err(), unit.err(), month.err(), value.err()].into_iter().flatten().collect())
        }
    }
}

fn measure(line: &ReadingLine, known: &Known) -> std::result::Result<MeasureId, Problem> {
    let name = text::isolate(line.measure.trim());
    let measure = known
        .measures
        .get(&plain(&line.measure))
        .ok_or_else(|| Problem::row(line.row, "measure", |l| text::measures::unknown_measure(l, &name)))?;
    match measure.source {
        Source::Import => Ok(measure.id),
        Source::Release { .. } => {
            Err(Problem::row(line.row, "measure", |l| text::measures::measured_by_surveys(l, &name)))
        }
    }
}

/// A value. `12,5` is refused rather than read as 125: a comma stands between thousands only.
fn value(typed: &str) -> Option<f64> {
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
            assert_eq!(value(typed), Some(read), "{typed}");
        }
        for wrong in ["", "12,5", "1,23,456", "NaN", "inf", "1e400", "1.2,3", "سه"] {
            assert_eq!(value(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn names_are_compared_as_people_read_them() {
        assert_eq!(plain("شکايت\u{200c}ها "), plain("شکایت ها"));
        assert_eq!(plain("Customers  lost"), plain("customers lost"));
    }
}
