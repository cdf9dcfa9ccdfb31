//! `/nominations`: the lists of raters that who is signed in has to choose or to look through.

use ayeneh_core::{
    Error,
    cycles::{self, Task, TaskKind},
};
use ayeneh_domain::bilingual::Locale;
use ayeneh_text::{date, isolate, name, nominate as words, talk};
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

/// The lists.
pub async fn show(request: Request) -> Result<Response, Error> {
    let l = request.locale;
    let tasks = cycles::tasks(request.ctx()?).await?;
    let html = layout::page(&request, words::list_title(l), || {
        let due = tasks.iter().filter(|task| task.is_due).count();
        let sentence = if due == 0 { words::tasks_none(l).to_owned() } else { words::tasks(l, due) };
        let own = tasks.iter().filter(|task| matches!(task.kind, TaskKind::Choose(_)));
        let own = own.map(|task| row(l, task)).collect_view();
        let of_reports = tasks.iter().filter(|task| !matches!(task.kind, TaskKind::Choose(_)));
        let of_reports = of_reports.map(|task| row(l, task)).collect_view();
        let panel = |title: &'static str, id: &'static str, rows: Vec<AnyView>| {
            (!rows.is_empty()).then(|| view! { <Panel title id><ul class="todo">{rows}</ul></Panel> })
        };
        let nothing = tasks.is_empty().then(|| {
            view! { <Empty title=words::none_title(l) detail=words::none_detail(l) locale=l/> }
        });
        view! {
            <SentenceHead sentence/>
            {nothing}
            {panel(words::own(l), "own", own)}
            {panel(words::of_reports(l), "reports", of_reports)}
        }
    });
    Ok(Response::page(html))
}

/// A list, with what to do with it.
pub(crate) fn row(l: Locale, task: &Task) -> AnyView {
    let (title, act) = match &task.kind {
        TaskKind::Choose(_) => (words::choose_yours(l).to_owned(), words::choose(l)),
        TaskKind::Talk(called) => (talk::task(l, isolate(called)), talk::act(l)),
        TaskKind::Approve(called) => (words::look_through(l, isolate(called)), words::check(l)),
    };
    let until = match &task.kind {
        TaskKind::Choose(Some(day)) if task.is_due => Some(words::until(l, date::near_day(l, *day))),
        _ => None,
    };
    let stands = (!task.is_due).then(|| name::list_state(l, task.state).to_owned());
    let parts = [Some(task.title.get(l).to_owned()), until, stands];
    let detail = parts.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let href = match &task.kind {
        TaskKind::Talk(_) => format!("/cycles/{}/reports/{}/talk", task.cycle, task.subject),
        TaskKind::Choose(_) | TaskKind::Approve(_) => format!("/cycles/{}/nominations/{}", task.cycle, task.subject),
    };
    let (label, weight) = if task.is_due { (act, Weight::Main) } else { (words::look(l), Weight::Quiet) };
    view! { <TodoRow icon=Icon::People title detail><ButtonLink href label weight/></TodoRow> }.into_any()
}
