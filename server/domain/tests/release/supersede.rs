//! Rule 6: a later release differs by five people in every cell that changed, or is refused.

use ayeneh_domain::{
    disclosure::Rules,
    questionnaire::Side,
    release::{Released, supersede},
};

use crate::made;

/// People of unit 1 and of unit 2, the last `late` of unit 1 with another answer.
fn build(first: usize, late: usize, second: usize) -> Released {
    let one = |unit, score| made::response(Side::Employee, unit, &[("reach.1", score), ("reach.2", score)]);
    let responses: Vec<_> =
        [vec![one(1, 3); first], vec![one(1, 5); late], vec![one(2, 2); second]].into_iter().flatten().collect();
    made::one_side(&made::paired(), Side::Employee, &made::flat(2), &responses)
}

#[test]
fn four_late_answers_are_refused_and_five_are_not() {
    let rules = Rules::default();
    let earlier = build(10, 0, 30);
    assert_eq!(supersede(earlier.cells(), build(10, 0, 30).cells(), &rules), Ok(()), "nothing changed");
    assert_eq!(supersede(earlier.cells(), build(10, 5, 30).cells(), &rules), Ok(()));
    let refused = supersede(earlier.cells(), build(10, 4, 30).cells(), &rules).expect_err("four");
    assert_eq!(refused.least, 5);
    let refused = supersede(earlier.cells(), build(10, 5, 31).cells(), &rules).expect_err("one in the other unit");
    assert_eq!(refused.unit, Some(made::unit(2)));
}
