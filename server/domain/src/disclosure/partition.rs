//! Which parts of a whole may be shown (rules 1, 2 and 11): a function of counts, never of answers.
//!
//! Decided from the top of the tree downwards: below a hidden part everything is hidden, so that whatever can be worked
//! out by subtraction is, at every level, nobody or at least `hidden_sum` people. The exact self-attack over
//! overlapping partitions (rule 13) belongs behind this stage and takes its decisions.

use super::Rules;

/// The thresholds of one kind of cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Thresholds {
    /// A part needs this many to be shown.
    pub least: u32,
    /// The hidden parts of a whole must sum to this many, or to nobody.
    pub hidden_sum: u32,
    /// Parts of at least this many are never hidden to protect another.
    pub exempt_from: Option<u32>,
}

impl Thresholds {
    /// The thresholds of scores.
    pub const fn scores(rules: &Rules) -> Self {
        Self { least: rules.scores(), hidden_sum: rules.hidden_sum(), exempt_from: rules.exempt_from() }
    }
}

/// What is done with a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// It may be shown.
    Show,
    /// Hidden: too few.
    TooFew,
    /// Hidden, because it would give away a smaller sibling.
    ProtectsSibling,
}

impl Decision {
    /// Whether it may be shown.
    pub const fn is_shown(self) -> bool {
        matches!(self, Self::Show)
    }
}

/// Decides for the parts of one shown whole. `rest` people belong to the whole but to none of the parts, and are never
/// shown alone. Of equal parts the first is hidden first.
pub fn siblings(counts: &[u32], rest: u32, thresholds: Thresholds) -> Vec<Decision> {
    let mut decisions: Vec<_> =
        counts.iter().map(|&n| if n < thresholds.least { Decision::TooFew } else { Decision::Show }).collect();
    protect(counts, rest, thresholds, &mut decisions);
    decisions
}

/// Hides the next smallest sibling until what is hidden sums to nobody or enough.
fn protect(counts: &[u32], rest: u32, thresholds: Thresholds, decisions: &mut [Decision]) {
    loop {
        let parts = counts.iter().zip(decisions.iter());
        let hidden = rest + parts.filter(|(_, decision)| !decision.is_shown()).map(|(n, _)| n).sum::<u32>();
        if hidden == 0 || hidden >= thresholds.hidden_sum {
            return;
        }
        let exempt = |n: u32| thresholds.exempt_from.is_some_and(|from| n >= from);
        let victim = (0..counts.len())
            .filter(|&part| decisions[part].is_shown() && !exempt(counts[part]))
            .min_by_key(|&part| counts[part]);
        let Some(victim) = victim else { return };
        decisions[victim] = Decision::ProtectsSibling;
    }
}

/// A tree of groups. Node 0 is the whole; every other node has a parent, in whatever order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tree {
    parents: Vec<Option<usize>>,
    children: Vec<Vec<usize>>,
    /// Every node after its parent.
    order: Vec<usize>,
}

impl Tree {
    /// A tree from each node's parent. Nodes without a (valid) parent, and nodes of a cycle, stand below the whole.
    pub fn new(mut parents: Vec<Option<usize>>) -> Self {
        if parents.is_empty() {
            parents.push(None);
        }
        parents[0] = None;
        for node in 1..parents.len() {
            parents[node] = Some(parents[node].filter(|&parent| parent < parents.len() && parent != node).unwrap_or(0));
        }
        for node in 1..parents.len() {
            if !reaches_root(&parents, node) {
                parents[node] = Some(0);
            }
        }
        let mut children = vec![Vec::new(); parents.len()];
        for (node, parent) in parents.iter().enumerate() {
            if let Some(parent) = parent {
                children[*parent].push(node);
            }
        }
        let mut order = vec![0];
        let mut next = 0;
        while next < order.len() {
            order.extend_from_slice(&children[order[next]]);
            next += 1;
        }
        Self { parents, children, order }
    }

    /// A whole with `parts` parts, nodes 1 to `parts`.
    pub fn flat(parts: usize) -> Self {
        Self::new(vec![Some(0); parts + 1])
    }

    /// How many nodes, the whole included.
    pub fn len(&self) -> usize {
        self.parents.len()
    }

    /// Never: there is always the whole.
    pub fn is_empty(&self) -> bool {
        self.parents.is_empty()
    }

    /// The node above; `None` of the whole.
    pub fn parent(&self, node: usize) -> Option<usize> {
        self.parents[node]
    }

    /// The nodes directly below.
    pub fn children(&self, node: usize) -> &[usize] {
        &self.children[node]
    }

