//! The one writer of CSV files: UTF-8 with a byte order mark, so that spreadsheets read Persian, and no cell that they take
//! for a formula.

use crate::{Error, Result};

/// Writes a table with its head.
///
/// # Errors
/// [`Error::Internal`] if rows differ in length.
pub fn csv<R, C>(head: impl IntoIterator<Item = impl AsRef<str>>, rows: impl IntoIterator<Item = R>) -> Result<Vec<u8>>
where
    R: IntoIterator<Item = C>,
    C: AsRef<str>,
{
    let mut writer = csv::Writer::from_writer("\u{feff}".as_bytes().to_vec());
    let fault = |error: csv::Error| Error::Internal(error.to_string());
    writer.write_record(head.into_iter().map(|cell| inert(cell.as_ref()))).map_err(fault)?;
    for row in rows {
        writer.write_record(row.into_iter().map(|cell| inert(cell.as_ref()))).map_err(fault)?;
    }
    writer.into_inner().map_err(|error| Error::Internal(error.to_string()))
}

/// A cell that no spreadsheet takes for a formula; numbers are none.
fn inert(cell: &str) -> String {
    if begins_a_formula(cell) && cell.parse::<f64>().is_err() { format!("'{cell}") } else { cell.to_owned() }
}

/// What a cell means that was written by [`inert`].
pub(super) fn meant(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|rest| begins_a_formula(rest)).unwrap_or(cell)
}

fn begins_a_formula(cell: &str) -> bool {
    let begins = cell.trim_start_matches([' ', '\u{a0}']);
    begins.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_means_what_was_written() {
        for cell in ["=1+1", "+98 21", "-5", "@x", "'quoted'", "3.5", ""] {
            assert_eq!(meant(&inert(cell)), cell);
        }
    }

    #[test]
    fn no_cell_is_a_formula() {
        let rows = [["=1+1", "+98 21", "-5"], ["@x", " =2", "a,\"b\""], ["-x", "3.5", "ساده"]];
        let written = csv(["a", "b", "c"], rows).expect("writes");
        let written = String::from_utf8(written).expect("UTF-8");
        assert_eq!(written, "\u{feff}a,b,c\n'=1+1,'+98 21,-5\n'@x,' =2,\"a,\"\"b\"\"\"\n'-x,3.5,ساده\n");
    }
}
