//! From cells to what they mean, row by row, without yet asking whether rows fit together.

use std::collections::BTreeSet;

use ayeneh_domain::{bilingual::Locale, customers::AccountKind};
use ayeneh_text as text;

use super::columns::{ACCOUNT_COLUMNS, CONTACT_COLUMNS};
use crate::import::{Columns, Line, Problems, Table, languages, named};

/// What a row says of an account. `None`: the column is not there or the cell is empty.
#[derive(Clone, Debug)]
pub struct AccountLine {
    pub row: u32,
    pub code: String,
    pub name: Option<String>,
    pub kind: Option<AccountKind>,
    pub segment: Option<String>,
    pub unit: Option<String>,
}

/// What a row says of a contact.
#[derive(Clone, Debug)]
pub struct ContactLine {
    pub row: u32,
    pub account: String,
    pub code: String,
    pub name: String,
    pub email: String,
    pub unit: Option<String>,
    pub locale: Option<Locale>,
}

/// Everything the tables say.
#[derive(Debug, Default)]
pub struct Lines {
    pub accounts: Vec<AccountLine>,
    pub contacts: Vec<ContactLine>,
    /// Accounts whose own rows have faults: nobody else is blamed for naming them.
    pub faulty: BTreeSet<String>,
}

/// Reads all tables; one with a column that only contacts have is one of contacts, even where it forgot their addresses;
/// any other is one of accounts.
pub fn read(tables: &[Table], problems: &mut Problems) -> Lines {
    let mut lines = Lines::default();
    for table in tables {
        let mut found = Problems::default();
        let of_contacts = Columns::is_rather(table, CONTACT_COLUMNS, ACCOUNT_COLUMNS, ["account", "code"]);
        let known = if of_contacts { CONTACT_COLUMNS } else { ACCOUNT_COLUMNS };
        match Columns::find(table, known) {
            Err(faults) => found = faults.into(),
            Ok(columns) => {
                for row in &table.rows {
                    let mut line = Line::new(row, &columns, &mut found);
                    let account = account(&mut line, !of_contacts, &mut lines);
                    if of_contacts {
                        contact(&mut line, account, &mut lines);
                    }
                }
            }
        }
        problems.append(found, |problem| named(problem, &table.name, tables.len()));
    }
    lines
}

/// Reads what a row says of an account and gives the account's code.
fn account(line: &mut Line<'_>, always: bool, lines: &mut Lines) -> Option<String> {
    let code = line.required_code("account")?;
    let named = ["account_name", "kind", "segment", "unit"].iter().any(|key| line.given(key).is_some());
    if always || named {
        let (name, segment, unit) = (line.name("account_name"), line.name("segment"), line.code("unit"));
        let kind = line.choice("kind", &kinds());
        if line.given("kind").is_some() && kind.is_none() {
            lines.faulty.insert(code.clone());
        }
        lines.accounts.push(AccountLine { row: line.number(), code: code.clone(), name, kind, segment, unit });
    }
    Some(code)
}

fn contact(line: &mut Line<'_>, account: Option<String>, lines: &mut Lines) {
    let (code, name, email) = (line.required_code("code"), line.required_name("name"), line.email("email"));
    let (unit, locale) = (line.code("contact_unit"), line.choice("language", &languages()));
    if let (Some(account), Some(code), Some(name), Some(email)) = (account, code, name, email) {
        lines.contacts.push(ContactLine { row: line.number(), account, code, name, email, unit, locale });
    }
}

fn kinds() -> Vec<(AccountKind, Vec<&'static str>)> {
    let names = |kind: AccountKind| {
        vec![kind.key(), text::name::account_kind(Locale::Fa, kind), text::name::account_kind(Locale::En, kind)]
    };
    AccountKind::ALL.iter().map(|kind| (*kind, names(*kind))).collect()
}
