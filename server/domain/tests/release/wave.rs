//! Paired waves.

use std::collections::BTreeMap;

use ayeneh_domain::{
    answer::{Answer, Response},
    disclosure::Rules,
    questionnaire::Side,
    release::{self, Cell, Figure, HiddenReason, Nearest, Released, Shown, SideInput, WaveInput},
};
use proptest::prelude::*;

use crate::made::{self, answers, flat, group, one_side, paired, response, shown, unit};

fn hidden(shown: &Shown) -> Option<&HiddenReason> {
    match shown {
        Shown::Hidden { reason, .. } => Some(reason),
        _ => None,
    }
}

/// Employees of unit 1 with these answers to `reach.1`.
fn five(scores: &[u8]) -> Released {
    let responses: Vec<_> =
        scores.iter().map(|&score| response(Side::Employee, 1, &[("reach.1", score), ("reach.2", score)])).collect();
    one_side(&paired(), Side::Employee, &flat(1), &responses)
}

#[test]
fn the_examples_of_the_budget_come_out_exactly() {
    let n = Some(5);
    for scores in [[5, 5, 5, 5, 5], [5, 5, 5, 4, 4]] {
        let released = five(&scores);
        assert_eq!(shown(&released, Some(1), "reach.1", Figure::Index), &Shown::AtLeast { bound: 80.0, n });
    }
    let released = five(&[4, 4, 4, 3, 3]);
    assert_eq!(shown(&released, Some(1), "reach.1", Figure::Index), &Shown::value(65.0, 5));
    let released = five(&[5, 5, 5, 5, 5, 5, 5, 5, 5, 3]);
    assert_eq!(shown(&released, Some(1), "reach.1", Figure::Index), &Shown::AtLeast { bound: 90.0, n: Some(10) });
    let bands = shown(&released, Some(1), "reach.1", Figure::Bands);
    assert_eq!(hidden(bands), Some(&HiddenReason::ProtectsAnswers));
}

#[test]
fn an_item_answered_by_four_of_five_is_hidden_and_its_element_too() {
    let mut responses: Vec<_> =
        (0..5).map(|_| response(Side::Employee, 1, &[("reach.1", 3), ("reach.2", 4), ("speed.1", 2)])).collect();
    responses[0].answers.insert("reach.1".to_owned(), Answer::NOT_APPLICABLE);
    let released = one_side(&paired(), Side::Employee, &flat(1), &responses);
    let reason = |topic| hidden(shown(&released, Some(1), topic, Figure::Index));
    assert_eq!(reason("reach.1"), Some(&HiddenReason::TooFew { threshold: 5 }));
    assert_eq!(reason("reach"), Some(&HiddenReason::ItemHidden));
    assert_eq!(reason("reach.2"), None);
    assert_eq!(reason("overall"), Some(&HiddenReason::ItemHidden), "else it would give the element away");
    assert_eq!(shown(&released, Some(1), "speed.1", Figure::Index).exact(), Some(25.0));
}

/// So many people of a unit who answer both items of an element; the first `skip` of them leave the second out.
fn skipping(number: u128, people: usize, skip: usize) -> impl Iterator<Item = Response> {
    (0..people).map(move |person| {
        let given = [("reach.1", 2 + (person % 3) as u8), ("reach.2", 3 + (person % 2) as u8)];
        response(Side::Employee, number, if person < skip { &given[..1] } else { &given })
    })
}

#[test]
fn where_a_handful_skipped_an_item_the_element_stays_and_its_items_go() {
    let responses: Vec<Response> =
        skipping(1, 30, 2).chain(skipping(2, 30, 6)).chain(skipping(3, 30, 7)).chain(skipping(4, 30, 0)).collect();
    let released = one_side(&paired(), Side::Employee, &flat(4), &responses);
    let reason = |unit, topic| hidden(shown(&released, unit, topic, Figure::Index)).cloned();
    for item in ["reach.1", "reach.2"] {
        assert_eq!(reason(Some(1), item), Some(HiddenReason::ProtectsAnswers), "two skipped");
        assert_eq!(
            reason(Some(2), item),
            Some(HiddenReason::ProtectsAnswers),
            "else whole minus the others are the two"
        );
        assert_eq!([reason(Some(3), item), reason(Some(4), item), reason(None, item)], [None, None, None]);
    }
    for unit in [None, Some(1), Some(2), Some(3), Some(4)] {
        assert_eq!(reason(unit, "reach"), None, "the element itself tells nothing");
    }
}