    /// The node and all above it, the whole last.
    pub fn upwards(&self, node: usize) -> impl Iterator<Item = usize> {
        std::iter::successors(Some(node), |&node| self.parents[node])
    }

    /// Every node before its parent.
    pub fn bottom_up(&self) -> impl Iterator<Item = usize> {
        self.order.iter().rev().copied()
    }

    /// Every node after its parent.
    pub fn top_down(&self) -> impl Iterator<Item = usize> {
        self.order.iter().copied()
    }

    /// Sums of each node with everything below it.
    pub fn totals(&self, own: &[u32]) -> Vec<u32> {
        let mut totals = own.to_vec();
        for node in self.bottom_up() {
            if let Some(parent) = self.parents[node] {
                totals[parent] += totals[node];
            }
        }
        totals
    }

    /// Which nodes to withhold so that whatever can be worked out of the others by subtraction holds nobody or at least
    /// `least` of the people counted directly in each node (`own`). Below a withheld node everything is withheld.
    pub fn leaving_no_handful(&self, own: &[u32], least: u32) -> Vec<bool> {
        let totals = self.totals(own);
        let few = |count: u32| (1..least).contains(&count);
        let mut withheld: Vec<bool> = totals.iter().map(|&total| few(total)).collect();
        for &node in &self.order {
            let children = &self.children[node];
            if withheld[node] {
                children.iter().for_each(|&child| withheld[child] = true);
                continue;
            }
            loop {
                let (gone, left): (Vec<usize>, Vec<usize>) = children.iter().partition(|&&child| withheld[child]);
                let rest = own[node] + gone.iter().map(|&child| totals[child]).sum::<u32>();
                let victim = left.into_iter().filter(|&child| totals[child] > 0).min_by_key(|&child| totals[child]);
                let Some(victim) = victim.filter(|_| few(rest)) else { break };
                withheld[victim] = true;
            }
        }
        withheld
    }

    /// Decides for every node from the number of people directly in each.
    pub fn decide(&self, own: &[u32], thresholds: Thresholds) -> Vec<Decision> {
        self.decide_within(own, thresholds, &vec![Decision::Show; self.len()])
    }

    /// The same, where some nodes are hidden already: those stay hidden.
    pub fn decide_within(&self, own: &[u32], thresholds: Thresholds, outer: &[Decision]) -> Vec<Decision> {
        let totals = self.totals(own);
        let first = |node: usize| match outer[node] {
            _ if totals[node] < thresholds.least => Decision::TooFew,
            decision => decision,
        };
        let mut decisions: Vec<_> = (0..self.len()).map(first).collect();
        for &node in &self.order {
            let children = &self.children[node];
            let mut below: Vec<_> = children.iter().map(|&child| decisions[child]).collect();
            if decisions[node].is_shown() {
                let counts: Vec<_> = children.iter().map(|&child| totals[child]).collect();
                protect(&counts, own[node], thresholds, &mut below);
            } else {
                hide_all(&mut below);
            }
            for (&child, decision) in children.iter().zip(below) {
                decisions[child] = decision;
            }
        }
        decisions
    }
}

fn hide_all(decisions: &mut [Decision]) {
    for decision in decisions.iter_mut().filter(|decision| decision.is_shown()) {
        *decision = Decision::ProtectsSibling;
    }
}

