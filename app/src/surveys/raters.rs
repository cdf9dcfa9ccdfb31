//! Everybody who is reviewed in a cycle, how many rate each in which relation, and how much each rater has to do.

use std::collections::BTreeMap;

use ayeneh_core::{
    Error, Problem,
    cycles::{self, Declined},
    surveys::{self, Load, Subject, Survey},
};
use ayeneh_domain::{bilingual::Locale, ids::SurveyId, relationship::Relationship, survey::State};
use ayeneh_text::{self as text, figure, surveys as words};
use leptos::prelude::*;

use super::{form::summary, words as say};
use crate::{
    layout,
    routing::{FormProblems, Request, Response},
    ui::{
        button::{Button, ButtonLink},
        empty::Empty,
        field::{Common, ErrorSummary, FileField, TextField},
        head::SentenceHead,
        icon::{Glyph, Icon},
        note::Toast,
        panel::{Panel, Row},
        table::{Column, Pagination, Table, TableKind},
    },
};

/// So many subjects a page.
const PAGE: usize = 50;

/// So many of the heaviest loads are named.
const HEAVIEST: usize = 10;

/// The relations that the organisation makes, as columns.
const COLUMNS: [Relationship; 7] = [
    Relationship::Self_,
    Relationship::Manager,
    Relationship::Peer,
    Relationship::DirectReport,
    Relationship::OtherTeamMember,
    Relationship::Customer,
    Relationship::Supplier,
];

/// The table.
pub async fn show(request: Request) -> Result<Response, Error> {
    page(&request, &FormProblems::default()).await
}

/// Adds somebody to be reviewed, or brings in a corrected file.
pub async fn act(request: Request) -> Result<Response, Error> {
    let ctx = request.ctx()?;
    let id: SurveyId = request.id("id")?;
    let done = match request.form.get("act") {
        "subject" => surveys::add_subject(ctx, id, request.form.get("subject")).await.map(|()| "added"),
        _ => match request.files.iter().find(|file| file.field == "file" && !file.bytes.is_empty()) {
            Some(file) => surveys::replace_raters(ctx, id, &file.bytes).await.map(|_| "file"),
            None => Err(Error::invalid(Problem::field("file", |l| words::choose_file(l).to_owned()))),
        },
    };
    match done {
        Ok(done) => Ok(Response::redirect(format!("/surveys/{id}/raters?done={done}"))),
        Err(Error::Invalid(problems)) => page(&request, &FormProblems(problems)).await,
        Err(error) => Err(error),
    }
}

/// All raters as CSV.
pub async fn file(request: Request) -> Result<Response, Error> {
    let bytes = surveys::raters_csv(request.ctx()?, request.id("id")?).await?;
    Ok(Response::Download { name: "raters.csv".into(), media_type: "text/csv; charset=utf-8", bytes })
}

async fn page(request: &Request, problems: &FormProblems) -> Result<Response, Error> {
    let l = request.locale;
    let (survey, subjects, load) = surveys::subjects(request.ctx()?, request.id("id")?).await?;
    let declined = cycles::declined(request.ctx()?, survey.id).await?;
    let from = request.query.get("from").parse::<usize>().unwrap_or_default().min(subjects.len());
    let is_draft = survey.state == State::Draft;
    let title = words::raters_of_cycle(l);
    let above = format!("/surveys/{}", survey.id);
    let said = match request.query.get("done") {
        "added" => Some(words::subject_added(l)),
        "file" => Some(words::file_in(l)),
        _ => None,
    };
    let least = figure::word(l, survey.rules.scores() as usize);
    let html = layout::page(request, title, || {
        let file = format!("{above}/raters.csv");
        let loads = loads(l, &load);
        let corrections = is_draft.then(|| corrections(request, problems));
        view! {
            {said.map(|text| view! { <Toast text/> })}
            <ErrorSummary errors=rows_and_fields(problems, l) locale=l/>
            <SentenceHead sentence=sentence(l, &subjects) lead=words::raters_lead(l, least)
                trail=say::trail(l, &[(survey.title.get(l), above.clone())], title)>
                <p class="acts"><ButtonLink href=file label=words::take_out(l) icon=Icon::Download/></p>
            </SentenceHead>
            {declines(l, &survey, &declined)}
            {table(l, &survey, &subjects, from)}
            <Row>
                {loads}
                {corrections}
            </Row>
        }
    });
    Ok(Response::Page { status: problems.status(), html })
}

/// Problems with their row, where they have one.
fn rows_and_fields(problems: &FormProblems, l: Locale) -> Vec<(String, String)> {
    let with_row = problems.0.iter().zip(summary(problems, l)).map(|(problem, (field, said))| match problem.row {
        Some(row) => ("file".to_owned(), words::in_row(l, figure::integer(l, row), said)),
        None => (field, said),
    });
    with_row.take(100).collect()
}

fn sentence(l: Locale, subjects: &[Subject]) -> String {
    let short = subjects.iter().filter(|subject| !subject.short.is_empty()).count();
    match short {
        0 => words::all_groups_large_enough(l, subjects.len()),
        n => words::groups_too_small(l, figure::integer(l, n), figure::integer(l, subjects.len())),
    }
}

