//! Which part of the unit tree is looked at, and which parts may be.

use std::collections::HashMap;

use ayeneh_domain::{
    bilingual::Bilingual,
    disclosure::partition::Tree,
    ids::UnitId,
    permission::{Reach, Right},
};

use crate::{
    Ctx, Error, Missing, Result,
    db::Tx,
    organisation,
    people::{self, Unit},
};

/// A unit, or the whole organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScopeUnit {
    /// The unit; absent is the whole organisation.
    pub id: Option<UnitId>,
    /// Its name.
    pub name: Bilingual,
}

/// The unit tree with the node that is looked at. Node 0 is the organisation; a single unit at the top is the same
/// thing and has no node of its own in paths.
#[derive(Clone, Debug)]
pub struct Scope {
    tree: Tree,
    units: Vec<Unit>,
    nodes: HashMap<UnitId, usize>,
    name: Bilingual,
    node: usize,
    /// The highest nodes that may be seen.
    tops: Vec<usize>,
}

impl Scope {
    /// Reads the tree and finds the node of `wanted`.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a unit that is not there or out of reach; the database's.
    pub(crate) async fn read(tx: &mut Tx, ctx: &Ctx, reach: &Reach, wanted: Option<UnitId>) -> Result<Self> {
        let own = organisation::store::find(tx, ctx.organisation).await?.ok_or(Error::NotFound)?;
        let units = people::store::units(tx, ctx.organisation).await?;
        let nodes: HashMap<UnitId, usize> = units.iter().zip(1..).map(|(unit, node)| (unit.id, node)).collect();
        let parent = |unit: &Unit| Some(unit.parent.and_then(|parent| nodes.get(&parent).copied()).unwrap_or(0));
        let tree = Tree::new(std::iter::once(None).chain(units.iter().map(parent)).collect());
        let mut scope = Self { tree, units, nodes, name: own.name, node: 0, tops: vec![0] };
        if let Reach::Units(reached) = reach {
            scope.tops = reached.iter().filter_map(|unit| scope.nodes.get(unit).copied()).collect();
        }
        let first = *scope.tops.first().ok_or(Error::Refused(Missing::Right(Right::ScorecardView)))?;
        let node = match wanted {
            None => first,
            Some(unit) => *scope.nodes.get(&unit).ok_or(Error::NotFound)?,
        };
        scope.node = if scope.is_visible(0) && Some(node) == scope.single_top() { 0 } else { node };
        if scope.is_visible(scope.node) { Ok(scope) } else { Err(Error::NotFound) }
    }

    /// The one unit below which everything stands, if there is one.
    fn single_top(&self) -> Option<usize> {
        match self.tree.children(0) {
            [only] => Some(*only),
            _ => None,
        }
    }

    fn is_visible(&self, node: usize) -> bool {
        self.tops.contains(&node) || self.tree.upwards(node).any(|above| self.tops.contains(&above))
    }

    /// Whether a unit, or the whole organisation, may be seen.
    pub(crate) fn sees(&self, unit: Option<UnitId>) -> bool {
        match unit {
            None => self.is_visible(0),
            Some(unit) => self.node_of(unit).is_some_and(|node| self.is_visible(node)),
        }
    }

    /// The tree.
    pub(crate) const fn tree(&self) -> &Tree {
        &self.tree
    }

    /// The node that is looked at.
    pub(crate) const fn node(&self) -> usize {
        self.node
    }

    /// The node of a unit.
    pub(crate) fn node_of(&self, unit: UnitId) -> Option<usize> {
        self.nodes.get(&unit).copied()
    }

    /// The unit of a node.
    pub(crate) fn at(&self, node: usize) -> ScopeUnit {
        match node.checked_sub(1).and_then(|place| self.units.get(place)) {
            Some(unit) => ScopeUnit { id: Some(unit.id), name: unit.name.clone() },
            None => super::whole(self.name.clone()),
        }
    }

    /// The unit that is looked at.
    pub fn unit(&self) -> ScopeUnit {
        self.at(self.node)
    }

    /// The units above it that may be seen, from the top.
    pub fn above(&self) -> Vec<ScopeUnit> {
        let skipped = self.single_top();
        let mut above: Vec<_> = self
            .tree
            .upwards(self.node)
            .filter(|node| *node != self.node && Some(*node) != skipped && self.is_visible(*node))
            .map(|node| self.at(node))
            .collect();
        above.reverse();
        above
    }

    /// The nodes directly below.
    pub(crate) fn nodes_below(&self) -> &[usize] {
        match self.single_top() {
            Some(top) if self.node == 0 => self.tree.children(top),
            _ => self.tree.children(self.node),
        }
    }

    /// The units directly below.
    pub fn below(&self) -> Vec<ScopeUnit> {
        self.nodes_below().iter().map(|node| self.at(*node)).collect()
    }

    /// The nodes below the scope that have none below them, in the order of the tree.
    pub(crate) fn lowest(&self) -> Vec<usize> {
        let mut open = vec![self.node];
        let mut lowest = Vec::new();
        while let Some(node) = open.pop() {
            let children = self.tree.children(node);
            if children.is_empty() && node != self.node {
                lowest.push(node);
            }
            open.extend(children.iter().rev());
        }
        lowest
    }

    /// Whether a unit is the organisation under another name.
    pub(crate) fn is_whole(&self, node: usize) -> bool {
        node == 0 || Some(node) == self.single_top()
    }
}
