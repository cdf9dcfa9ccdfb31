//! The unit tree: who is above whom, and how far a right reaches in it.
//!
//! Built once from the list of units and then asked; it cannot hold a cycle or a unit whose parent is unknown.

use std::collections::{BTreeMap, BTreeSet};

use thiserror::Error;

use super::chain;
use crate::{ids::UnitId, permission::Reach};

/// Units with their parents. Siblings stand in the order in which they were given.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UnitTree {
    nodes: BTreeMap<UnitId, Node>,
    depth_first: Vec<UnitId>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Node {
    parent: Option<UnitId>,
    children: Vec<UnitId>,
    depth: usize,
}

/// Why units do not make a tree.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum TreeError {
    /// A parent is not among the units.
    #[error("unit {unit} is below {parent}, which does not exist")]
    UnknownParent {
        /// The unit.
        unit: UnitId,
        /// What it names as its parent.
        parent: UnitId,
    },
    /// Units that are each above themselves.
    #[error("{0:?} are above themselves")]
    Cycle(Vec<UnitId>),
}

impl UnitTree {
    /// Builds the tree from units and their parents.
    ///
    /// # Errors
    /// See [`TreeError`].
    pub fn new(units: impl IntoIterator<Item = (UnitId, Option<UnitId>)>) -> Result<Self, TreeError> {
        let units: Vec<_> = units.into_iter().collect();
        let position: BTreeMap<UnitId, usize> = units.iter().enumerate().map(|(at, (unit, _))| (*unit, at)).collect();
        let mut next = Vec::with_capacity(units.len());
        for (unit, parent) in &units {
            let at =
                |parent: UnitId| position.get(&parent).copied().ok_or(TreeError::UnknownParent { unit: *unit, parent });
            next.push(parent.map(at).transpose()?);
        }
        if let Some(cycle) = chain::cycles(&next).into_iter().next() {
            return Err(TreeError::Cycle(cycle.into_iter().map(|at| units[at].0).collect()));
        }
        Ok(Self::linked(&units))
    }

    fn linked(units: &[(UnitId, Option<UnitId>)]) -> Self {
        let node = |parent| Node { parent, children: Vec::new(), depth: 0 };
        let mut nodes: BTreeMap<UnitId, Node> = units.iter().map(|(unit, parent)| (*unit, node(*parent))).collect();
        for (unit, parent) in units {
            if let Some(above) = parent.and_then(|parent| nodes.get_mut(&parent)) {
                above.children.push(*unit);
            }
        }
        let mut tree = Self { nodes, depth_first: Vec::with_capacity(units.len()) };
        let mut waiting: Vec<(UnitId, usize)> =
            units.iter().filter(|(_, parent)| parent.is_none()).map(|(unit, _)| (*unit, 0)).rev().collect();
        while let Some((unit, depth)) = waiting.pop() {
            tree.depth_first.push(unit);
            if let Some(node) = tree.nodes.get_mut(&unit) {
                node.depth = depth;
                waiting.extend(node.children.iter().rev().map(|child| (*child, depth + 1)));
            }
        }
        tree
    }

    /// All units, parents before children, siblings together.
    pub fn depth_first(&self) -> &[UnitId] {
        &self.depth_first
    }

    /// The units that have none above them.
    pub fn roots(&self) -> impl Iterator<Item = UnitId> {
        self.depth_first.iter().copied().filter(|unit| self.parent(*unit).is_none())
    }

    /// Whether the unit is in the tree.
    pub fn contains(&self, unit: UnitId) -> bool {
        self.nodes.contains_key(&unit)
    }

    /// The unit above; `None` for a root or an unknown unit.
    pub fn parent(&self, unit: UnitId) -> Option<UnitId> {
        self.nodes.get(&unit)?.parent
    }

    /// The units directly below.
    pub fn children(&self, unit: UnitId) -> &[UnitId] {
        self.nodes.get(&unit).map_or(&[], |node| &node.children)
    }

    /// How many units are above; 0 for a root or an unknown unit.
    pub fn depth(&self, unit: UnitId) -> usize {
        self.nodes.get(&unit).map_or(0, |node| node.depth)
    }

    /// The units above, nearest first.
    pub fn ancestors(&self, unit: UnitId) -> impl Iterator<Item = UnitId> {
        std::iter::successors(self.parent(unit), |above| self.parent(*above))
    }

