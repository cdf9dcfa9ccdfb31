//! The way through a questionnaire by example.

use ayeneh_core::random::SeededRandom;
use ayeneh_domain::questionnaire::builtin::{self, Trust};

use super::*;

fn trust() -> Frozen {
    Frozen::freeze(builtin::trust(Trust::Employee).clone()).expect("built in")
}

fn read(fields: &[(&str, &str)]) -> Filling {
    let form = Fields(fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect());
    Filling::read(&form, 9, Receipt::draw(&SeededRandom::new(1)), Locale::Fa)
}

#[test]
fn a_skipped_question_is_mentioned_once_and_then_let_be() {
    let mut filling = read(&[(SECTION, "0"), ("reach.1", "4")]);
    assert_eq!(filling.go("next", &trust()), Next::Show(Say::Skipped(vec!["reach.2".into()])));
    assert_eq!(filling.section, 0);
    assert_eq!(filling.go("next", &trust()), Next::Show(Say::Nothing));
    assert_eq!(filling.section, 1);
}

#[test]
fn back_and_another_language_lose_nothing() {
    let mut filling = read(&[(SECTION, "3"), ("reach.1", "4"), ("competence.1", "2"), (REMINDED, "0 3")]);
    let entered = filling.entered.clone();
    assert_eq!(filling.go("en", &trust()), Next::Show(Say::Nothing));
    assert_eq!((filling.section, filling.locale), (3, Locale::En));
    assert_eq!(filling.go("back", &trust()), Next::Show(Say::Nothing));
    assert_eq!((filling.section, &filling.entered), (2, &entered));
    let carried = filling.carried(&trust());
    for field in [(SECTION, "2"), (REMINDED, "0 3"), (LANGUAGE, "en"), ("reach.1", "4"), ("competence.1", "2")] {
        assert!(carried.contains(&(field.0.to_owned(), field.1.to_owned())), "{field:?}");
    }
}

#[test]
fn what_a_section_shows_is_not_carried_a_second_time() {
    let filling = read(&[(SECTION, "0"), ("reach.1", "4"), ("respond.1", "5"), ("nothing", "1")]);
    let carried: Vec<_> = filling.carried(&trust()).into_iter().map(|(name, _)| name).collect();
    assert_eq!(carried, [SECTION, REMINDED, RECEIPT, LANGUAGE, "respond.1"]);
}

#[test]
fn a_wrong_answer_leads_to_its_section_wherever_one_stands() {
    let mut filling = read(&[(SECTION, "8"), ("respond.2", "9"), ("comment", "خوب")]);
    let wrong = BTreeMap::from([("respond.2".to_owned(), AnswerFault::OffScale { least: 1, most: 5 })]);
    assert_eq!(filling.go("send", &trust()), Next::Show(Say::Wrong(wrong)));
    assert_eq!((filling.section, filling.of("comment")), (1, Some("خوب")));
    assert_eq!(read(&[(SECTION, "0"), ("x", "9")]).go("next", &trust()), Next::Show(Say::Foreign));
}

#[test]
fn everything_at_once_is_sent_without_reminders() {
    let Next::Send(answers) = read(&[("reach.1", "4"), ("speed.1", "")]).go("send", &trust()) else { panic!("sends") };
    assert_eq!(answers.len(), 1);
    assert_eq!(read(&[]).go("send", &trust()), Next::Show(Say::Empty));
}

#[test]
fn odd_fields_do_no_harm() {
    let filling = read(&[(SECTION, "99"), (REMINDED, "x  7"), (RECEIPT, "no"), (LANGUAGE, "xx"), (":own", "1")]);
    assert_eq!((filling.section, filling.locale), (8, Locale::Fa));
    assert_eq!(filling.reminded, BTreeSet::from([7]));
    assert!(filling.entered.is_empty());
}
