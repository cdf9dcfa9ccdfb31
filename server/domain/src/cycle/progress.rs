//! How far raters of each relationship are, over a whole cycle: in steps, and only where enough were invited (TRUST 19).

use std::collections::BTreeMap;

use crate::{
    disclosure::{
        Rules,
        partition::{Decision, Thresholds, siblings},
    },
    relationship::Relationship,
    survey::participation::{Count, STEP, least},
};

/// What may be shown of each relationship; answers in steps, rounded down. Relationships in which nobody was invited are
/// left out. What can be worked out of hidden ones together is about nobody or at least as many as the threshold.
pub fn decide(own: &BTreeMap<Relationship, Count>, rules: &Rules) -> Vec<(Relationship, Count, Decision)> {
    let there: Vec<(Relationship, Count)> = own
        .iter()
        .map(|(relationship, count)| (*relationship, *count))
        .filter(|(_, count)| count.invited > 0)
        .collect();
    let invited: Vec<u32> = there.iter().map(|(_, count)| count.invited).collect();
    let least = least(rules);
    let decisions = siblings(&invited, 0, Thresholds { least, hidden_sum: least, exempt_from: None });
    let stepped = |count: Count| Count { answered: count.answered.min(count.invited) / STEP * STEP, ..count };
    there.into_iter().zip(decisions).map(|((of, count), decision)| (of, stepped(count), decision)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_small_relationship_is_hidden_with_the_next_smallest() {
        let own = BTreeMap::from([
            (Relationship::Peer, Count { invited: 40, answered: 23 }),
            (Relationship::Customer, Count { invited: 9, answered: 9 }),
            (Relationship::Supplier, Count { invited: 2, answered: 1 }),
            (Relationship::OtherTeamMember, Count::default()),
        ]);
        let shown: Vec<(Relationship, u32)> = decide(&own, &Rules::reviews())
            .into_iter()
            .filter(|(.., decision)| decision.is_shown())
            .map(|(of, count, _)| (of, count.answered))
            .collect();
        assert_eq!(shown, [(Relationship::Peer, 20)]);
    }
}
