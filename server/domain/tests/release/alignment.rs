//! Alignments: each party's mean places, what small parties may say, and what they agree on.

use std::collections::BTreeMap;

use ayeneh_domain::{
    alignment::{Party, Ranking},
    answer::{Answer, Answers, Group, Response},
    disclosure::Rules,
    people::Level,
    questionnaire::{Frozen, Side},
    release::{self, AlignmentInput, Cell, Figure, HiddenReason, Released, Shown},
};
use proptest::prelude::*;

use crate::made;

/// Orders, each as the places given to the behaviours in turn.
type Orders = Vec<Vec<u8>>;

fn group(party: Party) -> Group {
    match party {
        Party::Leaders => Group { level: Some(Level::Manager), ..made::group(Side::Employee, 1) },
        Party::Staff => Group { level: Some(Level::Staff), ..made::group(Side::Employee, 1) },
        Party::Customers => made::group(Side::Customer, 1),
    }
}

fn build(ranking: &Ranking, given: &[(Party, Orders)]) -> Released {
    let asked: BTreeMap<Party, Frozen> = given
        .iter()
        .map(|(party, _)| (*party, Frozen::freeze(ranking.questionnaire(*party)).expect("can be launched")))
        .collect();
    let answers = |order: &Vec<u8>| -> Answers {
        let places = order.iter().map(|place| Answer::Score(*place));
        ranking.behaviours.iter().map(|behaviour| behaviour.key.clone()).zip(places).collect()
    };
    let responses: Vec<Response> = given
        .iter()
        .flat_map(|(party, orders)| {
            orders.iter().map(|order| Response { group: group(*party), answers: answers(order) })
        })
        .collect();
    let invited = given.iter().map(|(party, orders)| (*party, orders.len() as u32 + 3)).collect();
    let questionnaires = asked.iter().map(|(party, frozen)| (*party, frozen)).collect();
    release::alignment(&AlignmentInput {
        rules: &Rules::default(),
        questionnaires: &questionnaires,
        invited: &invited,
        responses: &responses,
    })
}

fn five() -> Ranking {
    let mut ranking = Ranking::usual();
    ranking.behaviours.truncate(5);
    ranking
}

#[track_caller]
fn shown<'a>(released: &'a Released, group: Option<&str>, topic: &str, figure: Figure) -> &'a Shown {
    let wanted = |cell: &&Cell| cell.group.as_deref() == group && cell.topic == topic && cell.figure == figure;
    &released.cells().iter().find(wanted).unwrap_or_else(|| panic!("no cell {group:?} {topic} {figure:?}")).shown
}

/// Half of a party in one order, half in another, so that nothing is unanimous.
fn halves(one: [u8; 5], other: [u8; 5], people: usize) -> Orders {
    (0..people).map(|person| if person % 2 == 0 { one.to_vec() } else { other.to_vec() }).collect()
}

#[test]
fn mean_places_agreement_and_differences_of_large_parties() {
    let ranking = five();
    let leaders = halves([1, 2, 3, 4, 5], [2, 1, 3, 5, 4], 30);
    let customers = halves([5, 4, 3, 2, 1], [4, 5, 3, 1, 2], 30);
    let released = build(&ranking, &[(Party::Leaders, leaders), (Party::Customers, customers)]);
    let key = |place: usize| ranking.behaviours[place].key.clone();
    let place = |party, at| shown(&released, Some(party), &key(at), Figure::Place).exact();
    assert_eq!((place("leaders", 0), place("customers", 0)), (Some(1.5), Some(4.5)));
    let w = 12.0 * (2.0 * 1.5_f64.powi(2) * 2.0) / 120.0;
    assert_eq!(shown(&released, Some("leaders"), "overall", Figure::Concordance), &Shown::value(w, 30));
    assert_eq!(shown(&released, None, "overall", Figure::Concordance).exact(), Some(0.0), "opposite orders");
    assert_eq!(shown(&released, Some("leaders:customers"), &key(0), Figure::Gap).exact(), Some(-3.0));
    let p = shown(&released, Some("leaders:customers"), &key(0), Figure::GapSignificance).exact();
    assert!(p.is_some_and(|p| p < 0.001));
    let part = Shown::Parts { values: vec![33.0, 30.0], ends: Vec::new(), n: Some(30) };
    assert_eq!(shown(&released, Some("customers"), "participation", Figure::Participation), &part);
}