#[test]
fn an_element_and_the_mean_over_elements_give_no_bound_away() {
    let given = [("reach.1", 5), ("reach.2", 3), ("speed.1", 3), ("speed.2", 3)];
    let responses: Vec<_> = (0..5).map(|_| response(Side::Employee, 1, &given)).collect();
    let released = one_side(&paired(), Side::Employee, &flat(1), &responses);
    let of = |topic| shown(&released, Some(1), topic, Figure::Index);
    let at_least = |bound| Shown::AtLeast { bound, n: Some(5) };
    assert_eq!(of("reach.1"), &at_least(80.0));
    assert_eq!(of("reach.2"), &Shown::value(50.0, 5));
    assert_eq!(of("reach"), &at_least(65.0), "75 would say that everybody gave the item a 5");
    assert_eq!(of("speed"), &Shown::value(50.0, 5));
    assert_eq!(of("overall"), &at_least(57.0), "and so would the mean over elements");
}

#[test]
fn what_a_handful_skipped_is_not_in_the_mean_over_elements_either() {
    let all = [("reach.1", 3), ("reach.2", 3), ("speed.1", 4), ("speed.2", 4)];
    let person = |number: usize| response(Side::Employee, 1, if number == 0 { &all[..2] } else { &all });
    let responses: Vec<_> = (0..30).map(person).collect();
    let released = one_side(&paired(), Side::Employee, &flat(1), &responses);
    let of = |topic| shown(&released, Some(1), topic, Figure::Index).exact();
    assert_eq!((of("reach"), of("speed")), (Some(50.0), Some(75.0)));
    assert_eq!(of("overall"), Some(62.5), "of the elements as they are shown; the one who skipped is in no difference");
}

#[test]
fn an_item_hidden_to_protect_a_sibling_hides_its_element() {
    let full = [("reach.1", 3), ("reach.2", 4)];
    let people = |number: u128, answering: usize, skipping: usize| {
        (0..answering + skipping)
            .map(move |person| response(Side::Employee, number, if person < answering { &full } else { &full[..1] }))
    };
    // Three of unit 1 answered the second item; unit 2 protects them, for the whole minus units 2 and 3 would be the three.
    let responses: Vec<_> = people(1, 3, 9).chain(people(2, 12, 0)).chain(people(3, 20, 0)).collect();
    let released = one_side(&paired(), Side::Employee, &flat(3), &responses);
    let reason = |unit, topic| hidden(shown(&released, Some(unit), topic, Figure::Index));
    assert_eq!(reason(2, "reach.2"), Some(&HiddenReason::ProtectsSibling));
    assert_eq!(reason(2, "reach"), Some(&HiddenReason::ItemHidden), "else it and the other item would tell");
    assert_eq!(reason(3, "reach.2"), None);
}

#[test]
fn a_hidden_unit_names_the_nearest_that_is_shown_and_protects_its_sibling() {
    let sized = |number: u128, people: usize| {
        (0..people).map(move |person| response(Side::Employee, number, &[("reach.1", 2 + (person % 3) as u8)]))
    };
    let responses: Vec<Response> = sized(1, 4).chain(sized(2, 9)).chain(sized(3, 12)).collect();
    let released = one_side(&paired(), Side::Employee, &flat(3), &responses);
    let nearest = Some(Nearest::Everybody);
    assert_eq!(
        shown(&released, Some(1), "reach.1", Figure::Index),
        &Shown::Hidden { reason: HiddenReason::TooFew { threshold: 5 }, nearest: nearest.clone() }
    );
    assert_eq!(
        shown(&released, Some(2), "reach.1", Figure::Index),
        &Shown::Hidden { reason: HiddenReason::ProtectsSibling, nearest }
    );
    assert_eq!(shown(&released, Some(3), "reach.1", Figure::Index).n(), Some(12));
    assert_eq!(shown(&released, None, "reach.1", Figure::Index).n(), Some(25));
}

