//! What holds for every built-in questionnaire: structure, mirrored wordings, and how Persian is written.

use std::collections::BTreeSet;

use super::*;
use crate::{
    bilingual::{Bilingual, Locale},
    questionnaire::{ELEMENTS, ItemKind, Outcome, names},
};

const WORDINGS: [Trust; 4] = [Trust::Customer, Trust::Employee, Trust::Internal, Trust::Supplier];

/// Every text of a questionnaire.
fn texts(questionnaire: &Questionnaire) -> Vec<&Bilingual> {
    let mut texts = vec![&questionnaire.title];
    texts.extend(&questionnaire.intro);
    texts.extend(&questionnaire.not_applicable_label);
    for section in &questionnaire.sections {
        texts.push(&section.title);
    }
    for item in questionnaire.items() {
        texts.push(&item.text);
        match &item.kind {
            ItemKind::Scale { labels, .. } => texts.extend(labels),
            ItemKind::Recommend { least, most } => texts.extend([least, most]),
            ItemKind::YesPartlyNo | ItemKind::Text { .. } => {}
        }
    }
    texts
}

/// The shape of a questionnaire: what must not differ between mirrored wordings.
fn shape(questionnaire: &Questionnaire) -> Vec<(String, Option<String>, String, bool)> {
    let kind = |kind: &ItemKind| match kind {
        ItemKind::Scale { labels, outcome, .. } => format!("{outcome:?} {labels:?}"),
        other => format!("{other:?}"),
    };
    questionnaire.items().map(|i| (i.key.clone(), i.element.clone(), kind(&i.kind), i.not_applicable)).collect()
}

#[test]
fn every_one_passes_the_check_and_is_found_by_its_key() {
    for questionnaire in all() {
        assert_eq!(questionnaire.check(), vec![], "{}", questionnaire.key);
        assert_eq!(by_key(&questionnaire.key), Some(questionnaire));
    }
    assert_eq!(all().len(), 9);
    assert_eq!(by_key("trust.nobody"), None);
}

#[test]
fn mirrored_wordings_ask_the_same_items_in_different_words() {
    let first = trust(Trust::Customer);
    for wording in WORDINGS {
        assert_eq!(shape(trust(wording)), shape(first), "{wording:?}");
    }
    let sections: Vec<_> = first.sections.iter().map(|section| section.key.as_str()).collect();
    assert_eq!(sections[..8], ELEMENTS);
    assert_eq!(first.items().count(), 22);
    for element in ELEMENTS {
        let items = first.items().filter(|item| item.element.as_deref() == Some(element)).count();
        assert!((2..=3).contains(&items), "{element} has {items}");
    }
}

#[test]
fn mirrored_wordings_differ_in_whom_they_are_about_and_nothing_else() {
    let neutral = |text: &Bilingual| {
        let fa = text.fa.replace("این واحد", "شرکت").replace("این شرکت", "شرکت");
        let en =
            text.en.to_lowercase().replace("this department", "the company").replace("this company", "the company");
        Bilingual::new(fa, en.replace("in the company", "at the company"))
    };
    // An employee needs the company for work; what is recommended differs with the relationship.
    let adapted = |key: &str| ["reach.1", "recommend", "satisfaction", "effort"].contains(&key);
    for wording in WORDINGS {
        for (one, other) in trust(Trust::Customer).items().zip(trust(wording).items()) {
            if !adapted(&one.key) {
                assert_eq!(neutral(&one.text), neutral(&other.text), "{wording:?}");
            }
        }
    }
}

#[test]
fn behaviours_are_asked_without_negation() {
    for relationship in [Relationship::Peer, Relationship::Self_, Relationship::Customer] {
        for item in behaviour(relationship).items().filter(|item| item.element.is_some()) {
            let Bilingual { fa, en } = &item.text;
            let english = format!(" {} ", en.to_lowercase());
            for word in [" not ", " no ", " never ", " cannot ", " without ", " unsure ", "n’t "] {
                assert!(!english.contains(word), "{en}");
            }
            for word in ["نمی‌", " نباشد", " نتوان", "بی‌آنکه", "بدون "] {
                assert!(!fa.contains(word), "{fa}");
            }
        }
    }
}

#[test]
fn trust_ends_with_the_outcomes() {
    let last = &trust(Trust::Employee).sections[8];
    let keys: Vec<_> = last.items.iter().map(|item| item.key.as_str()).collect();
    assert_eq!(keys, ["recommend", "satisfaction", "effort", "comment"]);
    assert!(matches!(last.items[0].kind, ItemKind::Recommend { .. }));
    assert!(matches!(last.items[1].kind, ItemKind::Scale { points: 5, outcome: Outcome::Satisfaction, .. }));
    assert!(matches!(last.items[2].kind, ItemKind::Scale { points: 7, outcome: Outcome::Effort, .. }));
    assert!(matches!(last.items[3].kind, ItemKind::Text { max_chars: 2000, about: None }));
}

