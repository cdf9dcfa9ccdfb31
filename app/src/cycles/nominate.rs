//! `/cycles/{id}/nominations/{person}`: one list of raters, for the subject who chooses, the manager who approves, and HR.

use ayeneh_core::{
    Error, Problem,
    cycles::{self, Change, List, Suggestion},
};
use ayeneh_domain::{
    bilingual::Locale,
    cycle::{Chooser, ListState, Phase, Shortcoming},
    ids::{PersonId, SurveyId},
    survey::raters::RaterId,
};
use ayeneh_text::{self as text, date, isolate, name, nominate as words};
use leptos::prelude::*;

use crate::{
    layout,
    routing::{FormProblems, Request, Response},
    ui::{
        button::{Button, Weight},
        field::{Common, Search, TextArea},
        head::{SentenceHead, Trail},
        note::{Note, Toast, Tone},
        panel::Panel,
        table::{Column, Table, TableKind},
    },
};

/// The list.
pub async fn show(request: Request) -> Result<Response, Error> {
    page(&request, &FormProblems::default()).await
}

/// Adds, takes off, hands over, approves, hands back.
pub async fn act(request: Request) -> Result<Response, Error> {
    let ctx = request.ctx()?;
    let (id, person): (SurveyId, PersonId) = (request.id("id")?, request.id("person")?);
    let form = &request.form;
    let done = match form.get("act") {
        "send" => cycles::send(ctx, id).await.map(|()| "sent"),
        "approve" => cycles::approve(ctx, id, person).await.map(|()| "approved"),
        "back" => cycles::hand_back(ctx, id, person, form.get("note")).await.map(|()| "returned"),
        _ => match wanted(&request) {
            Some(change @ Change::Add(_)) => cycles::change(ctx, id, person, change).await.map(|()| "added"),
            Some(change @ Change::Remove(_)) => cycles::change(ctx, id, person, change).await.map(|()| "removed"),
            None => Err(Error::invalid(Problem::general(|l| text::layout::form_unreadable(l).to_owned()))),
        },
    };
    match done {
        Ok(done) => Ok(Response::redirect(format!("/cycles/{id}/nominations/{person}?done={done}"))),
        Err(Error::Invalid(problems)) => page(&request, &FormProblems(problems)).await,
        Err(error) => Err(error),
    }
}

/// Whom to add or to take off: `add=person:…`, `add=contact:…`, `remove=…`.
fn wanted(request: &Request) -> Option<Change> {
    let form = &request.form;
    if let Some(id) = form.get("add").strip_prefix("person:") {
        return Some(Change::Add(RaterId::Person(id.parse().ok()?)));
    }
    if let Some(id) = form.get("add").strip_prefix("contact:") {
        return Some(Change::Add(RaterId::Contact(id.parse().ok()?)));
    }
    Some(Change::Remove(form.get("remove").parse().ok()?))
}

fn value(rater: RaterId) -> String {
    match rater {
        RaterId::Person(id) => format!("person:{id}"),
        RaterId::Contact(id) => format!("contact:{id}"),
    }
}

async fn page(request: &Request, problems: &FormProblems) -> Result<Response, Error> {
    let l = request.locale;
    let typed = request.query.get("q").to_owned();
    let list = cycles::list(request.ctx()?, request.id("id")?, request.id("person")?, &typed).await?;
    let own = list.chooser == Chooser::Subject;
    let title = if own { words::title(l).to_owned() } else { words::title_of(l, isolate(&list.name)) };
    let html = layout::page(request, &title.clone(), || {
        let lead = if own { words::lead(l).to_owned() } else { words::lead_of(l, isolate(&list.name)) };
        let trail = match list.chooser {
            Chooser::Hr => crate::surveys::words::trail(
                l,
                &[
                    (list.cycle.survey.title.get(l), format!("/surveys/{}", list.cycle.survey.id)),
                    (text::surveys::raters_of_cycle(l), format!("/surveys/{}/raters", list.cycle.survey.id)),
                ],
                &title,
            ),
            Chooser::Subject | Chooser::Manager => Trail {
                above: vec![(words::list_title(l).into(), "/nominations".into())],
                here: title.clone(),
                name: words::place(l).into(),
            },
        };
        let (sentence, until) = (sentence(l, &list), until(l, &list));
        view! {
            {done(l, request.query.get("done"))}
            {layout::problem_summary(problems, l)}
            <SentenceHead sentence=sentence lead=lead trail=trail>{until}</SentenceHead>
            {notes(l, &list)}
            {chosen(l, &list)}
            {acts(l, &list, problems, request.form.get("note"))}
            {list.may_add.then(|| suggestions(l, &list, &typed))}
        }
    });
    Ok(Response::Page { status: problems.status(), html })
}

