//! Assessments by domain and level.

use std::collections::BTreeMap;

use ayeneh_domain::{
    answer::{Answer, Group, Response},
    disclosure::Rules,
    people::Level,
    questionnaire::{Frozen, Side, builtin},
    release::{self, AssessmentInput, Cell, Figure, HiddenReason, Released, Shown},
};

use crate::made;

/// As many of each level, who all answer `score` to every question.
fn build(levels: &[(Level, usize, u8)]) -> Released {
    let questionnaire = Frozen::freeze(builtin::centricity().clone()).expect("built in");
    let answers = |score: u8| {
        let questions = questionnaire.document().items().filter(|item| item.element.is_some());
        questions.map(|item| (item.key.clone(), Answer::Score(score))).collect()
    };
    let responses: Vec<_> = levels
        .iter()
        .flat_map(|&(level, people, score)| {
            let group = Group { level: Some(level), ..made::group(Side::Employee, 1) };
            vec![Response { group, answers: answers(score) }; people]
        })
        .collect();
    let invited = BTreeMap::from([(Level::Staff, 100)]);
    let input = AssessmentInput {
        rules: &Rules::default(),
        questionnaire: &questionnaire,
        invited: &invited,
        responses: &responses,
    };
    release::assessment(&input, &mut |_| 0)
}

#[track_caller]
fn shown<'a>(released: &'a Released, group: Option<&str>, topic: &str, figure: Figure) -> &'a Shown {
    let wanted = |cell: &&Cell| cell.group.as_deref() == group && cell.topic == topic && cell.figure == figure;
    &released.cells().iter().find(wanted).unwrap_or_else(|| panic!("no cell {group:?} {topic} {figure:?}")).shown
}

#[test]
fn maturity_by_domain_and_level_and_the_gap_between_levels() {
    let released = build(&[(Level::Executive, 6, 1), (Level::Manager, 12, 1), (Level::Staff, 60, 0)]);
    assert_eq!(shown(&released, Some("executive"), "leadership", Figure::Index).exact(), Some(50.0));
    assert_eq!(
        shown(&released, Some("staff"), "leadership", Figure::Index),
        &Shown::AtMost { bound: 2.0, n: Some(60) }
    );
    let gap = shown(&released, Some("executive:staff"), "leadership", Figure::Gap);
    assert_eq!(gap, &Shown::AtLeast { bound: 48.0, n: Some(6) }, "no more than the two figures say");
    assert_eq!(shown(&released, Some("executive:manager"), "overall", Figure::Gap).exact(), Some(0.0));
    assert_eq!(shown(&released, Some("staff"), "participation", Figure::Participation).n(), Some(60));
    assert!(!shown(&released, None, "q01", Figure::Distribution).is_hidden(), "yes, partly and no of 78 people");
}

#[test]
fn a_level_too_small_takes_the_next_smallest_with_it() {
    let released = build(&[(Level::Executive, 4, 2), (Level::Manager, 12, 1), (Level::Staff, 60, 1)]);
    let reason = |level| match shown(&released, Some(level), "q01", Figure::Index) {
        Shown::Hidden { reason, .. } => Some(reason.clone()),
        _ => None,
    };
    assert_eq!(reason("executive"), Some(HiddenReason::TooFew { threshold: 5 }));
    assert_eq!(reason("manager"), Some(HiddenReason::ProtectsSibling));
    assert_eq!(reason("staff"), None);
}

#[test]
fn all_twenty_questions_and_their_domains_are_there() {
    let released = build(&[(Level::Staff, 30, 1)]);
    let topics: std::collections::BTreeSet<_> = released
        .cells()
        .iter()
        .filter(|cell| cell.figure == Figure::Index && cell.group.is_none())
        .map(|cell| cell.topic.as_str())
        .collect();
    assert_eq!(topics.iter().filter(|topic| topic.starts_with('q')).count(), 20);
    for domain in ["leadership", "measurement", "values", "awareness", "participation", "development", "linkage"] {
        assert!(topics.contains(domain), "{domain}");
    }
}
