//! What a wave asked, read from its frozen questionnaires: elements, outcomes, items as each side read them.

use std::collections::BTreeMap;

use ayeneh_domain::{
    bilingual::Bilingual,
    questionnaire::{self, Frozen, Item, ItemKind, Side, names},
    release::Figure,
    survey::Wording,
};

/// An outcome of a wave.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Net promoters, −100 to 100.
    Recommend,
    /// The share of the top two points, in percent.
    Satisfaction,
    /// The mean on 1 to 7.
    Effort,
}

impl Outcome {
    /// Which figure of a release it is.
    pub const fn figure(self) -> Figure {
        match self {
            Self::Recommend => Figure::Nps,
            Self::Satisfaction => Figure::Csat,
            Self::Effort => Figure::Ces,
        }
    }

    fn of(kind: &ItemKind) -> Option<Self> {
        match kind {
            ItemKind::Recommend { .. } => Some(Self::Recommend),
            ItemKind::Scale { outcome: questionnaire::Outcome::Satisfaction, .. } => Some(Self::Satisfaction),
            ItemKind::Scale { outcome: questionnaire::Outcome::Effort, .. } => Some(Self::Effort),
            _ => None,
        }
    }
}

/// The labels of a scale's ends, least first.
pub type Ends = (Bilingual, Bilingual);

/// An item on a scale.
#[derive(Clone, Debug, PartialEq)]
pub struct AskedItem {
    /// Its key.
    pub key: String,
    /// Its words.
    pub text: Bilingual,
    /// What the ends of the scale are called.
    pub ends: Ends,
}

/// What was asked.
#[derive(Clone, Debug, Default)]
pub(super) struct Asked {
    pub sides: Vec<Side>,
    /// Elements, or items where there are none: key and name.
    pub topics: Vec<(String, Bilingual)>,
    pub outcomes: Vec<(Outcome, String, Bilingual)>,
    pub items: Vec<(Side, AskedItem)>,
    /// Open questions.
    pub open: Vec<(Side, String)>,
}

pub(super) fn asked(questionnaires: &BTreeMap<Wording, Frozen>) -> Asked {
    let mut asked = Asked::default();
    // Employees first, as everywhere.
    let mut wordings: Vec<_> = questionnaires.iter().collect();
    wordings.sort_by_key(|(wording, _)| wording.side());
    for (wording, frozen) in wordings {
        asked.sides.push(wording.side());
        for item in frozen.document().items() {
            add(&mut asked, wording.side(), item);
        }
    }
    if asked.topics.is_empty() {
        let items = asked.items.iter().map(|(_, item)| (item.key.clone(), item.text.clone()));
        asked.topics = items.collect();
        asked.topics.dedup_by(|one, other| one.0 == other.0);
    }
    asked
}

fn add(asked: &mut Asked, side: Side, item: &Item) {
    if let Some(element) = &item.element
        && !asked.topics.iter().any(|(key, _)| key == element)
    {
        asked.topics.push((element.clone(), named(element)));
    }
    if let Some(outcome) = Outcome::of(&item.kind)
        && !asked.outcomes.iter().any(|(_, key, _)| *key == item.key)
    {
        asked.outcomes.push((outcome, item.key.clone(), names::of(&item.key).map_or(&item.text, |n| &n.name).clone()));
    }
    match &item.kind {
        ItemKind::Scale { labels, .. } => {
            let end = |label: Option<&Bilingual>| label.cloned().unwrap_or_else(|| Bilingual::same(""));
            let ends = (end(labels.first()), end(labels.last()));
            asked.items.push((side, AskedItem { key: item.key.clone(), text: item.text.clone(), ends }));
        }
        ItemKind::Text { about: None, .. } => asked.open.push((side, item.key.clone())),
        _ => {}
    }
}

fn named(element: &str) -> Bilingual {
    names::of(element).map_or_else(|| Bilingual::same(element), |named| named.name.clone())
}