#[test]
fn a_party_below_the_threshold_is_hidden_and_hides_no_other() {
    let ranking = five();
    let few = halves([1, 2, 3, 4, 5], [2, 1, 3, 5, 4], 4);
    let many = halves([5, 4, 3, 2, 1], [4, 5, 3, 1, 2], 40);
    let released = build(&ranking, &[(Party::Leaders, few), (Party::Staff, many)]);
    for behaviour in &ranking.behaviours {
        let hidden = shown(&released, Some("leaders"), &behaviour.key, Figure::Place);
        assert_eq!(hidden, &Shown::hidden(HiddenReason::TooFew { threshold: 5 }));
        assert!(shown(&released, Some("staff"), &behaviour.key, Figure::Place).position().is_some());
    }
    assert!(shown(&released, Some("leaders"), "overall", Figure::Concordance).is_hidden());
    assert!(shown(&released, None, "overall", Figure::Concordance).is_hidden(), "one party is compared with none");
    assert!(
        released.cells().iter().all(|cell| cell.group.is_some() || cell.topic == "overall"),
        "no whole to subtract"
    );
}

#[test]
fn what_all_of_a_small_party_put_first_is_a_bound() {
    let ranking = five();
    let released = build(
        &ranking,
        &[(Party::Staff, vec![vec![1, 2, 3, 4, 5]; 6]), (Party::Customers, vec![vec![5, 4, 3, 2, 1]; 6])],
    );
    let first = shown(&released, Some("staff"), &ranking.behaviours[0].key, Figure::Place);
    assert_eq!(first, &Shown::AtMost { bound: 2.0, n: Some(6) }, "1 + 4/6, outwards to the half");
    let last = shown(&released, Some("staff"), &ranking.behaviours[4].key, Figure::Place);
    assert_eq!(last, &Shown::AtLeast { bound: 4.0, n: Some(6) });
    let w = shown(&released, Some("staff"), "overall", Figure::Concordance);
    assert!(matches!(w, Shown::AtLeast { bound, n: Some(6) } if *bound < 0.5), "{w:?}");
}

fn orders(people: std::ops::Range<usize>) -> impl Strategy<Value = Orders> {
    prop::collection::vec(Just((1u8..=5).collect::<Vec<_>>()).prop_shuffle(), people)
}

proptest! {
    #[test]
    fn small_parties_speak_in_halves_and_nobody_speaks_in_distributions(
        leaders in orders(0..25), customers in orders(0..40),
    ) {
        let ranking = five();
        let released = build(&ranking, &[(Party::Leaders, leaders.clone()), (Party::Customers, customers.clone())]);
        let allowed = [Figure::Place, Figure::Concordance, Figure::Participation, Figure::Gap, Figure::GapSignificance];
        prop_assert!(released.cells().iter().all(|cell| allowed.contains(&cell.figure)));
        for (party, orders) in [("leaders", &leaders), ("customers", &customers)] {
            for (at, behaviour) in ranking.behaviours.iter().enumerate() {
                let cell = shown(&released, Some(party), &behaviour.key, Figure::Place);
                prop_assert_eq!(cell.is_hidden(), orders.len() < 5);
                let Some(place) = cell.position() else { continue };
                let mean = orders.iter().map(|order| f64::from(order[at])).sum::<f64>() / orders.len() as f64;
                match cell {
                    Shown::AtMost { bound, .. } => prop_assert!(mean <= bound + 1e-9),
                    Shown::AtLeast { bound, .. } => prop_assert!(mean >= bound - 1e-9),
                    _ if orders.len() < 25 => prop_assert!((place - mean).abs() < 0.27, "{} {}", place, mean),
                    _ => prop_assert!((place - mean).abs() < 1e-9),
                }
                prop_assert!(orders.len() >= 25 || (place * 2.0).fract() == 0.0);
            }
        }
    }

    #[test]
    fn what_is_hidden_depends_on_counts_only(one in orders(0..12), two in orders(0..12)) {
        let ranking = five();
        let other = |orders: &Orders| vec![vec![3, 1, 2, 5, 4]; orders.len()];
        let hidden = |first: &Orders, second: &Orders| -> Vec<bool> {
            let released = build(&ranking, &[(Party::Staff, first.clone()), (Party::Customers, second.clone())]);
            released.cells().iter().filter(|cell| cell.figure != Figure::Gap && cell.figure != Figure::GapSignificance).map(|cell| cell.shown.is_hidden()).collect()
        };
        prop_assert_eq!(hidden(&one, &two), hidden(&other(&one), &other(&two)));
    }
}
