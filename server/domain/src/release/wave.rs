//! The release of a paired wave: both sides by unit, element and item, and the gap between them.

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
    ids::UnitId,
    questionnaire::{Frozen, Side},
    statistics::{LEAST_UNITS, pearson},
    survey::audience::Branch,
};

/// One side of a wave.
#[derive(Clone, Copy, Debug)]
pub struct SideInput<'a> {
    /// Which side.
    pub side: Side,
    /// What it was asked.
    pub questionnaire: &'a Frozen,
    /// How many were invited, by the unit they count in.
    pub invited: &'a BTreeMap<UnitId, u32>,
}

/// Everything that a wave's release is made from.
#[derive(Clone, Copy, Debug)]
pub struct WaveInput<'a> {
    /// The survey's rules.
    pub rules: &'a Rules,
    /// The frozen unit tree.
    pub units: &'a [Branch],
    /// One or both sides.
    pub sides: &'a [SideInput<'a>],
    /// The sealed answers.
    pub responses: &'a [Response],
}

/// The tree of units: node 0 is the organisation, node i+1 the i-th unit.
pub(super) struct Units {
    pub tree: Tree,
    ids: Vec<UnitId>,
    nodes: BTreeMap<UnitId, usize>,
}

impl Units {
    pub fn new(units: &[Branch]) -> Self {
        let nodes: BTreeMap<_, _> = units.iter().enumerate().map(|(place, unit)| (unit.id, place + 1)).collect();
        let parent = |unit: &Branch| unit.parent.and_then(|parent| nodes.get(&parent).copied());
        let parents = std::iter::once(None).chain(units.iter().map(parent)).collect();
        Self { tree: Tree::new(parents), ids: units.iter().map(|unit| unit.id).collect(), nodes }
    }

    /// The node of a unit; answers of units that are not in the tree count in the organisation alone.
    pub fn node(&self, unit: UnitId) -> usize {
        self.nodes.get(&unit).copied().unwrap_or(0)
    }

    pub fn unit(&self, node: usize) -> Option<UnitId> {
        node.checked_sub(1).and_then(|place| self.ids.get(place).copied())
    }
}

/// One side, counted and decided.
struct Counted {
    side: Side,
    panel: Panel,
    rulings: Rulings,
    cells: Vec<Cell>,
}

/// Builds the release of a paired wave. `below` gives a random number below its argument, for the order of comments.
pub fn wave(input: &WaveInput, below: comments::Below) -> Released {
    build(input, false, below)
}

pub(super) fn build(input: &WaveInput, with_mean: bool, below: comments::Below) -> Released {
    let units = Units::new(input.units);
    let mut released = Released { cells: Vec::new(), comments: Vec::new() };
    let mut sides = Vec::new();
    for side in input.sides {
        let counted = count_side(input, side, &units, with_mean, below, &mut released);
        sides.push(counted);
    }
    if let [first, second] = &mut sides[..] {
        if first.side == Side::Customer {
            std::mem::swap(first, second);
        }
        released.cells.extend(gap_cells(&units, first, second));
        released.cells.extend(together_cells(&units, first, second));
    }
    for side in sides {
        released.cells.extend(side.cells);
    }
    released
}

fn count_side(
    input: &WaveInput,
    side: &SideInput,
    units: &Units,
    with_mean: bool,
    below: comments::Below,
    released: &mut Released,
) -> Counted {
    let responses: Vec<(usize, &Answers)> = input
        .responses
        .iter()
        .filter(|response| response.group.side == side.side)
        .map(|response| (units.node(response.group.unit), &response.answers))
        .collect();
    let topics = Topics::of([side.questionnaire]);
    let panel = Panel::count(topics, units.tree.clone(), responses.iter().copied());
    let rulings = panel.rulings(input.rules);
    // Rule 13, the self-attack, belongs here: it takes the rulings of all panels and hides more.
    let locate = |node: usize| (units.unit(node), None);
    let place = Place { side: Some(side.side), node: &locate, with_mean };
    let cells = publish::cells(&panel, &rulings, input.rules, &place);
    if !side.invited.is_empty() {
        let mut invited = vec![0; units.tree.len()];
        for (unit, count) in side.invited {
            invited[units.node(*unit)] += count;
        }
        released.cells.extend(publish::participation(&panel, &rulings, input.rules, &place, &invited));
    }
    let (comment_cells, texts) =
        comments::release(&panel.topics.open, &units.tree, &rulings, input.rules, &place, &responses, below);
    released.cells.extend(comment_cells);
    released.comments.extend(texts);
    Counted { side: side.side, panel, rulings, cells }
}

