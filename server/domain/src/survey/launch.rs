//! What stands in the way of a launch, and what is allowed but should be known before.

use std::collections::BTreeMap;

use crate::{
    calendar::Date,
    disclosure::Rules,
    ids::UnitId,
    questionnaire::Side,
    relationship::Relationship,
    survey::audience::{Branch, with_below},
};

/// A run may stay open this long, in days; a later date is taken for a slip.
pub const LONGEST_DAYS: i64 = 366;

/// Why nothing can be launched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Nobody would be invited.
    NobodyInvited,
    /// The last day is over.
    ClosesInThePast,
    /// The last day is more than [`LONGEST_DAYS`] away.
    ClosesTooLate,
    /// A review cycle without anybody to review.
    NoSubjects,
    /// So many subjects have nobody who rates them.
    SubjectsWithoutRaters(u32),
    /// The subjects of the cycle are still choosing their raters.
    StillNominating,
}

/// What to know before launching.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Warning {
    /// Nobody of this side would be invited, so there is no gap to see.
    SideEmpty(Side),
    /// Even if everybody answers, these units stay hidden: they have fewer invited than a score needs.
    TooFewInvited {
        /// The side.
        side: Side,
        /// The units, in the order of the tree.
        units: Vec<UnitId>,
    },
}

/// Checks the last day.
///
/// # Errors
/// The refusal.
pub fn check_closing(closes_on: Date, today: Date) -> Result<(), Refusal> {
    match today.days_until(closes_on) {
        days if days < 0 => Err(Refusal::ClosesInThePast),
        days if days > LONGEST_DAYS => Err(Refusal::ClosesTooLate),
        _ => Ok(()),
    }
}

/// How many are invited, by side and by the unit they belong to.
pub type Invited = BTreeMap<Side, BTreeMap<UnitId, u32>>;

/// What to know before asking these people. `sides` are those that the questionnaires have.
pub fn warnings(tree: &[Branch], sides: &[Side], invited: &Invited, rules: &Rules) -> Vec<Warning> {
    let mut warnings = Vec::new();
    for side in sides {
        let own = invited.get(side).cloned().unwrap_or_default();
        if own.values().sum::<u32>() == 0 {
            warnings.push(Warning::SideEmpty(*side));
            continue;
        }
        let totals = with_below(tree, &own);
        let few = |unit: &UnitId| totals.get(unit).is_some_and(|n| *n > 0 && *n < rules.scores());
        let units: Vec<UnitId> = tree.iter().map(|branch| branch.id).filter(few).collect();
        if !units.is_empty() {
            warnings.push(Warning::TooFewInvited { side: *side, units });
        }
    }
    warnings
}

/// The relations of one subject whose raters are too few to be shown as a group of their own.
pub fn too_few_raters(raters: &BTreeMap<Relationship, u32>, rules: &Rules) -> Vec<Relationship> {
    let few = |relationship: &Relationship, n: u32| !relationship.is_identified() && n > 0 && n < rules.scores();
    raters.iter().filter(|(relationship, n)| few(relationship, **n)).map(|(relationship, _)| *relationship).collect()
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn unit(n: u128) -> UnitId {
        UnitId(Uuid::from_u128(n))
    }

    fn date(text: &str) -> Date {
        text.parse().expect("a date")
    }

    #[test]
    fn the_last_day_is_neither_over_nor_far_away() {
        let today = date("2026-11-21");
        assert_eq!(check_closing(today, today), Ok(()));
        assert_eq!(check_closing(date("2026-11-20"), today), Err(Refusal::ClosesInThePast));
        assert_eq!(check_closing(date("2027-12-21"), today), Err(Refusal::ClosesTooLate));
    }

    #[test]
    fn small_units_and_an_empty_side_are_told() {
        let tree = [Branch { id: unit(1), parent: None }, Branch { id: unit(2), parent: Some(unit(1)) }];
        let invited = Invited::from([(Side::Employee, BTreeMap::from([(unit(1), 9), (unit(2), 4)]))]);
        let told = warnings(&tree, &[Side::Employee, Side::Customer], &invited, &Rules::default());
        let few = Warning::TooFewInvited { side: Side::Employee, units: vec![unit(2)] };
        assert_eq!(told, [few, Warning::SideEmpty(Side::Customer)]);
    }

    #[test]
    fn self_and_manager_need_no_company() {
        let raters = BTreeMap::from([
            (Relationship::Self_, 1),
            (Relationship::Manager, 1),
            (Relationship::Peer, 2),
            (Relationship::DirectReport, 3),
        ]);
        assert_eq!(too_few_raters(&raters, &Rules::reviews()), [Relationship::Peer]);
    }
}