fn done(l: Locale, key: &str) -> Option<impl IntoView + use<>> {
    let said = match key {
        "sent" => words::sent_note(l),
        "approved" => words::approved_note(l),
        "returned" => words::returned_note(l),
        "added" => words::added_note(l),
        "removed" => words::removed_note(l),
        _ => return None,
    };
    Some(view! { <Toast text=said/> })
}

/// Where the list stands, in a sentence.
fn sentence(l: Locale, list: &List) -> String {
    let own = list.chooser == Chooser::Subject;
    let pick = |mine: fn(Locale) -> &'static str, of: fn(Locale, String) -> String| {
        if own { mine(l).to_owned() } else { of(l, isolate(&list.name)) }
    };
    if !matches!(list.cycle.phase, Phase::Draft | Phase::Nominating | Phase::Approving) {
        return pick(words::sentence_closed, words::sentence_closed_of);
    }
    match list.state {
        ListState::Approved => pick(words::sentence_approved, words::sentence_approved_of),
        ListState::Sent if own => words::sentence_sent(l).to_owned(),
        _ if !list.shortcomings.is_empty() => pick(words::sentence_missing, words::sentence_missing_of),
        _ => pick(words::sentence_done, words::sentence_done_of),
    }
}

fn until(l: Locale, list: &List) -> Option<impl IntoView + use<>> {
    let day = list.cycle.nominate_until.filter(|_| list.chooser == Chooser::Subject && list.may_change)?;
    Some(view! { <p class="small soft">{words::until(l, date::near_day(l, day))}</p> })
}

/// What the manager wrote, and what does not fit.
fn notes(l: Locale, list: &List) -> impl IntoView + use<> {
    let returned = (list.state == ListState::Returned && !list.note.is_empty()).then(|| {
        let note = list.note.clone();
        view! { <Note tone=Tone::Care><p><b>{words::returned(l)}</b></p><p dir="auto">{note}</p></Note> }
    });
    let wrong: Vec<String> =
        if list.may_change { list.shortcomings.iter().map(|one| said(l, *one)).collect() } else { Vec::new() };
    let wrong = (!wrong.is_empty()).then(|| {
        let lines = wrong.into_iter().map(|line| view! { <li>{line}</li> }).collect_view();
        view! { <Note tone=Tone::Care><ul class="lines">{lines}</ul></Note> }
    });
    view! { {returned}{wrong} }
}

fn said(l: Locale, shortcoming: Shortcoming) -> String {
    let count = |n: u32| usize::try_from(n).unwrap_or(usize::MAX);
    match shortcoming {
        Shortcoming::TooFew { relationship, missing } => {
            words::missing(l, count(missing), name::relationship(l, relationship))
        }
        Shortcoming::TooMany { relationship, over } => words::over(l, count(over), name::relationship(l, relationship)),
    }
}

