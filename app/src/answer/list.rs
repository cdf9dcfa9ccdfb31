//! The list of what waits to be answered; its links are made for this page and stored nowhere.

use ayeneh_core::{
    Error,
    respond::{self, Waiting},
    surveys,
};
use ayeneh_domain::{bilingual::Locale, calendar::Date, questionnaire::builtin, relationship::Relationship};
use ayeneh_text::{self as text, answer as words, date};
use leptos::prelude::*;

use crate::{
    layout,
    routing::{Request, Response},
    ui::{
        button::{ButtonLink, Weight},
        empty::Empty,
        head::SentenceHead,
        icon::Icon,
        list::TodoRow,
        panel::Panel,
    },
};

/// The list.
pub async fn show(request: Request) -> Result<Response, Error> {
    let l = request.locale;
    let waiting = respond::waiting(request.ctx()?).await?;
    let today = surveys::today(&request.core);
    let html = layout::page(&request, text::places::answer(l), || {
        if waiting.is_empty() {
            return view! {
                <SentenceHead sentence=words::nothing(l)/>
                <Empty title=words::nothing_title(l) detail=words::nothing_detail(l) locale=l>
                    <ButtonLink href="/" label=text::layout::to_start(l)/>
                </Empty>
            }
            .into_any();
        }
        let all: usize = waiting.iter().map(minutes).sum();
        let lead = words::together(l, all);
        let rows = waiting.iter().enumerate().map(|(place, one)| line(l, one, place == 0, today)).collect_view();
        view! {
            <SentenceHead sentence=words::things(l, waiting.len()) lead/>
            <Panel title=words::to_answer(l) id="waiting"><ul class="todo">{rows}</ul></Panel>
            <p class="fine">{words::promise_first(l)}</p>
        }
        .into_any()
    });
    Ok(Response::page(html))
}

/// The minutes it takes.
pub(crate) fn minutes(waiting: &Waiting) -> usize {
    builtin::by_key(&waiting.questionnaire).map_or(1, |questionnaire| questionnaire.minutes(0))
}

/// One thing to answer, with what it is about, its minutes and its last day.
pub(crate) fn line(l: Locale, waiting: &Waiting, first: bool, today: Date) -> impl IntoView + use<> {
    let (icon, title) = match &waiting.subject {
        Some(subject) if subject.relationship == Relationship::Self_ => (Icon::Round, words::yourself(l).to_owned()),
        Some(subject) => (Icon::Round, words::about(l, text::isolate(&subject.name))),
        None => (Icon::Check, waiting.title.get(l).to_owned()),
    };
    let survey = waiting.subject.as_ref().map(|_| waiting.title.get(l).to_owned());
    let closes: Option<Date> = waiting.closes_on.as_deref().and_then(|day| day.parse().ok());
    let closes = closes.map(|day| words::until(l, date::near_day(l, day), date::left(l, today, day)));
    let parts = [survey, Some(words::minutes(l, minutes(waiting))), closes];
    let detail = parts.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let weight = if first { Weight::Main } else { Weight::Other };
    let href = waiting.path.clone();
    view! {
        <TodoRow icon title detail>
            <ButtonLink href label=words::answer(l) weight/>
        </TodoRow>
    }
}
