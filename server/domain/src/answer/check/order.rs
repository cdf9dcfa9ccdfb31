//! Whether what is to be put in order was put in order: each thing has a place, and no two have the same.
//!
//! Ties are refused, though Kendall's W could take them: an order made by dragging has none, and an answer must not weigh
//! differently, nor be told apart, by how it was given.

use super::{AnswerFault, AnswerProblem, MAX_PROBLEMS};
use crate::{
    answer::Answers,
    questionnaire::{Frozen, ItemKind},
};

/// What is wrong with the order, by item in the order of the questionnaire; both of two that share a place are named.
pub(super) fn faults<'a>(questionnaire: &'a Frozen, answers: &Answers) -> Vec<AnswerProblem<'a>> {
    let items = questionnaire.document().items().filter(|item| matches!(item.kind, ItemKind::Place { .. }));
    let keys: Vec<&str> = items.map(|item| item.key.as_str()).collect();
    let place = |key: &str| answers.get(key).and_then(crate::answer::Answer::score);
    let fault = |key: &&'a str| match place(key) {
        None => Some(AnswerFault::NoPlace),
        Some(given) => {
            let same = keys.iter().filter(|other| place(other) == Some(given)).count();
            (same > 1).then_some(AnswerFault::PlaceTwice { place: given })
        }
    };
    let problems = keys.iter().filter_map(|key| Some(AnswerProblem { item: key, fault: fault(key)? }));
    problems.take(MAX_PROBLEMS).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{
        answer::{Answer, check_form},
        survey::Wording,
    };

    fn asked() -> Frozen {
        Frozen::freeze(Wording::RankStaff.questionnaire().clone()).expect("built in")
    }

    fn given<'a>(asked: &'a Frozen, places: &'a [String]) -> Vec<(&'a str, &'a str)> {
        asked.document().items().zip(places).map(|(item, place)| (item.key.as_str(), place.as_str())).collect()
    }

    fn typed(places: &[&str]) -> Vec<String> {
        places.iter().map(|place| (*place).to_owned()).collect()
    }

    #[test]
    fn missing_and_double_places_are_named() {
        let asked = asked();
        let places = typed(&["1", "2", "2", "", "۵", "6", "7", "8"]);
        let wrong = check_form(&asked, given(&asked, &places)).expect_err("no order");
        let faults: Vec<_> = wrong.iter().map(|problem| problem.fault).collect();
        let twice = AnswerFault::PlaceTwice { place: 2 };
        assert_eq!(faults, [twice, twice, AnswerFault::NoPlace]);
        let keys: Vec<_> = asked.document().items().skip(1).take(3).map(|item| item.key.as_str()).collect();
        assert_eq!(wrong.iter().map(|problem| problem.item).collect::<Vec<_>>(), keys);
    }

    #[test]
    fn a_place_off_the_list_is_told_before_the_order() {
        let asked = asked();
        let places = typed(&["0", "9", "1", "1"]);
        let wrong = check_form(&asked, given(&asked, &places)).expect_err("off the list");
        assert!(wrong.iter().all(|problem| problem.fault == AnswerFault::OffScale { least: 1, most: 8 }));
        assert_eq!(wrong.len(), 2);
    }

    proptest! {
        #[test]
        fn a_complete_order_and_nothing_else_is_taken(places in prop::collection::vec(1u8..=8, 8)) {
            let asked = asked();
            let typed: Vec<String> = places.iter().map(u8::to_string).collect();
            let mut sorted = places.clone();
            sorted.sort_unstable();
            let is_order = sorted == (1..=8).collect::<Vec<_>>();
            let taken = check_form(&asked, given(&asked, &typed));
            prop_assert_eq!(taken.is_ok(), is_order);
        }

        #[test]
        fn every_order_is_taken_as_it_was_given(order in Just((1u8..=8).collect::<Vec<_>>()).prop_shuffle()) {
            let asked = asked();
            let typed: Vec<String> = order.iter().map(u8::to_string).collect();
            let answers = check_form(&asked, given(&asked, &typed)).expect("an order");
            for (item, place) in asked.document().items().zip(&order) {
                prop_assert_eq!(&answers[&item.key], &Answer::Score(*place));
            }
        }
    }
}