fn chosen(l: Locale, list: &List) -> impl IntoView + use<> {
    let rows: Vec<Vec<AnyView>> = list
        .chosen
        .iter()
        .map(|one| {
            let mut cells = vec![
                view! { <bdi>{one.name.clone()}</bdi> }.into_any(),
                one.detail.get(l).to_owned().into_any(),
                name::relationship(l, one.relationship).into_any(),
            ];
            if list.may_change {
                let whom = words::take_off(l, isolate(&one.name));
                cells.push(if one.given {
                    view! { <span class="fine">{words::given(l)}</span> }.into_any()
                } else {
                    view! {
                        <button class="btn quiet" name="remove" value=one.invitation.to_string() aria-label=whom>
                            {text::common::remove(l)}
                        </button>
                    }
                    .into_any()
                });
            }
            cells
        })
        .collect();
    let mut columns =
        vec![Column::words(words::rater(l)), Column::words(words::works_in(l)), Column::words(words::relationship(l))];
    if list.may_change {
        columns.push(Column::words(words::change(l)));
    }
    let count = text::figure::integer(l, list.chosen.len());
    let aside = view! { <span class="fine">{count}</span> };
    view! {
        <Panel title=words::chosen(l) id="chosen" aside=aside.into_any()>
            <form method="post"><Table caption=words::chosen(l) columns rows kind=TableKind::Stacks/></form>
        </Panel>
    }
}

/// Handing over; or approving and handing back.
fn acts(l: Locale, list: &List, problems: &FormProblems, typed: &str) -> impl IntoView + use<> {
    let phase = list.cycle.phase;
    let send = list.state.sent(list.chooser, phase).map(|_| {
        view! {
            <form method="post" class="acts">
                <Button label=words::hand_over(l) weight=Weight::Main name="act" value="send"/>
            </form>
        }
    });
    let approve = list.state.approved(list.chooser, phase).map(|_| {
        view! {
            <form method="post" class="acts">
                <Button label=words::approve(l) weight=Weight::Main name="act" value="approve"/>
            </form>
        }
    });
    let back = list.state.returned(list.chooser, phase).map(|_| {
        let common = Common {
            name: "note".into(),
            label: words::note(l).into(),
            hint: Some(words::note_hint(l).into()),
            error: problems.of("note", l),
            focus: problems.begin_at("note"),
            ..Common::default()
        };
        let typed = typed.to_owned();
        view! {
            <Panel title=words::hand_back(l) id="hand-back">
                <form method="post" class="stack2">
                    <TextArea common value=typed maxlength=500 locale=l/>
                    <p class="acts"><Button label=words::hand_back(l) name="act" value="back"/></p>
                </form>
            </Panel>
        }
    });
    view! { {send}{approve}{back} }
}

fn suggestions(l: Locale, list: &List, typed: &str) -> impl IntoView + use<> {
    let rows: Vec<Vec<AnyView>> = list.suggestions.iter().map(|one| suggestion(l, one)).collect();
    let nothing = rows.is_empty().then(|| {
        let said = if typed.trim().is_empty() { words::nobody_left(l) } else { words::nobody_found(l) };
        view! { <p class="soft">{said}</p> }
    });
    let columns = vec![
        Column::words(words::rater(l)),
        Column::words(words::works_in(l)),
        Column::words(words::relationship(l)),
        Column::words(words::add(l)),
    ];
    let table = (!rows.is_empty()).then(|| {
        view! {
            <form method="post">
                <Table caption=words::suggestions(l) columns rows kind=TableKind::Stacks/>
            </form>
        }
    });
    let typed = typed.to_owned();
    view! {
        <Panel title=words::suggestions(l) id="suggestions">
            <p class="small soft">{words::suggestions_lead(l)}</p>
            <Search label=words::search(l) value=typed locale=l/>
            {nothing}
            {table}
        </Panel>
    }
}

fn suggestion(l: Locale, one: &Suggestion) -> Vec<AnyView> {
    let whom = words::add_of(l, isolate(&one.name));
    let act = match one.cannot {
        Some(why) => view! { <span class="fine">{cycles::cannot(why)(l)}</span> }.into_any(),
        None => view! {
            <button class="btn" name="add" value=value(one.rater.id) aria-label=whom>{words::add(l)}</button>
        }
        .into_any(),
    };
    vec![
        view! { <bdi>{one.name.clone()}</bdi> }.into_any(),
        one.detail.get(l).to_owned().into_any(),
        name::relationship(l, one.rater.relationship).into_any(),
        act,
    ]
}
