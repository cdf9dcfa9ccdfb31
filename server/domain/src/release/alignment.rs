//! The release of a behaviour alignment: each party's mean place of every behaviour, how far its members agree, and how
//! far the parties do.
//!
//! Nothing is released of all parties together, so no party can be worked out by subtraction and each stands on its own
//! number of answers. Below 25 answers mean places come in steps of a half; distributions are never shown, because places
//! exclude one another. W is made of the places that are shown: it says nothing more about anybody than they do.

use std::collections::BTreeMap;

use super::{
    Released,
    cell::{Cell, Figure, HiddenReason, OVERALL, Shown},
    compare::{self, Pair},
    counts::Count,
    figures::{Budget, figures},
    panel::{Panel, Ruling},
    publish::{self, Place},
    topics::Topics,
};
use crate::{
    alignment::Party,
    answer::{Answers, Response},
    disclosure::{Rules, detail::Detail, partition::Tree, slack::OPEN_FROM},
    questionnaire::{Frozen, Side},
    statistics::{Moments, kendall_w, kendall_w_of_means},
};

/// Everything that the release of an alignment is made from.
#[derive(Clone, Copy, Debug)]
pub struct AlignmentInput<'a> {
    /// The survey's rules.
    pub rules: &'a Rules,
    /// What each party was asked; all the same behaviours.
    pub questionnaires: &'a BTreeMap<Party, &'a Frozen>,
    /// How many of each party were invited.
    pub invited: &'a BTreeMap<Party, u32>,
    /// The sealed answers.
    pub responses: &'a [Response],
}

/// One party, counted: what is shown of each behaviour, and the moments behind it.
struct Counted {
    party: Party,
    topics: Vec<String>,
    places: Vec<Shown>,
    is_open: Vec<bool>,
    moments: Vec<Option<Moments>>,
}

/// Builds the release of an alignment. Group is the party's key; gaps are between two parties, first minus second, in
/// places.
pub fn alignment(input: &AlignmentInput) -> Released {
    let mut cells = Vec::new();
    let counted: Vec<Counted> =
        input.questionnaires.iter().map(|(party, asked)| count(input, *party, asked, &mut cells)).collect();
    cells.push(between(&counted));
    for (place, first) in counted.iter().enumerate() {
        for second in &counted[place + 1..] {
            cells.extend(gaps(first, second));
        }
    }
    Released { cells, comments: Vec::new() }
}

/// Counts a party and adds its cells.
fn count(input: &AlignmentInput, party: Party, asked: &Frozen, cells: &mut Vec<Cell>) -> Counted {
    let of_party = input.responses.iter().filter(|response| Party::of(&response.group) == party);
    let answers: Vec<(usize, &Answers)> = of_party.map(|response| (0, &response.answers)).collect();
    let panel = Panel::count(Topics::of([asked]), Tree::flat(0), answers.into_iter());
    let rulings = panel.rulings(input.rules);
    // Rule 13, the self-attack, belongs here.
    let group = |_: usize| (None, Some(party.key().to_owned()));
    let place = Place { side: None, node: &group, with_mean: true };
    let invited = input.invited.get(&party).copied().unwrap_or_default();
    cells.extend(publish::participation(&panel, &rulings, input.rules, &place, &[invited]));
    let mut counted =
        Counted { party, topics: Vec::new(), places: Vec::new(), is_open: Vec::new(), moments: Vec::new() };
    for (at, topic) in panel.topics.list.iter().enumerate() {
        let count = &panel.counts[0].topics[at];
        let shown = match &rulings.topics[at][0] {
            Ruling::Show => {
                let upper = input.rules.upper_bound(party == Party::Customers);
                let (detail, insiders) = (rulings.details[at][0], input.rules.insiders());
                let budget = Budget { detail, insiders, upper, organisation_sd: None, with_mean: true };
                let all = figures(topic, count, &budget);
                let mean = all.into_iter().find(|(figure, _)| *figure == Figure::Mean);
                mean.map_or(Shown::hidden(HiddenReason::ProtectsAnswers), |(_, mean)| coarse(mean))
            }
            Ruling::Hide(reason) => Shown::hidden(reason.clone()),
        };
        cells.push(place.cell(0, &topic.key, Figure::Place, shown.clone()));
        counted.topics.push(topic.key.clone());
        counted.places.push(shown);
        counted.is_open.push(rulings.details[at][0] == Detail::Open);
        counted.moments.push(match count {
            Count::Item(tally) => tally.moments(),
            Count::Element { .. } | Count::Overall { .. } => None,
        });
    }
    cells.push(place.cell(0, OVERALL, Figure::Concordance, within(&counted.places)));
    counted
}

