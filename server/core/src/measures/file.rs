//! Readings as a file: four columns, each found by its key or by its name in either language.

use ayeneh_domain::{
    bilingual::Locale,
    calendar::{Date, Month},
    permission::Right,
};
use ayeneh_text as text;

use super::{ReadingLine, ReadingsImport, Source, import_lines, preview_lines, store};
use crate::{
    Ctx, Error, Problem, Result,
    import::{self, Column, Columns, ImportFile, Limits, Problems, Table, csv, named},
    people::store as people,
};

/// The columns of a file of readings.
pub const READING_COLUMNS: &[Column] = &[
    Column { key: "measure", name: text::measures::column_measure, also: &["key", "kpi", "indicator"], required: true },
    Column {
        key: "unit",
        name: text::measures::column_unit,
        also: &["unit code", "branch", "کد واحد"],
        required: true,
    },
    Column { key: "month", name: text::measures::column_month, also: &["period", "دوره"], required: true },
    Column { key: "value", name: text::measures::column_value, also: &["figure", "عدد"], required: true },
];

/// Says what importing the files would do, and changes nothing.
///
/// # Errors
/// As [`import_files`].
pub async fn preview_files(ctx: &Ctx, files: &[ImportFile]) -> Result<ReadingsImport> {
    ctx.require_everywhere(Right::MeasuresManage)?;
    preview_lines(ctx, &read(files).await?).await
}

/// Imports the files, wholly or not at all.
///
/// # Errors
/// [`Error::Refused`] without the right for the whole organisation; [`Error::Invalid`] naming what is wrong in which
/// row; the database's.
pub async fn import_files(ctx: &Ctx, files: &[ImportFile]) -> Result<ReadingsImport> {
    ctx.require_everywhere(Right::MeasuresManage)?;
    import_lines(ctx, &read(files).await?).await
}

/// Reads files away from the threads that serve, because a large one takes a second.
async fn read(files: &[ImportFile]) -> Result<Vec<ReadingLine>> {
    let files = files.to_vec();
    let read = tokio::task::spawn_blocking(move || {
        let tables = import::read(&files, &Limits::default())?;
        let mut lines = Vec::new();
        let mut problems = Problems::default();
        for table in &tables {
            match read_table(table) {
                Ok(found) => lines.extend(found),
                Err(found) => problems.append(found.into(), |problem| named(problem, &table.name, tables.len())),
            }
        }
        problems.or_else_named()?;
        Ok(lines)
    })
    .await;
    read.map_err(|error| Error::Internal(error.to_string()))?.map_err(Error::Invalid)
}

fn read_table(table: &Table) -> std::result::Result<Vec<ReadingLine>, Vec<Problem>> {
    let columns = Columns::find(table, READING_COLUMNS)?;
    let line = |row: &import::Row| ReadingLine {
        row: row.number,
        measure: columns.cell(row, "measure").to_owned(),
        unit: columns.cell(row, "unit").to_owned(),
        month: columns.cell(row, "month").to_owned(),
        value: columns.cell(row, "value").to_owned(),
    };
    Ok(table.rows.iter().map(line).collect())
}

/// A file to begin with: a row for each measure that is imported, for this month, with values left to fill in. It can be
/// sent as it is: rows without a value are left out.
///
/// # Errors
/// [`Error::Refused`] without the right; the database's.
pub async fn sample(ctx: &Ctx, locale: Locale) -> Result<Vec<u8>> {
    ctx.require(Right::MeasuresManage)?;
    let mut tx = ctx.read().await?;
    let measures = store::measures(&mut tx, ctx.organisation).await?;
    let units = people::units(&mut tx, ctx.organisation).await?;
    let code = units.first().map_or("", |unit| unit.code.as_str());
    let month = Month::of(Date::at(ctx.core.now_ms(), ctx.core.settings.utc_offset_minutes)).to_string();
    let rows = measures.iter().filter(|measure| measure.source == Source::Import);
    let head = READING_COLUMNS.iter().map(|column| (column.name)(locale));
    csv(head, rows.map(|measure| [measure.key.as_str(), code, month.as_str(), ""]))
}