type Figures<'a> = BTreeMap<(Option<UnitId>, &'a str), &'a Shown>;

/// The main figures of a side by unit and topic.
fn main_figures(cells: &[Cell]) -> Figures<'_> {
    let main = |cell: &&Cell| matches!(cell.figure, Figure::Index | Figure::Nps);
    cells.iter().filter(main).map(|cell| ((cell.unit, cell.topic.as_str()), &cell.shown)).collect()
}

/// Employees minus customers, per unit and topic that both were asked. Items are corrected apart from elements, which are
/// what the page colours.
fn gap_cells(units: &Units, employee: &Counted, customer: &Counted) -> Vec<Cell> {
    let (first, second) = (main_figures(&employee.cells), main_figures(&customer.cells));
    let places = customer.panel.topics.places();
    let (mut wholes, mut items) = (Vec::new(), Vec::new());
    for (at, topic) in employee.panel.topics.list.iter().enumerate() {
        let Some(&other) = places.get(topic.key.as_str()) else { continue };
        for node in 0..units.tree.len() {
            let unit = units.unit(node);
            let key = (unit, topic.key.as_str());
            let (Some(one), Some(two)) = (first.get(&key), second.get(&key)) else { continue };
            let counts = |side: &Counted, at: usize, node: usize| {
                let topic = &side.panel.topics.list[at];
                side.panel.counts[node].topics[at].moments(topic.scale()).filter(|_| !topic.is_recommend())
            };
            let sd = |side: &Counted, at: usize| {
                organisation_sd(&side.panel.topics.list[at], &side.panel.counts[0].topics[at])
            };
            let pair = Pair {
                cell: Cell {
                    unit,
                    subject: None,
                    side: None,
                    group: None,
                    topic: topic.key.clone(),
                    figure: Figure::Gap,
                    shown: Shown::hidden(HiddenReason::NotAsked),
                },
                first: (*one).clone(),
                second: (*two).clone(),
                is_open: [(employee, at), (customer, other)]
                    .iter()
                    .all(|(side, at)| side.rulings.details[*at][node] == Detail::Open),
                moments: counts(employee, at, node).zip(counts(customer, other, node)),
                organisation_sd: sd(employee, at).zip(sd(customer, other)),
            };
            if topic.is_item() { items.push(pair) } else { wholes.push(pair) }
        }
    }
    let mut cells = compare::gaps(wholes);
    cells.extend(compare::gaps(items));
    cells
}

/// Whether both sides move together: the correlation over the lowest units, of what is shown there.
fn together_cells(units: &Units, employee: &Counted, customer: &Counted) -> Vec<Cell> {
    let (first, second) = (main_figures(&employee.cells), main_figures(&customer.cells));
    let lowest: Vec<_> = (1..units.tree.len()).filter(|&node| units.tree.children(node).is_empty()).collect();
    let mut cells = Vec::new();
    for topic in employee.panel.topics.list.iter().filter(|topic| !topic.is_item()) {
        let pairs: Vec<(f64, f64)> = lowest
            .iter()
            .filter_map(|&node| {
                let key = (units.unit(node), topic.key.as_str());
                first.get(&key)?.position().zip(second.get(&key)?.position())
            })
            .collect();
        let enough = pairs.len() >= LEAST_UNITS;
        let shown = match pearson(&pairs) {
            Ok(r) if enough => {
                let n = u32::try_from(r.n).ok();
                Shown::Value { value: r.r, low: Some(r.interval.low), high: Some(r.interval.high), n }
            }
            Err(_) if enough => continue,
            _ => Shown::hidden(HiddenReason::TooFew { threshold: u32::try_from(LEAST_UNITS).unwrap_or(8) }),
        };
        cells.push(Cell {
            unit: None,
            subject: None,
            side: None,
            group: None,
            topic: topic.key.clone(),
            figure: Figure::Together,
            shown,
        });
    }
    cells
}
