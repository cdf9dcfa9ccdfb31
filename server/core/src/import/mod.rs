//! Reading tables that people bring: CSV as spreadsheets write it, and XLSX. Whatever cannot be read says where and why.
//!
//! Nothing of a file is trusted: sizes are counted while unpacking, and a file that would not fit is refused whole.

mod columns;
mod csv_file;
mod csv_writer;
mod draft;
mod line;
mod outcome;
mod problems;
mod xlsx_file;

use csv::StringRecord;

pub use columns::{Column, Columns, known_names, plain};
pub use csv_writer::csv;
pub use draft::{DraftKind, STATEMENTS, discard, draft_files, keep};
pub use line::{Line, languages};
pub use outcome::{Effect, Sample, Tally};
pub use problems::{MORE, Problems};

use ayeneh_text as text;

use crate::{Error, Problem, error::both};

/// How much of a file is read.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Bytes of the file.
    pub bytes: usize,
    /// Rows below the head.
    pub rows: usize,
    /// Columns.
    pub columns: usize,
    /// Characters of a cell.
    pub cell_chars: usize,
    /// Bytes of an XLSX file when unpacked.
    pub unpacked_bytes: u64,
    /// Bytes of its shared texts alone, which are kept in memory.
    pub unpacked_texts: u64,
    /// How many times larger an XLSX file may become when unpacked.
    pub unpacked_ratio: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            bytes: 32 * 1024 * 1024,
            rows: 200_000,
            columns: 64,
            cell_chars: 2_000,
            unpacked_bytes: 160 * 1024 * 1024,
            unpacked_texts: 32 * 1024 * 1024,
            unpacked_ratio: 200,
        }
    }
}

/// A file as it was sent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImportFile {
    /// Its name, for messages; never used as a path.
    pub name: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// A table: a CSV file, or a sheet of a workbook.
#[derive(Clone, Debug)]
pub struct Table {
    /// The file's or sheet's name.
    pub name: String,
    /// The names of the columns as they stand in the file.
    pub head: Vec<String>,
    /// What is below; rows without any content are left out.
    pub rows: Vec<Row>,
}

/// A row of a table.
#[derive(Clone, Debug)]
pub struct Row {
    /// The row as a spreadsheet counts, from 1.
    pub number: u32,
    cells: StringRecord,
}

impl Row {
    /// The content of a column without spaces around it, and without the mark that keeps it from being a formula; empty if
    /// there is none.
    pub fn cell(&self, column: usize) -> &str {
        csv_writer::meant(self.cells.get(column).unwrap_or_default().trim_matches(is_blank))
    }
}

/// Spaces, and the invisible marks that come along when text is pasted.
fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{2066}'..='\u{2069}')
}

/// Reads the tables of some files: one for each CSV file, one for each sheet of a workbook that holds something.
///
/// # Errors
/// What has to change, for each file that cannot be read.
pub fn read(files: &[ImportFile], limits: &Limits) -> Result<Vec<Table>, Vec<Problem>> {
    let (mut tables, mut problems) = (Vec::new(), Problems::default());
    for file in files {
        match read_one(file, limits) {
            Ok(found) => tables.extend(found),
            Err(found) => problems.append(found.into(), |problem| named(problem, &file.name, files.len())),
        }
    }
    if tables.iter().map(|table| table.rows.len()).sum::<usize>() > limits.rows {
        problems.push(too_many_rows(limits));
    }
    if tables.is_empty() && problems.is_empty() {
        problems.push(Problem::field("file", |l| text::import::no_file(l).to_owned()));
    }
    problems.or_else_named()?;
    Ok(tables)
}

/// Reads files with the usual limits, away from the threads that serve: a large one takes a second.
///
/// # Errors
/// As [`read`].
pub async fn read_off_thread(files: &[ImportFile]) -> crate::Result<Vec<Table>> {
    let files = files.to_vec();
    off_thread(move || read(&files, &Limits::default())).await
}

/// Does long work that finds problems away from the threads that serve.
///
/// # Errors
/// [`Error::Invalid`] with the problems.
pub async fn off_thread<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, Vec<Problem>> + Send + 'static,
) -> crate::Result<T> {
    let done = tokio::task::spawn_blocking(work).await;
    done.map_err(|error| Error::Internal(error.to_string()))?.map_err(Error::Invalid)
}

/// How often a plan is made again because others changed what it was made for.
pub(crate) const TRIES: usize = 3;

/// Others change the same things without end.
pub(crate) fn busy() -> Error {
    Error::conflict(|l| text::import::busy(l).to_owned())
}

fn read_one(file: &ImportFile, limits: &Limits) -> Result<Vec<Table>, Vec<Problem>> {
    let refuse =
        |message: fn(text::Locale) -> &'static str| Err(vec![Problem::field("file", move |l| message(l).to_owned())]);
    if file.bytes.len() > limits.bytes {
        let megabytes = limits.bytes / 1024 / 1024;
        return Err(vec![Problem::field("file", |l| text::import::too_large(l, megabytes))]);
    }
    match file.bytes.as_slice() {
        [] => refuse(text::import::empty),
        [b'P', b'K', 3, 4, ..] => xlsx_file::read(&file.bytes, limits),
        [0xd0, 0xcf, 0x11, 0xe0, ..] => refuse(text::import::old_or_locked_workbook),
        bytes => Ok(vec![csv_file::read(&file.name, bytes, limits)?]),
    }
}

fn too_many_rows(limits: &Limits) -> Problem {
    Problem::field("file", |l| text::import::too_many_rows(l, limits.rows))
}

/// A problem with the name of its file or sheet before it, where there is more than one.
pub fn named(mut problem: Problem, name: &str, of: usize) -> Problem {
    if of > 1 {
        let said = problem.message.clone();
        problem.message = both(|l| text::import::in_file(l, text::isolate(name), said.get(l)));
    }
    problem
}
