//! Answers by example and by property: hostile input never panics, and what passes survives JSON unchanged.

use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::questionnaire::builtin::{self, Trust};

fn trust() -> Frozen {
    Frozen::freeze(builtin::trust(Trust::Customer).clone()).expect("built in")
}

fn fault_of(result: Result<Answers, Vec<AnswerProblem<'_>>>) -> AnswerFault {
    match result.expect_err("a fault")[..] {
        [only] => only.fault,
        ref more => panic!("more than one: {more:?}"),
    }
}

#[test]
fn a_form_is_read() {
    let fields = [
        ("reach.1", "4"),
        ("reach.2", "۵"),
        ("inform.1", "٣"),
        ("speed.1", "na"),
        ("speed.2", ""),
        ("recommend", " 10 "),
        ("comment", "  خط اول\r\nخط دوم\u{0}  "),
    ];
    let answers = check_form(&trust(), fields).expect("right");
    let expected = json!({
        "reach.1": 4, "reach.2": 5, "inform.1": 3, "speed.1": {"na": true}, "recommend": 10,
        "comment": "خط اول\nخط دوم"
    });
    assert_eq!(serde_json::to_value(&answers).expect("writes"), expected);
    let Value::Object(members) = expected else { unreachable!("an object") };
    assert_eq!(check_json(&trust(), &members).expect("right"), answers);
}

#[test]
fn each_fault_is_told() {
    let form = |key, value| fault_of(check_form(&trust(), [(key, value)]));
    assert_eq!(form("reach.9", "4"), AnswerFault::UnknownItem);
    for off in ["0", "6", "-1", "99999999999999999999999"] {
        assert_eq!(form("reach.1", off), AnswerFault::OffScale { least: 1, most: 5 }, "{off}");
    }
    for wrong in ["four", "4.5", "4 5", "NA", "-"] {
        assert_eq!(form("reach.1", wrong), AnswerFault::WrongType, "{wrong}");
    }
    assert_eq!(form("recommend", "na"), AnswerFault::NotApplicableNotOffered);
    assert_eq!(form("comment", &"آ".repeat(2001)), AnswerFault::TooLong { most: 2000 });
    assert!(check_form(&trust(), [("comment", "آ".repeat(2000).as_str())]).is_ok());
}

#[test]
fn each_fault_of_json_is_told() {
    let json = |key: &str, value: Value| {
        let members = serde_json::Map::from_iter([(key.to_owned(), value)]);
        check_json(&trust(), &members).map(|answers| answers.len()).map_err(|problems| problems[0].fault)
    };
    let off = Err(AnswerFault::OffScale { least: 1, most: 5 });
    assert_eq!([json("reach.1", json!(0)), json("reach.1", json!(-3)), json("reach.1", json!(u64::MAX))], [off; 3]);
    for wrong in [json!("4"), json!(4.0), json!(true), json!([4]), json!({"na": false}), json!({"na": true, "x": 1})] {
        assert_eq!(json("reach.1", wrong.clone()), Err(AnswerFault::WrongType), "{wrong}");
    }
    assert_eq!(json("comment", json!(4)), Err(AnswerFault::WrongType));
    assert_eq!(
        [json("reach.1", json!(null)), json("reach.1", json!("")), json("reach.1", json!(4))],
        [Ok(0), Ok(0), Ok(1)]
    );
    assert_eq!(json("satisfaction", json!({"na": true})), Err(AnswerFault::NotApplicableNotOffered));
}

#[test]
fn the_last_of_two_counts_and_empty_takes_back() {
    let answers = |second| check_form(&trust(), [("reach.1", "4"), ("reach.1", second)]).expect("right");
    assert_eq!(answers("2")["reach.1"], Answer::Score(2));
    assert!(answers("").is_empty());
}

#[test]
fn problems_are_bounded() {
    let fields = std::iter::repeat_n(("nothing", "1"), 100_000);
    assert_eq!(check_form(&trust(), fields).expect_err("unknown").len(), MAX_PROBLEMS);
}

fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        (0..12_i64).prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        ".*".prop_map(Value::from),
        Just(json!({"na": true})),
    ];
    leaf.prop_recursive(2, 8, 4, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..3).prop_map(Value::from),
            proptest::collection::hash_map("na|x", inner, 0..2).prop_map(|m| m.into_iter().collect()),
        ]
    })
}

fn any_key() -> impl Strategy<Value = String> {
    let known: Vec<_> = builtin::trust(Trust::Customer).items().map(|item| item.key.clone()).collect();
    prop_oneof![3 => proptest::sample::select(known), 1 => ".*"]
}

fn round_trips(answers: &Answers) -> Result<(), TestCaseError> {
    let text = serde_json::to_string(answers).expect("writes");
    prop_assert_eq!(&serde_json::from_str::<Answers>(&text).expect("reads"), answers);
    let members: serde_json::Map<String, Value> = serde_json::from_str(&text).expect("an object");
    prop_assert_eq!(&check_json(&trust(), &members).expect("accepted again"), answers);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn any_form_is_read_or_refused(fields in proptest::collection::vec((any_key(), "[0-9]|na|.*"), 0..8)) {
        let fields = fields.iter().map(|(key, value)| (key.as_str(), value.as_str()));
        if let Ok(answers) = check_form(&trust(), fields) {
            round_trips(&answers)?;
        }
    }

    #[test]
    fn any_json_is_read_or_refused(members in proptest::collection::vec((any_key(), any_json()), 0..8)) {
        let members = serde_json::Map::from_iter(members);
        if let Ok(answers) = check_json(&trust(), &members) {
            round_trips(&answers)?;
        }
    }
}
