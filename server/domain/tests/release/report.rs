//! 360° reports.

use std::collections::BTreeMap;

use ayeneh_domain::{
    answer::{Answer, Answers, Group, Response},
    disclosure::{Rules, Settings},
    ids::PersonId,
    questionnaire::{Frozen, ItemKind, Outcome, Side},
    relationship::Relationship::{self, Customer, DirectReport, Manager, Peer, Self_, Supplier},
    release::{self, BLIND_SPOT, Cell, Figure, HiddenReason, Nearest, Released, ReportInput, Shown},
};
use proptest::prelude::*;
use uuid::Uuid;

use crate::made;

const SUBJECT: PersonId = PersonId(Uuid::from_u128(1));

fn inside() -> Frozen {
    made::questionnaire(vec![
        made::scale("listens.1", Some("listens"), Outcome::None),
        made::scale("listens.2", Some("listens"), Outcome::None),
        made::scale("helps.1", Some("helps"), Outcome::None),
        made::item("keep", None, ItemKind::Text { max_chars: 500, about: None }),
    ])
}

/// Customers are not asked whether somebody helps colleagues.
fn outside() -> Frozen {
    made::questionnaire(vec![
        made::scale("listens.1", Some("listens"), Outcome::None),
        made::scale("listens.2", Some("listens"), Outcome::None),
        made::item("keep", None, ItemKind::Text { max_chars: 500, about: None }),
    ])
}

fn rating(relationship: Relationship, answers: Answers) -> Response {
    let side = if relationship.is_external() { Side::Customer } else { Side::Employee };
    let group = Group { subject: Some(SUBJECT), relationship: Some(relationship), ..made::group(side, 1) };
    Response { group, answers }
}

/// As many ratings of one relationship as scores are given: the same score for every behaviour.
fn ratings(relationship: Relationship, scores: &[u8]) -> Vec<Response> {
    let all = |&score: &u8| {
        let mut given = vec![("listens.1", score), ("listens.2", score)];
        given.extend((!relationship.is_external()).then_some(("helps.1", score)));
        rating(relationship, made::answers(&given))
    };
    scores.iter().map(all).collect()
}

fn build(rules: Rules, responses: &[Response]) -> Released {
    let (inside, outside) = (inside(), outside());
    let wording = |relationship: &Relationship| if relationship.is_external() { &outside } else { &inside };
    let questionnaires = Relationship::ALL.iter().map(|relationship| (*relationship, wording(relationship))).collect();
    let input = ReportInput {
        rules: &rules,
        questionnaires: &questionnaires,
        invited: &BTreeMap::new(),
        responses,
        blind_spot: BLIND_SPOT,
    };
    release::report(&input, &mut |_| 0)
}

fn find<'a>(released: &'a Released, group: &str, topic: &str, figure: Figure) -> Option<&'a Shown> {
    let wanted = |cell: &&Cell| {
        cell.subject == Some(SUBJECT)
            && cell.group.as_deref() == Some(group)
            && cell.topic == topic
            && cell.figure == figure
    };
    released.cells().iter().find(wanted).map(|cell| &cell.shown)
}

#[track_caller]
fn index<'a>(released: &'a Released, group: &str, topic: &str) -> &'a Shown {
    find(released, group, topic, Figure::Index).unwrap_or_else(|| panic!("no cell of {group} {topic}"))
}

#[test]
fn three_raters_are_shown_as_the_table_says() {
    let of = |rules: Rules, scores: &[u8]| index(&build(rules, &ratings(Peer, scores)), "peer", "helps.1").clone();
    let bounded = Rules::new(Settings { upper_bound: true, ..Rules::reviews().settings() }).expect("stricter");
    assert_eq!(of(bounded, &[5, 5, 5]), Shown::AtLeast { bound: 66.0, n: Some(3) });
    assert_eq!(of(Rules::reviews(), &[5, 5, 5]), Shown::value(100.0, 3), "where the upper bound is off");
    for rules in [bounded, Rules::reviews()] {
        assert_eq!(of(rules, &[3, 3, 3]), Shown::value(50.0, 3));
        assert_eq!(of(rules, &[1, 1, 2]), Shown::AtMost { bound: 34.0, n: Some(3) }, "the lower bound is never off");
    }
}