    /// The unit itself and all units below it, parents before children; nothing for an unknown unit.
    pub fn descendants(&self, unit: UnitId) -> &[UnitId] {
        let Some(start) = self.depth_first.iter().position(|other| *other == unit) else { return &[] };
        let below = &self.depth_first[start + 1..];
        let end = below.iter().position(|other| self.depth(*other) <= self.depth(unit)).unwrap_or(below.len());
        &self.depth_first[start..=start + end]
    }

    /// Whether `unit` is `above` or below it.
    pub fn is_within(&self, unit: UnitId, above: UnitId) -> bool {
        self.contains(unit) && (unit == above || self.ancestors(unit).any(|ancestor| ancestor == above))
    }

    /// Whether a right that reaches so far reaches the unit.
    pub fn reaches(&self, reach: &Reach, unit: UnitId) -> bool {
        match reach {
            Reach::Nothing => false,
            Reach::Everything => self.contains(unit),
            Reach::Units(units) => units.iter().any(|above| self.is_within(unit, *above)),
        }
    }

    /// The highest units a right reaches, none below another; everything it reaches is these and what is below them.
    pub fn tops(&self, reach: &Reach) -> Vec<UnitId> {
        match reach {
            Reach::Nothing => Vec::new(),
            Reach::Everything => self.roots().collect(),
            Reach::Units(units) => self.highest(units),
        }
    }

    fn highest(&self, units: &BTreeSet<UnitId>) -> Vec<UnitId> {
        let top = |unit: &UnitId| units.contains(unit) && !self.ancestors(*unit).any(|above| units.contains(&above));
        self.depth_first.iter().copied().filter(top).collect()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;

    fn id(n: u128) -> UnitId {
        UnitId(Uuid::from_u128(n))
    }

    /// 1 → 2 → 4, 1 → 3, and a second root 5.
    fn example() -> UnitTree {
        let above = [(1, None), (4, Some(2)), (2, Some(1)), (3, Some(1)), (5, None)];
        UnitTree::new(above.map(|(unit, parent)| (id(unit), parent.map(id)))).expect("a tree")
    }

    #[test]
    fn walks_up_and_down() {
        let tree = example();
        assert_eq!(tree.depth_first(), [1, 2, 4, 3, 5].map(id));
        assert_eq!(tree.descendants(id(2)), [2, 4].map(id));
        assert_eq!(tree.descendants(id(1)), [1, 2, 4, 3].map(id));
        assert_eq!(tree.descendants(id(9)), []);
        assert_eq!(tree.ancestors(id(4)).collect::<Vec<_>>(), [2, 1].map(id));
        assert_eq!((tree.depth(id(4)), tree.depth(id(5))), (2, 0));
        assert!(tree.is_within(id(4), id(1)) && tree.is_within(id(4), id(4)) && !tree.is_within(id(1), id(4)));
    }

    #[test]
    fn a_right_reaches_its_units_and_below() {
        let tree = example();
        let reach = Reach::Units(BTreeSet::from([2, 4, 5, 77].map(id)));
        assert_eq!(tree.tops(&reach), [2, 5].map(id));
        assert!(tree.reaches(&reach, id(4)) && !tree.reaches(&reach, id(3)) && !tree.reaches(&reach, id(77)));
        assert_eq!(tree.tops(&Reach::Everything), [1, 5].map(id));
        assert!(tree.tops(&Reach::Nothing).is_empty());
    }

    #[test]
    fn refuses_what_is_no_tree() {
        let unknown = UnitTree::new([(id(1), Some(id(2)))]);
        assert_eq!(unknown, Err(TreeError::UnknownParent { unit: id(1), parent: id(2) }));
        let cycle = UnitTree::new([(id(1), None), (id(2), Some(id(3))), (id(3), Some(id(2)))]);
        assert!(matches!(cycle, Err(TreeError::Cycle(units)) if units.len() == 2));
    }

    proptest! {
        #[test]
        fn descendants_are_exactly_those_within(parents in prop::collection::vec(prop::option::of(0usize..30), 1..30)) {
            // Only earlier units as parents: always a tree.
            let units: Vec<_> = parents.iter().enumerate()
                .map(|(at, parent)| (id(at as u128), parent.filter(|p| *p < at).map(|p| id(p as u128)))).collect();
            let tree = UnitTree::new(units.clone()).expect("a tree");
            prop_assert_eq!(tree.depth_first().len(), units.len());
            for (unit, _) in &units {
                let below: BTreeSet<_> = tree.descendants(*unit).iter().copied().collect();
                for (other, _) in &units {
                    prop_assert_eq!(below.contains(other), tree.is_within(*other, *unit));
                }
            }
        }
    }
}
