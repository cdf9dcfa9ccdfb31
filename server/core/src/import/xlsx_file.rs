//! XLSX: the sheets that hold something, cell by cell. Formulas count with the value that the workbook keeps of them.
//!
//! An archive can unpack to a thousand times its size, so it is unpacked once into nothing and measured, by the same
//! code that reads it afterwards; and cells are read as a stream, because two cells far apart span a huge rectangle.

use std::io::{Cursor, Read};

use ayeneh_text as text;
use calamine::{DataRef, Reader, SheetType, SheetVisible, Xlsx, XlsxError};
use csv::StringRecord;

use super::{Limits, Problems, Row, Table, is_blank, too_many_rows};
use crate::Problem;

/// Reads the tables of a workbook.
pub fn read(bytes: &[u8], limits: &Limits) -> Result<Vec<Table>, Vec<Problem>> {
    measure(bytes, limits).map_err(|problem| vec![problem])?;
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|_| vec![unreadable()])?;
    let sheets: Vec<String> = workbook
        .sheets_metadata()
        .iter()
        .filter(|sheet| sheet.typ == SheetType::WorkSheet && sheet.visible == SheetVisible::Visible)
        .map(|sheet| sheet.name.clone())
        .collect();
    let (mut tables, mut problems) = (Vec::new(), Problems::default());
    for name in sheets {
        let mut sheet = Sheet::new(name, limits);
        sheet.read(&mut workbook).map_err(|problem| vec![problem])?;
        problems.append(sheet.problems, |problem| problem);
        tables.extend(Some(sheet.table).filter(|table| !table.head.is_empty()));
    }
    if tables.iter().all(|table| table.rows.is_empty()) && problems.is_empty() {
        problems.push(Problem::field("file", |l| text::import::no_rows(l).to_owned()));
    }
    problems.or_else_named()?;
    Ok(tables)
}

fn unreadable() -> Problem {
    Problem::field("file", |l| text::import::unreadable(l).to_owned())
}

/// Unpacks everything once, keeping nothing, and refuses what is too large.
fn measure(bytes: &[u8], limits: &Limits) -> Result<(), Problem> {
    let too_large = || Problem::field("file", |l| text::import::unpacks_too_large(l).to_owned());
    let most = limits.unpacked_bytes.min(limits.unpacked_ratio.saturating_mul(bytes.len() as u64));
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|_| unreadable())?;
    let mut left = most;
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).map_err(|_| unreadable())?;
        // Texts are kept in memory whole, each with a head of its own; sheets are read as a stream.
        let texts = part.name().is_ok_and(|name| name.to_ascii_lowercase().ends_with("sharedstrings.xml"));
        let most = if texts { left.min(limits.unpacked_texts) } else { left };
        let length = drain(&mut part, most)?;
        left = left.checked_sub(length).filter(|_| length <= most).ok_or_else(too_large)?;
    }
    Ok(())
}

/// Reads a part to its end or just past `most` bytes and says how long it was. A part that announces an absurd number
/// of texts is refused, because the reader would make room for all of them.
fn drain(part: &mut impl Read, most: u64) -> Result<u64, Problem> {
    const ANNOUNCED: &[u8] = b"uniqueCount";
    const WINDOW: usize = 64 * 1024;
    const OVERLAP: usize = 256;
    let mut part = part.take(most.saturating_add(1));
    let (mut buffer, mut kept, mut length) = (vec![0; WINDOW + OVERLAP], 0, 0);
    loop {
        let read = part.read(&mut buffer[kept..]).map_err(|_| unreadable())?;
        if read == 0 {
            return Ok(length);
        }
        length += read as u64;
        let filled = &buffer[..kept + read];
        let announced = filled.windows(ANNOUNCED.len()).position(|window| window == ANNOUNCED);
        if announced.is_some_and(|at| absurd(&filled[at + ANNOUNCED.len()..])) {
            return Err(unreadable());
        }
        let from = (kept + read).saturating_sub(OVERLAP.min(WINDOW));
        let end = kept + read;
        buffer.copy_within(from..end, 0);
        kept = end - from;
    }
}

/// Whether the number that follows an attribute's name has more than seven digits.
fn absurd(rest: &[u8]) -> bool {
    let digits = rest.iter().skip_while(|byte| !byte.is_ascii_digit()).take_while(|byte| byte.is_ascii_digit());
    digits.count() > 7
}

/// A sheet while it is read.
struct Sheet<'a> {
    table: Table,
    problems: Problems,
    limits: &'a Limits,
    /// The row under the reader, from 0, and what it holds so far.
    at: u32,
    cells: Vec<String>,
}