#[test]
fn comments_need_ten_writers_not_ten_comments() {
    let wrote = |text: &str| Answer::Text(text.to_owned());
    let mut responses: Vec<_> = (0..12).map(|_| response(Side::Employee, 1, &[("reach.1", 3)])).collect();
    for (number, response) in responses.iter_mut().take(8).enumerate() {
        response.answers.insert("comment".to_owned(), wrote(&format!("comment {number}")));
    }
    responses[9].answers.insert("comment".to_owned(), wrote("   "));
    let released = one_side(&paired(), Side::Employee, &flat(1), &responses);
    assert!(released.comments().is_empty(), "eight writers");
    let reason = hidden(shown(&released, Some(1), "comment", Figure::Comments));
    assert_eq!(reason, Some(&HiddenReason::TooFew { threshold: 10 }));

    for response in &mut responses[8..10] {
        response.answers.insert("comment".to_owned(), wrote("one more"));
    }
    let released = one_side(&paired(), Side::Employee, &flat(1), &responses);
    assert_eq!(released.comments().len(), 10);
    assert!(released.comments().iter().all(|comment| comment.unit == Some(unit(1))), "once, in the lowest unit");
    assert_ne!(released.comments()[0].text, "comment 0", "shuffled");
}

#[test]
fn participation_needs_five_invited_and_is_hidden_with_the_scores() {
    let responses: Vec<_> = [(1, 4), (2, 7), (3, 6)]
        .into_iter()
        .flat_map(|(number, people)| vec![response(Side::Employee, number, &[]); people])
        .collect();
    let invited = BTreeMap::from([(unit(1), 4), (unit(2), 20), (unit(3), 6)]);
    let questionnaire = paired();
    let sides = [SideInput { side: Side::Employee, questionnaire: &questionnaire, invited: &invited }];
    let units = flat(3);
    let input = WaveInput { rules: &Rules::default(), units: &units, sides: &sides, responses: &responses };
    let released = release::wave(&input, &mut |_| 0);
    let of = |unit| shown(&released, unit, "participation", Figure::Participation);
    assert_eq!(of(None), &Shown::Parts { values: vec![30.0, 17.0], ends: vec![], n: Some(17) });
    assert_eq!(of(Some(2)), &Shown::Parts { values: vec![20.0, 7.0], ends: vec![], n: Some(7) });
    assert!(of(Some(1)).is_hidden() && of(Some(3)).is_hidden());
}

/// Both sides in ten units; customers of unit u answer around u, employees too.
fn ten_units(people: u128) -> Released {
    let score = |unit: u128, person: u128| u8::try_from(1 + (unit + person % 3) % 5).expect("1 to 5");
    let answered = |side, unit, person| {
        let given = score(unit, person);
        let all = [("reach.1", given), ("reach.2", given), ("speed.1", 3), ("speed.2", 4), ("recommend", given * 2)];
        let more = [("satisfaction", given), ("effort", given)];
        response(side, unit, &[&all[..], &more[..]].concat())
    };
    let responses: Vec<_> = (1..=10)
        .flat_map(|unit| (0..people).map(move |person| (unit, person)))
        .flat_map(|(unit, person)| [Side::Employee, Side::Customer].map(|side| answered(side, unit, person)))
        .collect();
    let (questionnaire, invited, units) = (paired(), BTreeMap::new(), flat(10));
    let side = |side| SideInput { side, questionnaire: &questionnaire, invited: &invited };
    let sides = [side(Side::Customer), side(Side::Employee)];
    let input = WaveInput { rules: &Rules::default(), units: &units, sides: &sides, responses: &responses };
    release::wave(&input, &mut |_| 0)
}

#[test]
fn both_sides_are_compared_by_what_is_shown() {
    let released = ten_units(30);
    let gap = shown(&released, Some(3), "reach", Figure::Gap);
    assert!(
        matches!(gap, Shown::Value { value, low: Some(low), high: Some(high), .. } if *value == 0.0 && *low < 0.0 && *high > 0.0)
    );
    let p = shown(&released, Some(3), "reach", Figure::GapSignificance).exact().expect("tested");
    assert!(p > 0.9);
    let together = shown(&released, None, "reach", Figure::Together);
    assert!(together.exact().is_some_and(|r| r > 0.99) && together.n() == Some(10), "{together:?}");
    for figure in [Figure::Nps, Figure::NpsSplit] {
        assert!(!shown(&released, None, "recommend", figure).is_hidden());
    }
    assert_eq!(shown(&released, None, "satisfaction", Figure::Csat).n(), Some(300));
    assert!(shown(&released, None, "effort", Figure::Ces).exact().is_some());
    assert_eq!(shown(&released, None, "reach", Figure::Alpha).exact(), Some(1.0), "both items always the same");
}

