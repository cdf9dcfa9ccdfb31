//! The page of one section: progress, what is asked, the promise one tap away, back and next.

use ayeneh_core::{
    Error,
    intake::Receipt,
    respond::{self, Face, Opened},
};
use ayeneh_domain::{bilingual::Locale, questionnaire::Frozen};
use ayeneh_text as text;
use leptos::prelude::*;

use super::{
    decline, ending,
    filling::{Filling, GO, Say},
    frame::{self, Switch},
    question::Question,
};
use crate::{
    routing::{Request, Response},
    ui::icon::{Glyph, Icon},
};

/// The first section, or why there is none.
pub async fn show(mut request: Request) -> Result<Response, Error> {
    let asked = Locale::from_tag(request.query.get("language"));
    match respond::open(&request.core, request.part("token")).await {
        Ok(Opened::Ready(face, questionnaire)) => {
            let locale = asked.or(face.locale).unwrap_or(request.locale);
            let filling = Filling::new(Receipt::draw(&*request.core.random), locale);
            Ok(page(&request, &face, &questionnaire, &filling, &Say::Nothing, true))
        }
        Ok(Opened::Closed(face)) => Ok(ending::closed(&request, asked.or(face.locale), Some(&face))),
        Ok(Opened::Declined(face)) => Ok(decline::declined(&request, asked.or(face.locale), &face)),
        Ok(Opened::Spent(face)) => Ok(ending::spent(&request, asked.or(face.locale), Some(&face), 410)),
        Err(Error::NotFound) => {
            request.locale = asked.unwrap_or(request.locale);
            Ok(ending::gone(&request))
        }
        Err(error) => Err(error),
    }
}

/// The page of the section that a filling stands on. `fresh` where a draft of this tab may be put back.
pub fn page(
    request: &Request,
    face: &Face,
    questionnaire: &Frozen,
    filling: &Filling,
    say: &Say,
    fresh: bool,
) -> Response {
    let l = filling.locale;
    let section = &questionnaire.document().sections[filling.section];
    let title = section.title.get(l).to_owned();
    let carried = filling.carried(questionnaire);
    let questions: Vec<_> =
        Question::of_section(questionnaire, filling, say).into_iter().map(|question| question.view(l)).collect();
    let html = frame::document(request, l, face.title.get(l), || {
        view! {
            <form class="answer" method="post" data-draft=if fresh { "fresh" } else { "kept" }>
                {carried.into_iter().map(|(name, value)| view! { <input type="hidden" name=name value=value/> }).collect_view()}
                // The first button of a form is what the enter key presses: onwards, not another language.
                <button class="sr" name=GO value="next" tabindex="-1" aria-hidden="true"></button>
                {frame::top(Some(face), l, Switch::Button)}
                {way(questionnaire, filling)}
                <main class="qs" id="main">
                    {opening(face, questionnaire, filling)}
                    <h1>{title}</h1>
                    {said(say, l)}
                    {questions}
                    {(filling.section == 0).then(|| decline::link(request, l, face))}
                    {promise(face, l)}
                </main>
                {buttons(questionnaire, filling)}
            </form>
        }
    });
    Response::Page { status: say.status(), html }
}

/// How far one is, and how long it will take.
fn way(questionnaire: &Frozen, filling: &Filling) -> impl IntoView + use<> {
    let l = filling.locale;
    let (here, sections) = (filling.section, questionnaire.document().sections.len());
    let steps = (0..sections).map(|step| match step.cmp(&here) {
        std::cmp::Ordering::Less => "done",
        std::cmp::Ordering::Equal => "now",
        std::cmp::Ordering::Greater => "",
    });
    let steps: Vec<_> = steps.map(|class| view! { <li class=class></li> }).collect();
    let told = format!(
        "{} · {}",
        text::respond::section_of(l, here + 1, sections),
        text::respond::minutes_left(l, questionnaire.document().minutes(here))
    );
    view! {
        <section class="way" aria-label=text::respond::progress(l)>
            <ol aria-hidden="true">{steps}</ol>
            <p class="fine">{told}</p>
        </section>
    }
}

/// About whom, and on the first page also what is meant and how a rating will be seen.
fn opening(face: &Face, questionnaire: &Frozen, filling: &Filling) -> impl IntoView + use<> {
    let l = filling.locale;
    let first = filling.section == 0;
    let subject = face.subject.as_ref().map(|subject| {
        let seen = if subject.relationship.is_identified() {
            text::respond::identified(l, text::name::relationship(l, subject.relationship))
        } else {
            text::respond::grouped(l).to_owned()
        };
        let about = text::respond::about(l, text::isolate(&subject.name));
        view! { <p><b>{about}</b></p>{first.then(|| view! { <p class="small soft">{seen}</p> })} }
    });
    let title = first.then(|| view! { <p class="small soft">{face.title.get(l).to_owned()}</p> });
    let intro = questionnaire.document().intro.as_ref().filter(|_| first);
    let intro = intro.map(|intro| view! { <p class="soft">{intro.get(l).to_owned()}</p> });
    let some = first || subject.is_some();
    some.then(|| view! { <div class="opening">{title}{subject}{intro}</div> })
}

/// What is said above the questions; it takes the focus, so that readers hear it.
fn said(say: &Say, l: Locale) -> impl IntoView + use<> {
    let (class, words) = match say {
        Say::Nothing => return None,
        Say::Skipped(items) => ("note care", text::respond::skipped(l, items.len())),
        Say::Empty => ("note bad", text::respond::nothing(l).to_owned()),
        Say::Wrong(items) => ("note bad", text::respond::problems(l, items.len())),
        Say::Foreign => ("note bad", text::respond::unknown_fields(l).to_owned()),
        Say::NotStored => ("note bad", text::respond::not_stored(l).to_owned()),
    };
    let link = match say {
        Say::Skipped(items) => items.first().cloned(),
        _ => None,
    };
    let link = link.map(|item| view! { <p><a href=format!("#{item}")>{text::respond::first_skipped(l)}</a></p> });
    let icon = if class == "note bad" { Icon::Warn } else { Icon::Info };
    Some(view! {
        <div class=class role="alert" tabindex="-1" autofocus=true><Glyph icon/><div><p>{words}</p>{link}</div></div>
    })
}

/// What happens with the answer, as it was fixed at launch.
fn promise(face: &Face, l: Locale) -> impl IntoView + use<> {
    let lines: Vec<_> = face.promise.get(l).lines().filter(|line| !line.trim().is_empty()).collect();
    let lines: Vec<_> = lines.into_iter().map(|line| view! { <li>{line.to_owned()}</li> }).collect();
    (!lines.is_empty()).then(|| {
        view! {
            <details class="promise">
                <summary><Glyph icon=Icon::Lock/><span>{text::respond::promise(l)}</span></summary>
                <ul>{lines}</ul>
            </details>
        }
    })
}

fn buttons(questionnaire: &Frozen, filling: &Filling) -> impl IntoView + use<> {
    let l = filling.locale;
    let last = filling.section + 1 == questionnaire.document().sections.len();
    let (go, word) = if last { ("send", text::respond::send(l)) } else { ("next", text::respond::next(l)) };
    let back = (filling.section > 0).then(|| {
        view! { <button class="btn" name=GO value="back">{text::respond::back(l)}</button> }
    });
    view! {
        <footer class="go">
            {back}
            <button class="btn main-act" name=GO value=go>{word}{(!last).then(|| view! { <Glyph icon=Icon::Go/> })}</button>
        </footer>
    }
}
