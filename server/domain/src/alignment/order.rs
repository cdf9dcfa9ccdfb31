//! From mean places to an order, and from two orders to where they do not match.
//!
//! Made from what is shown and from nothing else: two figures that are shown as the same share a place.

/// The place of each behaviour, 1 for the least mean; equal means share the better place.
pub fn places(means: &[f64]) -> Vec<usize> {
    let better = |mean: f64| means.iter().filter(|other| **other < mean).count();
    means.iter().map(|mean| better(*mean) + 1).collect()
}

/// A behaviour that one party puts much higher than another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mismatch {
    /// Which behaviour.
    pub behaviour: usize,
    /// Its place with the party that puts it higher.
    pub higher: usize,
    /// Its place with the other.
    pub lower: usize,
}

impl Mismatch {
    /// How many places lie between.
    pub const fn by(&self) -> usize {
        self.lower - self.higher
    }
}

/// What the first party puts at least a third of the list above the second (never fewer than two places), the widest
/// first. The other way round the parties are swapped.
pub fn mismatches(first: &[usize], second: &[usize]) -> Vec<Mismatch> {
    let least = first.len().div_ceil(3).max(2);
    let pairs = first.iter().zip(second).enumerate();
    let mut found: Vec<Mismatch> = pairs
        .filter(|(_, (first, second))| *first + least <= **second)
        .map(|(behaviour, (higher, lower))| Mismatch { behaviour, higher: *higher, lower: *lower })
        .collect();
    found.sort_by_key(|mismatch| (std::cmp::Reverse(mismatch.by()), mismatch.higher));
    found
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn equal_means_share_the_better_place() {
        assert_eq!(places(&[2.5, 1.5, 2.5, 4.0]), [2, 1, 2, 4]);
        assert_eq!(places(&[]), [0; 0]);
    }

    #[test]
    fn a_third_of_the_list_is_a_mismatch_and_less_is_none() {
        let (customers, leaders) = ([1, 2, 3, 4, 5, 6, 7, 8], [1, 8, 4, 6, 2, 3, 5, 7]);
        let found = mismatches(&customers, &leaders);
        assert_eq!(found, [Mismatch { behaviour: 1, higher: 2, lower: 8 }], "two places between are too few of eight");
        let back = mismatches(&leaders, &customers);
        assert_eq!(back.iter().map(|m| (m.behaviour, m.higher, m.lower)).collect::<Vec<_>>(), [(4, 2, 5), (5, 3, 6)]);
        assert!(mismatches(&[1, 2, 3, 4, 5], &[2, 1, 4, 3, 5]).is_empty());
    }

    proptest! {
        #[test]
        fn nothing_is_a_mismatch_both_ways(means in prop::collection::vec((0u8..20, 0u8..20), 5..=12)) {
            let of = |pick: fn(&(u8, u8)) -> u8| places(&means.iter().map(|pair| f64::from(pick(pair))).collect::<Vec<_>>());
            let (one, two) = (of(|pair| pair.0), of(|pair| pair.1));
            let there: Vec<_> = mismatches(&one, &two).iter().map(|m| m.behaviour).collect();
            prop_assert!(mismatches(&two, &one).iter().all(|m| !there.contains(&m.behaviour)));
            prop_assert!(one.iter().all(|place| (1..=means.len()).contains(place)));
        }
    }
}