#[test]
fn small_groups_get_no_deviation_no_test_and_no_split() {
    let released = ten_units(12);
    let unit_cells: Vec<_> = released.cells().iter().filter(|cell| cell.unit.is_some()).collect();
    let none =
        [Figure::Sd, Figure::Rwg, Figure::GapSignificance, Figure::Disagreement, Figure::Alpha, Figure::NotApplicable];
    assert!(unit_cells.iter().all(|cell| !none.contains(&cell.figure)));
    let closed = [Figure::Distribution, Figure::NpsSplit];
    assert!(unit_cells.iter().filter(|cell| closed.contains(&cell.figure)).all(|cell| cell.shown.is_hidden()));
    for cell in unit_cells.iter().filter(|cell| cell.figure == Figure::Index) {
        assert!(cell.shown.position().is_none_or(|index| index.fract() == 0.0), "whole numbers: {cell:?}");
    }
    assert!(unit_cells.iter().any(|cell| cell.figure == Figure::Bands && !cell.shown.is_hidden()));
}

#[test]
fn seven_units_are_too_few_to_say_what_moves_together() {
    let responses: Vec<_> = (1..=7)
        .flat_map(|unit| [Side::Employee, Side::Customer].map(|side| (unit, side)))
        .flat_map(|(unit, side)| vec![response(side, unit, &[("reach.1", 3), ("reach.2", 2)]); 6])
        .collect();
    let (questionnaire, invited, units) = (paired(), BTreeMap::new(), flat(7));
    let side = |side| SideInput { side, questionnaire: &questionnaire, invited: &invited };
    let sides = [side(Side::Employee), side(Side::Customer)];
    let input = WaveInput { rules: &Rules::default(), units: &units, sides: &sides, responses: &responses };
    let released = release::wave(&input, &mut |_| 0);
    let together = shown(&released, None, "reach", Figure::Together);
    assert_eq!(hidden(together), Some(&HiddenReason::TooFew { threshold: 8 }));
}

/// A company of three large units and two that are hidden, whose people all give these scores.
fn with_hidden(two: u8, three: u8) -> Released {
    let people = |number: u128, people: usize, score: Option<u8>| {
        (0..people).map(move |person| {
            let given = score.unwrap_or(1 + ((person + number as usize) % 5) as u8);
            response(Side::Employee, number, &[("reach.1", given), ("reach.2", given), ("speed.1", 3)])
        })
    };
    let hidden = people(3, 2, Some(two)).chain(people(4, 3, Some(three)));
    let responses: Vec<_> =
        people(1, 30, None).chain(people(2, 31, None)).chain(people(5, 33, None)).chain(hidden).collect();
    one_side(&paired(), Side::Employee, &flat(5), &responses)
}

#[test]
fn agreement_over_units_tells_nothing_of_hidden_ones() {
    let figures = [Figure::Icc1, Figure::Icc2, Figure::Rwg];
    let of = |released: &Released| -> Vec<Cell> {
        released.cells().iter().filter(|cell| cell.unit.is_none() && figures.contains(&cell.figure)).cloned().collect()
    };
    let (one, other) = (with_hidden(1, 5), with_hidden(4, 2));
    assert!(!of(&one).is_empty());
    assert_eq!(of(&one), of(&other), "whatever the five answered");
    assert!(of(&one).iter().all(|cell| cell.shown.n() == Some(2)), "and not how many units are hidden");
}

#[test]
fn a_large_unit_tells_less_where_the_rest_is_few() {
    let released = with_hidden(1, 5);
    let of = |unit, figure| shown(&released, Some(unit), "reach.1", figure);
    assert_eq!(of(1, Figure::Index).exact(), Some(50.0));
    for figure in [Figure::Bands, Figure::Distribution] {
        assert_eq!(hidden(of(1, figure)), Some(&HiddenReason::ProtectsSibling), "{figure:?}");
        assert_eq!(hidden(of(2, figure)), None, "{figure:?} of the 31; with the five the 30 stay untold");
    }
    let has = |unit, figure| {
        released
            .cells()
            .iter()
            .any(|cell| cell.unit == Some(self::unit(unit)) && cell.topic == "reach.1" && cell.figure == figure)
    };
    assert!(!has(1, Figure::Sd) && has(2, Figure::Sd));
}

