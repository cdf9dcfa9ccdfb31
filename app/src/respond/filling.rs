//! A questionnaire being filled in: what the form of one section brings along, and what comes next.
//!
//! The form carries everything (earlier answers as hidden fields), so the server keeps nothing before the last page and
//! no script is needed. Its own fields begin with `:`, which no item's key can.

use std::collections::{BTreeMap, BTreeSet};

use ayeneh_core::intake::Receipt;
use ayeneh_domain::{
    answer::{AnswerFault, Answers, check_form},
    bilingual::Locale,
    questionnaire::{Frozen, Item},
};

use crate::routing::Fields;

/// The field that says which section was shown, counted from 0.
pub const SECTION: &str = ":section";
/// The field of the button pressed: `next`, `back`, `send`, or a language.
pub const GO: &str = ":go";
/// The field with the sections about which somebody was reminded, as `0 3`.
pub const REMINDED: &str = ":reminded";
/// The field with the receipt's number.
pub const RECEIPT: &str = ":receipt";
/// The field with the language of the page.
pub const LANGUAGE: &str = ":language";

/// What was entered so far.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filling {
    /// The section shown.
    pub section: usize,
    /// What was entered, by item, as it was entered.
    pub entered: BTreeMap<String, String>,
    /// The sections about which somebody was reminded.
    pub reminded: BTreeSet<usize>,
    /// Makes a repeat of this answer the same answer.
    pub receipt: Receipt,
    /// The language of the page.
    pub locale: Locale,
}

/// What comes after a button was pressed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Next {
    /// Show the section that the filling now stands on.
    Show(Say),
    /// Send the answers.
    Send(Answers),
}

/// What is said above a section.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Say {
    /// Nothing.
    Nothing,
    /// These items of the section were skipped; said once.
    Skipped(Vec<String>),
    /// Nothing at all was answered.
    Empty,
    /// Answers that cannot be accepted, by item.
    Wrong(BTreeMap<String, AnswerFault>),
    /// The form holds items that the questionnaire does not have.
    Foreign,
    /// The answers could not be stored just now.
    NotStored,
}

impl Say {
    /// The status of the page that says it.
    pub const fn status(&self) -> u16 {
        match self {
            Self::Nothing | Self::Skipped(_) => 200,
            Self::Empty | Self::Wrong(_) | Self::Foreign => 422,
            Self::NotStored => 503,
        }
    }
}

impl Filling {
    /// Nothing entered yet.
    pub const fn new(receipt: Receipt, locale: Locale) -> Self {
        Self { section: 0, entered: BTreeMap::new(), reminded: BTreeSet::new(), receipt, locale }
    }

    /// Reads what a form brought; `receipt` and `locale` are for forms that brought none.
    pub fn read(form: &Fields, sections: usize, receipt: Receipt, locale: Locale) -> Self {
        let mut filling = Self::new(receipt, locale);
        for (name, value) in &form.0 {
            match name.as_str() {
                // A script that sends everything at once names no section: it stands on the last.
                SECTION => filling.section = value.parse().unwrap_or(0),
                REMINDED => filling.reminded = value.split(' ').filter_map(|n| n.parse().ok()).collect(),
                RECEIPT => filling.receipt = value.parse().unwrap_or(filling.receipt),
                LANGUAGE => filling.locale = Locale::from_tag(value).unwrap_or(filling.locale),
                own if own.starts_with(':') => {}
                item => _ = filling.entered.insert(item.to_owned(), value.clone()),
            }
        }
        if !form.has(SECTION) {
            filling.section = sections.saturating_sub(1);
            filling.reminded.insert(filling.section);
        }
        filling.section = filling.section.min(sections.saturating_sub(1));
        filling
    }

    /// What comes next, after the button `go` was pressed.
    pub fn go(&mut self, go: &str, questionnaire: &Frozen) -> Next {
        if let Some(locale) = Locale::from_tag(go) {
            self.locale = locale;
            return Next::Show(Say::Nothing);
        }
        if go == "back" {
            self.section = self.section.saturating_sub(1);
            return Next::Show(Say::Nothing);
        }
        let entered = self.entered.iter().map(|(item, value)| (item.as_str(), value.as_str()));
        let answers = match check_form(questionnaire, entered) {
            Ok(answers) => answers,
            Err(problems) => {
                let wrong: BTreeMap<_, _> = problems.iter().map(|p| (p.item.to_owned(), p.fault)).collect();
                return Next::Show(self.point_out(wrong, questionnaire));
            }
        };
        let skipped = self.skipped(&answers, questionnaire);
        if !skipped.is_empty() && self.reminded.insert(self.section) {
            return Next::Show(Say::Skipped(skipped));
        }
        if self.section + 1 < questionnaire.document().sections.len() {
            self.section += 1;
            return Next::Show(Say::Nothing);
        }
        if answers.is_empty() { Next::Show(Say::Empty) } else { Next::Send(answers) }
    }

    /// Goes to the first section with a wrong answer.
    fn point_out(&mut self, wrong: BTreeMap<String, AnswerFault>, questionnaire: &Frozen) -> Say {
        let known = |item: &Item| wrong.contains_key(&item.key);
        match questionnaire.document().sections.iter().position(|section| section.items.iter().any(known)) {
            Some(section) => {
                self.section = section;
                Say::Wrong(wrong)
            }
            None => Say::Foreign,
        }
    }

    /// The questions of this section that have no answer; own words may always be left out.
    fn skipped(&self, answers: &Answers, questionnaire: &Frozen) -> Vec<String> {
        let items = &questionnaire.document().sections[self.section].items;
        let asked = items.iter().filter(|item| item.kind.score_range().is_some());
        asked.filter(|item| !answers.contains_key(&item.key)).map(|item| item.key.clone()).collect()
    }

    /// What was entered for an item.
    pub fn of(&self, item: &str) -> Option<&str> {
        self.entered.get(item).map(String::as_str).filter(|value| !value.is_empty())
    }

    /// What the form has to bring along beside the section's own fields.
    pub fn carried(&self, questionnaire: &Frozen) -> Vec<(String, String)> {
        let here = &questionnaire.document().sections[self.section].items;
        let reminded: Vec<String> = self.reminded.iter().map(ToString::to_string).collect();
        let mut carried = vec![
            (SECTION.to_owned(), self.section.to_string()),
            (REMINDED.to_owned(), reminded.join(" ")),
            (RECEIPT.to_owned(), self.receipt.to_string()),
            (LANGUAGE.to_owned(), self.locale.tag().to_owned()),
        ];
        let elsewhere = |key: &String| questionnaire.item(key).is_some() && here.iter().all(|item| item.key != *key);
        let entered = self.entered.iter().filter(|(key, value)| !value.is_empty() && elsewhere(key));
        carried.extend(entered.map(|(key, value)| (key.clone(), value.clone())));
        carried
    }
}

#[cfg(test)]
mod tests;
