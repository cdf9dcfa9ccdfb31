//! How much is told of a group (rule 9): by its number of answers, and by what is left of a whole when its parts are
//! subtracted. What is left is nobody or at least five people (rule 2); here it gets no more detail than a group of its
//! size would: where everything but a few would be told of, the smallest of the others tells less as well.

use super::{
    partition::Tree,
    slack::{BANDS_FROM, OPEN_FROM},
};

/// How much is told, from the least.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Detail {
    /// The index, a whole number.
    Index,
    /// Also unfavourable, neutral, favourable.
    Bands,
    /// Everything: the exact mean, distribution, deviation, own interval, agreement.
    Open,
}

impl Detail {
    /// What a group of `n` answers tells by itself.
    pub const fn of(n: u32) -> Self {
        match n {
            OPEN_FROM.. => Self::Open,
            BANDS_FROM.. => Self::Bands,
            _ => Self::Index,
        }
    }

    /// How many answers it needs.
    pub const fn needs(self) -> u32 {
        match self {
            Self::Open => OPEN_FROM,
            Self::Bands => BANDS_FROM,
            Self::Index => 0,
        }
    }

    const fn below(self) -> Self {
        match self {
            Self::Open => Self::Bands,
            Self::Bands | Self::Index => Self::Index,
        }
    }
}

impl Tree {
    /// How much each shown node tells, from the people directly in each (`own`). What is left of a node that tells
    /// something, after all its parts that tell it too are subtracted, is nobody or as many people as telling it needs. Below what does not tell something nothing tells it.
    pub fn details(&self, own: &[u32], shown: impl Fn(usize) -> bool) -> Vec<Detail> {
        let totals = self.totals(own);
        let by_size = |node: usize| if shown(node) { Detail::of(totals[node]) } else { Detail::Index };
        let mut details: Vec<Detail> = (0..self.len()).map(by_size).collect();
        for level in [Detail::Open, Detail::Bands] {
            for node in self.top_down() {
                self.lower_children(node, level, own, &totals, &mut details);
            }
        }
        details
    }

    fn lower_children(&self, node: usize, level: Detail, own: &[u32], totals: &[u32], details: &mut [Detail]) {
        let children = self.children(node);
        if details[node] < level {
            children.iter().for_each(|&child| details[child] = details[child].min(level.below()));
            return;
        }
        loop {
            let (telling, silent): (Vec<usize>, Vec<usize>) =
                children.iter().partition(|&&child| details[child] >= level);
            let rest = own[node] + silent.iter().map(|&child| totals[child]).sum::<u32>();
            let smallest = telling.into_iter().min_by_key(|&child| totals[child]);
            let Some(victim) = smallest.filter(|_| (1..level.needs()).contains(&rest)) else { return };
            details[victim] = level.below();
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn details(own: &[u32]) -> Vec<Detail> {
        Tree::flat(own.len() - 1).details(own, |_| true)
    }

    #[test]
    fn a_group_tells_by_its_size() {
        let told = [4, 9, 10, 24, 25, 400].map(Detail::of);
        use Detail::{Bands, Index, Open};
        assert_eq!(told, [Index, Index, Bands, Bands, Open, Open]);
    }

    #[test]
    fn what_is_left_tells_no_more_than_its_size() {
        use Detail::{Bands, Index, Open};
        assert_eq!(details(&[0, 30, 40]), [Open, Open, Open], "nobody is left");
        assert_eq!(details(&[0, 30, 12]), [Open, Bands, Bands], "else the whole minus 30 is the 12");
        assert_eq!(details(&[0, 30, 60, 8]), [Open, Index, Open, Index], "everything of 38, and of the 8 no bands");
        assert_eq!(details(&[0, 30, 60, 8, 9, 9]), [Open, Open, Open, Index, Index, Index], "26 are left");
        assert_eq!(
            details(&[6, 14, 50]),
            [Open, Index, Bands],
            "six are in no unit below; 20 have bands, 70 everything"
        );
    }

    #[test]
    fn below_what_does_not_tell_nothing_tells() {
        use Detail::{Bands, Open};
        let tree = Tree::new(vec![None, Some(0), Some(0), Some(1), Some(1)]);
        let own = [0, 0, 12, 26, 27];
        assert_eq!(tree.details(&own, |_| true), [Open, Bands, Bands, Bands, Bands], "26 + 27 would be the 53");
    }

    proptest! {
        #[test]
        fn whatever_is_told_leaves_nobody_or_enough(
            (parents, own) in (2usize..12).prop_flat_map(|nodes| {
                let parents = (0..nodes).map(|node| (0..node.max(1)).prop_map(Some)).collect::<Vec<_>>();
                (parents, prop::collection::vec(0u32..40, nodes))
            }),
            hidden in prop::collection::vec(prop::bool::weighted(0.2), 12),
        ) {
            let tree = Tree::new(parents);
            let (totals, mut shown) = (tree.totals(&own), vec![true; tree.len()]);
            for node in tree.top_down() {
                let above = tree.parent(node).is_none_or(|parent| shown[parent]);
                shown[node] = totals[node] >= 5 && above && (node == 0 || !hidden[node]);
            }
            let details = tree.details(&own, |node| shown[node]);
            for level in [Detail::Bands, Detail::Open] {
                for node in (0..tree.len()).filter(|&node| details[node] >= level) {
                    prop_assert!(shown[node] && Detail::of(totals[node]) >= level);
                    prop_assert!(tree.parent(node).is_none_or(|parent| details[parent] >= level));
                    let told = tree.children(node).iter().filter(|&&child| details[child] >= level);
                    let rest = totals[node] - told.map(|&child| totals[child]).sum::<u32>();
                    prop_assert!(rest == 0 || rest >= level.needs(), "{level:?} of {rest} people");
                }
            }
        }
    }
}