/// How many people stand behind a figure in parts that is shown.
fn told(released: &Released, unit: Option<u128>, figure: Figure) -> Option<u32> {
    let wanted = unit.map(self::unit);
    let is_it = |cell: &&Cell| cell.unit == wanted && cell.topic == "reach.1" && cell.figure == figure;
    released.cells().iter().find(is_it).and_then(|cell| match cell.shown {
        Shown::Parts { n, .. } => n,
        _ => None,
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    /// Whoever subtracts what is told of units from what is told of all learns of nobody, or of as many as may be told of.
    #[test]
    fn no_difference_tells_more_than_its_size(sizes in prop::collection::vec(0usize..45, 2..6), salt in 0usize..50) {
        let people = |(unit, &size): (usize, &usize)| (0..size).map(move |person| {
            let score = 1 + (person * 7 + unit * 3 + salt * (person % 3)) % 5;
            response(Side::Employee, unit as u128 + 1, &[("reach.1", score as u8), ("reach.2", 3)])
        }).collect::<Vec<_>>();
        let responses: Vec<_> = sizes.iter().enumerate().flat_map(people).collect();
        let released = one_side(&paired(), Side::Employee, &flat(sizes.len() as u128), &responses);
        for (figure, least) in [(Figure::Bands, 10), (Figure::Distribution, 25)] {
            let Some(all) = told(&released, None, figure) else { continue };
            let parts: u32 = (1..=sizes.len() as u128).filter_map(|unit| told(&released, Some(unit), figure)).sum();
            prop_assert!(all == parts || all - parts >= least, "{figure:?} of {} people", all - parts);
        }
    }
}

fn key(cell: &Cell) -> String {
    format!("{:?} {:?} {} {:?}", cell.unit, cell.side, cell.topic, cell.figure)
}

/// Which main cells are hidden, and why.
fn hidden_cells(released: &Released) -> BTreeMap<String, HiddenReason> {
    let main =
        |cell: &&Cell| matches!(cell.figure, Figure::Index | Figure::Nps | Figure::Participation | Figure::Comments);
    let cells = released.cells().iter().filter(main);
    cells.filter_map(|cell| hidden(&cell.shown).map(|reason| (key(cell), reason.clone()))).collect()
}

const ITEMS: [&str; 6] = ["reach.1", "reach.2", "speed.1", "speed.2", "satisfaction", "effort"];

/// Unit, answered items, and two sets of scores.
type Person = (u128, [bool; 6], [u8; 6], [u8; 6]);

/// Who is in which unit and answers which items, with two sets of scores.
fn two_sets() -> impl Strategy<Value = Vec<Person>> {
    let scores = || prop::array::uniform6(1u8..=5);
    let gaps = prop::array::uniform6(prop::bool::weighted(0.85));
    prop::collection::vec((1u128..=6, gaps, scores(), scores()), 0..70)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn the_same_people_with_other_answers_leave_the_same_cells_hidden(people in two_sets()) {
        let units: Vec<_> = flat(6).into_iter().map(|mut node| {
            node.parent = (node.id != unit(1) && node.id != unit(2)).then(|| unit(if node.id == unit(3) { 1 } else { 2 }));
            node
        }).collect();
        let given = |second: bool| -> Vec<Response> {
            people.iter().map(|(number, gaps, a, b)| {
                let scores = if second { b } else { a };
                let all: Vec<_> = ITEMS.iter().zip(gaps).zip(scores).filter(|((_, gap), _)| **gap).map(|((key, _), score)| (*key, *score)).collect();
                Response { group: group(Side::Employee, *number), answers: answers(&all) }
            }).collect()
        };
        let questionnaire = paired();
        let first = one_side(&questionnaire, Side::Employee, &units, &given(false));
        let second = one_side(&questionnaire, Side::Employee, &units, &given(true));
        prop_assert_eq!(hidden_cells(&first), hidden_cells(&second));
    }

    #[test]
    fn of_every_topic_subtraction_leaves_nobody_or_five(people in two_sets()) {
        let responses: Vec<_> = people.iter().map(|(number, gaps, scores, _)| {
            let all: Vec<_> = ITEMS.iter().zip(gaps).zip(scores).filter(|((_, gap), _)| **gap).map(|((key, _), score)| (*key, *score)).collect();
            response(Side::Employee, *number, &all)
        }).collect();
        let released = one_side(&paired(), Side::Employee, &flat(6), &responses);
        for topic in ITEMS.iter().chain(&["reach", "speed", "overall"]) {
            let whole = made::shown(&released, None, topic, Figure::Index).n();
            let Some(whole) = whole else { continue };
            let parts: u32 = (1..=6).filter_map(|number| made::shown(&released, Some(number), topic, Figure::Index).n()).sum();
            prop_assert!(whole == parts || whole - parts >= 5, "{}: {} of {}", topic, parts, whole);
        }
    }
}
