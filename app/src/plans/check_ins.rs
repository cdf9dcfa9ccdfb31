//! What the two write about a goal between whiles, with how far it is.

use ayeneh_core::plans::{CheckIn, Goal, Plan};
use ayeneh_domain::{
    bilingual::Locale,
    plan::{LONGEST_NOTE, Progress},
};
use ayeneh_text::{date, isolate, name, plan as words};
use leptos::prelude::*;

use super::goal::{common, most};
use crate::{
    routing::{FormProblems, Request},
    ui::{
        button::Button,
        field::{Common, TextArea},
        icon::{Glyph, Icon},
        panel::Panel,
    },
};

/// The panel of check-ins.
pub fn check_ins(request: &Request, plan: &Plan, goal: &Goal, problems: &FormProblems) -> impl IntoView + use<> {
    let l = request.locale;
    let written = if goal.check_ins.is_empty() {
        view! { <p class="soft">{words::no_check_ins(l)}</p> }.into_any()
    } else {
        let rows = goal.check_ins.iter().map(|one| check_in(l, one)).collect_view();
        view! { <ul class="todo">{rows}</ul> }.into_any()
    };
    let new = goal.state.is_open().then(|| new_check_in(request, plan, goal, problems));
    view! {
        <Panel title=words::check_ins(l) id="check-ins">
            {written}
            {new}
        </Panel>
    }
}

fn check_in(l: Locale, one: &CheckIn) -> impl IntoView + use<> {
    let icon = match one.progress {
        Progress::Nothing => Icon::Open,
        Progress::Something => Icon::Half,
        Progress::Reached => Icon::Check,
    };
    let who = words::written_by(l, isolate(&one.name), date::near_day(l, one.on));
    let lines = one.body.lines().map(|line| view! { <span class="block" dir="auto">{line.to_owned()}</span> });
    let lines = lines.collect_view();
    view! {
        <li>
            <Glyph icon/>
            <span>
                <b>{name::progress(l, one.progress)}</b>
                {lines}
                <span class="fine block">{who}</span>
            </span>
        </li>
    }
}

fn new_check_in(request: &Request, plan: &Plan, goal: &Goal, problems: &FormProblems) -> impl IntoView + use<> {
    let (l, form) = (request.locale, &request.form);
    let typed = Progress::from_key(form.get("progress")).unwrap_or(goal.progress);
    let choices = Progress::ALL.iter().map(|progress| {
        let checked = typed == *progress;
        view! {
            <label class="tick">
                <input type="radio" name="progress" value=progress.key() checked=checked/>
                <span>{name::progress(l, *progress)}</span>
            </label>
        }
    });
    let choices = choices.collect_view();
    let wrong = problems.of("progress", l).map(|error| {
        view! { <p class="wrong" id="progress-error"><Glyph icon=Icon::Warn/>{error}</p> }
    });
    let hint = match (plan.is_own, &plan.manager) {
        (false, _) => words::check_in_hint(l, isolate(&plan.name)),
        (true, Some(manager)) => words::check_in_hint(l, isolate(manager)),
        (true, None) => words::check_in_hint_alone(l).to_owned(),
    };
    let note = Common { optional: true, ..common(l, problems, "note", (words::check_in_note(l), Some(&hint))) };
    let with = plan.with.map(|manager| manager.to_string()).unwrap_or_default();
    let value = form.get("note").to_owned();
    view! {
        <h3>{words::check_in(l)}</h3>
        <form method="post" class="stack2">
            <input type="hidden" name="with" value=with/>
            <fieldset class="bare" id="progress" tabindex="-1">
                <legend>{words::progress(l)}</legend>
                {choices}
                {wrong}
            </fieldset>
            <TextArea common=note value maxlength=most(LONGEST_NOTE) locale=l/>
            <p class="acts"><Button label=words::check_in_save(l) name="act" value="check_in"/></p>
        </form>
    }
}