#[test]
fn two_suppliers_are_hidden_and_counted_nowhere() {
    let responses = [ratings(Self_, &[4]), ratings(Peer, &[3, 3, 4]), ratings(Supplier, &[1, 1])].concat();
    let released = build(Rules::reviews(), &responses);
    let hidden = Shown::hidden(HiddenReason::TooFew { threshold: 3 });
    assert_eq!(index(&released, "supplier", "listens"), &hidden);
    assert_eq!(find(&released, "others", "listens", Figure::Index), None);
    assert_eq!(index(&released, "all_others", "listens").n(), Some(3), "the peers alone");
    assert_eq!(find(&released, "outside", "listens", Figure::Index), None);
}

#[test]
fn small_groups_join_the_pool_where_it_reaches_three() {
    let responses = [ratings(DirectReport, &[3, 4]), ratings(Supplier, &[3]), ratings(Peer, &[4, 4, 2])].concat();
    let released = build(Rules::reviews(), &responses);
    let nearest = Some(Nearest::Group { group: "others".to_owned() });
    let hidden = Shown::Hidden { reason: HiddenReason::TooFew { threshold: 3 }, nearest };
    assert_eq!(index(&released, "direct_report", "listens"), &hidden);
    assert_eq!(index(&released, "others", "listens").n(), Some(3));
    assert_eq!(
        index(&released, "others", "helps"),
        &Shown::hidden(HiddenReason::TooFew { threshold: 3 }),
        "the supplier was not asked: the two others alone"
    );
    assert_eq!(index(&released, "all_others", "listens").n(), Some(6));
    assert_eq!(index(&released, "all_others", "helps").n(), Some(3));
}

#[test]
fn self_and_manager_are_shown_by_name_and_others_by_what_they_were_asked() {
    let responses = [ratings(Self_, &[5]), ratings(Manager, &[2]), ratings(Customer, &[3, 3, 4])].concat();
    let released = build(Rules::reviews(), &responses);
    assert_eq!(index(&released, "self", "listens"), &Shown::value(100.0, 1));
    assert_eq!(index(&released, "manager", "helps"), &Shown::value(25.0, 1));
    assert_eq!(index(&released, "customer", "helps"), &Shown::hidden(HiddenReason::NotAsked));
    assert_eq!(index(&released, "all_others", "helps"), &Shown::value(25.0, 1), "the manager");
}

#[test]
fn blind_spots_and_hidden_strengths_are_gaps_of_more_than_a_third_of_the_points() {
    let spot = |own: u8, others: [u8; 3]| {
        let released = build(Rules::reviews(), &[ratings(Self_, &[own]), ratings(Peer, &others)].concat());
        let has = |figure| find(&released, "self:all_others", "listens", figure).is_some();
        (has(Figure::BlindSpot), has(Figure::HiddenStrength))
    };
    assert_eq!(spot(5, [3, 3, 3]), (true, false), "2 points of 5");
    assert_eq!(spot(4, [3, 3, 2]), (false, false), "1.33 points of 5");
    assert_eq!(spot(2, [4, 4, 4]), (false, true));
    assert_eq!(spot(5, [1, 1, 1]), (true, false), "against a bound");
}

#[test]
fn comments_come_by_pool_from_three_writers() {
    let wrote = |relationship, text: &str| {
        let mut answers = made::answers(&[("listens.1", 3)]);
        answers.insert("keep".to_owned(), Answer::Text(text.to_owned()));
        rating(relationship, answers)
    };
    let responses = [
        wrote(Manager, "from the manager"),
        wrote(Peer, "a"),
        wrote(Peer, "b"),
        wrote(DirectReport, "c"),
        wrote(Customer, "d"),
        wrote(Customer, "e"),
    ];
    let released = build(Rules::reviews(), &responses);
    let of = |released: &Released, group: &str| {
        let mut texts: Vec<_> = released
            .comments()
            .iter()
            .filter(|comment| comment.group.as_deref() == Some(group))
            .map(|comment| comment.text.clone())
            .collect();
        texts.sort();
        texts.concat()
    };
    assert_eq!(of(&released, "colleagues"), "abc");
    assert_eq!(of(&released, "manager"), "from the manager");
    assert_eq!(of(&released, "outside"), "", "two writers");
    let released = build(Rules::reviews(), &responses[2..]);
    assert_eq!(of(&released, "others"), "bcde", "together, where neither pool has three");
}

