//! `/thanks`, `/thanks/to/{person}`, `/thanks/in/{unit}`: what everybody in the company reads.

use ayeneh_core::{
    Error,
    recognition::{self, Page},
};
use ayeneh_domain::ids::{PersonId, UnitId};
use ayeneh_text::{isolate, places, recognition as words};
use leptos::prelude::*;

use super::rows;
use crate::{
    layout,
    routing::{Request, Response},
    ui::{
        button::{ButtonLink, Weight},
        empty::Empty,
        head::{SentenceHead, Trail},
        note::Toast,
    },
};

/// What is above the list.
struct Head {
    sentence: String,
    path: String,
    thank: String,
    is_top: bool,
}

/// The whole company.
pub async fn show(request: Request) -> Result<Response, Error> {
    let (ctx, page) = (request.ctx()?, page(&request));
    let l = request.locale;
    let found = recognition::company(ctx, page).await?;
    let head = Head {
        sentence: words::title(l).to_owned(),
        path: "/thanks".into(),
        thank: "/thanks/new".into(),
        is_top: true,
    };
    Ok(shown(&request, &head, &found, page))
}

/// One colleague.
pub async fn to(request: Request) -> Result<Response, Error> {
    let (ctx, id, page) = (request.ctx()?, request.id::<PersonId>("person")?, page(&request));
    let l = request.locale;
    let (person, found) = recognition::to(ctx, id, page).await?;
    let sentence = match id == ctx.person {
        true => words::to_oneself(l).to_owned(),
        false => words::to_person(l, isolate(&person.name)),
    };
    let thank = match id != ctx.person && person.active {
        true => format!("/thanks/new?to={}", person.code),
        false => String::new(),
    };
    let head = Head { sentence, path: format!("/thanks/to/{id}"), thank, is_top: false };
    Ok(shown(&request, &head, &found, page))
}

/// One unit and what is below it.
pub async fn in_unit(request: Request) -> Result<Response, Error> {
    let (ctx, id, page) = (request.ctx()?, request.id::<UnitId>("unit")?, page(&request));
    let l = request.locale;
    let (name, found) = recognition::in_unit(ctx, id, page).await?;
    let head = Head {
        sentence: words::in_unit(l, isolate(name.get(l))),
        path: format!("/thanks/in/{id}"),
        thank: "/thanks/new".into(),
        is_top: false,
    };
    Ok(shown(&request, &head, &found, page))
}

fn page(request: &Request) -> usize {
    request.query.get("page").parse().unwrap_or(0)
}

fn shown(request: &Request, head: &Head, found: &Page, page: usize) -> Response {
    let l = request.locale;
    let done = match request.query.get("done") {
        "given" => Some(words::given_done(l)),
        "hidden" => Some(words::hidden_done(l)),
        _ => None,
    };
    let html = layout::page(request, &head.sentence, || {
        let trail = Trail {
            above: if head.is_top { Vec::new() } else { vec![(places::thanks(l).to_owned(), "/thanks".to_owned())] },
            here: head.sentence.clone(),
            name: places::thanks(l).to_owned(),
        };
        let list = rows::list(l, found);
        let none = found
            .thanks
            .is_empty()
            .then(|| view! { <Empty title=words::none_yet(l) detail=words::none_detail(l) locale=l/> });
        let thank = (!head.thank.is_empty()).then(|| {
            view! { <ButtonLink href=head.thank.clone() label=words::new(l) weight=Weight::Main/> }
        });
        view! {
            {done.map(|text| view! { <Toast text/> })}
            <SentenceHead sentence=head.sentence.clone() lead=words::never_for_pay(l) trail>
                <p class="acts">{thank}<ButtonLink href="/thanks/mine" label=words::mine(l)/></p>
            </SentenceHead>
            {none}
            {(!found.thanks.is_empty()).then(|| view! { <section class="panel">{list}</section> })}
            {rows::pages(l, &head.path, page, found.more)}
        }
    });
    Response::page(html)
}
