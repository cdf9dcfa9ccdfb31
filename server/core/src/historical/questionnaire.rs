//! The questionnaire of an old survey: items known here keep their meaning, others get a scale without labels.

use ayeneh_domain::{
    bilingual::Bilingual,
    digits::to_persian,
    questionnaire::{
        Frozen, Item, ItemKind, Outcome, Questionnaire, Section,
        builtin::{Trust, trust},
    },
};

/// An item of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct OldItem {
    /// Its key here.
    pub key: String,
    /// What it was called.
    pub name: Bilingual,
}

/// The item of the trust questionnaire with this key, e.g. `recommend` or `reach.1`.
pub(super) fn known(key: &str) -> Option<&'static Item> {
    let item = trust(Trust::Customer).items().find(|item| item.key == key)?;
    item.kind.score_range().map(|_| item)
}

/// The least and the greatest value of an item.
pub(super) fn range(key: &str, points: u8) -> (u8, u8) {
    known(key).and_then(|item| item.kind.score_range()).unwrap_or((1, points))
}

/// The questionnaire of these items.
pub(super) fn frozen(title: &Bilingual, items: &[OldItem], points: u8) -> Result<Frozen, String> {
    let item = |old: &OldItem| known(&old.key).cloned().unwrap_or_else(|| plain(old, points));
    Frozen::try_from(Questionnaire {
        key: "historical".into(),
        version: 1,
        title: title.clone(),
        intro: None,
        not_applicable_label: None,
        sections: vec![Section { key: "items".into(), title: title.clone(), items: items.iter().map(item).collect() }],
    })
}

fn plain(old: &OldItem, points: u8) -> Item {
    let label = |point: u8| Bilingual::new(to_persian(&point.to_string()), point.to_string());
    Item {
        key: old.key.clone(),
        text: old.name.clone(),
        element: None,
        kind: ItemKind::Scale { points, labels: (1..=points).map(label).collect(), outcome: Outcome::None },
        not_applicable: false,
    }
}
