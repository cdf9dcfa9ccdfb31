//! What elements, competencies, domains and outcomes are called, and what to do next about a "no".
//!
//! Keyed texts of both languages, kept beside the questionnaires whose words they must repeat.

use std::{collections::BTreeMap, sync::LazyLock};

use serde::Deserialize;

use crate::bilingual::Bilingual;

/// A name and one sentence that says what is meant.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Named {
    /// The name, as a head of a row or column.
    pub name: Bilingual,
    /// One sentence.
    pub description: Bilingual,
}

#[derive(Deserialize)]
struct Names {
    element: BTreeMap<String, Named>,
    competency: BTreeMap<String, Named>,
    domain: BTreeMap<String, Named>,
    outcome: BTreeMap<String, Named>,
}

static NAMES: LazyLock<Names> = LazyLock::new(|| {
    serde_json::from_str(include_str!("../../questionnaires/names.json")).expect("a test reads the names")
});

static NEXT_STEPS: LazyLock<BTreeMap<String, Vec<Bilingual>>> = LazyLock::new(|| {
    serde_json::from_str(include_str!("../../questionnaires/next_steps.json")).expect("a test reads the steps")
});

/// The name of an element (`reach`), a competency (`listen`), a domain (`leadership`) or an outcome (`recommend`).
pub fn of(key: &str) -> Option<&'static Named> {
    let names = &*NAMES;
    [&names.element, &names.competency, &names.domain, &names.outcome].into_iter().find_map(|kind| kind.get(key))
}

/// What to do next where a question of an assessment (`q01` … `q20`) was answered with no or partly: a few actions, the
/// one to begin with first.
pub fn next_steps(item: &str) -> &'static [Bilingual] {
    NEXT_STEPS.get(item).map_or(&[], Vec::as_slice)
}

/// Every text of this module, for the checks of how Persian is written.
#[cfg(test)]
pub(super) fn texts() -> Vec<&'static Bilingual> {
    let names = &*NAMES;
    let named = [&names.element, &names.competency, &names.domain, &names.outcome];
    let named = named.into_iter().flat_map(BTreeMap::values).flat_map(|named| [&named.name, &named.description]);
    named.chain(NEXT_STEPS.values().flatten()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::questionnaire::ELEMENTS;

    #[test]
    fn what_has_no_name_is_none() {
        assert_eq!(of("reach").map(|named| named.name.en.as_str()), Some("Easy to reach"));
        assert!(ELEMENTS.iter().all(|element| of(element).is_some()));
        assert_eq!(of("nothing"), None);
        assert!(next_steps("q21").is_empty());
    }
}
