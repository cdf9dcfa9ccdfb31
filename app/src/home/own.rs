//! What the person is asked to answer, with minutes, and the own report once it is released.

use ayeneh_core::home::Home;
use ayeneh_domain::bilingual::Locale;
use ayeneh_text::{answer as answer_words, home as words};
use leptos::prelude::*;

use crate::{
    answer::list::{line, minutes},
    cycles::nominations,
    ui::{button::ButtonLink, icon::Icon, list::TodoRow, panel::Panel},
};

/// So many things are listed; the place "to answer" has all.
const MOST: usize = 5;

/// How long answering everything takes; and how much that is, where the first sentence is about something else.
pub(super) fn lead(l: Locale, home: &Home) -> Option<String> {
    if home.to_answer.is_empty() || home.runs_surveys {
        return None;
    }
    let together = answer_words::together(l, home.to_answer.iter().map(minutes).sum());
    let things = home.team.as_ref().map(|_| answer_words::things(l, home.to_answer.len()));
    Some(things.into_iter().chain([together]).collect::<Vec<_>>().join(" "))
}

/// What to answer and to read.
pub(super) fn panel(l: Locale, home: &Home) -> impl IntoView + use<> {
    // On HR's page the main act is the first of what waits there.
    let leads = !home.runs_surveys;
    let shown = home.to_answer.iter().take(MOST).enumerate();
    let rows = shown.map(|(place, one)| line(l, one, leads && place == 0, home.today)).collect_view();
    let further = home.to_answer.len().saturating_sub(MOST);
    let more = (further > 0).then(|| {
        view! { <p><ButtonLink href="/answer" label=answer_words::things(l, home.to_answer.len())/></p> }
    });
    let lists = home.lists.iter().map(|task| nominations::row(l, task)).collect_view();
    let report = report(l, home);
    let nothing = (home.to_answer.is_empty() && home.lists.is_empty())
        .then(|| view! { <p class="soft">{answer_words::nothing_detail(l)}</p> });
    view! {
        <Panel title=answer_words::to_answer(l) id="to-answer">
            {nothing}
            <ul class="todo">{lists}{rows}{report}</ul>
            {more}
            <p class="fine">{answer_words::promise_first(l)}</p>
        </Panel>
    }
}

/// The latest own report.
fn report(l: Locale, home: &Home) -> Option<impl IntoView + use<>> {
    let (_, title) = home.reports.first().filter(|_| !home.runs_surveys)?;
    let detail = words::own_report_why(l, title.get(l));
    Some(view! {
        <TodoRow icon=Icon::Act title=words::own_report(l) detail>
            <ButtonLink href="/report" label=words::own_report_act(l)/>
        </TodoRow>
    })
}