/// Who said that they cannot rate, and the way to somebody else.
fn declines(l: Locale, survey: &Survey, declined: &[Declined]) -> Option<impl IntoView + use<>> {
    if declined.is_empty() || survey.state != State::Open {
        return None;
    }
    let rows: Vec<Vec<AnyView>> = declined
        .iter()
        .map(|one| {
            let href = format!("/cycles/{}/nominations/{}", survey.id, one.subject);
            let note = (!one.note.is_empty()).then(|| view! { " "<q dir="auto">{one.note.clone()}</q> });
            vec![
                view! { <bdi>{one.name.clone()}</bdi> }.into_any(),
                view! { <bdi>{one.subject_name.clone()}</bdi> }.into_any(),
                view! { {text::name::decline(l, one.reason)}{note} }.into_any(),
                view! { <ButtonLink href label=text::cycle::replace(l)/> }.into_any(),
            ]
        })
        .collect();
    let columns = [words::rater(l), text::cycle::about(l), text::cycle::why(l), words::correction(l)];
    let columns = columns.into_iter().map(Column::words).collect();
    Some(view! {
        <Panel title=text::cycle::declined(l) id="declined">
            <p class="small soft">{text::cycle::declined_lead(l)}</p>
            <Table caption=text::cycle::declined(l) columns rows kind=TableKind::Stacks/>
        </Panel>
    })
}

fn table(l: Locale, survey: &Survey, subjects: &[Subject], from: usize) -> impl IntoView + use<> {
    if subjects.is_empty() {
        return view! { <Empty title=words::no_subjects_title(l) detail=words::no_subjects_detail(l) locale=l/> }
            .into_any();
    }
    let shown = &subjects[from..subjects.len().min(from + PAGE)];
    let used: Vec<Relationship> = COLUMNS
        .into_iter()
        .filter(|column| subjects.iter().any(|of| of.raters.iter().any(|rater| rater.relationship == *column)))
        .collect();
    let rows: Vec<Vec<AnyView>> = shown.iter().map(|subject| row(l, survey, subject, &used)).collect();
    let mut columns = vec![Column::words(words::subject(l)), Column::words(text::common::unit(l))];
    columns.extend(used.iter().map(|column| Column::figures(text::name::relationship(l, *column))));
    let page = |from: usize| format!("/surveys/{}/raters?from={from}", survey.id);
    let numbers = (from + 1, from + shown.len(), subjects.len());
    let pages = match (from > 0, from + PAGE < subjects.len()) {
        (false, false) => ().into_any(),
        (true, false) => {
            view! { <Pagination shown=numbers before=page(from.saturating_sub(PAGE)) locale=l/> }.into_any()
        }
        (false, true) => view! { <Pagination shown=numbers after=page(from + PAGE) locale=l/> }.into_any(),
        (true, true) => view! {
            <Pagination shown=numbers before=page(from.saturating_sub(PAGE)) after=page(from + PAGE) locale=l/>
        }
        .into_any(),
    };
    view! {
        <Panel title=words::reviewed(l) id="subjects">
            <Table caption=words::reviewed(l) columns rows kind=TableKind::Counts/>
            {pages}
        </Panel>
    }
    .into_any()
}

fn row(l: Locale, survey: &Survey, subject: &Subject, columns: &[Relationship]) -> Vec<AnyView> {
    let mut counts: BTreeMap<Relationship, usize> = BTreeMap::new();
    subject.raters.iter().for_each(|rater| *counts.entry(rater.relationship).or_default() += 1);
    let href = format!("/surveys/{}/raters/{}", survey.id, subject.person);
    let name = view! {
        <span dir=l.direction()>
            <a href=href><bdi>{subject.name.clone()}</bdi></a>" "<bdi class="fine">{subject.code.clone()}</bdi>
        </span>
    };
    let mut cells = vec![name.into_any(), subject.unit.get(l).to_owned().into_any()];
    cells.extend(columns.iter().map(|column| {
        let count = figure::integer(l, counts.get(column).copied().unwrap_or_default());
        if subject.short.contains(column) {
            view! { <span class="short"><Glyph icon=Icon::Warn/>{count}<span class="sr">" "{words::too_few(l)}</span></span> }
                .into_any()
        } else {
            count.into_any()
        }
    }));
    cells
}

/// Who has most to do.
fn loads(l: Locale, load: &[Load]) -> impl IntoView + use<> {
    let reviews: u32 = load.iter().map(|load| load.reviews).sum();
    let rows: Vec<Vec<AnyView>> = load
        .iter()
        .take(HEAVIEST)
        .map(|load| vec![load.name.clone().into_any(), figure::integer(l, load.reviews).into_any()])
        .collect();
    let columns = vec![Column::words(words::rater(l)), Column::figures(words::reviews(l))];
    let lead = words::load_lead(l, figure::integer(l, load.len()), figure::integer(l, reviews));
    view! {
        <Panel title=words::load(l) id="load">
            <p class="small soft">{lead}</p>
            <Table caption=words::load(l) columns rows/>
        </Panel>
    }
}

/// Adding somebody, and the file.
fn corrections(request: &Request, problems: &FormProblems) -> impl IntoView + use<> {
    let l = request.locale;
    let subject = Common {
        name: "subject".into(),
        label: words::personnel_number(l).into(),
        error: problems.of("subject", l),
        ..Common::default()
    };
    let of_file = problems.0.iter().find(|problem| problem.row.is_none() && problem.field.as_deref() == Some("file"));
    let file = Common {
        name: "file".into(),
        label: words::corrected_file(l).into(),
        hint: Some(words::file_hint(l).into()),
        error: of_file.map(|problem| problem.message.get(l).to_owned()),
        ..Common::default()
    };
    let typed = request.form.get("subject").to_owned();
    view! {
        <Panel title=words::correct(l) id="correct">
            <form method="post" class="stack2">
                <TextField common=subject value=typed locale=l/>
                <p class="acts"><Button label=words::add_subject(l) name="act" value="subject"/></p>
            </form>
            <hr/>
            <form method="post" enctype="multipart/form-data" class="stack2">
                <FileField common=file accept=".csv,text/csv" locale=l/>
                <p class="acts"><Button label=words::bring_in(l) name="act" value="file"/></p>
            </form>
        </Panel>
    }
}
