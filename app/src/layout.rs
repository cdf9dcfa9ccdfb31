//! The document around every page: language, direction, theme, sheet, script, and the shell with its places.

use std::sync::Arc;

use ayeneh_core::{Error, Problem};
use ayeneh_domain::bilingual::Locale;
use ayeneh_text as text;
use hydration_context::SsrSharedContext;
use leptos::prelude::*;

use crate::{
    navigation::places,
    routing::{FormProblems, Request, Response},
    ui::{
        button::{ButtonLink, Weight},
        empty::ErrorPage,
        field::ErrorSummary,
        note::{Note, Tone},
        shell::{Frame, Front, Shell, Theme},
    },
};

/// Turns a view into HTML. Islands in it come out ready to be started by the browser.
pub fn render<V: IntoView + 'static>(view: impl FnOnce() -> V) -> String {
    let owner = Owner::new_root(Some(Arc::new(SsrSharedContext::new_islands())));
    owner.with(|| view().into_view().to_html())
}

/// A page of the product, inside the shell if somebody is signed in. `title` is for the browser's tab; the page's own
/// first line is the finding in `content`.
pub fn page<V: IntoView + 'static>(request: &Request, title: &str, content: impl FnOnce() -> V) -> String {
    framed(request, title, false, content)
}

/// As [`page`], for what must print on one sheet.
pub fn one_page<V: IntoView + 'static>(request: &Request, title: &str, content: impl FnOnce() -> V) -> String {
    framed(request, title, true, content)
}

fn framed<V: IntoView + 'static>(
    request: &Request,
    title: &str,
    one_page: bool,
    content: impl FnOnce() -> V,
) -> String {
    let body = render(|| {
        let content = content().into_any();
        let mut frame = frame(request);
        frame.one_page = one_page;
        match request.signed_in {
            Some(_) => view! { <Shell frame>{content}</Shell> }.into_any(),
            None => view! { <Front frame>{content}</Front> }.into_any(),
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

fn frame(request: &Request) -> Frame {
    let (places, more) = request.signed_in.as_ref().map(|ctx| places(ctx, &request.path)).unwrap_or_default();
    Frame {
        locale: request.locale,
        organisation: request.signed_in.as_ref().map(|ctx| ctx.organisation_name(request.locale)).unwrap_or_default(),
        person: request.signed_in.as_ref().map(|ctx| ctx.name.clone()),
        account: "/me".into(),
        invented: request.signed_in.as_ref().is_some_and(|ctx| ctx.invented),
        places,
        more,
        theme: match request.theme.as_str() {
            "light" => Some(Theme::Light),
            "dark" => Some(Theme::Dark),
            _ => None,
        },
        language_action: "/language".into(),
        theme_action: "/theme".into(),
        leave_action: request.signed_in.as_ref().map(|_| "/sign-out".into()),
        here: request.here(),
        one_page: false,
    }
}

/// The head of a form that came back with problems: those of fields with a way to each, the others as they are.
pub fn problem_summary(problems: &FormProblems, locale: Locale) -> impl IntoView + use<> {
    let said = |problem: &Problem| problem.message.get(locale).to_owned();
    let of_fields = problems.0.iter().filter_map(|problem| Some((problem.field.clone()?, said(problem)))).collect();
    let others: Vec<String> = problems.0.iter().filter(|problem| problem.field.is_none()).map(said).collect();
    let others = others.into_iter().map(|text| view! { <Note tone=Tone::Bad><p>{text}</p></Note> }).collect_view();
    view! {
        {others}
        <ErrorSummary errors=of_fields locale/>
    }
}

/// What somebody sees when a page cannot be had, in their language and with the status that tells the truth.
pub fn failure(request: &Request, error: &Error) -> Response {
    let l = request.locale;
    let (status, title, lead) = match error {
        Error::SignedOut => return Response::redirect("/sign-in"),
        Error::Refused(_) => (403, text::layout::refused_title(l), text::layout::refused_lead(l).to_owned()),
        Error::NotFound => (404, text::layout::not_found_title(l), text::layout::not_found_lead(l).to_owned()),
        Error::Invalid(problems) => (422, text::layout::not_understood(l), said(problems, l)),
        Error::Conflict(problem) => (409, text::layout::conflict_title(l), problem.message.get(l).to_owned()),
        Error::TooMany => (429, text::layout::too_many_title(l), text::layout::too_many_lead(l).to_owned()),
        Error::Database(_) => (503, text::layout::unavailable_title(l), text::layout::unavailable_lead(l).to_owned()),
        Error::Internal(_) => (500, text::layout::fault_title(l), text::layout::fault_lead(l).to_owned()),
    };
    sorry(request, status, title, lead)
}

/// What somebody sees whose form has more than so many bytes.
pub fn too_large(request: &Request, bytes: usize) -> Response {
    let l = request.locale;
    sorry(request, 413, text::layout::too_large_title(l), text::layout::too_large_lead(l, bytes / 1024))
}

/// What somebody sees whose form does not say where it comes from.
pub fn foreign(request: &Request) -> Response {
    let l = request.locale;
    sorry(request, 403, text::layout::foreign_title(l), text::layout::foreign_lead(l).to_owned())
}

fn sorry(request: &Request, status: u16, title: &'static str, lead: String) -> Response {
    let l = request.locale;
    let html = page(request, title, move || {
        view! {
            <ErrorPage sentence=title advice=lead locale=l>
                <ButtonLink href="/" label=text::layout::to_start(l) weight=Weight::Main/>
            </ErrorPage>
        }
    });
    Response::Page { status, html }
}

fn said(problems: &[Problem], locale: Locale) -> String {
    let texts: Vec<&str> = problems.iter().map(|problem| problem.message.get(locale)).collect();
    texts.join(" ")
}
