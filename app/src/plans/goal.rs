//! `/cycles/{id}/reports/{person}/plan/{goal}`: one goal, what is done for it, and its end.

use ayeneh_core::{
    Error,
    plans::{self, Action, Goal, Plan},
    surveys,
};
use ayeneh_domain::{
    bilingual::Locale,
    calendar::Date,
    ids::GoalId,
    plan::{ActionKind, GoalState, LONGEST_LINE},
};
use ayeneh_text::{self as text, date, name, plan as words};
use leptos::prelude::*;

use super::{check_ins::check_ins, words as say};
use crate::{
    layout,
    routing::{FormProblems, Request, Response},
    ui::{
        button::{Button, Weight},
        field::{Common, DateField, SelectField, TextField},
        head::{Choice, SentenceHead},
        note::Note,
        panel::Panel,
        table::{Column, Table, TableKind},
    },
};

/// The goal.
pub async fn show(request: Request) -> Result<Response, Error> {
    page(&request, &FormProblems::default()).await
}

/// The page with what was wrong.
pub async fn page(request: &Request, problems: &FormProblems) -> Result<Response, Error> {
    let l = request.locale;
    let plan = plans::plan(request.ctx()?, request.id("id")?, request.id("person")?).await?;
    let wanted: GoalId = request.id("goal")?;
    let goal = plan.goals.iter().find(|goal| goal.id == wanted).ok_or(Error::NotFound)?;
    let title = say::title(l, &plan);
    let html = layout::page(request, &title.clone(), || {
        let trail = say::trail(l, vec![(title, say::address(&plan))], goal.competency.get(l).to_owned());
        let sentence = goal.text.get(l).to_owned();
        let lead = (!goal.aim.is_empty()).then(|| goal.aim.clone());
        let progress = words::progress_label(l, name::progress(l, goal.progress));
        let standing = [say::standing(l, goal), progress].join(" · ");
        view! {
            {say::done(l, request.query.get("done"))}
            {layout::problem_summary(problems, l)}
            <SentenceHead sentence trail=trail>
                {lead.map(|aim| view! { <p dir="auto">{aim}</p> })}
                <p class="small soft">{standing}</p>
            </SentenceHead>
            {dropped(l, goal)}
            {actions(request, &plan, goal, problems)}
            {check_ins(request, &plan, goal, problems)}
            {plan.is_own.then(|| end(request, goal, problems))}
        }
    });
    Ok(Response::Page { status: problems.status(), html })
}

fn dropped(l: Locale, goal: &Goal) -> Option<impl IntoView + use<>> {
    let reason = words::dropped_because(l, &goal.reason);
    (goal.state == GoalState::Dropped).then(|| view! { <Note><p dir="auto">{reason}</p></Note> })
}

fn actions(request: &Request, plan: &Plan, goal: &Goal, problems: &FormProblems) -> impl IntoView + use<> {
    let (l, today) = (request.locale, surveys::today(&request.core));
    let may = plan.is_own && goal.state.is_open();
    let rows: Vec<Vec<AnyView>> = goal.actions.iter().map(|action| action_row(l, today, action, may)).collect();
    let mut columns = vec![
        Column::words(words::action(l)),
        Column::words(words::action_kind(l)),
        Column::words(words::due(l)),
        Column::words(words::action_state(l)),
    ];
    columns.extend(may.then(|| Column::words(words::action_act(l))));
    let list = if rows.is_empty() {
        let said = if may { words::no_actions(l) } else { words::no_actions_of(l) };
        view! { <p class="soft">{said}</p> }.into_any()
    } else {
        let table = view! { <Table caption=words::actions(l) columns rows kind=TableKind::Stacks/> };
        view! { <form method="post">{table}</form> }.into_any()
    };
    let new = may.then(|| new_action(request, today, problems));
    view! {
        <Panel title=words::actions(l) id="actions">
            {list}
            {new}
        </Panel>
    }
}

