//! What a questionnaire measures: its items, the elements they form, and the mean over elements.

use std::collections::BTreeMap;

use super::cell::OVERALL;
use crate::{
    questionnaire::{Frozen, Item, ItemKind, Outcome},
    scoring::Scale,
};

/// Something that has a score.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Topic {
    pub key: String,
    pub kind: Kind,
}

/// How a topic's score comes about. Parts are places in [`Topics::list`], always before their whole.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Kind {
    Item { scale: Scale, outcome: ItemOutcome, not_applicable: bool },
    Element { scale: Scale, items: Vec<usize> },
    Overall { elements: Vec<usize> },
}

/// Which figure an item yields besides, or instead of, its index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ItemOutcome {
    Plain,
    Recommend,
    Satisfaction,
    Effort,
}

/// All topics of one questionnaire, or of several wordings with the same keys.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Topics {
    /// Items in their order, then elements, then the mean over elements where there are two and more.
    pub list: Vec<Topic>,
    /// Open questions.
    pub open: Vec<String>,
}

impl Topics {
    /// The union of the questionnaires' topics; of items with one key the first defines the scale.
    pub fn of<'a>(questionnaires: impl IntoIterator<Item = &'a Frozen>) -> Self {
        let mut topics = Self { list: Vec::new(), open: Vec::new() };
        let mut elements: Vec<(String, Scale, Vec<usize>)> = Vec::new();
        for item in questionnaires.into_iter().flat_map(|frozen| frozen.document().items()) {
            let Some(scale) = Scale::of(&item.kind) else {
                if !topics.open.contains(&item.key) {
                    topics.open.push(item.key.clone());
                }
                continue;
            };
            if topics.list.iter().any(|topic| topic.key == item.key) {
                continue;
            }
            let place = topics.list.len();
            topics.list.push(Topic { key: item.key.clone(), kind: item_kind(item, scale) });
            let Some(element) = &item.element else { continue };
            match elements.iter_mut().find(|(key, ..)| key == element) {
                Some((_, of, items)) if *of == scale => items.push(place),
                Some(_) => {}
                None => elements.push((element.clone(), scale, vec![place])),
            }
        }
        topics.add_wholes(elements);
        topics
    }

    fn add_wholes(&mut self, elements: Vec<(String, Scale, Vec<usize>)>) {
        let first = self.list.len();
        for (key, scale, items) in elements {
            self.list.push(Topic { key, kind: Kind::Element { scale, items } });
        }
        let elements: Vec<_> = (first..self.list.len()).collect();
        if elements.len() > 1 {
            self.list.push(Topic { key: OVERALL.to_owned(), kind: Kind::Overall { elements } });
        }
    }

    /// Places of items by their key.
    pub fn places(&self) -> BTreeMap<&str, usize> {
        self.list.iter().enumerate().map(|(place, topic)| (topic.key.as_str(), place)).collect()
    }
}

impl Topic {
    /// Whether it is an item.
    pub const fn is_item(&self) -> bool {
        matches!(self.kind, Kind::Item { .. })
    }

    /// Whether it is an element: the mean of its items.
    pub const fn is_element(&self) -> bool {
        matches!(self.kind, Kind::Element { .. })
    }

    /// Whether it is the mean over elements.
    pub const fn is_overall(&self) -> bool {
        matches!(self.kind, Kind::Overall { .. })
    }

    /// Whether its figure is a net promoter score and nothing else.
    pub const fn is_recommend(&self) -> bool {
        matches!(self.kind, Kind::Item { outcome: ItemOutcome::Recommend, .. })
    }

    /// The scale of its answers; the mean over elements is an index already.
    pub const fn scale(&self) -> Option<Scale> {
        match self.kind {
            Kind::Item { scale, .. } | Kind::Element { scale, .. } => Some(scale),
            Kind::Overall { .. } => None,
        }
    }

    /// What it is put together from.
    pub fn parts(&self) -> &[usize] {
        match &self.kind {
            Kind::Item { .. } => &[],
            Kind::Element { items, .. } => items,
            Kind::Overall { elements } => elements,
        }
    }
}

fn item_kind(item: &Item, scale: Scale) -> Kind {
    let outcome = match &item.kind {
        ItemKind::Recommend { .. } => ItemOutcome::Recommend,
        ItemKind::Scale { outcome: Outcome::Satisfaction, .. } => ItemOutcome::Satisfaction,
        ItemKind::Scale { outcome: Outcome::Effort, .. } => ItemOutcome::Effort,
        _ => ItemOutcome::Plain,
    };
    Kind::Item { scale, outcome, not_applicable: item.not_applicable }
}
