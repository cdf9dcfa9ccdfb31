//! The release of an assessment: twenty questions by domain and level, and how far the levels see it differently.
//!
//! Levels are a partition of everybody: one that is too small takes the next smallest with it.

use std::collections::BTreeMap;

use super::{
    Released,
    cell::{Cell, Figure, HiddenReason, Shown},
    comments,
    compare::{self, Pair},
    figures::organisation_sd,
    panel::{Panel, Rulings},
    publish::{self, Place},
    topics::Topics,
};
use crate::{
    answer::{Answers, Response},
    disclosure::{Rules, detail::Detail, partition::Tree},
    people::Level,
    questionnaire::Frozen,
};

/// Everything that an assessment's release is made from.
#[derive(Clone, Copy, Debug)]
pub struct AssessmentInput<'a> {
    /// The survey's rules.
    pub rules: &'a Rules,
    /// The twenty questions.
    pub questionnaire: &'a Frozen,
    /// How many were invited, by level.
    pub invited: &'a BTreeMap<Level, u32>,
    /// The sealed answers.
    pub responses: &'a [Response],
}

/// The node of a level; node 0 is everybody, and holds those without a level.
fn node(level: Option<Level>) -> usize {
    let place = |level: Level| Level::ALL.iter().position(|&other| other == level).map_or(0, |place| place + 1);
    level.map_or(0, place)
}

/// Builds the release of an assessment. Group is the level's key; gaps are between two levels, first minus second. `below`
/// gives a random number below its argument, for the order of comments.
pub fn assessment(input: &AssessmentInput, below: comments::Below) -> Released {
    let tree = Tree::flat(Level::ALL.len());
    let responses: Vec<(usize, &Answers)> =
        input.responses.iter().map(|response| (node(response.group.level), &response.answers)).collect();
    let panel = Panel::count(Topics::of([input.questionnaire]), tree, responses.iter().copied());
    let rulings = panel.rulings(input.rules);
    // Rule 13, the self-attack, belongs here.
    let group = |node: usize| (None, level(node).map(|level| level.key().to_owned()));
    let place = Place { side: None, node: &group, with_mean: false };
    let mut cells = publish::cells(&panel, &rulings, input.rules, &place);
    cells.extend(gap_cells(&panel, &rulings, &cells));
    let mut invited = vec![0; panel.tree.len()];
    for (level, count) in input.invited {
        invited[node(Some(*level))] += count;
    }
    cells.extend(publish::participation(&panel, &rulings, input.rules, &place, &invited));
    // Never by attribute: comments are of everybody, so all stand in the whole.
    let whole: Vec<_> = responses.iter().map(|&(_, answers)| (0, answers)).collect();
    let everybody = Tree::flat(0);
    let (comment_cells, comments) =
        comments::release(&panel.topics.open, &everybody, &rulings, input.rules, &place, &whole, below);
    cells.extend(comment_cells);
    Released { cells, comments }
}

fn level(node: usize) -> Option<Level> {
    node.checked_sub(1).and_then(|place| Level::ALL.get(place).copied())
}

fn gap_cells(panel: &Panel, rulings: &Rulings, cells: &[Cell]) -> Vec<Cell> {
    let shown = |level: Level, topic: &str| {
        let wanted = |cell: &&Cell| {
            cell.figure == Figure::Index && cell.topic == topic && cell.group.as_deref() == Some(level.key())
        };
        cells.iter().find(wanted).map(|cell| cell.shown.clone())
    };
    let (mut wholes, mut items) = (Vec::new(), Vec::new());
    for (at, topic) in panel.topics.list.iter().enumerate() {
        let moments = |level: Level| panel.counts[node(Some(level))].topics[at].moments(topic.scale());
        let sd = organisation_sd(topic, &panel.counts[0].topics[at]);
        for (one, two) in [(0, 1), (0, 2), (1, 2)].map(|(one, two)| (Level::ALL[one], Level::ALL[two])) {
            let Some((first, second)) = shown(one, &topic.key).zip(shown(two, &topic.key)) else { continue };
            let pair = Pair {
                cell: Cell {
                    unit: None,
                    subject: None,
                    side: None,
                    group: Some(format!("{}:{}", one.key(), two.key())),
                    topic: topic.key.clone(),
                    figure: Figure::Gap,
                    shown: Shown::hidden(HiddenReason::NotAsked),
                },
                first,
                second,
                is_open: [one, two].iter().all(|level| rulings.details[at][node(Some(*level))] == Detail::Open),
                moments: moments(one).zip(moments(two)),
                organisation_sd: sd.zip(sd),
            };
            if topic.is_item() { items.push(pair) } else { wholes.push(pair) }
        }
    }
    let mut gaps = compare::gaps(wholes);
    gaps.extend(compare::gaps(items));
    gaps
}
