//! A questionnaire that was checked and changes no more: the only kind that is launched and answered.

use serde::{Deserialize, Serialize};

use super::{Item, Problem, Questionnaire};

/// A checked, unchangeable questionnaire; items are found by key without a scan.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "Questionnaire", into = "Questionnaire")]
pub struct Frozen {
    document: Questionnaire,
    /// Section and item of each key, sorted by key.
    places: Vec<(usize, usize)>,
}

impl Frozen {
    /// Freezes a questionnaire, or says everything that is wrong with it.
    pub fn freeze(document: Questionnaire) -> Result<Self, Vec<Problem>> {
        let problems = document.check();
        if !problems.is_empty() {
            return Err(problems);
        }
        let mut places: Vec<_> = (0..document.sections.len())
            .flat_map(|section| (0..document.sections[section].items.len()).map(move |item| (section, item)))
            .collect();
        places.sort_by(|a, b| key(&document, *a).cmp(key(&document, *b)));
        Ok(Self { document, places })
    }

    /// The document.
    pub fn document(&self) -> &Questionnaire {
        &self.document
    }

    /// The item of a key.
    pub fn item(&self, wanted: &str) -> Option<&Item> {
        let at = self.places.binary_search_by(|place| key(&self.document, *place).cmp(wanted)).ok()?;
        let (section, item) = self.places[at];
        Some(&self.document.sections[section].items[item])
    }
}

fn key(document: &Questionnaire, (section, item): (usize, usize)) -> &str {
    &document.sections[section].items[item].key
}

impl TryFrom<Questionnaire> for Frozen {
    type Error = String;

    /// Freezes what was stored or sent.
    ///
    /// # Errors
    /// All problems, a line each.
    fn try_from(document: Questionnaire) -> Result<Self, String> {
        Self::freeze(document)
            .map_err(|problems| problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))
    }
}

impl From<Frozen> for Questionnaire {
    fn from(frozen: Frozen) -> Self {
        frozen.document
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::questionnaire::builtin;

    #[test]
    fn every_item_is_found_by_its_key_and_no_other() {
        for document in builtin::all() {
            let frozen = Frozen::freeze(document.clone()).expect("built in");
            for item in document.items() {
                assert_eq!(frozen.item(&item.key), Some(item));
            }
            assert_eq!(frozen.item("nothing"), None);
        }
    }

    #[test]
    fn only_a_right_document_is_read_as_frozen() {
        let frozen = Frozen::freeze(builtin::centricity().clone()).expect("built in");
        let text = serde_json::to_string(&frozen).expect("writes");
        assert_eq!(serde_json::from_str::<Frozen>(&text).expect("reads"), frozen);
        let wrong = text.replace("q02\"", "q01\"");
        let error = serde_json::from_str::<Frozen>(&wrong).expect_err("a key used twice");
        assert!(error.to_string().contains("q01: the key is used twice"), "{error}");
    }
}
