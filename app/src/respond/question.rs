//! One question as it is asked: a scale, ten points, three words, or own words; evidence folded below its question.

use ayeneh_domain::{
    answer::AnswerFault,
    bilingual::{Bilingual, Locale},
    questionnaire::{Frozen, Item, ItemKind},
};
use ayeneh_text as text;
use leptos::prelude::*;

use super::filling::{Filling, Say};
use crate::ui::{
    field::{Common, TextArea},
    scale::{Asked, Scale, WordScale, ZeroToTen},
};

/// An item with what was entered for it.
pub struct Question<'a> {
    item: &'a Item,
    entered: Option<&'a str>,
    fault: Option<AnswerFault>,
    /// What "don't know" is called in this questionnaire.
    not_applicable: Option<&'a Bilingual>,
    /// Own words about this item.
    evidence: Option<Box<Question<'a>>>,
}

impl<'a> Question<'a> {
    /// The questions of the section that a filling stands on.
    pub fn of_section(questionnaire: &'a Frozen, filling: &'a Filling, say: &Say) -> Vec<Self> {
        let document = questionnaire.document();
        let items = &document.sections[filling.section].items;
        let question = |item: &'a Item| Self {
            item,
            entered: filling.of(&item.key),
            fault: match say {
                Say::Wrong(wrong) => wrong.get(&item.key).copied(),
                _ => None,
            },
            not_applicable: document.not_applicable_label.as_ref(),
            evidence: None,
        };
        let alone = |item: &&Item| item.about().is_none() && !matches!(item.kind, ItemKind::Place { .. });
        let asked = items.iter().filter(alone);
        asked
            .map(|item| {
                let evidence = items.iter().find(|other| other.about() == Some(&item.key));
                Self { evidence: evidence.map(|item| Box::new(question(item))), ..question(item) }
            })
            .collect()
    }

    /// The question in a language.
    pub fn view(self, l: Locale) -> AnyView {
        let evidence = self.evidence.map(|evidence| {
            let open = evidence.entered.is_some() || evidence.fault.is_some();
            let Self { item, entered, fault, .. } = *evidence;
            let words = own_words(item, entered, fault, l);
            view! { <details class="evidence" open=open><summary>{text::respond::evidence(l)}</summary>{words}</details> }
        });
        let asked = Asked {
            name: self.item.key.clone(),
            text: self.item.text.get(l).to_owned(),
            chosen: self.entered.map(|value| ayeneh_domain::digits::fold(value).into_owned()),
            not_applicable: self
                .item
                .not_applicable
                .then(|| self.not_applicable.map_or(text::respond::not_applicable(l), |label| label.get(l)).to_owned()),
            error: self.fault.map(|fault| text::field_error::answer(l, fault)),
        };
        let question = match &self.item.kind {
            ItemKind::Scale { labels, .. } => {
                let labels = labels.iter().map(|label| label.get(l).to_owned()).collect();
                view! { <Scale asked labels locale=l/> }.into_any()
            }
            ItemKind::Recommend { least, most } => {
                let (least, most) = (least.get(l).to_owned(), most.get(l).to_owned());
                view! { <ZeroToTen asked least most locale=l/> }.into_any()
            }
            ItemKind::YesPartlyNo => {
                let words = [text::common::yes(l), text::common::partly(l), text::common::no(l)];
                let choices = ["2", "1", "0"].into_iter().zip(words);
                let choices = choices.map(|(value, word)| (value.to_owned(), word.to_owned())).collect();
                view! { <WordScale asked choices/> }.into_any()
            }
            ItemKind::Text { .. } => own_words(self.item, self.entered, self.fault, l),
            // Asked all together by `ranking`.
            ItemKind::Place { .. } => ().into_any(),
        };
        match evidence {
            Some(evidence) => view! { <div class="asked">{question}{evidence}</div> }.into_any(),
            None => question,
        }
    }
}

fn own_words(item: &Item, entered: Option<&str>, fault: Option<AnswerFault>, l: Locale) -> AnyView {
    let most = match item.kind {
        ItemKind::Text { max_chars, .. } => max_chars,
        _ => 0,
    };
    let common = Common {
        name: item.key.clone(),
        label: item.text.get(l).to_owned(),
        hint: Some(text::respond::text_hint(l, most)),
        error: fault.map(|fault| text::field_error::answer(l, fault)),
        optional: true,
        focus: false,
    };
    view! { <TextArea common value=entered.unwrap_or_default() locale=l/> }.into_any()
}
