//! Who may give a role, and who may do what lets in as somebody else. Nobody reaches by way of another person what they
//! do not reach themselves: so an administrator cannot make a reader of results, nor HR an administrator.

use super::{Grant, Reach, Right};
use crate::people::tree::UnitTree;

impl Right {
    /// Whether the right is about oneself alone: whoever hands it on gives no power over others.
    pub const fn is_of_oneself(self) -> bool {
        matches!(self, Self::OwnReport | Self::Answer)
    }
}

/// Whether somebody whose rights reach as `own` tells may give or take this grant: every right of the role has to reach
/// where the grant holds. Rights about oneself are anybody's to hand on.
pub fn may_hand_on(own: impl Fn(Right) -> Reach, tree: &UnitTree, grant: Grant) -> bool {
    grant.role.rights().iter().all(|right| right.is_of_oneself() || covers(&own(*right), tree, grant))
}

/// Whether somebody whose rights reach as `own` tells may act where it lets in as the holder of these grants, e.g.
/// change the address to which sign-in links go. Here rights about oneself count too: whoever gets in reads the report.
pub fn may_stand_in(own: impl Fn(Right) -> Reach, tree: &UnitTree, grants: &[Grant]) -> bool {
    let held = |right: Right, grant: Grant| match right.is_of_oneself() {
        true => own(right) != Reach::Nothing,
        false => covers(&own(right), tree, grant),
    };
    grants.iter().all(|grant| grant.role.rights().iter().all(|right| held(*right, *grant)))
}

fn covers(reach: &Reach, tree: &UnitTree, grant: Grant) -> bool {
    match grant.unit {
        Some(unit) => tree.reaches(reach, unit),
        None => *reach == Reach::Everything,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{
        ids::UnitId,
        permission::{Role, reach},
    };

    fn unit(number: u128) -> UnitId {
        UnitId(uuid::Uuid::from_u128(number))
    }

    /// 1 is above 2 and 3.
    fn tree() -> UnitTree {
        UnitTree::new([(unit(1), None), (unit(2), Some(unit(1))), (unit(3), Some(unit(1)))]).expect("a tree")
    }

    fn everywhere(role: Role) -> Grant {
        Grant { role, unit: None }
    }

    fn gives(holder: &[Grant], grant: Grant) -> bool {
        may_hand_on(|right| reach(holder, right), &tree(), grant)
    }

    #[test]
    fn the_table_of_who_gives_what() {
        let may = |role: Role| -> Vec<&str> {
            let given = Role::ALL.iter().filter(|given| gives(&[everywhere(role)], everywhere(**given)));
            given.map(|given| given.key()).collect()
        };
        assert_eq!(may(Role::Administrator), ["employee", "interviewer", "administrator"]);
        assert_eq!(may(Role::Hr), ["hr", "manager", "employee", "executive", "interviewer"]);
        let both = [everywhere(Role::Administrator), everywhere(Role::Hr)];
        assert!(Role::ALL.iter().all(|role| gives(&both, everywhere(*role))));
    }

    #[test]
    fn a_unit_gives_no_more_than_the_unit() {
        let holder = [Grant { role: Role::Hr, unit: Some(unit(2)) }];
        let manager = |number| Grant { role: Role::Manager, unit: Some(unit(number)) };
        assert!(gives(&holder, manager(2)));
        assert!(!gives(&holder, manager(1)) && !gives(&holder, manager(3)));
        assert!(!gives(&holder, everywhere(Role::Executive)));
    }

    #[test]
    fn standing_in_needs_everything_the_other_has() {
        let may = |holder: Role, other: Role| {
            may_stand_in(|right| reach(&[everywhere(holder)], right), &tree(), &[everywhere(other)])
        };
        assert!(may(Role::Hr, Role::Employee) && may(Role::Hr, Role::Executive));
        assert!(!may(Role::Hr, Role::Administrator), "HR would become administrator by way of the mailbox");
        assert!(!may(Role::Administrator, Role::Hr) && !may(Role::Administrator, Role::Employee));
        assert!(may(Role::Administrator, Role::Administrator));
    }

    fn grants() -> impl Strategy<Value = Vec<Grant>> {
        let grant = (0..Role::ALL.len(), prop::option::of(1u128..4))
            .prop_map(|(role, number)| Grant { role: Role::ALL[role], unit: number.map(unit) });
        prop::collection::vec(grant, 0..4)
    }

    proptest! {
        #[test]
        fn what_is_handed_on_adds_nothing_to_what_one_reaches(holder in grants(), given in grants()) {
            let tree = tree();
            let given: Vec<Grant> = given.into_iter().filter(|grant| gives(&holder, *grant)).collect();
            for right in Right::ALL.iter().filter(|right| !right.is_of_oneself()) {
                for number in 1..4 {
                    let (before, after) = (reach(&holder, *right), reach(&given, *right));
                    prop_assert!(!tree.reaches(&after, unit(number)) || tree.reaches(&before, unit(number)));
                }
                prop_assert!(reach(&given, *right) != Reach::Everything || reach(&holder, *right) == Reach::Everything);
            }
        }
    }
}