impl<'a> Sheet<'a> {
    fn new(name: String, limits: &'a Limits) -> Self {
        let table = Table { name, head: Vec::new(), rows: Vec::new() };
        Self { table, problems: Problems::default(), limits, at: 0, cells: Vec::new() }
    }

    fn read(&mut self, workbook: &mut Xlsx<Cursor<&[u8]>>) -> Result<(), Problem> {
        let mut cells = match workbook.worksheet_cells_reader(&self.table.name) {
            Ok(cells) => cells,
            // A chart on a sheet of its own holds no cells.
            Err(XlsxError::NotAWorksheet(_)) => return Ok(()),
            Err(_) => return Err(unreadable()),
        };
        while let Some(cell) = cells.next_cell_with_formula_metadata().map_err(|_| unreadable())? {
            let (row, column) = cell.pos;
            if row != self.at {
                self.finish_row()?;
                if row < self.at {
                    return Err(unreadable());
                }
                self.at = row;
            }
            let without_value = cell.formula.is_some() && matches!(cell.value, DataRef::Empty);
            self.take(column as usize, &cell.value, without_value)?;
        }
        self.finish_row()
    }

    fn take(&mut self, column: usize, value: &DataRef<'_>, without_value: bool) -> Result<(), Problem> {
        let number = self.at.saturating_add(1);
        if without_value {
            self.problems
                .push(Problem::row(number, &letters(column), |l| text::import::formula_without_value(l).to_owned()));
            return Ok(());
        }
        if matches!(value, DataRef::Error(_)) {
            self.problems
                .push(Problem::row(number, &letters(column), |l| text::import::cell_is_an_error(l).to_owned()));
            return Ok(());
        }
        let content = written(value);
        if content.chars().all(is_blank) {
            return Ok(());
        }
        if content.len() > self.limits.cell_chars && content.chars().count() > self.limits.cell_chars {
            return Err(Problem::row(number, &letters(column), |l| {
                text::import::cell_too_long(l, self.limits.cell_chars)
            }));
        }
        if content.contains('\0') {
            return Err(Problem::row(number, &letters(column), |l| text::import::hidden_character(l, number)));
        }
        if column >= self.limits.columns {
            return Err(Problem::field("file", |l| text::import::too_many_columns(l, self.limits.columns)));
        }
        if self.cells.len() <= column {
            self.cells.resize(column + 1, String::new());
        }
        self.cells[column] = content;
        Ok(())
    }

    fn finish_row(&mut self) -> Result<(), Problem> {
        let cells = std::mem::take(&mut self.cells);
        if cells.is_empty() {
            return Ok(());
        }
        let number = self.at.saturating_add(1);
        if self.table.head.is_empty() {
            self.table.head = cells.iter().map(|cell| cell.trim_matches(is_blank).to_owned()).collect();
            return Ok(());
        }
        if self.table.rows.len() == self.limits.rows {
            return Err(too_many_rows(self.limits));
        }
        let columns = self.table.head.len();
        if cells.len() > columns {
            let message = |l| text::import::more_cells_than_head(l, cells.len(), columns);
            self.problems.push(Problem::row(number, "file", message));
        }
        self.table.rows.push(Row { number, cells: StringRecord::from(cells) });
        Ok(())
    }
}