#[test]
fn where_one_rater_skipped_a_behaviour_the_competency_stays_and_its_behaviours_go() {
    let full = [("listens.1", 3), ("listens.2", 4), ("helps.1", 3)];
    let rated = |skip: bool| rating(Peer, made::answers(if skip { &full[..1] } else { &full }));
    let responses = [rated(true), rated(false), rated(false), rated(false)];
    let released = build(Rules::reviews(), &responses);
    let withheld = Shown::hidden(HiddenReason::ProtectsAnswers);
    for behaviour in ["listens.1", "listens.2"] {
        assert_eq!(index(&released, "peer", behaviour), &withheld, "else the difference is one rater's answer");
        assert_eq!(find(&released, "all_others", behaviour, Figure::Index), None);
    }
    assert!(index(&released, "peer", "listens").exact().is_some());
    let all = build(Rules::reviews(), &[rated(false), rated(false), rated(false)]);
    assert!(index(&all, "peer", "listens.1").exact().is_some());
}

#[test]
fn nobody_and_too_few_look_alike() {
    let (inside, outside, rules) = (inside(), outside(), Rules::reviews());
    let questionnaires = Relationship::ALL
        .iter()
        .map(|relationship| (*relationship, if relationship.is_external() { &outside } else { &inside }))
        .collect();
    let invited = BTreeMap::from([((SUBJECT, Peer), 5), ((SUBJECT, Supplier), 1), ((SUBJECT, Self_), 1)]);
    let cells = |responses: &[Response]| {
        let questionnaires = &questionnaires;
        let input = ReportInput { rules: &rules, questionnaires, invited: &invited, responses, blind_spot: BLIND_SPOT };
        release::report(&input, &mut |_| 0).cells().to_vec()
    };
    let wrote = |mut response: Response| {
        response.answers.insert("keep".to_owned(), Answer::Text("words".to_owned()));
        response
    };
    let others: Vec<Response> = ratings(Peer, &[3, 3, 4]);
    let supplier = ratings(Supplier, &[1]).into_iter().map(wrote);
    let (without, with) = (cells(&others), cells(&others.iter().cloned().chain(supplier).collect::<Vec<_>>()));
    assert_eq!(without, with, "whether the only supplier answered is told to nobody");
    assert!(without.iter().any(|cell| cell.group.as_deref() == Some("supplier") && cell.shown.is_hidden()));
    assert!(without.iter().all(|cell| cell.group.as_deref() != Some("self")), "oneself has not answered");
}

#[test]
fn the_highest_and_lowest_behaviours_are_never_the_same() {
    let answers = made::answers(&[("listens.1", 4), ("listens.2", 3), ("helps.1", 2)]);
    let responses = vec![rating(Peer, answers); 3];
    let released = build(Rules::reviews(), &responses);
    assert!(find(&released, "all_others", "listens.1", Figure::Highest).is_some());
    assert!(find(&released, "all_others", "helps.1", Figure::Lowest).is_some());
    let named = released.cells().iter().filter(|cell| matches!(cell.figure, Figure::Highest | Figure::Lowest)).count();
    assert_eq!(named, 2, "one of each: half of three behaviours");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_sum_of_shown_groups_gives_a_hidden_one_away(sizes in prop::array::uniform5(0usize..6)) {
        let relationships = [Peer, DirectReport, Relationship::OtherTeamMember, Customer, Supplier];
        let responses: Vec<_> =
            relationships.iter().zip(sizes).flat_map(|(relationship, size)| ratings(*relationship, &vec![3; size])).collect();
        let released = build(Rules::reviews(), &responses);
        let n = |group: &str| find(&released, group, "listens", Figure::Index).and_then(Shown::n).unwrap_or(0);
        let small: usize = sizes.iter().filter(|size| **size < 3).sum();
        let pool = if small >= 3 { small } else { 0 };
        prop_assert_eq!(n("others") as usize, pool);
        let alone: u32 = relationships.iter().map(|relationship| n(relationship.key())).sum();
        prop_assert_eq!(n("all_others"), alone + n("others"), "nobody who is hidden is in the sum");
    }
}
