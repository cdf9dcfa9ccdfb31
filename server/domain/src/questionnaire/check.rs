//! What is wrong with a questionnaire, all of it at once, so that an author mends it in one go.

use std::{collections::HashSet, fmt};

use super::{Item, ItemKind, Questionnaire, Section};
use crate::bilingual::{Bilingual, Locale};

/// The most items that a questionnaire may have.
pub const MAX_ITEMS: usize = 200;
/// The longest text of an item, title or label, in characters.
pub const MAX_TEXT_CHARS: usize = 500;
/// The longest key, in bytes; keys are part of form fields and of stored answers.
const MAX_KEY: usize = 64;
/// The most things that are put in order.
const MOST_PLACES: u8 = 12;
/// The longest own words an item may ask for, in characters.
const MAX_ANSWER_CHARS: u32 = 10_000;

/// One thing that is wrong, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The key of the section or item, or of the questionnaire itself.
    pub at: String,
    /// What is wrong there.
    pub fault: Fault,
}

/// What can be wrong with a questionnaire.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// A key is empty, longer than 64 bytes, or has other characters than a–z, 0–9, `_`, `.` and `-`.
    Key,
    /// The version is 0; versions count from 1.
    Version,
    /// There is no section.
    NoSection,
    /// A section has no item.
    NoItem,
    /// There are more than [`MAX_ITEMS`] items.
    TooManyItems,
    /// The key was used before in this questionnaire.
    DuplicateKey,
    /// A text is empty in this language.
    EmptyText(Locale),
    /// A text is longer than [`MAX_TEXT_CHARS`] in this language.
    LongText(Locale),
    /// A scale has fewer than 2 or more than 10 points.
    Points,
    /// The number of labels differs from the number of points.
    Labels,
    /// The longest accepted answer is 0 or more than 10,000 characters.
    AnswerLength,
    /// An order of other than 2 to 12, or places that are not as many as the things of the section to be put in order.
    Places,
    /// A text is about an item that does not exist, is itself a text, or stands in another section.
    About,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = match self.fault {
            Fault::Key => "the key must be 1 to 64 of a–z, 0–9, _ . -",
            Fault::Version => "versions count from 1",
            Fault::NoSection => "there is no section",
            Fault::NoItem => "the section has no item",
            Fault::TooManyItems => "there are more than 200 items",
            Fault::DuplicateKey => "the key is used twice",
            Fault::EmptyText(Locale::Fa) => "the Persian text is missing",
            Fault::EmptyText(Locale::En) => "the English text is missing",
            Fault::LongText(Locale::Fa) => "the Persian text is longer than 500 characters",
            Fault::LongText(Locale::En) => "the English text is longer than 500 characters",
            Fault::Points => "a scale has 2 to 10 points",
            Fault::Labels => "each point of the scale needs one label",
            Fault::AnswerLength => "the longest answer is 1 to 10,000 characters",
            Fault::Places => "a section puts 2 to 12 things in order and has as many places",
            Fault::About => "the item that the text is about must be a question of the same section",
        };
        write!(f, "{}: {what}", self.at)
    }
}

impl Questionnaire {
    /// Everything that is wrong with the document, in its order; empty if it may be frozen.
    pub fn check(&self) -> Vec<Problem> {
        let mut found = Found::default();
        found.key(&self.key);
        found.when(self.version == 0, &self.key, Fault::Version);
        found.when(self.sections.is_empty(), &self.key, Fault::NoSection);
        found.when(self.items().count() > MAX_ITEMS, &self.key, Fault::TooManyItems);
        let texts = [Some(&self.title), self.intro.as_ref(), self.not_applicable_label.as_ref()];
        for text in texts.into_iter().flatten() {
            found.text(&self.key, text);
        }
        let (mut sections, mut items) = (HashSet::new(), HashSet::new());
        for section in &self.sections {
            found.key(&section.key);
            found.when(!sections.insert(&section.key), &section.key, Fault::DuplicateKey);
            found.text(&section.key, &section.title);
            found.when(section.items.is_empty(), &section.key, Fault::NoItem);
            for item in &section.items {
                found.key(&item.key);
                found.when(!items.insert(&item.key), &item.key, Fault::DuplicateKey);
                found.item(section, item);
            }
        }
        found.0
    }
}

#[derive(Default)]
struct Found(Vec<Problem>);

impl Found {
    fn when(&mut self, wrong: bool, at: &str, fault: Fault) {
        if wrong {
            self.0.push(Problem { at: at.to_owned(), fault });
        }
    }

