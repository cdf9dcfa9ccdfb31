//! Questionnaires, units and answers for these tests.

use std::collections::BTreeMap;

use ayeneh_domain::{
    answer::{Answer, Answers, Group, Response},
    bilingual::Bilingual,
    disclosure::Rules,
    ids::UnitId,
    questionnaire::{Frozen, Item, ItemKind, Outcome, Questionnaire, Section, Side},
    release::{self, Cell, Figure, Released, Shown, SideInput, WaveInput},
    survey::audience::Branch,
};
use uuid::Uuid;

pub fn unit(number: u128) -> UnitId {
    UnitId(Uuid::from_u128(number))
}

/// Units 1 to `count`, all below the organisation.
pub fn flat(count: u128) -> Vec<Branch> {
    (1..=count).map(|number| Branch { id: unit(number), parent: None }).collect()
}

pub fn scale(key: &str, element: Option<&str>, outcome: Outcome) -> Item {
    let points = if outcome == Outcome::Effort { 7 } else { 5 };
    let labels = (1..=points).map(|point| Bilingual::new(format!("نمرهٔ {point}"), format!("point {point}"))).collect();
    item(key, element, ItemKind::Scale { points, labels, outcome })
}

pub fn item(key: &str, element: Option<&str>, kind: ItemKind) -> Item {
    Item {
        key: key.to_owned(),
        text: Bilingual::new("پرسش", "Question"),
        element: element.map(str::to_owned),
        not_applicable: !matches!(kind, ItemKind::Text { .. }),
        kind,
    }
}

pub fn questionnaire(items: Vec<Item>) -> Frozen {
    let sections = items.chunks(4).enumerate().map(|(number, items)| Section {
        key: format!("s{number}"),
        title: Bilingual::new("بخش", "Section"),
        items: items.to_vec(),
    });
    let sections = sections.collect();
    let title = Bilingual::new("آزمون", "Test");
    Frozen::freeze(Questionnaire {
        key: "test".to_owned(),
        version: 1,
        title,
        intro: None,
        not_applicable_label: None,
        sections,
    })
    .expect("a right questionnaire")
}

/// Two elements of two items, the three outcomes and an open question.
pub fn paired() -> Frozen {
    let words = |text: &str| Bilingual::new("متن", text);
    let recommend = ItemKind::Recommend { least: words("not at all"), most: words("certainly") };
    questionnaire(vec![
        scale("reach.1", Some("reach"), Outcome::None),
        scale("reach.2", Some("reach"), Outcome::None),
        scale("speed.1", Some("speed"), Outcome::None),
        scale("speed.2", Some("speed"), Outcome::None),
        item("recommend", None, recommend),
        scale("satisfaction", None, Outcome::Satisfaction),
        scale("effort", None, Outcome::Effort),
        item("comment", None, ItemKind::Text { max_chars: 2000, about: None }),
    ])
}

pub fn group(side: Side, number: u128) -> Group {
    Group { side, unit: unit(number), level: None, tenure: None, subject: None, relationship: None }
}

pub fn answers(given: &[(&str, u8)]) -> Answers {
    given.iter().map(|(key, score)| ((*key).to_owned(), Answer::Score(*score))).collect()
}

pub fn response(side: Side, number: u128, given: &[(&str, u8)]) -> Response {
    Response { group: group(side, number), answers: answers(given) }
}

/// A wave of one questionnaire on one side.
pub fn one_side(questionnaire: &Frozen, side: Side, units: &[Branch], responses: &[Response]) -> Released {
    let invited = BTreeMap::new();
    let sides = [SideInput { side, questionnaire, invited: &invited }];
    let input = WaveInput { rules: &Rules::default(), units, sides: &sides, responses };
    release::wave(&input, &mut |_| 0)
}

#[track_caller]
pub fn shown<'a>(released: &'a Released, number: Option<u128>, topic: &str, figure: Figure) -> &'a Shown {
    let wanted = |cell: &&Cell| {
        cell.unit == number.map(unit) && cell.topic == topic && cell.figure == figure && cell.group.is_none()
    };
    &released.cells().iter().find(wanted).unwrap_or_else(|| panic!("no cell {number:?} {topic} {figure:?}")).shown
}