#[test]
fn the_360_set_has_six_competencies_of_four_and_outsiders_see_a_part() {
    let colleague = behaviour(Relationship::Peer);
    assert_eq!(colleague.sections.len(), 7);
    assert!(colleague.sections[..6].iter().all(|section| section.items.len() == 4));
    assert_eq!(shape(behaviour(Relationship::Self_)), shape(colleague));
    let inside: BTreeSet<_> = colleague.items().map(|item| &item.key).collect();
    let outside: BTreeSet<_> = behaviour(Relationship::Customer).items().map(|item| &item.key).collect();
    assert!(outside.is_subset(&inside) && outside.len() < inside.len());
    assert_eq!(behaviour(Relationship::Supplier), behaviour(Relationship::Customer));
    assert_eq!(behaviour(Relationship::Manager), colleague);
}

#[test]
fn each_of_the_twenty_has_evidence_and_two_or_three_next_steps() {
    let asked: Vec<_> = centricity().items().filter(|i| matches!(i.kind, ItemKind::YesPartlyNo)).collect();
    let keys: BTreeSet<_> = asked.iter().map(|item| item.key.clone()).collect();
    assert_eq!(keys, (1..=20).map(|n| format!("q{n:02}")).collect());
    for item in asked {
        let evidence = format!("{}_evidence", item.key);
        assert!(centricity().items().any(|i| i.key == evidence && i.about() == Some(&item.key)), "{evidence}");
        assert!((2..=3).contains(&names::next_steps(&item.key).len()), "{}", item.key);
    }
}

#[test]
fn each_question_of_the_five_signs_has_evidence_and_next_steps() {
    let asked: Vec<_> = recovery().items().filter(|item| item.element.is_some()).collect();
    assert_eq!((recovery().sections.len(), asked.len()), (5, 8));
    for item in asked {
        assert!(recovery().items().any(|other| other.about() == Some(&item.key)), "{}", item.key);
        assert!((2..=3).contains(&names::next_steps(&item.key).len()), "{}", item.key);
    }
}

#[test]
fn every_element_competency_and_domain_has_a_name_and_a_sentence() {
    for item in all().into_iter().flat_map(Questionnaire::items) {
        let key = item.element.as_deref().unwrap_or(&item.key);
        if item.about().is_none() {
            let named = names::of(key).unwrap_or_else(|| panic!("{key} has no name"));
            assert!(!named.name.fa.is_empty() && !named.description.en.is_empty());
        }
    }
}

#[test]
fn persian_is_written_as_persian() {
    let mut texts: Vec<_> = all().into_iter().flat_map(texts).collect();
    texts.extend(names::texts());
    for Bilingual { fa, en } in texts {
        assert!(!fa.chars().any(|c| c.is_ascii_alphabetic()), "Latin letters: {fa}");
        assert!(!fa.chars().any(|c| "يكۀ0123456789٠١٢٣٤٥٦٧٨٩,;?\"".contains(c)), "not Persian characters: {fa}");
        for particle in [" می ", " نمی ", " ها ", " های ", " تر ", " ترین ", " ام ", " اند "] {
            assert!(!format!(" {fa} ").contains(particle), "half-space missing at «{particle}»: {fa}");
        }
        for joined in ["\u{200c} ", " \u{200c}", "\u{200c}\u{200c}", "\u{200c}.", "  "] {
            assert!(!fa.contains(joined), "stray space or half-space: {fa}");
        }
        for stiff in ["می‌باشد", "گردید", "جهت ", "نسبت به", "لذا", "اقدام"] {
            assert!(!fa.contains(stiff), "administrative «{stiff}»: {fa}");
        }
        assert!(en.is_ascii() || en.chars().all(|c| c.is_ascii() || "’“”…é".contains(c)), "English: {en}");
    }
}

#[test]
fn items_fit_a_phone() {
    for item in all().into_iter().flat_map(Questionnaire::items) {
        for locale in Locale::ALL {
            assert!(item.text.get(locale).chars().count() <= 140, "{}", item.text.get(locale));
        }
    }
    for section in all().into_iter().flat_map(|questionnaire| &questionnaire.sections) {
        assert!(section.items.iter().filter(|item| item.about().is_none()).count() <= 4, "{}", section.key);
    }
}
