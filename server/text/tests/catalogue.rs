//! Reads the whole catalogue as an editor would: letters, half-spaces, quotes, digits, voice.

use std::{collections::BTreeMap, fs, path::Path};

use ayeneh_text::{Locale, common, isolate, name};

/// Latin words that stand in Persian text because readers know them by that name, and file formats.
const LATIN: &[&str] = &[
    "API",
    "CES",
    "CSAT",
    "CSV",
    "NPS",
    "HTML",
    "http",
    "https",
    "OpenAPI",
    "PDF",
    "PostgreSQL",
    "QR",
    "SMTP",
    "SQLite",
    "XLSX",
    "eNPS",
    "n",
    "p",
    "r",
    "ICC",
    "W",
    "SD",
    "JSON",
    "Excel",
    "UTF",
    "English",
];

/// Phrases of offices, and words with plainer ones beside them.
const OFFICE: [&str; 9] = ["می‌باشد", "می‌باشند", "گردید", "می‌گردد", "جهتِ", "اقدام به ", "نمایید", "لطفا", "لازم به ذکر"];

/// Words that begin like a prefix and are none.
const SPACED: [&str; 6] = [" می ", " نمی ", " ها ", " های ", " هایی ", " ترین "];

fn texts(language: &str) -> BTreeMap<String, String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("catalogue").join(language);
    let mut all = BTreeMap::new();
    for entry in fs::read_dir(folder).expect("the catalogue").flatten() {
        let source = fs::read_to_string(entry.path()).expect("readable");
        let file: BTreeMap<String, String> = toml::from_str(&source).expect("the build read it");
        let name = entry.path().display().to_string();
        all.extend(file.into_iter().map(|(key, text)| (format!("{name}: {key}"), text)));
    }
    all
}

/// The text with every `{placeholder}`, and every path or code between U+2066 or U+2068 and U+2069, replaced by a
/// neutral mark.
fn without_placeholders(text: &str) -> String {
    let text = text.replace(['\u{2066}', '\u{2068}'], "{").replace('\u{2069}', "}");
    let mut plain = String::new();
    for part in text.split('{') {
        match part.split_once('}') {
            Some((_, rest)) => plain = plain + "…" + rest,
            None => plain.push_str(part),
        }
    }
    plain
}

fn check(language: &str, faults: impl Fn(&str) -> Vec<String>) {
    let found: Vec<String> = texts(language)
        .iter()
        .flat_map(|(place, text)| {
            faults(&without_placeholders(text)).into_iter().map(move |fault| format!("{place}: {fault}: {text}"))
        })
        .collect();
    assert!(found.is_empty(), "\n{}\n", found.join("\n"));
}

#[test]
fn persian_is_written_as_persian() {
    check("fa", |text| {
        let wrong = text.chars().filter(|c| "يكىةى\"'!?;,%0123456789٠١٢٣٤٥٦٧٨٩".contains(*c));
        let mut faults: Vec<String> = wrong.map(|c| format!("{c:?} is not Persian")).collect();
        let padded = format!(" {text} ");
        faults.extend(SPACED.iter().filter(|w| padded.contains(*w)).map(|w| format!("{w:?} needs a half-space")));
        faults.extend(OFFICE.iter().filter(|w| text.contains(*w)).map(|w| format!("{w:?} is an office phrase")));
        if text.contains("\u{200c} ") || text.contains(" \u{200c}") || text.contains("\u{200c}\u{200c}") {
            faults.push("a half-space beside a space".into());
        }
        if text.contains('\u{200c}') && text.trim_matches('\u{200c}') != text {
            faults.push("a half-space at an end".into());
        }
        let words = text.split(|c: char| !c.is_ascii_alphabetic()).filter(|word| !word.is_empty());
        faults.extend(words.filter(|word| !LATIN.contains(word)).map(|word| format!("{word:?} is not Persian")));
        faults
    });
}

#[test]
fn english_has_its_own_marks_and_a_calm_voice() {
    check("en", |text| {
        // Each language is called by its own name.
        let text = &text.replace("فارسی", "");
        let wrong = text.chars().filter(|c| "\"'!،؛؟".contains(*c) || ('\u{600}'..='\u{6ff}').contains(c));
        let mut faults: Vec<String> = wrong.map(|c| format!("{c:?} does not belong here")).collect();
        let lower = text.to_lowercase();
        let phrases = ["please note", "sorry", "oops", "successfully", "simply"];
        faults.extend(phrases.iter().filter(|p| lower.contains(*p)).map(|p| format!("{p:?} says nothing")));
        faults
    });
}

#[test]
fn no_text_is_empty_or_has_spaces_around_it() {
    for language in ["fa", "en"] {
        check(language, |text| {
            let separator = text == "، " || text == ", ";
            let mut faults = Vec::new();
            if text.is_empty() || (text.trim() != text && !separator) {
                faults.push("empty, or spaces around it".into());
            }
            if text.contains("  ") {
                faults.push("two spaces".into());
            }
            faults
        });
    }
}

#[test]
fn functions_speak_both_languages_and_count() {
    assert_eq!(common::units_count(Locale::Fa, 1), "۱ واحد");
    assert_eq!(common::units_count(Locale::En, 1), "one unit");
    assert_eq!(common::units_count(Locale::En, 1200), "1,200 units");
    assert_eq!(name::element(Locale::Fa, "follow_up"), Some("پیگیری تا نتیجه"));
    assert_eq!(isolate("a"), "\u{2068}a\u{2069}");
}

#[test]
fn elements_are_called_the_same_here_and_in_the_questionnaires() {
    for element in ayeneh_domain::questionnaire::ELEMENTS {
        let named = ayeneh_domain::questionnaire::names::of(element).expect("every element has a name");
        for locale in Locale::ALL {
            assert_eq!(name::element(locale, element), Some(named.name.get(locale)));
        }
    }
}
