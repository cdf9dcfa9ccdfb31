//! CSV as it comes from spreadsheets in different countries: `,` `;` or tabs, with or without BOM, either line ending.

use ayeneh_text as text;
use csv::{ReaderBuilder, StringRecord};

use super::{Limits, Problems, Row, Table, is_blank, too_many_rows};
use crate::Problem;

/// Reads one table.
pub fn read(name: &str, bytes: &[u8], limits: &Limits) -> Result<Table, Vec<Problem>> {
    let source = decoded(bytes).map_err(|problem| vec![problem])?;
    let mut table = Table { name: name.to_owned(), head: Vec::new(), rows: Vec::new() };
    let mut problems = Problems::default();
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter(source))
        .from_reader(source.as_bytes());
    let (mut rows, mut record) = (RowCount::new(source), StringRecord::new());
    let one_is_open = source.matches('"').count() % 2 == 1;
    while reader.read_record(&mut record).map_err(|_| unreadable())? {
        let number = rows.after(&record, reader.position().byte());
        if record.iter().all(|cell| cell.chars().all(is_blank)) {
            continue;
        }
        if table.head.is_empty() {
            table.head = record.iter().map(|cell| cell.trim_matches(is_blank).to_owned()).collect();
            if table.head.len() > limits.columns {
                return Err(vec![Problem::field("file", |l| text::import::too_many_columns(l, limits.columns))]);
            }
            continue;
        }
        if table.rows.len() == limits.rows {
            return Err(vec![too_many_rows(limits)]);
        }
        problems.extend(fault(&record, number, table.head.len(), one_is_open, limits));
        table.rows.push(Row { number, cells: std::mem::take(&mut record) });
    }
    if table.rows.is_empty() && problems.is_empty() {
        problems.push(Problem::field("file", |l| text::import::no_rows(l).to_owned()));
    }
    problems.or_else_named()?;
    Ok(table)
}

/// Counts rows as a spreadsheet shows them: empty lines count, line breaks inside quoted cells do not.
struct RowCount<'a> {
    source: &'a str,
    seen: usize,
    breaks: usize,
    last: u32,
    /// How many bytes were looked at.
    #[cfg(test)]
    work: usize,
}

impl<'a> RowCount<'a> {
    const fn new(source: &'a str) -> Self {
        Self {
            source,
            seen: 0,
            breaks: 0,
            last: 0,
            #[cfg(test)]
            work: 0,
        }
    }

    /// The number of the row that ends at this byte.
    fn after(&mut self, record: &StringRecord, end: u64) -> u32 {
        let source = self.source;
        let end = usize::try_from(end).unwrap_or(usize::MAX).min(source.len());
        let end = source[..end].trim_end_matches(['\r', '\n']).len().max(self.seen);
        self.breaks += self.line_breaks(&source[self.seen..end]);
        let inside: usize = record.iter().map(|cell| self.line_breaks(cell)).sum();
        self.breaks -= inside.min(self.breaks);
        self.seen = end;
        self.last = u32::try_from(self.breaks + 1).unwrap_or(u32::MAX).max(self.last + 1);
        self.last
    }

    fn line_breaks(&mut self, text: &str) -> usize {
        #[cfg(test)]
        {
            self.work += text.len();
        }
        text.matches('\n').count()
    }
}

fn unreadable() -> Vec<Problem> {
    vec![Problem::field("file", |l| text::import::unreadable(l).to_owned())]
}

/// What is wrong with the form of a row; `one_is_open`: the file has an odd number of quotes.
fn fault(record: &StringRecord, number: u32, columns: usize, one_is_open: bool, limits: &Limits) -> Option<Problem> {
    if one_is_open && record.iter().any(|cell| cell.contains('\n')) {
        return Some(Problem::row(number, "file", |l| text::import::open_quote(l).to_owned()));
    }
    if record.iter().any(|cell| cell.len() > limits.cell_chars && cell.chars().count() > limits.cell_chars) {
        return Some(Problem::row(number, "file", |l| text::import::cell_too_long(l, limits.cell_chars)));
    }
    let beyond = record.iter().skip(columns).any(|cell| !cell.chars().all(is_blank));
    beyond.then(|| Problem::row(number, "file", |l| text::import::more_cells_than_head(l, record.len(), columns)))
}

