//! Rule 10 from outside: over every set of answers of a group, whatever is released of an item leaves every answer
//! possible for somebody.

use std::collections::BTreeMap;

use ayeneh_domain::{
    questionnaire::{Outcome, Side},
    release::Figure,
};

use crate::made;

/// All ways in which `n` people can choose among five points: how many chose each.
fn answer_sets(n: usize) -> Vec<[usize; 5]> {
    let mut sets = Vec::new();
    for a in 0..=n {
        for b in 0..=n - a {
            for c in 0..=n - a - b {
                for d in 0..=n - a - b - c {
                    sets.push([a, b, c, d, n - a - b - c - d]);
                }
            }
        }
    }
    sets
}

#[test]
fn no_answer_is_excluded_by_all_that_is_released_of_an_item() {
    let questionnaire = made::questionnaire(vec![made::scale("satisfaction", None, Outcome::Satisfaction)]);
    for n in [5, 10, 12] {
        let mut possible: BTreeMap<String, [bool; 5]> = BTreeMap::new();
        for set in answer_sets(n) {
            let responses: Vec<_> = (1u8..=5)
                .zip(set)
                .flat_map(|(score, people)| vec![made::response(Side::Customer, 1, &[("satisfaction", score)]); people])
                .collect();
            let released = made::one_side(&questionnaire, Side::Customer, &made::flat(1), &responses);
            let figures = released.cells().iter().filter(|cell| cell.figure != Figure::Participation);
            let output: Vec<_> = figures.map(|cell| format!("{:?} {:?}", cell.figure, cell.shown)).collect();
            let seen = possible.entry(output.join("\n")).or_default();
            for (seen, people) in seen.iter_mut().zip(set) {
                *seen |= people > 0;
            }
        }
        for (output, seen) in possible {
            assert_eq!(seen, [true; 5], "n {n}:\n{output}");
        }
    }
}
