//! One questionnaire, every item in both languages side by side.

use std::collections::BTreeSet;

use ayeneh_core::Error;
use ayeneh_domain::{
    bilingual::{Bilingual, Locale},
    questionnaire::{Item, ItemKind, builtin, names},
};
use ayeneh_text::{self as text, questionnaires as words};
use leptos::prelude::*;

use super::list::whom;
use crate::{
    layout,
    routing::{Request, Response},
    ui::{
        head::{SentenceHead, Trail},
        panel::Panel,
        table::{Column, Table, TableKind},
    },
};

/// The questionnaire of a key.
pub async fn show(request: Request) -> Result<Response, Error> {
    let l = request.locale;
    let questionnaire = builtin::by_key(request.part("key")).ok_or(Error::NotFound)?;
    let title = questionnaire.title.get(l);
    let html = layout::page(&request, title, || {
        let trail = Trail {
            above: vec![(text::places::questionnaires(l).to_owned(), "/questionnaires".to_owned())],
            here: title.to_owned(),
            name: text::surveys::way(l).to_owned(),
        };
        let lead = format!(
            "{} · {} · {}",
            whom(l, questionnaire),
            words::version(l, questionnaire.version),
            words::minutes(l, questionnaire.minutes(0)),
        );
        let intro = questionnaire.intro.as_ref().map(|intro| view! { <div class="panel">{both(l, intro)}</div> });
        let sections = questionnaire.sections.iter().enumerate().map(|(place, section)| {
            // What holds for every item is said once, at the head of the section.
            let how: BTreeSet<String> = section.items.iter().map(|item| answered(l, item)).collect();
            let alike = how.len() == 1;
            let rows: Vec<Vec<AnyView>> = section.items.iter().map(|item| row(l, item, !alike)).collect();
            let mut columns = vec![Column::words(words::question(l)), Column::words(words::other_language(l))];
            columns.extend((!alike).then(|| Column::words(words::answered_by(l))));
            let head = section.title.get(l).to_owned();
            let aside = how.into_iter().next().filter(|_| alike);
            let aside = aside.map(|how| view! { <span class="fine">{how}</span> }.into_any());
            view! {
                <Panel title=head.clone() id=format!("section-{place}") aside=aside.into_any()>
                    <Table caption=head columns rows kind=TableKind::Even/>
                </Panel>
            }
        });
        let sections = sections.collect_view();
        view! {
            <SentenceHead sentence=title lead trail/>
            {intro}
            {sections}
        }
    });
    Ok(Response::page(html))
}

/// A text in the reader's language, and below it in the other.
fn both(l: Locale, text: &Bilingual) -> impl IntoView + use<> {
    let other = l.other();
    view! {
        <p>{text.get(l).to_owned()}</p>
        <p class="small soft" lang=other.tag() dir=other.direction()>{text.get(other).to_owned()}</p>
    }
}

fn row(l: Locale, item: &Item, says_how: bool) -> Vec<AnyView> {
    let other = l.other();
    let element = item.element.as_deref().and_then(names::of).map(|named| named.name.get(l).to_owned());
    let first = view! {
        {item.text.get(l).to_owned()}
        {element.map(|element| view! { <span class="fine block">{element}</span> })}
    };
    let second = view! { <div lang=other.tag() dir=other.direction()>{item.text.get(other).to_owned()}</div> };
    let mut cells = vec![first.into_any(), second.into_any()];
    cells.extend(says_how.then(|| answered(l, item).into_any()));
    cells
}

/// How the item is answered.
fn answered(l: Locale, item: &Item) -> String {
    let how = match &item.kind {
        ItemKind::Scale { points, labels, .. } => {
            let end = |label: Option<&Bilingual>| label.map(|label| label.get(l).to_owned()).unwrap_or_default();
            words::scale(l, *points, end(labels.first()), end(labels.last()))
        }
        ItemKind::Recommend { least, most } => words::recommend(l, least.get(l), most.get(l)),
        ItemKind::YesPartlyNo => words::yes_partly_no(l).to_owned(),
        ItemKind::Place { of } => words::order(l, *of),
        ItemKind::Text { max_chars, about: None } => words::own_words(l, *max_chars),
        ItemKind::Text { max_chars, about: Some(_) } => words::note(l, *max_chars),
    };
    if item.not_applicable { words::or_dont_know(l, how) } else { how }
}
