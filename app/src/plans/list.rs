//! `/plans`: the own plans, and those of everybody who reports to who is signed in.

use ayeneh_core::{
    Error,
    plans::{self, Listed},
};
use ayeneh_domain::bilingual::Locale;
use ayeneh_text::{date, isolate, places, plan as words};
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

/// The plans.
pub async fn show(request: Request) -> Result<Response, Error> {
    let l = request.locale;
    let listed = plans::plans(request.ctx()?).await?;
    let html = layout::page(&request, places::plans(l), || {
        let open: usize = listed.iter().map(|one| one.open).sum();
        let sentence = if open == 0 { words::list_sentence_none(l).to_owned() } else { words::list_sentence(l, open) };
        let (own, team): (Vec<&Listed>, Vec<&Listed>) = listed.iter().partition(|one| one.is_own);
        let nothing = listed.is_empty().then(|| {
            view! { <Empty title=words::list_none_title(l) detail=words::list_none_detail(l) locale=l/> }
        });
        let panel = |title: &'static str, id: &'static str, rows: Vec<&Listed>| {
            let rows: Vec<AnyView> = rows.into_iter().map(|one| row(l, one)).collect();
            (!rows.is_empty()).then(|| view! { <Panel title id><ul class="todo">{rows}</ul></Panel> })
        };
        view! {
            <SentenceHead sentence/>
            {nothing}
            {panel(words::list_own(l), "own", own)}
            {panel(words::list_team(l), "team", team)}
        }
    });
    Ok(Response::page(html))
}

/// An open report with what there is of a plan: the cycle, or the name of who it is about.
fn row(l: Locale, one: &Listed) -> AnyView {
    let cycle = one.title.get(l).to_owned();
    let (title, of) = if one.is_own { (cycle, None) } else { (words::title_of(l, isolate(&one.name)), Some(cycle)) };
    let goals = match (one.goals, one.open) {
        (0, _) => words::no_goals(l).to_owned(),
        (all, 0) => words::goals(l, all),
        (_, open) => words::open_goals(l, open),
    };
    let next = one.next_due.map(|day| words::next_due(l, date::near_day(l, day)));
    let detail = [of, Some(goals), next].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let href = format!("/cycles/{}/reports/{}/plan", one.cycle, one.subject);
    let (label, weight) = match one.is_own && one.goals == 0 {
        true => (words::begin_plan(l), Weight::Main),
        false => (words::open_plan(l), Weight::Other),
    };
    view! { <TodoRow icon=Icon::Clock title detail><ButtonLink href label weight/></TodoRow> }.into_any()
}
