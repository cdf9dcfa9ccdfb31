//! A row under examination: reads its cells as codes, names, addresses, choices, and notes what has to change.

use ayeneh_domain::{digits, mail_address::MailAddress, plain_text};
use ayeneh_text::{self as text, Locale};

use super::{Columns, Problems, Row, columns::plain};
use crate::Problem;

/// Longest code, in characters.
const CODE_CHARS: usize = 64;
/// Longest name, in characters.
const NAME_CHARS: usize = 200;

/// The two languages: the key of each, its name in Persian and in English, and what else it may be called.
pub fn languages() -> Vec<(Locale, Vec<&'static str>)> {
    vec![
        (Locale::Fa, vec!["fa", "فارسی", "Persian", "fa-IR", "farsi"]),
        (Locale::En, vec!["en", "انگلیسی", "English", "en-GB", "en-US"]),
    ]
}

/// A row, its columns, and the problems found so far.
pub struct Line<'a> {
    row: &'a Row,
    columns: &'a Columns,
    problems: &'a mut Problems,
}

impl<'a> Line<'a> {
    /// Begins to read a row.
    pub const fn new(row: &'a Row, columns: &'a Columns, problems: &'a mut Problems) -> Self {
        Self { row, columns, problems }
    }

    /// The row's number.
    pub const fn number(&self) -> u32 {
        self.row.number
    }

    /// Notes what has to change in a column.
    pub fn problem(&mut self, key: &str, message: impl Fn(Locale) -> String) {
        self.problems.push(Problem::row(self.row.number, key, message));
    }

    /// The cell as it is; `None` if it is empty or there is no such column.
    pub fn given(&self, key: &str) -> Option<&'a str> {
        Some(self.columns.cell(self.row, key)).filter(|cell| !cell.is_empty())
    }

    /// A code: digits folded, no spaces around it, 64 characters at most.
    pub fn code(&mut self, key: &str) -> Option<String> {
        let code = digits::fold(self.given(key)?).into_owned();
        self.fits(key, &code, CODE_CHARS)
    }

    /// A code that must be there.
    pub fn required_code(&mut self, key: &str) -> Option<String> {
        self.required(key)?;
        self.code(key)
    }

    /// A name: letters folded, inner spaces single, 200 characters at most.
    pub fn name(&mut self, key: &str) -> Option<String> {
        let words: Vec<&str> = self.given(key)?.split_whitespace().collect();
        let name = digits::fold_letters(&words.join(" "));
        self.fits(key, &name, NAME_CHARS)
    }

    /// A name that must be there.
    pub fn required_name(&mut self, key: &str) -> Option<String> {
        self.required(key)?;
        self.name(key)
    }

    /// A mail address that must be there, in small letters.
    pub fn email(&mut self, key: &str) -> Option<String> {
        match MailAddress::parse(self.given(key).unwrap_or_default()) {
            Ok(address) => Some(address.identity()),
            Err(error) => {
                self.problem(key, |l| text::field_error::mail_address(l, error));
                None
            }
        }
    }

    /// One of several choices; `None` for an empty cell. The first three names of each are its key, its Persian and its
    /// English name.
    pub fn choice<T: Copy>(&mut self, key: &str, choices: &[(T, Vec<&str>)]) -> Option<T> {
        let given = self.given(key)?;
        let wanted = plain(given);
        let found = choices.iter().find(|(_, names)| names.iter().any(|name| plain(name) == wanted));
        if found.is_none() {
            let all = |l: Locale| {
                let own = if l == Locale::Fa { 1 } else { 2 };
                let names: Vec<&str> = choices.iter().filter_map(|(_, names)| names.get(own).copied()).collect();
                names.join(text::common::list_separator(l))
            };
            self.problem(key, |l| text::import::not_a_choice(l, text::isolate(given), all(l)));
        }
        found.map(|(choice, _)| *choice)
    }

    fn required(&mut self, key: &str) -> Option<&'a str> {
        let given = self.given(key);
        if given.is_none() {
            self.problem(key, |l| text::field_errors::required(l).to_owned());
        }
        given
    }

    /// The content as it may be kept.
    fn fits(&mut self, key: &str, content: &str, most: usize) -> Option<String> {
        match plain_text::one_line(content) {
            Err(fault) => self.problem(key, |l| text::field_error::text(l, fault)),
            Ok(line) if line.chars().count() > most => self.problem(key, |l| text::field_errors::too_long(l, most)),
            Ok(line) => return Some(line.into_owned()),
        }
        None
    }
}
