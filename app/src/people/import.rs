//! `/people/import`: send a staff list, see what would happen, confirm.

use ayeneh_core::{
    Error, Problem,
    import::{DraftKind, discard, draft_files, keep},
    people::import::{self, PEOPLE_COLUMNS, PeoplePlan},
};
use ayeneh_domain::ids::ImportDraftId;
use ayeneh_text::{importing, people as words};
use leptos::prelude::*;

use crate::{
    importing::{Preview, PreviewPage, ProblemTable, UploadForm, example as example_file, files},
    layout,
    routing::{Request, Response},
    ui::head::{SentenceHead, Trail},
};

/// Asks for the file.
pub async fn show(request: Request) -> Result<Response, Error> {
    Ok(form(&request, Vec::new()))
}

/// Reads the file: to its preview if all is right, else back with everything that has to change.
pub async fn send(request: Request) -> Result<Response, Error> {
    let ctx = request.ctx()?;
    let files = files(&request);
    match import::preview(ctx, &files).await {
        Ok(_) => {
            let draft = keep(ctx, DraftKind::People, &files).await?;
            Ok(Response::redirect(format!("/people/import/{draft}")))
        }
        Err(Error::Invalid(problems)) => Ok(form(&request, problems)),
        Err(error) => Err(error),
    }
}

/// An example to start from.
pub async fn example(request: Request) -> Result<Response, Error> {
    example_file(&request, "people", import::example)
}

/// Shows what would happen.
pub async fn preview(request: Request) -> Result<Response, Error> {
    let ctx = request.ctx()?;
    let Ok(files) = waiting(&request).await else { return Ok(gone(&request)) };
    match import::preview(ctx, &files).await {
        Ok(plan) => Ok(planned(&request, plan)),
        Err(Error::Invalid(problems)) => Ok(form(&request, problems)),
        Err(error) => Err(error),
    }
}

/// Does what the preview showed; if things have changed meanwhile, says so instead.
pub async fn confirm(request: Request) -> Result<Response, Error> {
    let ctx = request.ctx()?;
    let Ok(files) = waiting(&request).await else { return Ok(gone(&request)) };
    match import::apply(ctx, &files).await {
        Ok(plan) => {
            discard(ctx, DraftKind::People).await?;
            let (added, changed) = (plan.people.added, plan.people.changed);
            Ok(Response::redirect(format!("/people?added={added}&changed={changed}")))
        }
        Err(Error::Invalid(problems)) => Ok(form(&request, problems)),
        Err(error) => Err(error),
    }
}

async fn waiting(request: &Request) -> Result<Vec<ayeneh_core::import::ImportFile>, Error> {
    let draft: ImportDraftId = request.id("draft")?;
    draft_files(request.ctx()?, DraftKind::People, draft).await
}

/// The form again, because what was to be confirmed is not there any more.
fn gone(request: &Request) -> Response {
    let problem = Problem::field("file", |l| importing::gone(l).to_owned());
    Response::Page { status: 410, html: form_html(request, vec![problem]) }
}

fn form(request: &Request, problems: Vec<Problem>) -> Response {
    let status = if problems.is_empty() { 200 } else { 422 };
    Response::Page { status, html: form_html(request, problems) }
}

fn form_html(request: &Request, problems: Vec<Problem>) -> String {
    let l = request.locale;
    let whole = problems.iter().find(|problem| problem.row.is_none()).map(|p| p.message.get(l).to_owned());
    layout::page(request, words::import_title(l), || {
        let trail = Trail {
            above: vec![(words::title(l).into(), "/people".into())],
            here: words::import_title(l).into(),
            name: words::title(l).into(),
        };
        let found = (!problems.is_empty()).then(|| view! { <ProblemTable problems known=PEOPLE_COLUMNS locale=l/> });
        view! {
            <SentenceHead sentence=words::import_sentence(l) lead=words::import_lead(l) trail/>
            {found}
            <UploadForm path="/people/import" main=words::import_file(l).into() second=words::import_units_file(l).into()
                hint=words::import_hint(l).into() error=whole locale=l/>
        }
    })
}

fn planned(request: &Request, plan: PeoplePlan) -> Response {
    let l = request.locale;
    let changes = !plan.changes_nothing();
    let sentence = if changes {
        words::preview_sentence(l, plan.people.added, plan.people.changed)
    } else {
        words::preview_nothing(l).to_owned()
    };
    let left = (plan.left > 0).then(|| words::left(l, plan.left));
    let roles = (plan.roles_changed > plan.people.added).then(|| words::roles_changed(l, plan.roles_changed));
    let preview = Preview {
        sentence,
        notes: left.into_iter().chain(roles).collect(),
        counts: vec![(words::count_people(l), plan.people), (words::count_units(l), plan.units)],
        samples: plan.samples,
        known: PEOPLE_COLUMNS,
        changes,
        other: "/people/import",
    };
    Response::page(layout::page(request, words::import_title(l), || view! { <PreviewPage preview locale=l/> }))
}
