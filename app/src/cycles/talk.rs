//! `/cycles/{id}/reports/{person}/talk`: the manager opens the report, both write something down for the two of them, and
//! the subject notes having read it.

use ayeneh_core::{
    Error, Problem,
    cycles::{self, Talk},
};
use ayeneh_domain::{
    bilingual::Locale,
    ids::{PersonId, SurveyId},
};
use ayeneh_text::{self as text, date, isolate, talk as words};
use leptos::prelude::*;

use crate::{
    layout,
    routing::{FormProblems, Request, Response},
    ui::{
        button::{Button, ButtonLink, Weight},
        field::{Common, TextArea},
        head::{SentenceHead, Trail},
        note::Toast,
        panel::Panel,
    },
};

/// The talk.
pub async fn show(request: Request) -> Result<Response, Error> {
    page(&request, &FormProblems::default()).await
}

/// Opens the report, keeps a note, or notes having read.
pub async fn act(request: Request) -> Result<Response, Error> {
    let ctx = request.ctx()?;
    let (id, person): (SurveyId, PersonId) = (request.id("id")?, request.id("person")?);
    let done = match request.form.get("act") {
        "open" => cycles::open_report(ctx, id, person).await.map(|()| "opened"),
        "note" => {
            let form = &request.form;
            cycles::note(ctx, id, person, form.get("with").parse().ok(), form.get("note")).await
        }
        .map(|()| "saved"),
        "read" if person == ctx.person => cycles::acknowledge(ctx, id).await.map(|()| "read"),
        _ => Err(Error::invalid(Problem::general(|l| text::layout::form_unreadable(l).to_owned()))),
    };
    match done {
        Ok(done) => Ok(Response::redirect(format!("/cycles/{id}/reports/{person}/talk?done={done}"))),
        Err(Error::Invalid(problems)) => page(&request, &FormProblems(problems)).await,
        Err(error) => Err(error),
    }
}

async fn page(request: &Request, problems: &FormProblems) -> Result<Response, Error> {
    let l = request.locale;
    let id: SurveyId = request.id("id")?;
    let talk = cycles::talk(request.ctx()?, id, request.id("person")?).await?;
    let title = if talk.is_own { words::title(l).to_owned() } else { words::title_of(l, isolate(&talk.name)) };
    let report = format!("/cycles/{id}/reports/{}", talk.subject);
    let html = layout::page(request, &title.clone(), || {
        let lead =
            if talk.is_own { words::lead_own(l).to_owned() } else { words::lead_manager(l, isolate(&talk.name)) };
        let above = if talk.is_own {
            vec![(text::places::report(l).to_owned(), "/report".to_owned())]
        } else {
            vec![(text::nominate::list_title(l).to_owned(), "/nominations".to_owned())]
        };
        let trail = Trail { above, here: title.clone(), name: text::nominate::place(l).into() };
        let (sentence, cycle) = (sentence(l, &talk), talk.title.get(l).to_owned());
        view! {
            {done(l, request.query.get("done"))}
            {layout::problem_summary(problems, l)}
            <SentenceHead sentence lead=lead trail=trail>
                <p class="small soft">{cycle}</p>
                <p class="acts"><ButtonLink href=report label=words::read(l)/></p>
            </SentenceHead>
            {opening(l, &talk)}
            {notes(request, &talk, problems)}
            {reading(l, &talk)}
        }
    });
    Ok(Response::Page { status: problems.status(), html })
}

fn done(l: Locale, key: &str) -> Option<impl IntoView + use<>> {
    let said = match key {
        "opened" => words::opened_note(l),
        "saved" => words::saved(l),
        "read" => words::acknowledged_note(l),
        _ => return None,
    };
    Some(view! { <Toast text=said/> })
}

fn sentence(l: Locale, talk: &Talk) -> String {
    match (talk.is_own, &talk.manager) {
        (true, Some(manager)) => words::sentence_own(l, isolate(manager)),
        (true, None) => words::sentence_own_alone(l).to_owned(),
        (false, _) if talk.is_open => words::sentence_opened(l, isolate(&talk.name)),
        (false, _) => words::sentence_prepare(l, isolate(&talk.name)),
    }
}

/// The gate.
fn opening(l: Locale, talk: &Talk) -> Option<impl IntoView + use<>> {
    talk.may_open.then(|| {
        let (label, lead) = (words::open(l, isolate(&talk.name)), words::open_lead(l, isolate(&talk.name)));
        view! {
            <form method="post" class="stack2">
                <p class="small soft">{lead}</p>
                <p class="acts"><Button label weight=Weight::Main name="act" value="open"/></p>
            </form>
        }
    })
}

fn notes(request: &Request, talk: &Talk, problems: &FormProblems) -> impl IntoView + use<> {
    let l = request.locale;
    let typed = request.form.get("note");
    let value = if typed.is_empty() { talk.mine.clone() } else { typed.to_owned() };
    let hint = if talk.is_own { words::mine_hint(l) } else { words::mine_hint_manager(l) };
    let common = Common {
        name: "note".into(),
        label: words::mine(l).into(),
        hint: Some(hint.into()),
        error: problems.of("note", l),
        focus: problems.begin_at("note"),
        optional: true,
    };
    let most = u32::try_from(cycles::LONGEST_TALK).unwrap_or(u32::MAX);
    let with = talk.with.map(|manager| manager.to_string()).unwrap_or_default();
    let mine = talk.manager.is_some().then(|| {
        view! {
            <Panel title=words::mine(l) id="mine">
                <form method="post" class="stack2">
                    <input type="hidden" name="with" value=with.clone()/>
                    <TextArea common value maxlength=most locale=l/>
                    <p class="acts"><Button label=words::save(l) name="act" value="note"/></p>
                </form>
            </Panel>
        }
    });
    let other = if talk.is_own { talk.manager.clone() } else { Some(talk.name.clone()) };
    let theirs = other.map(|name| {
        let (title, written) = (words::theirs(l, isolate(&name)), paragraphs(l, &talk.theirs));
        view! { <Panel title id="theirs">{written}</Panel> }
    });
    let earlier = talk.earlier.iter().enumerate().map(|(place, one)| {
        let title = words::earlier(l, isolate(&one.name));
        let own = (!one.mine.is_empty()).then(|| view! { <p><b>{words::you(l)}</b></p>{paragraphs(l, &one.mine)} });
        let written = paragraphs(l, &one.theirs);
        view! { <Panel title id=format!("earlier-{place}")>{written}{own}</Panel> }
    });
    let earlier = earlier.collect_view();
    view! { {mine}{theirs}{earlier} }
}

/// What somebody wrote, line by line.
fn paragraphs(l: Locale, body: &str) -> impl IntoView + use<> {
    if body.is_empty() {
        return view! { <p class="soft">{words::nothing_yet(l)}</p> }.into_any();
    }
    let lines = body.lines().map(|line| view! { <p dir="auto">{line.to_owned()}</p> });
    lines.collect_view().into_any()
}

/// That the subject has read it.
fn reading(l: Locale, talk: &Talk) -> impl IntoView + use<> {
    match (talk.acknowledged_on, talk.is_own && talk.is_open) {
        (Some(day), _) => view! { <p class="small soft">{words::acknowledged(l, date::day(l, day))}</p> }.into_any(),
        (None, true) => view! {
            <form method="post" class="stack2">
                <p class="small soft">{words::acknowledge_lead(l)}</p>
                <p class="acts"><Button label=words::acknowledge(l) name="act" value="read"/></p>
            </form>
        }
        .into_any(),
        (None, false) => ().into_any(),
    }
}
