//! The catalogue's compiler refuses what would show a reader the wrong words, and says where.

#[path = "../build/compile.rs"]
#[expect(dead_code, reason = "the build script uses the rest")]
mod compile;

use compile::{Texts, module};

fn texts(pairs: &[(&str, &str)]) -> Texts {
    pairs.iter().map(|(key, text)| ((*key).to_owned(), (*text).to_owned())).collect()
}

fn faults(fa: &[(&str, &str)], en: &[(&str, &str)]) -> String {
    module("people", &texts(fa), &texts(en)).expect_err("refused").join("\n")
}

#[test]
fn a_missing_key_is_named_with_its_file() {
    assert!(faults(&[], &[("title", "People")]).contains("catalogue/fa/people.toml: key `title` is missing"));
    let fault = faults(&[("title", "افراد")], &[]);
    assert!(fault.contains("people.toml, key `title`: the key is missing in en"), "{fault}");
}

#[test]
fn placeholders_must_agree() {
    let fault = faults(&[("moved", "{name} رفت")], &[("moved", "{name} moved to {unit}")]);
    assert!(fault.contains("key `moved`: placeholders differ"), "{fault}");
    for broken in ["{", "}", "{}", "{Name}", "{a b}", "{0}", "{fn}", "{locale}", "{n:03}", "{{n}}"] {
        assert!(!faults(&[("x", "ن")], &[("x", broken)]).is_empty(), "{broken}");
    }
}

#[test]
fn plurals_need_both_forms_and_a_number() {
    assert!(faults(&[("x", "{n}")], &[("x_one", "one")]).contains("needs both"));
    let all = [("x", "{n}"), ("x_one", "one"), ("x_other", "{n}")];
    assert!(faults(&[("x", "{n}")], &all).contains("both plain and with"));
    assert!(faults(&[("x", "ن")], &[("x_one", "one"), ("x_other", "many")]).contains("counted number"));
    assert!(faults(&[("x", "{n} {a}")], &[("x_one", "one"), ("x_other", "{n} {a}")]).contains("_one has"));
}

#[test]
fn keys_are_names() {
    for key in ["Title", "1st", "type", "a-b", ""] {
        assert!(!faults(&[(key, "ن")], &[(key, "n")]).is_empty(), "{key}");
    }
}

#[test]
fn parameters_follow_the_english_text() {
    let fa = texts(&[("moved", "به {unit} رفت {name}")]);
    let code = module("people", &fa, &texts(&[("moved", "{name} moved to {unit}")])).expect("agrees");
    assert!(
        code.contains("moved(locale: Locale, name: impl crate::Written, unit: impl crate::Written) -> String"),
        "{code}"
    );
}