/// Below 25 answers in steps of a half, bounds outwards: places sum to a constant, and exact ones of a few people would say
/// together what each alone does not.
fn coarse(shown: Shown) -> Shown {
    if shown.n().is_none_or(|n| n >= OPEN_FROM) {
        return shown;
    }
    match shown {
        Shown::Value { value, n, .. } => Shown::Value { value: (value * 2.0).round() / 2.0, low: None, high: None, n },
        Shown::AtMost { bound, n } => Shown::AtMost { bound: (bound * 2.0).ceil() / 2.0, n },
        Shown::AtLeast { bound, n } => Shown::AtLeast { bound: (bound * 2.0).floor() / 2.0, n },
        other => other,
    }
}

/// How far the members of a party agree, from what is shown of their places. A bound lies nearer to the middle than what it
/// stands for, so that with one W is a bound too.
fn within(places: &[Shown]) -> Shown {
    let Some(means) = places.iter().map(Shown::position).collect::<Option<Vec<f64>>>() else {
        let hidden = places.iter().find(|shown| shown.is_hidden());
        return hidden.cloned().unwrap_or(Shown::hidden(HiddenReason::ProtectsAnswers));
    };
    let n = places.iter().filter_map(Shown::n).min();
    let w = kendall_w_of_means(&means) * 100.0;
    if places.iter().all(|shown| shown.exact().is_some()) {
        Shown::Value { value: w.round() / 100.0, low: None, high: None, n }
    } else {
        Shown::AtLeast { bound: w.floor() / 100.0, n }
    }
}

/// How far the shown parties agree with one another: W of their orders, equal figures by mid-ranks; n counts parties.
fn between(parties: &[Counted]) -> Cell {
    let orders: Vec<Vec<f64>> =
        parties.iter().filter_map(|party| party.places.iter().map(Shown::position).collect()).collect();
    let shown = match kendall_w(&orders) {
        Ok(found) => Shown::value((found.w * 100.0).round() / 100.0, u32::try_from(orders.len()).unwrap_or(u32::MAX)),
        Err(_) => Shown::hidden(HiddenReason::TooFew { threshold: 2 }),
    };
    cell(None, OVERALL, Figure::Concordance, shown)
}

/// The differences between two parties, behaviour by behaviour, corrected for all of them.
fn gaps(first: &Counted, second: &Counted) -> Vec<Cell> {
    let group = format!("{}:{}", first.party.key(), second.party.key());
    let pairs = first.topics.iter().enumerate().map(|(at, topic)| Pair {
        cell: cell(Some(group.clone()), topic, Figure::Gap, Shown::hidden(HiddenReason::NotAsked)),
        first: first.places[at].clone(),
        second: second.places[at].clone(),
        is_open: first.is_open[at] && second.is_open[at],
        moments: first.moments[at].zip(second.moments[at]),
        organisation_sd: None,
    });
    compare::gaps(pairs.collect())
}

fn cell(group: Option<String>, topic: &str, figure: Figure, shown: Shown) -> Cell {
    Cell { unit: None, subject: None, side: None::<Side>, group, topic: topic.to_owned(), figure, shown }
}
