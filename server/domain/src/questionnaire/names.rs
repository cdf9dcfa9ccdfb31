//! What elements, competencies, domains and groups are called, and what to do next about a "no".
//!
//! Keyed texts of both languages, kept beside the questionnaires whose words they must repeat.

use std::{collections::BTreeMap, sync::LazyLock};

use serde::Deserialize;

use super::Side;
use crate::{
    bilingual::Bilingual,
    people::{Level, TenureBand},
    relationship::Relationship,
};

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
    side: BTreeMap<String, Bilingual>,
    level: BTreeMap<String, Bilingual>,
    tenure: BTreeMap<String, Bilingual>,
    relationship: BTreeMap<String, Bilingual>,
}

static NAMES: LazyLock<Names> = LazyLock::new(|| {
    serde_json::from_str(include_str!("../../questionnaires/names.json")).expect("a test reads the names")
});

static NEXT_STEPS: LazyLock<BTreeMap<String, Bilingual>> = LazyLock::new(|| {
    serde_json::from_str(include_str!("../../questionnaires/next_steps.json")).expect("a test reads the steps")
});

/// The name of an element (`reach`), a competency (`listen`), a domain (`leadership`) or an outcome (`recommend`).
pub fn of(key: &str) -> Option<&'static Named> {
    let names = &*NAMES;
    [&names.element, &names.competency, &names.domain, &names.outcome].into_iter().find_map(|kind| kind.get(key))
}

/// What to do next where one of the twenty questions (`q01` … `q20`) was answered with no.
pub fn next_step(item: &str) -> Option<&'static Bilingual> {
    NEXT_STEPS.get(item)
}

/// The name of a side, in the plural.
pub fn side(side: Side) -> &'static Bilingual {
    &NAMES.side[side.key()]
}

/// The name of a level, in the plural.
pub fn level(level: Level) -> &'static Bilingual {
    &NAMES.level[level.key()]
}

/// The name of a tenure band.
pub fn tenure(band: TenureBand) -> &'static Bilingual {
    &NAMES.tenure[band.key()]
}

/// The name of a relationship, as a column head.
pub fn relationship(relationship: Relationship) -> &'static Bilingual {
    &NAMES.relationship[relationship.key()]
}

/// Every text of this module, for the checks of how Persian is written.
#[cfg(test)]
pub(super) fn texts() -> Vec<&'static Bilingual> {
    let names = &*NAMES;
    let named = [&names.element, &names.competency, &names.domain, &names.outcome];
    let plain = [&names.side, &names.level, &names.tenure, &names.relationship, &NEXT_STEPS];
    named
        .into_iter()
        .flat_map(BTreeMap::values)
        .flat_map(|named| [&named.name, &named.description])
        .chain(plain.into_iter().flat_map(BTreeMap::values))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::questionnaire::ELEMENTS;

    #[test]
    fn every_group_has_a_name() {
        assert_eq!(side(Side::Customer).en, "Customers");
        for value in Level::ALL {
            assert!(!level(*value).fa.is_empty());
        }
        for value in TenureBand::ALL {
            assert!(!tenure(*value).fa.is_empty());
        }
        for value in Relationship::ALL {
            assert!(!relationship(*value).fa.is_empty());
        }
        for element in ELEMENTS {
            assert!(of(element).is_some());
        }
        assert_eq!((of("nothing"), next_step("q21")), (None, None));
    }
}
