//! `/customers/import`: send a list of contacts, see what would happen, confirm.

use ayeneh_core::{
    Error, Problem,
    customers::import::{self, CONTACT_COLUMNS, CustomersPlan},
    import::{DraftKind, discard, draft_files, keep},
    people,
};
use ayeneh_domain::{ids::ImportDraftId, permission::Right};
use ayeneh_text::{customers as words, importing};
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
            let draft = keep(ctx, DraftKind::Customers, &files).await?;
            Ok(Response::redirect(format!("/customers/import/{draft}")))
        }
        Err(Error::Invalid(problems)) => Ok(form(&request, problems)),
        Err(error) => Err(error),
    }
}

/// An example to start from.
pub async fn example(request: Request) -> Result<Response, Error> {
    let ctx = request.ctx()?;
    let (units, reach) = (people::units(ctx).await?, ctx.require(Right::CustomersManage)?);
    // A unit that exists and is in reach, so that the example can be imported as it is.
    let unit = units.reached(&reach).last().map(|(unit, _)| unit.code.clone()).unwrap_or_default();
    example_file(&request, "customers", |locale| import::example(locale, &unit))
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
            discard(ctx, DraftKind::Customers).await?;
            let (added, changed) = (plan.contacts.added, plan.contacts.changed);
            Ok(Response::redirect(format!("/customers?added={added}&changed={changed}")))
        }
        Err(Error::Invalid(problems)) => Ok(form(&request, problems)),
        Err(error) => Err(error),
    }
}

async fn waiting(request: &Request) -> Result<Vec<ayeneh_core::import::ImportFile>, Error> {
    let draft: ImportDraftId = request.id("draft")?;
    draft_files(request.ctx()?, DraftKind::Customers, draft).await
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
            above: vec![(words::title(l).into(), "/customers".into())],
            here: words::import_title(l).into(),
            name: words::title(l).into(),
        };
        let found = (!problems.is_empty()).then(|| view! { <ProblemTable problems known=CONTACT_COLUMNS locale=l/> });
        view! {
            <SentenceHead sentence=words::import_sentence(l) lead=words::import_lead(l) trail/>
            {found}
            <UploadForm path="/customers/import" main=words::import_file(l).into() second=words::import_accounts_file(l).into()
                hint=words::import_hint(l).into() error=whole locale=l/>
        }
    })
}

fn planned(request: &Request, plan: CustomersPlan) -> Response {
    let l = request.locale;
    let changes = !plan.changes_nothing();
    let sentence = if changes {
        words::preview_sentence(l, plan.contacts.added, plan.contacts.changed)
    } else {
        words::preview_nothing(l).to_owned()
    };
    let left = (plan.left > 0).then(|| words::left(l, plan.left));
    let preview = Preview {
        sentence,
        notes: left.into_iter().collect(),
        counts: vec![(words::count_contacts(l), plan.contacts), (words::count_accounts(l), plan.accounts)],
        samples: plan.samples,
        known: CONTACT_COLUMNS,
        changes,
        other: "/customers/import",
    };
    Response::page(layout::page(request, words::import_title(l), || view! { <PreviewPage preview locale=l/> }))
}