/// The text of a file: UTF-8, with or without BOM, without NUL.
fn decoded(bytes: &[u8]) -> Result<&str, Problem> {
    if matches!(bytes, [0xff, 0xfe, ..] | [0xfe, 0xff, ..]) {
        return Err(Problem::field("file", |l| text::import::utf_16(l).to_owned()));
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let line = |until: usize| 1 + bytes[..until].iter().filter(|byte| **byte == b'\n').count();
    match std::str::from_utf8(bytes) {
        Err(error) => Err(Problem::field("file", |l| text::import::not_utf_8(l, line(error.valid_up_to())))),
        Ok(source) => match source.find('\0') {
            Some(at) => Err(Problem::field("file", |l| text::import::hidden_character(l, line(at)))),
            None => Ok(source),
        },
    }
}

/// What separates the cells of the head.
fn delimiter(source: &str) -> u8 {
    let mut counts = [(b',', 0), (b';', 0), (b'\t', 0)];
    let mut quoted = false;
    for byte in source.trim_start_matches(['\r', '\n']).bytes() {
        match byte {
            b'"' => quoted = !quoted,
            b'\r' | b'\n' if !quoted => break,
            _ if !quoted => counts.iter_mut().filter(|(known, _)| *known == byte).for_each(|(_, count)| *count += 1),
            _ => {}
        }
    }
    // Of equals the first wins: a head of one column has no separator at all.
    counts.iter().rev().max_by_key(|(_, count)| *count).map_or(b',', |(known, _)| *known)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(source: &[u8]) -> Vec<Vec<String>> {
        let table = read("a.csv", source, &Limits::default()).expect("reads");
        let rows = table.rows.iter().map(|row| (0..table.head.len()).map(|at| row.cell(at).to_owned()).collect());
        rows.collect()
    }

    fn problem(source: &[u8]) -> Problem {
        read("a.csv", source, &Limits::default()).expect_err("is refused").remove(0)
    }

    #[test]
    fn separators_endings_bom_and_quotes() {
        let wanted = vec![vec!["1".to_owned(), "a, b; c".to_owned()], vec!["2".to_owned(), "say \"x\"".to_owned()]];
        for source in [
            "code,name\n1,\"a, b; c\"\n2,\"say \"\"x\"\"\"\n",
            "\u{feff}code;name\r\n1;\"a, b; c\"\r\n\r\n2;\"say \"\"x\"\"\"",
            "code\tname\n1\ta, b; c\n\t\n2\t\"say \"\"x\"\"\"\t\n",
        ] {
            assert_eq!(cells(source.as_bytes()), wanted, "{source:?}");
        }
    }

    #[test]
    fn rows_are_counted_as_a_spreadsheet_does() {
        let table = read("a.csv", b"a,b\n1,\"x\ny\"\n\n2,z\n", &Limits::default()).expect("reads");
        assert_eq!(table.rows.iter().map(|row| row.number).collect::<Vec<_>>(), [2, 4]);
    }

    #[test]
    fn many_line_breaks_are_counted_in_one_pass() {
        let source = "1,\"x\ny\"\n".repeat(10_000);
        let mut reader = ReaderBuilder::new().has_headers(false).from_reader(source.as_bytes());
        let (mut rows, mut record) = (RowCount::new(&source), StringRecord::new());
        let mut last = 0;
        while reader.read_record(&mut record).expect("is CSV") {
            last = rows.after(&record, reader.position().byte());
        }
        assert_eq!(last, 10_000);
        assert!(rows.work <= 2 * source.len(), "{} bytes looked at in {}", rows.work, source.len());
    }

    #[test]
    fn what_cannot_be_read_says_where() {
        assert!(problem(b"code,name\n1,\xff\xfe\n").message.en.contains('2'));
        assert!(problem(b"code,name\n1,a\n2,\0\n").message.en.contains('3'));
        assert!(problem(b"\xff\xfec\0o\0").message.en.contains("UTF-16"));
        assert_eq!(problem(b"code,name\n1,a,b\n").row, Some(2));
        assert_eq!(problem(b"code,name\n1,\"a\n2,b\n3,c\n").row, Some(2));
        assert_eq!(problem(format!("code\n{}\n", "x".repeat(2_001)).as_bytes()).row, Some(2));
        assert_eq!(problem(b"code,name\n\n").field.as_deref(), Some("file"));
    }
}
