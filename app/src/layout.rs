//! The document around every page: language, direction, theme, sheet, script, and the shell with its places.

use std::sync::Arc;

use ayeneh_core::{Ctx, Error};
use ayeneh_domain::{bilingual::Locale, permission::Right};
use ayeneh_text as text;
use hydration_context::SsrSharedContext;
use leptos::prelude::*;

use crate::routing::{FormProblems, Request, Response};

/// Turns a view into HTML. Islands in it come out ready to be started by the browser.
pub fn render<V: IntoView + 'static>(view: impl FnOnce() -> V) -> String {
    let owner = Owner::new_root(Some(Arc::new(SsrSharedContext::new_islands())));
    owner.with(|| view().into_view().to_html())
}

/// A place in the navigation.
struct Place {
    path: &'static str,
    name: &'static str,
}

/// The places of somebody, most important first; the first five stand in thumb reach on a phone.
fn places(ctx: &Ctx) -> Vec<Place> {
    let l = ctx.locale;
    let all = [
        (Some(Right::ScorecardView), "/scorecard", text::places::scorecard(l)),
        (Some(Right::SurveysView), "/surveys", text::places::surveys(l)),
        (Some(Right::ResultsView), "/results", text::places::results(l)),
        (Some(Right::ScorecardView), "/linkage", text::places::linkage(l)),
        (Some(Right::Answer), "/answer", text::places::answer(l)),
        (Some(Right::OwnReport), "/report", text::places::report(l)),
        (Some(Right::PeopleView), "/people", text::places::people(l)),
        (Some(Right::CustomersView), "/customers", text::places::customers(l)),
        (Some(Right::QuestionnairesView), "/questionnaires", text::places::questionnaires(l)),
        (Some(Right::MeasuresManage), "/measures", text::places::measures(l)),
        (Some(Right::MailView), "/mails", text::places::mails(l)),
    ];
    let open = all.into_iter().filter(|(right, ..)| right.is_none_or(|right| ctx.may(right)));
    open.map(|(_, path, name)| Place { path, name }).collect()
}

/// A page of the product, inside the shell if somebody is signed in. `title` is for the browser's tab; the page's own
/// first line is the finding in `content`.
pub fn page<V: IntoView + 'static>(request: &Request, title: &str, content: impl FnOnce() -> V) -> String {
    let body = render(|| {
        let content = content().into_any();
        match &request.signed_in {
            Some(ctx) => shell(request, ctx, content).into_any(),
            None => front(request, content).into_any(),
        }
    });
    document(request, title, &body, request.signed_in.is_some())
}

/// The document without any shell, for pages that draw everything themselves (answering).
pub fn document(request: &Request, title: &str, body: &str, scripts: bool) -> String {
    let locale = request.locale;
    let version = request.assets_version;
    let (lang, dir) = (locale.tag(), locale.direction());
    let theme = match request.theme.as_str() {
        "light" => " data-theme=\"light\"",
        "dark" => " data-theme=\"dark\"",
        _ => "",
    };
    let title = escape(title);
    let product = text::common::product(locale);
    let script = if scripts {
        format!("<script type=\"module\" src=\"/assets/islands.js?v={version}\"></script>")
    } else {
        String::new()
    };
    format!(
        "<!DOCTYPE html><html lang=\"{lang}\" dir=\"{dir}\"{theme}><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>{title} · {product}</title>\
         <link rel=\"stylesheet\" href=\"/assets/main.css?v={version}\">\
         <link rel=\"icon\" href=\"/assets/icon.svg?v={version}\">{script}</head><body>{body}</body></html>"
    )
}

/// Text made safe to stand in HTML.
pub fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

fn shell(request: &Request, ctx: &Ctx, content: AnyView) -> impl IntoView {
    let l = request.locale;
    let places = places(ctx);
    let name = ctx.name.clone();
    let current = request.path.clone();
    view! {
        <div class="app">
            <a class="skip" href="#main">{text::layout::skip(l)}</a>
            <nav class="nav" aria-label=text::layout::places(l)>
                <div class="stick">
                    <ul>
                        {places.into_iter().enumerate().map(|(position, place)| {
                            let here = current.starts_with(place.path).then_some("page");
                            let class = if position < 5 { "" } else { "wide" };
                            view! { <li class=class><a href=place.path aria-current=here><span>{place.name}</span></a></li> }
                        }).collect_view()}
                    </ul>
                </div>
            </nav>
            <header class="bar">
                <a class="brand" href="/">{text::common::product(l)}</a>
                <div class="where"><bdi class="small soft wide-only">{name}</bdi>{switches(request)}</div>
            </header>
            <main class="main" id="main" tabindex="-1">{content}</main>
        </div>
    }
}

fn front(request: &Request, content: AnyView) -> impl IntoView {
    let l = request.locale;
    view! {
        <header class="bar">
            <span class="brand">{text::common::product(l)}</span>
            <div class="where">{switches(request)}</div>
        </header>
        <main class="main" id="main" tabindex="-1">{content}</main>
    }
}

/// The language switch; a plain form, so it works everywhere and comes back to the same page.
fn switches(request: &Request) -> impl IntoView {
    let l = request.locale;
    let other = l.other();
    let back = request.path.clone();
    view! {
        <form method="post" action="/language">
            <input type="hidden" name="locale" value=other.tag()/>
            <input type="hidden" name="next" value=back/>
            <button class="btn quiet" lang=other.tag() dir=other.direction()>{text::layout::language_other(l)}</button>
        </form>
    }
}

/// The head of a form that came back with problems.
pub fn problem_summary(problems: &FormProblems, locale: Locale) -> impl IntoView + use<> {
    (!problems.0.is_empty()).then(|| {
        let general = problems.0.iter().filter(|problem| problem.field.is_none());
        let general = general.map(|problem| view! { <p>{problem.message.get(locale).to_owned()}</p> }).collect_view();
        view! {
            <div class="note bad" role="alert" tabindex="-1">
                <p><b>{text::layout::problems(locale, problems.0.len())}</b></p>
                {general}
            </div>
        }
    })
}

/// What somebody sees when a page cannot be had, in their language and with the status that tells the truth.
pub fn failure(request: &Request, error: &Error) -> Response {
    let l = request.locale;
    let (status, title, lead) = match error {
        Error::SignedOut => return Response::redirect("/sign-in"),
        Error::Refused => (403, text::layout::refused_title(l), text::layout::refused_lead(l).to_owned()),
        Error::NotFound => (404, text::layout::not_found_title(l), text::layout::not_found_lead(l).to_owned()),
        Error::Invalid(problems) => (422, text::layout::not_understood(l), said(problems, l)),
        Error::Conflict(problem) => (409, text::layout::conflict_title(l), problem.message.get(l).to_owned()),
        Error::TooMany => (429, text::layout::too_many_title(l), text::layout::too_many_lead(l).to_owned()),
        Error::Database(_) => (503, text::layout::unavailable_title(l), text::layout::unavailable_lead(l).to_owned()),
        Error::Internal(_) => (500, text::layout::fault_title(l), text::layout::fault_lead(l).to_owned()),
    };
    let html = page(request, title, move || {
        view! {
            <div class="head"><h1>{title}</h1><p class="soft">{lead}</p></div>
            <p><a class="btn main-act" href="/">{text::layout::to_start(l)}</a></p>
        }
    });
    Response::Page { status, html }
}

fn said(problems: &[ayeneh_core::Problem], locale: Locale) -> String {
    let texts: Vec<&str> = problems.iter().map(|problem| problem.message.get(locale)).collect();
    texts.join(" ")
}
