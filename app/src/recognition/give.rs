//! `/thanks/new`: thanking a colleague. `?to=` brings a personnel number along.

use ayeneh_core::{
    Error,
    recognition::{self, NewThanks},
};
use ayeneh_domain::{
    bilingual::Locale,
    recognition::{Audience, LONGEST_THANKS, behaviours},
};
use ayeneh_text::{places, recognition as words};
use leptos::prelude::*;

use crate::{
    layout,
    routing::{FormProblems, Request, Response},
    surveys::summary,
    ui::{
        button::{Button, ButtonLink, Weight},
        field::{Common, ErrorSummary, SelectField, TextArea, TextField},
        head::{Choice, SentenceHead, Trail},
        icon::{Glyph, Icon},
    },
};

/// The form.
pub async fn show(request: Request) -> Result<Response, Error> {
    let typed = NewThanks { to: request.query.get("to").to_owned(), ..NewThanks::default() };
    Ok(page(&request, &typed, &FormProblems::default()))
}

/// Gives thanks.
pub async fn give(request: Request) -> Result<Response, Error> {
    let form = &request.form;
    let typed = NewThanks {
        to: form.get("to").to_owned(),
        behaviour: form.get("behaviour").to_owned(),
        words: form.get("words").to_owned(),
        audience: form.get("audience").to_owned(),
    };
    match recognition::give(request.ctx()?, &typed).await {
        Ok(_) => Ok(Response::redirect("/thanks?done=given")),
        Err(Error::Invalid(problems)) => Ok(page(&request, &typed, &FormProblems(problems))),
        Err(error) => Err(error),
    }
}

fn page(request: &Request, typed: &NewThanks, problems: &FormProblems) -> Response {
    let l = request.locale;
    let first = problems.0.iter().find_map(|problem| problem.field.clone());
    let common = |name: &str, label: &str, hint: Option<String>| Common {
        name: name.to_owned(),
        label: label.to_owned(),
        hint,
        error: problems.of(name, l),
        optional: false,
        focus: first.as_deref() == Some(name),
    };
    let html = layout::page(request, words::new(l), || {
        let trail = Trail {
            above: vec![(places::thanks(l).to_owned(), "/thanks".to_owned())],
            here: words::new(l).to_owned(),
            name: places::thanks(l).to_owned(),
        };
        let choices = std::iter::once(Choice {
            value: String::new(),
            label: words::choose_behaviour(l).to_owned(),
            chosen: typed.behaviour.is_empty(),
        })
        .chain(behaviours().map(|item| Choice {
            value: item.key.clone(),
            label: item.text.get(l).to_owned(),
            chosen: item.key == typed.behaviour,
        }))
        .collect();
        view! {
            <SentenceHead sentence=words::new(l) lead=words::never_for_pay(l) trail/>
            <form method="post" class="panel form">
                <ErrorSummary errors=summary(problems, l) locale=l/>
                <TextField common=common("to", words::whom(l), Some(words::whom_hint(l).to_owned())) value=typed.to.clone() locale=l/>
                <SelectField common=common("behaviour", words::for_what(l), None) choices locale=l/>
                <TextArea common=common("words", words::in_words(l), Some(words::words_hint(l, LONGEST_THANKS)))
                    value=typed.words.clone() locale=l/>
                {audience(l, typed, problems)}
                <p class="acts">
                    <Button label=words::send(l) weight=Weight::Main/>
                    <ButtonLink href="/thanks" label=ayeneh_text::common::cancel(l) weight=Weight::Quiet/>
                </p>
            </form>
        }
    });
    Response::Page { status: problems.status(), html }
}

/// Who reads it; nothing is chosen beforehand.
fn audience(l: Locale, typed: &NewThanks, problems: &FormProblems) -> impl IntoView + use<> {
    let error = problems.of("audience", l);
    let described = error.is_some().then_some("audience-error");
    let choices = Audience::ALL.iter().map(|audience| {
        let (label, hint) = match audience {
            Audience::Company => (words::for_all(l), words::for_all_hint(l)),
            Audience::Person => (words::for_one(l), words::for_one_hint(l)),
        };
        let checked = typed.audience == audience.key();
        view! {
            <label class="tick">
                <input type="radio" name="audience" value=audience.key() checked=checked/>
                <span>{label}<span class="fine block">{hint}</span></span>
            </label>
        }
    });
    let choices = choices.collect_view();
    view! {
        <fieldset class="field wide picks" id="audience" aria-describedby=described>
            <legend>{words::who_reads(l)}</legend>
            {choices}
            {error.map(|error| view! { <p class="wrong" id="audience-error"><Glyph icon=Icon::Warn/>{error}</p> })}
        </fieldset>
    }
}
