//! Whom a run asks: the chosen units with all below them, and how many people that is in each.

use std::collections::{BTreeMap, BTreeSet};

use crate::ids::UnitId;

/// A node of the unit tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Branch {
    /// The unit.
    pub id: UnitId,
    /// The unit above.
    pub parent: Option<UnitId>,
}

/// The chosen units and everything below them. A unit that does not exist chooses nothing.
pub fn below(tree: &[Branch], chosen: &BTreeSet<UnitId>) -> BTreeSet<UnitId> {
    let mut children: BTreeMap<UnitId, Vec<UnitId>> = BTreeMap::new();
    for branch in tree {
        if let Some(parent) = branch.parent {
            children.entry(parent).or_default().push(branch.id);
        }
    }
    let mut found = BTreeSet::new();
    let mut next: Vec<UnitId> = tree.iter().map(|branch| branch.id).filter(|id| chosen.contains(id)).collect();
    while let Some(unit) = next.pop() {
        if found.insert(unit) {
            next.extend(children.get(&unit).into_iter().flatten());
        }
    }
    found
}

/// The chosen units that do not lie below another chosen one: what a person would name.
pub fn tops(tree: &[Branch], chosen: &BTreeSet<UnitId>) -> Vec<UnitId> {
    let parents: BTreeMap<UnitId, Option<UnitId>> = tree.iter().map(|branch| (branch.id, branch.parent)).collect();
    let inside = |unit: &UnitId| {
        // As many steps as there are units: a tree that is none ends too.
        let above =
            std::iter::successors(parents.get(unit).copied().flatten(), |up| parents.get(up).copied().flatten());
        above.take(tree.len()).any(|up| up != *unit && chosen.contains(&up))
    };
    tree.iter().map(|branch| branch.id).filter(|unit| chosen.contains(unit) && !inside(unit)).collect()
}

/// How many people each unit has with everything below it, from how many it has itself.
pub fn with_below(tree: &[Branch], own: &BTreeMap<UnitId, u32>) -> BTreeMap<UnitId, u32> {
    let parents: BTreeMap<UnitId, Option<UnitId>> = tree.iter().map(|branch| (branch.id, branch.parent)).collect();
    let mut totals: BTreeMap<UnitId, u32> = tree.iter().map(|branch| (branch.id, 0)).collect();
    for (unit, count) in own {
        let way_up = std::iter::successors(Some(*unit), |unit| parents.get(unit).copied().flatten());
        for unit in way_up.take(tree.len()) {
            if let Some(total) = totals.get_mut(&unit) {
                *total += count;
            }
        }
    }
    totals
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;

    fn unit(n: u128) -> UnitId {
        UnitId(Uuid::from_u128(n))
    }

    /// 1 → 2 → 4, 1 → 3.
    fn tree() -> Vec<Branch> {
        [(1, None), (2, Some(1)), (3, Some(1)), (4, Some(2))]
            .map(|(id, parent)| Branch { id: unit(id), parent: parent.map(unit) })
            .to_vec()
    }

    #[test]
    fn what_is_below_comes_along() {
        let chosen = BTreeSet::from([unit(2), unit(9)]);
        assert_eq!(below(&tree(), &chosen), BTreeSet::from([unit(2), unit(4)]));
        assert_eq!(below(&tree(), &BTreeSet::from([unit(1)])).len(), 4);
        assert!(below(&tree(), &BTreeSet::new()).is_empty());
    }

    #[test]
    fn only_the_uppermost_is_named() {
        let chosen = BTreeSet::from([unit(4), unit(2), unit(3)]);
        assert_eq!(tops(&tree(), &chosen), [unit(2), unit(3)]);
    }

    #[test]
    fn counts_add_up_upwards() {
        let own = BTreeMap::from([(unit(4), 3), (unit(2), 2), (unit(3), 1)]);
        let totals = with_below(&tree(), &own);
        assert_eq!([1, 2, 3, 4].map(|n| totals[&unit(n)]), [6, 5, 1, 3]);
    }

    proptest! {
        /// Whatever the tree (even one with a cycle): choosing more never asks fewer, and choosing again adds nothing.
        #[test]
        fn choosing_is_monotonous(
            parents in prop::collection::vec(prop::option::of(0u128..30), 1..30),
            chosen in prop::collection::btree_set(0u128..30, 0..8),
            more in prop::collection::btree_set(0u128..30, 0..8),
        ) {
            let tree: Vec<Branch> = parents.iter().enumerate()
                .map(|(n, parent)| Branch { id: unit(n as u128), parent: parent.map(unit) }).collect();
            let chosen: BTreeSet<UnitId> = chosen.into_iter().map(unit).collect();
            let both: BTreeSet<UnitId> = chosen.iter().copied().chain(more.into_iter().map(unit)).collect();
            let found = below(&tree, &chosen);
            prop_assert!(found.is_subset(&below(&tree, &both)));
            prop_assert_eq!(&below(&tree, &found), &found);
        }
    }
}
