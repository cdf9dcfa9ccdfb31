//! What is counted of a group's answers: enough for every figure, and nothing that a figure does not need.
//!
//! Counts of groups add up, so a unit's are its own people's and those of all units below.

use std::collections::BTreeMap;

use super::topics::{Kind, Topics};
use crate::{
    answer::{Answer, Answers},
    scoring::{ElementScore, Scale, Tally, element_score},
    statistics::{CompleteCases, Moments},
};

/// How many people answered which parts of a whole, as a set of places.
pub(super) type Patterns = BTreeMap<u64, u32>;

/// The counts of one group.
#[derive(Clone, Debug)]
pub(super) struct Counts {
    /// How many responded.
    pub people: u32,
    /// By topic.
    pub topics: Vec<Count>,
}

/// The counts of one topic.
#[derive(Clone, Debug)]
pub(super) enum Count {
    Item(Tally),
    Element { scores: BTreeMap<ElementScore, u64>, complete: CompleteCases, answered: Patterns },
    Overall { values: Vec<f64>, answered: Patterns },
}

impl Counts {
    /// Nobody yet.
    pub fn new(topics: &Topics) -> Self {
        let count = |kind: &Kind| match kind {
            Kind::Item { scale, .. } => Count::Item(Tally::new(*scale)),
            Kind::Element { items, .. } => Count::Element {
                scores: BTreeMap::new(),
                complete: CompleteCases::new(items.len()),
                answered: Patterns::new(),
            },
            Kind::Overall { .. } => Count::Overall { values: Vec::new(), answered: Patterns::new() },
        };
        Self { people: 0, topics: topics.list.iter().map(|topic| count(&topic.kind)).collect() }
    }

    /// Counts a response. An element needs half of the items that this respondent was asked (`asked`, by topic).
    pub fn add(&mut self, topics: &Topics, asked: &[bool], answers: &Answers) {
        self.people += 1;
        let mut scores: Vec<Option<u8>> = vec![None; topics.list.len()];
        let mut indices: Vec<Option<f64>> = vec![None; topics.list.len()];
        for (place, (topic, count)) in topics.list.iter().zip(&mut self.topics).enumerate() {
            match (count, &topic.kind) {
                (Count::Item(tally), _) => match answers.get(&topic.key) {
                    Some(Answer::Score(score)) => scores[place] = tally.add(*score).is_ok().then_some(*score),
                    Some(Answer::NotApplicable { .. }) => tally.add_not_applicable(),
                    Some(Answer::Text(_)) | None => {}
                },
                (Count::Element { scores: people, complete, answered }, Kind::Element { scale, items }) => {
                    let given: Vec<_> = items.iter().map(|&item| scores[item]).collect();
                    complete.add(&given);
                    let of_asked: Vec<_> =
                        items.iter().filter(|&&item| asked[item]).map(|&item| scores[item]).collect();
                    if let Some(score) = element_score(&of_asked) {
                        *people.entry(score).or_default() += 1;
                        *answered.entry(pattern(&given)).or_default() += 1;
                        indices[place] = Some(score.index(*scale));
                    }
                }
                (Count::Overall { values, answered }, Kind::Overall { elements }) => {
                    let given: Vec<_> = elements.iter().map(|&element| indices[element]).collect();
                    let asked = elements.iter().filter(|&&element| asked[element]).count();
                    let scored: Vec<_> = given.iter().flatten().copied().collect();
                    if !scored.is_empty() && scored.len() * 2 >= asked {
                        values.push(scored.iter().sum::<f64>() / scored.len() as f64);
                        *answered.entry(pattern(&given)).or_default() += 1;
                    }
                }
                _ => {}
            }
        }
    }

    /// Adds other people.
    pub fn merge(&mut self, other: &Self) {
        self.people += other.people;
        for (mine, theirs) in self.topics.iter_mut().zip(&other.topics) {
            match (mine, theirs) {
                (Count::Item(mine), Count::Item(theirs)) => mine.merge(theirs),
                (
                    Count::Element { scores, complete, answered },
                    Count::Element { scores: s, complete: c, answered: a },
                ) => {
                    s.iter().for_each(|(&score, people)| *scores.entry(score).or_default() += people);
                    complete.merge(c);
                    a.iter().for_each(|(&pattern, people)| *answered.entry(pattern).or_default() += people);
                }
                (Count::Overall { values, answered }, Count::Overall { values: v, answered: a }) => {
                    values.extend_from_slice(v);
                    a.iter().for_each(|(&pattern, people)| *answered.entry(pattern).or_default() += people);
                }
                _ => {}
            }
        }
    }
}

impl Count {
    /// On how many people the topic's score rests.
    pub fn n(&self) -> u32 {
        let n = match self {
            Self::Item(tally) => tally.n(),
            Self::Element { scores, .. } => scores.values().sum(),
            Self::Overall { values, .. } => values.len() as u64,
        };
        u32::try_from(n).unwrap_or(u32::MAX)
    }

    /// How many of those who count here answered at least one of these parts (places within the whole).
    pub fn who_answered(&self, parts: &[bool]) -> u32 {
        let (Self::Element { answered, .. } | Self::Overall { answered, .. }) = self else { return 0 };
        let wanted = pattern(&parts.iter().map(|part| part.then_some(())).collect::<Vec<_>>());
        answered.iter().filter(|(pattern, _)| *pattern & wanted != 0).map(|(_, people)| people).sum()
    }

    /// Of an element: how many of those who count here did not answer all of its items.
    pub fn partial(&self) -> u32 {
        let Self::Element { complete, .. } = self else { return 0 };
        self.n().saturating_sub(u32::try_from(complete.n()).unwrap_or(u32::MAX))
    }

    /// Number, mean and spread in index points, 0 to 100; `None` of nobody.
    pub fn moments(&self, scale: Option<Scale>) -> Option<Moments> {
        match (self, scale) {
            (Self::Item(tally), Some(scale)) => {
                let points = (scale.min()..=scale.max()).map(|point| scale.index(f64::from(point)));
                Moments::of_counted(points.zip(tally.counts().iter().copied()))
            }
            (Self::Element { scores, .. }, Some(scale)) => {
                Moments::of_counted(scores.iter().map(|(score, &people)| (score.index(scale), people)))
            }
            (Self::Overall { values, .. }, _) => {
                // In order of size, so that the last bits do not depend on the order of responses.
                let mut values = values.clone();
                values.sort_by(f64::total_cmp);
                Moments::of(&values)
            }
            _ => None,
        }
    }
}

/// The set of places that have a value. Beyond 64 parts the last bit stands for the rest, which only hides more.
fn pattern<T>(given: &[Option<T>]) -> u64 {
    given.iter().enumerate().filter(|(_, value)| value.is_some()).fold(0, |set, (place, _)| set | 1 << place.min(63))
}
