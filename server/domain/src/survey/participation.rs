//! What a running survey shows: how many take part, in steps, where enough were invited (TRUST rule 19).

use std::collections::BTreeMap;

use super::audience::Branch;
use crate::{
    disclosure::{
        Rules,
        partition::{Decision, Thresholds, Tree},
    },
    ids::UnitId,
};

/// Answers are counted in steps of so many, rounded down.
pub const STEP: u32 = 5;

/// Invited, and answered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// How many were invited.
    pub invited: u32,
    /// How many have answered.
    pub answered: u32,
}

/// Everybody (`None`) and each unit, with what was counted (all below included, answers in steps) and whether it may be
/// shown. What can be worked out of hidden units by subtraction is never about fewer invited than the threshold; so
/// the decision depends on the invited alone. Units to which nobody belongs are left out.
pub fn decide(tree: &[Branch], own: &BTreeMap<UnitId, Count>, rules: &Rules) -> Vec<(Option<UnitId>, Count, Decision)> {
    let nodes: BTreeMap<UnitId, usize> = tree.iter().enumerate().map(|(at, branch)| (branch.id, at + 1)).collect();
    let parent = |branch: &Branch| branch.parent.and_then(|parent| nodes.get(&parent).copied()).or(Some(0));
    let arranged = Tree::new(std::iter::once(None).chain(tree.iter().map(parent)).collect());
    let least = least(rules);
    let thresholds = Thresholds { least, hidden_sum: least, exempt_from: rules.exempt_from() };
    let count = |unit: &UnitId| own.get(unit).copied().unwrap_or_default();
    let column = |of: fn(Count) -> u32| -> Vec<u32> {
        std::iter::once(0).chain(tree.iter().map(|branch| of(count(&branch.id)))).collect()
    };
    let invited = column(|count| count.invited);
    let decisions = arranged.decide(&invited, thresholds);
    let (invited, answered) = (arranged.totals(&invited), arranged.totals(&column(|count| count.answered)));
    let units = std::iter::once(None).chain(tree.iter().map(|branch| Some(branch.id)));
    let there = units.enumerate().filter(|(node, _)| invited[*node] > 0);
    there
        .map(|(node, unit)| {
            let answered = answered[node].min(invited[node]) / STEP * STEP;
            (unit, Count { invited: invited[node], answered }, decisions[node])
        })
        .collect()
}

/// How many must be invited for a figure of participation.
pub fn least(rules: &Rules) -> u32 {
    rules.participation().max(STEP)
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn unit(n: u128) -> UnitId {
        UnitId(Uuid::from_u128(n))
    }

    fn counts(rows: &[(u128, u32, u32)]) -> BTreeMap<UnitId, Count> {
        rows.iter()
            .map(|(id, invited, answered)| (unit(*id), Count { invited: *invited, answered: *answered }))
            .collect()
    }

    fn tree() -> Vec<Branch> {
        [(1, None), (2, Some(1)), (3, Some(1)), (4, Some(1))]
            .map(|(id, parent)| Branch { id: unit(id), parent: parent.map(unit) })
            .to_vec()
    }

    fn shown(own: &[(u128, u32, u32)], rules: &Rules) -> Vec<(Option<UnitId>, Count)> {
        let decided = decide(&tree(), &counts(own), rules).into_iter();
        decided.filter(|(_, _, decision)| decision.is_shown()).map(|(unit, count, _)| (unit, count)).collect()
    }

    #[test]
    fn answers_come_in_steps() {
        let shown = shown(&[(2, 20, 13), (3, 12, 4), (4, 9, 9)], &Rules::default());
        let figures: Vec<(u32, u32)> = shown.iter().map(|(_, count)| (count.invited, count.answered)).collect();
        assert_eq!(figures, [(41, 25), (41, 25), (20, 10), (12, 0), (9, 5)]);
        assert_eq!(shown[0].0, None);
    }

    #[test]
    fn a_small_unit_is_hidden_with_its_smallest_sibling() {
        let shown = shown(&[(2, 20, 13), (3, 12, 4), (4, 3, 3)], &Rules::default());
        let shown: Vec<Option<UnitId>> = shown.into_iter().map(|(id, _)| id).collect();
        assert_eq!(shown, [None, Some(unit(1)), Some(unit(2))]);
    }

    #[test]
    fn reviews_are_no_exception() {
        assert!(shown(&[(1, 4, 4)], &Rules::reviews()).is_empty());
    }
}
