//! `/measures/import`: a file is looked at first; what is confirmed is what was looked at.

use ayeneh_core::{
    Error, Problem,
    import::{DraftKind, ImportFile, MORE, discard, draft_files, keep},
    measures::{READING_COLUMNS, ReadingsImport, import_files, preview_files, sample as sample_file},
};
use ayeneh_domain::bilingual::Locale;
use ayeneh_text::{date, measures as words};
use leptos::prelude::*;

use crate::{
    importing::ProblemTable,
    layout::{self, problem_summary},
    routing::{FormProblems, Request, Response},
    ui::{
        button::{Button, ButtonLink, Weight},
        field::{Common, FileField},
        head::{SentenceHead, Trail},
        note::{Note, Tone},
    },
};

/// Shows the form.
pub async fn show(request: Request) -> Result<Response, Error> {
    Ok(page(&request, &FormProblems::default()))
}

/// Looks at a file and says what importing it would do.
pub async fn look(request: Request) -> Result<Response, Error> {
    let ctx = request.ctx()?;
    let files: Vec<ImportFile> = request
        .files
        .iter()
        .filter(|file| !file.bytes.is_empty())
        .map(|file| ImportFile { name: file.name.clone(), bytes: file.bytes.clone() })
        .collect();
    match preview_files(ctx, &files).await {
        Ok(import) => {
            let draft = keep(ctx, DraftKind::Measures, &files).await?;
            Ok(preview(&request, &import, draft.to_string()))
        }
        Err(Error::Invalid(problems)) => Ok(page(&request, &FormProblems(problems))),
        Err(error) => Err(error),
    }
}

/// Imports what was looked at.
pub async fn apply(request: Request) -> Result<Response, Error> {
    let ctx = request.ctx()?;
    let draft = request.form.get("draft").parse().map_err(|_| Error::NotFound)?;
    let files = draft_files(ctx, DraftKind::Measures, draft).await?;
    match import_files(ctx, &files).await {
        Ok(import) => {
            discard(ctx, DraftKind::Measures).await?;
            Ok(done(&request, &import))
        }
        Err(Error::Invalid(problems)) => Ok(page(&request, &FormProblems(problems))),
        Err(error) => Err(error),
    }
}

/// A file to begin with.
pub async fn sample(request: Request) -> Result<Response, Error> {
    let bytes = sample_file(request.ctx()?, request.locale).await?;
    Ok(Response::Download { name: "readings.csv".into(), media_type: "text/csv; charset=utf-8", bytes })
}

fn page(request: &Request, problems: &FormProblems) -> Response {
    let l = request.locale;
    // What is wrong in a row stands in the table of rows; only what concerns the whole file leads to its field.
    let in_table = |problem: &Problem| problem.row.is_some() || problem.field.as_deref() == Some(MORE);
    let (rows, of_file): (Vec<_>, Vec<_>) = problems.0.iter().cloned().partition(in_table);
    let of_file = FormProblems(of_file);
    let html = layout::page(request, words::import_title(l), || {
        let in_rows = (!rows.is_empty()).then(|| ayeneh_text::importing::problems(l, rows.len()));
        let common = Common {
            name: "file".into(),
            label: words::import_file(l).into(),
            hint: Some(words::import_months(l).into()),
            error: of_file.0.first().map(|problem| problem.message.get(l).to_owned()).or(in_rows),
            optional: false,
            focus: !problems.0.is_empty(),
        };
        view! {
            <SentenceHead sentence=words::import_title(l) lead=words::import_lead(l) trail=trail(l)/>
            {problem_summary(&of_file, l)}
            <form method="post" action="/measures/import" enctype="multipart/form-data" class="panel narrow stack">
                <FileField common accept=".csv,.xlsx" locale=l/>
                <p class="acts">
                    <Button label=words::import_preview_act(l) weight=Weight::Main/>
                    <ButtonLink href="/measures/sample" label=words::import_sample(l) weight=Weight::Quiet/>
                </p>
            </form>
            {(!rows.is_empty()).then(|| view! { <ProblemTable problems=rows known=READING_COLUMNS locale=l/> })}
        }
    });
    Response::Page { status: problems.status(), html }
}

fn trail(l: Locale) -> Trail {
    Trail {
        above: vec![(words::title(l).to_owned(), "/measures".to_owned())],
        here: words::import_title(l).to_owned(),
        name: words::title(l).to_owned(),
    }
}

fn preview(request: &Request, import: &ReadingsImport, draft: String) -> Response {
    let l = request.locale;
    let changes = import.new + import.changed > 0;
    Response::page(layout::page(request, words::import_title(l), || {
        let facts: Vec<_> = facts(import, l).into_iter().map(|fact| view! { <li>{fact}</li> }).collect();
        let act = changes.then(|| {
            view! {
                <form method="post" action="/measures/import/apply">
                    <input type="hidden" name="draft" value=draft/>
                    <p><Button label=words::import_act(l) weight=Weight::Main/></p>
                </form>
            }
        });
        let sentence = if changes { words::import_ready(l) } else { words::imported_nothing(l) };
        view! {
            <SentenceHead sentence=sentence trail=trail(l)/>
            <div class="panel narrow stack">
                <ul class="stack2">{facts}</ul>
                {act}
                <p><ButtonLink href="/measures/import" label=words::import_file(l) weight=Weight::Quiet/></p>
            </div>
        }
    }))
}

fn facts(import: &ReadingsImport, l: Locale) -> Vec<String> {
    let counted = [
        (import.new, words::import_new as fn(Locale, usize) -> String),
        (import.changed, words::import_changed),
        (import.unchanged, words::import_unchanged),
        (import.left_out, words::import_left_out),
        (import.units, words::import_units),
    ];
    let mut facts: Vec<String> = counted.into_iter().filter(|(n, _)| *n > 0).map(|(n, write)| write(l, n)).collect();
    facts.extend(import.months.map(|(a, b)| words::import_span(l, date::month(l, a), date::month(l, b))));
    facts
}

fn done(request: &Request, import: &ReadingsImport) -> Response {
    let l = request.locale;
    let count = import.new + import.changed;
    let facts = facts(import, l).join(ayeneh_text::common::list_separator(l));
    Response::page(layout::page(request, words::import_title(l), || {
        let sentence = if count == 0 { words::imported_nothing(l).to_owned() } else { words::imported(l, count) };
        view! {
            <SentenceHead sentence=sentence trail=trail(l)/>
            <Note tone=Tone::Good>{facts}</Note>
            <p class="acts"><ButtonLink href="/measures" label=words::title(l) weight=Weight::Main/></p>
        }
    }))
}