fn action_row(l: Locale, today: Date, action: &Action, may: bool) -> Vec<AnyView> {
    let state = match action.done_on {
        Some(day) => words::done_on(l, date::near_day(l, day)),
        None if action.due_on < today => words::overdue(l).to_owned(),
        None => words::waiting(l).to_owned(),
    };
    let body = action.body.clone();
    let mut cells = vec![
        view! { <span dir="auto">{body}</span> }.into_any(),
        name::action_kind(l, action.kind).into_any(),
        date::near_day(l, action.due_on).into_any(),
        state.into_any(),
    ];
    if may {
        let id = action.id.to_string();
        let (field, label, of) = match action.done_on {
            None => ("did", words::mark_done(l), words::mark_done_of(l, &action.body)),
            Some(_) => ("undid", words::mark_open(l), words::mark_open_of(l, &action.body)),
        };
        let remove = words::remove_of(l, &action.body);
        let gone = id.clone();
        cells.push(
            view! {
                <span class="acts">
                    <button class="btn" name=field value=id aria-label=of>{label}</button>
                    <button class="btn quiet" name="took_off" value=gone aria-label=remove>{text::common::remove(l)}</button>
                </span>
            }
            .into_any(),
        );
    }
    cells
}

/// Words, hint and error of a field.
pub(super) fn common(l: Locale, problems: &FormProblems, field: &str, (label, hint): (&str, Option<&str>)) -> Common {
    Common {
        name: field.to_owned(),
        label: label.to_owned(),
        hint: hint.map(str::to_owned),
        error: problems.of(field, l),
        focus: problems.begin_at(field),
        optional: false,
    }
}

/// The longest text of a field.
pub(super) fn most(chars: usize) -> u32 {
    u32::try_from(chars).unwrap_or(u32::MAX)
}

fn new_action(request: &Request, today: Date, problems: &FormProblems) -> impl IntoView + use<> {
    let (l, form) = (request.locale, &request.form);
    let kinds = ActionKind::ALL.iter().map(|kind| Choice {
        value: kind.key().to_owned(),
        label: name::action_kind(l, *kind).to_owned(),
        chosen: form.get("kind") == kind.key(),
    });
    let kinds: Vec<Choice> = kinds.collect();
    let (body, due) = (form.get("body").to_owned(), form.get("due_on").to_owned());
    let what = common(l, problems, "body", (words::action_body(l), Some(words::action_body_hint(l))));
    let (kind, until) = (
        common(l, problems, "kind", (words::action_kind(l), None)),
        common(l, problems, "due_on", (words::due_on(l), None)),
    );
    let today = today.to_string();
    view! {
        <h3>{words::add_action(l)}</h3>
        <form method="post" class="stack2">
            <TextField common=what value=body maxlength=most(LONGEST_LINE) autocomplete="off" locale=l/>
            <SelectField common=kind choices=kinds locale=l/>
            <DateField common=until value=due today locale=l/>
            <p class="acts"><Button label=text::common::add(l) name="act" value="action"/></p>
        </form>
    }
}

/// Reached, dropped, taken up again, or removed.
fn end(request: &Request, goal: &Goal, problems: &FormProblems) -> AnyView {
    let l = request.locale;
    if !goal.state.is_open() {
        return view! {
            <form method="post" class="acts"><Button label=words::reopen(l) name="act" value="open"/></form>
        }
        .into_any();
    }
    let reason = common(l, problems, "reason", (words::reason(l), None));
    let value = request.form.get("reason").to_owned();
    let remove = goal.check_ins.is_empty().then(|| {
        view! {
            <form method="post" class="stack2">
                <p class="small soft">{words::remove_lead(l)}</p>
                <p class="acts"><Button label=words::remove(l) weight=Weight::Quiet name="act" value="remove"/></p>
            </form>
        }
    });
    view! {
        <Panel title=words::finish(l) id="end">
            <p class="small soft">{words::finish_lead(l)}</p>
            <form method="post" class="acts"><Button label=words::reached(l) name="act" value="done"/></form>
            <form method="post" class="stack2">
                <TextField common=reason value maxlength=most(LONGEST_LINE) autocomplete="off" locale=l/>
                <p class="acts"><Button label=words::drop(l) weight=Weight::Quiet name="act" value="drop"/></p>
            </form>
            {remove}
        </Panel>
    }
    .into_any()
}