fn reaches_root(parents: &[Option<usize>], node: usize) -> bool {
    std::iter::successors(Some(node), |&node| parents[node]).take(parents.len() + 1).any(|node| node == 0)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn shown(least: u32, hidden_sum: u32, exempt_from: Option<u32>, counts: &[u32]) -> Vec<u32> {
        let decisions = siblings(counts, 0, Thresholds { least, hidden_sum, exempt_from });
        counts.iter().zip(decisions).filter(|(_, decision)| decision.is_shown()).map(|(&n, _)| n).collect()
    }

    #[test]
    fn the_worked_examples_come_out_exactly() {
        assert_eq!(shown(5, 2, Some(400), &[0, 0, 1, 350, 405, 425]), [405, 425], "350 goes too");
        assert_eq!(shown(3, 1, None, &[0, 0, 1, 3, 7, 10]), [3, 7, 10]);
        assert_eq!(shown(5, 5, None, &[4, 9]), [0; 0], "Sales 4, Technology 9 of 13: only 13");
        assert_eq!(shown(5, 5, None, &[5, 3]), [0; 0], "parent 8 = 5 + 3: only 8");
        for men in [5, 40, 1000] {
            assert_eq!(shown(5, 5, None, &[men, 1]), [0; 0], "where one woman answered, only all");
        }
    }

    #[test]
    fn the_whole_of_a_worked_example_is_shown() {
        let thresholds = Thresholds::scores(&Rules::default());
        for parts in [[4, 9], [5, 3]] {
            let own = [0, parts[0], parts[1]];
            let decisions = Tree::flat(2).decide(&own, thresholds);
            let shown: Vec<_> = decisions.iter().map(|decision| decision.is_shown()).collect();
            assert_eq!(shown, [true, false, false], "{parts:?}");
        }
    }

    #[test]
    fn people_directly_in_a_unit_count_as_a_hidden_part_of_it() {
        let thresholds = Thresholds::scores(&Rules::default());
        let decisions = Tree::flat(3).decide(&[1, 10, 12, 14], thresholds);
        assert_eq!(decisions[1], Decision::ProtectsSibling, "else the leader, alone, is whole minus parts");
        assert!(decisions[2].is_shown() && decisions[3].is_shown());
        assert!(Tree::flat(3).decide(&[5, 10, 12, 14], thresholds).iter().all(|decision| decision.is_shown()));
    }

    #[test]
    fn nothing_is_shown_below_what_is_hidden() {
        let tree = Tree::new(vec![None, Some(0), Some(0), Some(1), Some(0)]);
        let decisions = tree.decide(&[0, 0, 4, 9, 30], Thresholds::scores(&Rules::default()));
        assert_eq!(decisions[2], Decision::TooFew);
        assert_eq!(decisions[1], Decision::ProtectsSibling);
        assert_eq!(decisions[3], Decision::ProtectsSibling, "the same nine people as its parent");
        assert!(decisions[4].is_shown());
    }

    #[test]
    fn cycles_and_strays_stand_below_the_whole() {
        let tree = Tree::new(vec![None, Some(2), Some(1), Some(9), Some(4)]);
        assert!((1..5).all(|node| tree.upwards(node).last() == Some(0)));
    }

    fn trees() -> impl Strategy<Value = (Vec<Option<usize>>, Vec<u32>)> {
        (2usize..14).prop_flat_map(|nodes| {
            let parents = (0..nodes).map(|node| (0..node.max(1)).prop_map(Some)).collect::<Vec<_>>();
            (parents, prop::collection::vec(0u32..14, nodes))
        })
    }

    proptest! {
        #[test]
        fn what_subtraction_leaves_is_nobody_or_five((parents, own) in trees()) {
            let tree = Tree::new(parents);
            let decisions = tree.decide(&own, Thresholds::scores(&Rules::default()));
            let totals = tree.totals(&own);
            for node in (0..tree.len()).filter(|&node| decisions[node].is_shown()) {
                prop_assert!(totals[node] >= 5);
                prop_assert!(tree.parent(node).is_none_or(|parent| decisions[parent].is_shown()));
                let below = tree.children(node).iter().filter(|&&child| decisions[child].is_shown());
                let rest = totals[node] - below.map(|&child| totals[child]).sum::<u32>();
                prop_assert!(rest == 0 || rest >= 5, "{rest} people can be worked out");
            }
        }

        #[test]
        fn what_is_not_withheld_leaves_no_handful((parents, own) in trees()) {
            let tree = Tree::new(parents);
            // Few are counted: most people answer every item.
            let own: Vec<u32> = own.iter().map(|count| count.saturating_sub(9)).collect();
            let withheld = tree.leaving_no_handful(&own, 5);
            let totals = tree.totals(&own);
            for node in (0..tree.len()).filter(|&node| !withheld[node]) {
                prop_assert!(!(1..5).contains(&totals[node]));
                prop_assert!(tree.parent(node).is_none_or(|parent| !withheld[parent]));
                let below = tree.children(node).iter().filter(|&&child| !withheld[child]);
                let rest = totals[node] - below.map(|&child| totals[child]).sum::<u32>();
                prop_assert!(!(1..5).contains(&rest), "{rest} people can be worked out");
            }
        }

        #[test]
        fn every_partition_hides_nobody_or_enough(counts in prop::collection::vec(0u32..30, 1..9), rest in 0u32..8) {
            let thresholds = Thresholds { least: 5, hidden_sum: 5, exempt_from: None };
            let decisions = siblings(&counts, rest, thresholds);
            let parts = counts.iter().zip(&decisions);
            let hidden = rest + parts.filter(|(_, decision)| !decision.is_shown()).map(|(n, _)| n).sum::<u32>();
            prop_assert!(hidden == 0 || hidden >= 5 || decisions.iter().all(|decision| !decision.is_shown()));
        }
    }
}
