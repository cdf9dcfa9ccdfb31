//! Whether a change between two waves may be shown (rule 17): who joined and who left must not be a handful, else the
//! change is theirs.

use std::collections::BTreeSet;

/// Whether two waves of one group may be compared: nobody or at least `least` joined, and nobody or at least `least` left
/// the audience. Where an audience is unknown, nothing is compared.
pub fn may_compare<T: Ord>(before: &BTreeSet<T>, now: &BTreeSet<T>, least: u32) -> bool {
    let least = usize::try_from(least).unwrap_or(usize::MAX);
    let few = |count: usize| (1..least).contains(&count);
    let is_known = !before.is_empty() && !now.is_empty();
    is_known && !few(now.difference(before).count()) && !few(before.difference(now).count())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn may(before: std::ops::Range<u32>, now: std::ops::Range<u32>) -> bool {
        may_compare(&before.collect(), &now.collect(), 5)
    }

    #[test]
    fn a_handful_of_joiners_or_leavers_hides_the_change() {
        assert!(may(0..30, 0..30), "nobody moved");
        assert!(!may(0..30, 0..31) && !may(0..30, 0..34), "one, four joined");
        assert!(may(0..30, 0..35), "five joined");
        assert!(!may(0..30, 1..30) && may(0..30, 5..30), "one left, five left");
        assert!(!may(0..30, 5..33), "five left and three joined");
    }

    #[test]
    fn unknown_audiences_are_not_compared() {
        assert!(!may(0..0, 0..0) && !may(0..0, 0..30) && !may(0..30, 0..0));
    }
}
