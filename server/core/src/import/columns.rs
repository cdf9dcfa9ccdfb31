//! Which column of a table is which: by its key, its name in either language, or a name other programs give it.

use ayeneh_domain::digits;
use ayeneh_text::{self as text, Locale};

use super::{Row, Table};
use crate::Problem;

/// A column that an import knows.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// Its key in the API and in problems.
    pub key: &'static str,
    /// Its name on pages and in example files.
    pub name: fn(Locale) -> &'static str,
    /// Other names it has in the files of other programs.
    pub also: &'static [&'static str],
    /// Whether a table without it cannot be imported.
    pub required: bool,
}

impl Column {
    /// Whether a head of a file means this column.
    fn is_meant_by(&self, head: &str) -> bool {
        let named = [self.key, (self.name)(Locale::Fa), (self.name)(Locale::En)];
        named.iter().chain(self.also).any(|name| plain(name) == head)
    }
}

/// Letters and digits only, folded and small: `Unit_code`, `unit code` and `UNIT CODE` are one name.
pub fn plain(name: &str) -> String {
    digits::fold(name).to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect()
}

/// The columns' names in a language, for messages.
pub fn known_names(known: &[Column], locale: Locale) -> String {
    let names: Vec<&str> = known.iter().map(|column| (column.name)(locale)).collect();
    names.join(text::common::list_separator(locale))
}

/// Where the known columns stand in a table.
#[derive(Clone, Debug)]
pub struct Columns {
    known: &'static [Column],
    at: Vec<Option<usize>>,
}

impl Columns {
    /// Finds the columns of a table.
    ///
    /// # Errors
    /// A problem for each column that is missing, unknown, or there twice.
    pub fn find(table: &Table, known: &'static [Column]) -> Result<Self, Vec<Problem>> {
        let mut columns = Self { known, at: vec![None; known.len()] };
        let mut problems = Vec::new();
        for (at, head) in table.head.iter().enumerate() {
            if head.is_empty() {
                // Spreadsheets leave empty columns behind; only one that holds something needs a name.
                problems.extend(table.rows.iter().find(|row| !row.cell(at).is_empty()).map(nameless));
                continue;
            }
            match known.iter().position(|column| column.is_meant_by(&plain(head))) {
                None => problems.push(head_problem(|l| {
                    text::import::unknown_column(l, text::isolate(head), known_names(known, l))
                })),
                Some(place) if columns.at[place].is_some() => {
                    problems.push(head_problem(|l| text::import::duplicate_column(l, (known[place].name)(l))));
                }
                Some(place) => columns.at[place] = Some(at),
            }
        }
        for (column, _) in known.iter().zip(&columns.at).filter(|(column, at)| column.required && at.is_none()) {
            problems.push(head_problem(|l| text::import::missing_column(l, (column.name)(l))));
        }
        if problems.is_empty() { Ok(columns) } else { Err(problems) }
    }

    /// Whether a table is rather one of `these` columns than of `others`: it names something that only these have, or two
    /// things that are one and the same for the others.
    pub fn is_rather(table: &Table, these: &[Column], others: &[Column], both: [&str; 2]) -> bool {
        let heads: Vec<String> = table.head.iter().map(|head| plain(head)).filter(|head| !head.is_empty()).collect();
        let meant = |columns: &[Column], head: &str| columns.iter().any(|column| column.is_meant_by(head));
        let place = |head: &String| these.iter().position(|column| column.is_meant_by(head)).map(|at| these[at].key);
        heads.iter().any(|head| meant(these, head) && !meant(others, head))
            || both.iter().all(|key| heads.iter().any(|head| place(head) == Some(*key)))
    }

    /// Whether the column is there.
    pub fn has(&self, key: &str) -> bool {
        self.place(key).is_some()
    }

    /// The content of a column in a row; empty where there is no such column.
    pub fn cell<'r>(&self, row: &'r Row, key: &str) -> &'r str {
        self.place(key).map_or("", |at| row.cell(at))
    }

    fn place(&self, key: &str) -> Option<usize> {
        self.known.iter().zip(&self.at).find(|(column, _)| column.key == key).and_then(|(_, at)| *at)
    }
}

fn head_problem(message: impl Fn(Locale) -> String) -> Problem {
    Problem::row(1, "file", message)
}

fn nameless(row: &Row) -> Problem {
    Problem::row(row.number, "file", |l| text::import::nameless_column(l).to_owned())
}
