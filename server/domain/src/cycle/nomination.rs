//! Whether the raters somebody chose fit to what is settled: enough, not too many, nobody twice, nobody overloaded.

use std::collections::BTreeMap;

use super::settings::{Settings, is_nominated};
use crate::{
    relationship::Relationship,
    survey::raters::{Rater, RaterId},
};

/// What is wrong with a list of raters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Shortcoming {
    /// Fewer than the least, although there are others to choose from.
    TooFew {
        /// Of which relation.
        relationship: Relationship,
        /// How many more are needed.
        missing: u32,
    },
    /// More than the most.
    TooMany {
        /// Of which relation.
        relationship: Relationship,
        /// How many have to go.
        over: u32,
    },
}

/// Checks a list. `available` tells of each relation how many there are to choose from at all, chosen ones included: of a
/// relation with two members nobody can demand three.
pub fn shortcomings(list: &[Rater], settings: &Settings, available: &BTreeMap<Relationship, u32>) -> Vec<Shortcoming> {
    let mut counts: BTreeMap<Relationship, u32> = BTreeMap::new();
    list.iter().filter(|rater| is_nominated(rater.relationship)).for_each(|rater| {
        *counts.entry(rater.relationship).or_default() += 1;
    });
    let of = |&relationship: &Relationship| {
        let limits = settings.limits(relationship)?;
        let chosen = counts.get(&relationship).copied().unwrap_or_default();
        let there = available.get(&relationship).copied().unwrap_or_default().max(chosen);
        let least = limits.least.min(there).min(limits.most);
        match chosen {
            n if n < least => Some(Shortcoming::TooFew { relationship, missing: least - n }),
            n if n > limits.most => Some(Shortcoming::TooMany { relationship, over: n - limits.most }),
            _ => None,
        }
    };
    Relationship::ALL.iter().filter_map(of).collect()
}

/// Why somebody cannot be added to a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CannotAdd {
    /// Rates the subject already, in this or another relation.
    RatesAlready,
    /// The relation is given or left out of this cycle.
    NotNominated,
    /// The relation has its most.
    Full,
    /// Is asked for as many reviews as one rater may be.
    HasEnoughToDo,
}

/// Whether a rater can be added to a list. `load` is how many reviews of others the rater is asked for already.
///
/// # Errors
/// Why not.
pub fn can_add(list: &[Rater], rater: Rater, load: u32, settings: &Settings) -> Result<(), CannotAdd> {
    let limits = settings.limits(rater.relationship).filter(|limits| limits.most > 0).ok_or(CannotAdd::NotNominated)?;
    if list.iter().any(|other| other.id == rater.id) {
        return Err(CannotAdd::RatesAlready);
    }
    let chosen = list.iter().filter(|other| other.relationship == rater.relationship).count();
    if u32::try_from(chosen).unwrap_or(u32::MAX) >= limits.most {
        return Err(CannotAdd::Full);
    }
    if load >= settings.most_reviews() { Err(CannotAdd::HasEnoughToDo) } else { Ok(()) }
}

/// How many reviews of others each rater is asked for.
pub fn loads<'a>(all: impl IntoIterator<Item = &'a Rater>) -> BTreeMap<RaterId, u32> {
    let mut loads = BTreeMap::new();
    for rater in all.into_iter().filter(|rater| rater.relationship != Relationship::Self_) {
        *loads.entry(rater.id).or_default() += 1;
    }
    loads
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;
    use crate::{
        cycle::settings::{Limits, Plain},
        ids::PersonId,
    };

    fn rater(n: u128, relationship: Relationship) -> Rater {
        Rater { id: RaterId::Person(PersonId(Uuid::from_u128(n))), relationship }
    }

    fn peers(n: u128) -> Vec<Rater> {
        (0..n).map(|n| rater(n, Relationship::Peer)).collect()
    }

    #[test]
    fn nobody_can_demand_more_than_there_are() {
        let settings = Settings::default();
        let there = |n| BTreeMap::from([(Relationship::Peer, n)]);
        let missing = |missing| vec![Shortcoming::TooFew { relationship: Relationship::Peer, missing }];
        assert_eq!(shortcomings(&peers(1), &settings, &there(9)), missing(2));
        assert_eq!(shortcomings(&peers(1), &settings, &there(2)), missing(1));
        assert_eq!(shortcomings(&peers(2), &settings, &there(2)), []);
        assert_eq!(shortcomings(&[], &settings, &BTreeMap::new()), [], "nobody to choose from");
        let over = [Shortcoming::TooMany { relationship: Relationship::Peer, over: 1 }];
        assert_eq!(shortcomings(&peers(9), &settings, &there(9)), over);
    }

    #[test]
    fn self_and_manager_are_no_matter_of_choice() {
        let given = [rater(1, Relationship::Self_), rater(2, Relationship::Manager)];
        assert_eq!(shortcomings(&given, &Settings::default(), &BTreeMap::new()), []);
        let manager = rater(3, Relationship::Manager);
        assert_eq!(can_add(&[], manager, 0, &Settings::default()), Err(CannotAdd::NotNominated));
    }

    #[test]
    fn nobody_rates_twice_nor_drowns() {
        let settings = Settings::default();
        let list = peers(2);
        let again = rater(1, Relationship::OtherTeamMember);
        assert_eq!(can_add(&list, again, 0, &settings), Err(CannotAdd::RatesAlready), "in another relation either");
        assert_eq!(can_add(&list, rater(7, Relationship::Peer), 8, &settings), Err(CannotAdd::HasEnoughToDo));
        assert_eq!(can_add(&list, rater(7, Relationship::Peer), 7, &settings), Ok(()));
        assert_eq!(can_add(&peers(8), rater(9, Relationship::Peer), 0, &settings), Err(CannotAdd::Full));
    }

    #[test]
    fn the_own_review_is_no_load() {
        let all = [rater(1, Relationship::Self_), rater(1, Relationship::Peer), rater(1, Relationship::Manager)];
        assert_eq!(loads(&all), BTreeMap::from([(rater(1, Relationship::Peer).id, 2)]));
    }

    proptest! {
        #[test]
        fn what_can_be_added_one_by_one_is_never_too_many(most in 0u32..6, tries in prop::collection::vec(0u128..12, 0..20)) {
            let limits = [(Relationship::Peer, Limits { least: 0, most })].into();
            let settings = Settings::new(Plain { limits, ..Plain::default() }).expect("allowed");
            let mut list: Vec<Rater> = Vec::new();
            for n in tries {
                let rater = rater(n, Relationship::Peer);
                if can_add(&list, rater, 0, &settings).is_ok() {
                    list.push(rater);
                }
            }
            let there = BTreeMap::from([(Relationship::Peer, 12)]);
            prop_assert_eq!(shortcomings(&list, &settings, &there), []);
            let mut ids: Vec<RaterId> = list.iter().map(|rater| rater.id).collect();
            ids.sort_unstable();
            ids.dedup();
            prop_assert_eq!(ids.len(), list.len());
        }
    }
}
