//! Relations joined: colleagues, those outside, and all others. Made of what is shown of each relation's group, so that it says
//! nothing that they do not say.

use std::collections::BTreeMap;

use super::Grouped;
use crate::release::{cell::Shown, report};

/// The groups of several relations together, each weighing what it has of reports. `n` is that of the relation with the
/// most: so many reports stand behind it at least.
pub fn join_groups(relations: &[&Grouped]) -> Grouped {
    let nodes = relations.iter().map(|one| one.nodes.len()).max().unwrap_or(0);
    let node =
        |node: usize| joined(&relations.iter().filter_map(|one| one.nodes.get(node)?.as_ref()).collect::<Vec<_>>());
    let mut levels = BTreeMap::new();
    for level in relations.iter().flat_map(|one| one.levels.keys()) {
        let of: Vec<&Shown> = relations.iter().filter_map(|one| one.levels.get(level)).collect();
        levels.extend(joined(&of).map(|shown| (*level, shown)));
    }
    Grouped { nodes: (0..nodes).map(node).collect(), levels }
}

/// What is shown of several relations together; where nothing is, why the first is hidden.
fn joined(of: &[&Shown]) -> Option<Shown> {
    let people = of.iter().filter(|shown| !shown.is_hidden()).filter_map(|shown| shown.n()).max();
    match report::join(of.iter().copied()) {
        Some(Shown::Value { value, .. }) => Some(Shown::Value { value, low: None, high: None, n: people }),
        Some(Shown::AtLeast { bound, .. }) => Some(Shown::AtLeast { bound, n: people }),
        Some(Shown::AtMost { bound, .. }) => Some(Shown::AtMost { bound, n: people }),
        Some(shown) => Some(shown),
        None => of.first().map(|shown| (*shown).clone()),
    }
}