    fn key(&mut self, key: &str) {
        let allowed = |c: u8| c.is_ascii_lowercase() || c.is_ascii_digit() || b"_.-".contains(&c);
        let right = (1..=MAX_KEY).contains(&key.len()) && key.bytes().all(allowed);
        self.when(!right, key, Fault::Key);
    }

    fn text(&mut self, at: &str, text: &Bilingual) {
        for locale in Locale::ALL {
            self.when(text.get(locale).trim().is_empty(), at, Fault::EmptyText(locale));
            self.when(text.get(locale).chars().count() > MAX_TEXT_CHARS, at, Fault::LongText(locale));
        }
    }

    fn item(&mut self, section: &Section, item: &Item) {
        let at = &item.key;
        self.text(at, &item.text);
        match &item.kind {
            ItemKind::Scale { points, labels, .. } => {
                self.when(!(2..=10).contains(points), at, Fault::Points);
                self.when(labels.len() != usize::from(*points), at, Fault::Labels);
                for label in labels {
                    self.text(at, label);
                }
            }
            ItemKind::Recommend { least, most } => {
                self.text(at, least);
                self.text(at, most);
            }
            ItemKind::YesPartlyNo => {}
            ItemKind::Place { of } => self.when(!has_places(section, *of), at, Fault::Places),
            ItemKind::Text { max_chars, about } => {
                self.when(!(1..=MAX_ANSWER_CHARS).contains(max_chars), at, Fault::AnswerLength);
                let found = |about: &String| {
                    section.items.iter().any(|other| other.key == *about && other.kind.score_range().is_some())
                };
                self.when(about.as_ref().is_some_and(|about| !found(about)), at, Fault::About);
            }
        }
    }
}

/// Whether a section offers as many places as it has things to be put in order.
fn has_places(section: &Section, of: u8) -> bool {
    let ordered = section.items.iter().filter(|item| matches!(item.kind, ItemKind::Place { .. })).count();
    (2..=MOST_PLACES).contains(&of) && ordered == usize::from(of)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::questionnaire::builtin;

    fn faults(change: impl FnOnce(&mut Questionnaire)) -> Vec<(String, Fault)> {
        let mut questionnaire = builtin::centricity().clone();
        change(&mut questionnaire);
        questionnaire.check().into_iter().map(|problem| (problem.at, problem.fault)).collect()
    }

    #[test]
    fn nothing_is_wrong_with_a_right_one() {
        assert_eq!(faults(|_| {}), vec![]);
    }

    #[test]
    fn all_problems_are_told_at_once() {
        let found = faults(|q| {
            q.version = 0;
            q.title.en.clear();
            q.sections[0].items[2].key = "q01".into();
            q.sections[1].items.clear();
        });
        let expected = [
            ("centricity.20", Fault::Version),
            ("centricity.20", Fault::EmptyText(Locale::En)),
            ("q01", Fault::DuplicateKey),
            ("q02_evidence", Fault::About),
            ("measurement", Fault::NoItem),
        ];
        assert_eq!(found, expected.map(|(at, fault)| (at.to_owned(), fault)));
    }

    #[test]
    fn a_scale_needs_a_label_for_each_point() {
        let scale = |points: u8, labels: usize| {
            faults(|q| {
                q.sections[0].items[0].kind = ItemKind::Scale {
                    points,
                    labels: vec![Bilingual::new("نقطه", "point"); labels],
                    outcome: Default::default(),
                }
            })
        };
        assert_eq!(scale(5, 5), vec![]);
        assert_eq!(scale(5, 4), [("q01".to_owned(), Fault::Labels)]);
        assert_eq!(scale(11, 11), [("q01".to_owned(), Fault::Points)]);
        assert_eq!(scale(1, 1), [("q01".to_owned(), Fault::Points)]);
    }

    #[test]
    fn keys_lengths_and_targets_are_held() {
        assert_eq!(faults(|q| q.key = "Centricity 20".into()), [("Centricity 20".to_owned(), Fault::Key)]);
        assert_eq!(faults(|q| q.sections.clear()), [("centricity.20".to_owned(), Fault::NoSection)]);
        let about = |target: &str| {
            faults(|q| {
                q.sections[0].items[1].kind = ItemKind::Text { max_chars: 5, about: Some(target.into()) };
            })
        };
        assert_eq!(about("q01"), vec![]);
        for wrong in ["q19", "q01_evidence", "q99"] {
            assert_eq!(about(wrong), [("q01_evidence".to_owned(), Fault::About)], "{wrong}");
        }
        let long = faults(|q| q.sections[0].items[0].text.fa = "ا".repeat(501));
        assert_eq!(long, [("q01".to_owned(), Fault::LongText(Locale::Fa))]);
    }
}