/// A value as a table knows it: dates as 2026-11-21, whole numbers without a point.
fn written(value: &DataRef<'_>) -> String {
    match value {
        DataRef::String(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::Bool(yes) => yes.to_string(),
        DataRef::DateTime(moment) if moment.is_duration() => moment.as_f64().to_string(),
        DataRef::DateTime(moment) => {
            let (year, month, day, ..) = moment.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        DataRef::DateTimeIso(moment) => moment.chars().take(10).collect(),
        DataRef::DurationIso(duration) => duration.clone(),
        DataRef::Error(_) | DataRef::Empty => String::new(),
    }
}

/// A column as a spreadsheet names it: A, B, … Z, AA.
fn letters(column: usize) -> String {
    let letter = char::from(b'A' + (column % 26) as u8);
    if column < 26 { letter.to_string() } else { letters(column / 26 - 1) + &letter.to_string() }
}

#[cfg(test)]
mod tests {
    use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};

    use super::*;

    fn saved(mut workbook: Workbook) -> Vec<u8> {
        workbook.save_to_buffer().expect("writes")
    }

    fn sheet(fill: impl FnOnce(&mut rust_xlsxwriter::Worksheet)) -> Vec<u8> {
        let mut workbook = Workbook::new();
        fill(workbook.add_worksheet());
        saved(workbook)
    }

    /// The same workbook with the text of its sheet changed, as other programs would write it.
    fn rewritten(bytes: &[u8], change: impl Fn(String) -> String) -> Vec<u8> {
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("an archive");
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for index in 0..archive.len() {
            let mut part = archive.by_index(index).expect("a part");
            let mut content = String::new();
            part.read_to_string(&mut content).expect("text");
            writer
                .start_file(part.name().expect("a name").to_string(), zip::write::SimpleFileOptions::default())
                .expect("starts");
            std::io::Write::write_all(&mut writer, change(content).as_bytes()).expect("writes");
        }
        writer.finish().expect("finishes").into_inner()
    }

    #[test]
    fn values_of_all_kinds_and_of_formulas() {
        let bytes = sheet(|sheet| {
            sheet.write_row(1, 0, ["code", "name", "since", "sum"]).expect("writes");
            sheet.write_number(3, 0, 1200.0).expect("writes");
            sheet.write_formula(3, 1, Formula::new("=\"a\"&\"b\"").set_result("ab")).expect("writes");
            let day = ExcelDateTime::from_ymd(2024, 3, 20).expect("a day");
            sheet.write_with_format(3, 2, &day, &Format::new().set_num_format("yyyy-mm-dd")).expect("writes");
            sheet.write_formula(3, 3, Formula::new("=1+1.5").set_result("2.5")).expect("writes");
        });
        let tables = read(&bytes, &Limits::default()).expect("reads");
        assert_eq!((tables.len(), tables[0].rows.len(), tables[0].rows[0].number), (1, 1, 4));
        let row = &tables[0].rows[0];
        assert_eq!((0..4).map(|at| row.cell(at)).collect::<Vec<_>>(), ["1200", "ab", "2024-03-20", "2.5"]);
    }

    #[test]
    fn a_formula_without_a_value_is_named() {
        let bytes = sheet(|sheet| {
            sheet.write_row(0, 0, ["code", "name"]).expect("writes");
            sheet.write_formula(1, 1, Formula::new("=A1").set_result("7")).expect("writes");
        });
        let bytes = rewritten(&bytes, |part| part.replace("<v>7</v>", ""));
        let problems = read(&bytes, &Limits::default()).expect_err("is refused");
        assert_eq!((problems[0].row, problems[0].field.as_deref()), (Some(2), Some("B")));
    }

    #[test]
    fn two_cells_far_apart_take_no_memory() {
        let bytes = sheet(|sheet| {
            sheet.write(0, 0, "code").expect("writes");
            sheet.write(1_048_575, 0, "1").expect("writes");
        });
        assert_eq!(read(&bytes, &Limits::default()).expect("reads")[0].rows[0].number, 1_048_576);
        let wide = sheet(|sheet| {
            sheet.write(0, 16_383, "x").expect("writes");
        });
        assert!(read(&wide, &Limits::default()).is_err());
    }

    #[test]
    fn an_archive_that_unpacks_too_large_is_refused() {
        let bytes = sheet(|sheet| {
            for row in 0..20_000 {
                sheet.write(row, 0, "the same again and again and again").expect("writes");
            }
        });
        let tight = Limits { unpacked_bytes: 50_000, ..Limits::default() };
        assert!(read(&bytes, &tight).is_err());
        assert!(read(&bytes, &Limits { unpacked_ratio: 2, ..Limits::default() }).is_err());
        assert!(read(&bytes, &Limits { rows: 1_000, ..Limits::default() }).is_err());
        let texts = sheet(|sheet| {
            for row in 0..2_000 {
                sheet.write(row, 0, format!("text number {row}")).expect("writes");
            }
        });
        assert!(read(&texts, &Limits { unpacked_texts: 20_000, ..Limits::default() }).is_err(), "texts alone");
        assert!(read(&texts, &Limits { unpacked_texts: 200_000, ..Limits::default() }).is_ok());
        assert!(read(&bytes, &Limits::default()).is_ok());
        assert!(read(&bytes[..bytes.len() / 2], &Limits::default()).is_err());
    }

    #[test]
    fn absurd_announcements_are_seen() {
        assert!(drain(&mut &b"<sst count=\"1\" uniqueCount = '99999999'>"[..], 1_000).is_err());
        assert!(drain(&mut &b"<sst uniqueCount=\"1200\">"[..], 1_000).is_ok());
        let mut far = vec![b' '; 64 * 1024 + 250];
        far.extend_from_slice(b"uniqueCount=\"123456789\"");
        assert!(drain(&mut far.as_slice(), 1_000_000).is_err());
    }

    #[test]
    fn columns_have_letters() {
        assert_eq!([0, 25, 26, 701, 702].map(letters), ["A", "Z", "AA", "ZZ", "AAA"]);
    }
}
