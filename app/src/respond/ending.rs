//! The last pages: thanks with the receipt, and the clear words for links that lead nowhere (any more).

use ayeneh_core::{intake::Receipt, respond::Face};
use ayeneh_domain::{bilingual::Locale, relationship::Relationship};
use ayeneh_text as text;
use leptos::prelude::*;

use super::frame::{self, Switch};
use crate::{
    routing::{Request, Response},
    ui::icon::{Glyph, Icon},
};

/// It is in: what counts, what happens next, and the number to keep. `before` if it had arrived earlier.
pub fn thanks(request: &Request, l: Locale, face: Option<&Face>, receipt: Receipt, before: bool) -> Response {
    let last_day = face.and_then(|face| face.closes_on.as_deref()?.parse().ok());
    let next = last_day.map(|day| text::respond::open_until(l, text::date::day(l, day)));
    let html = frame::document(request, l, text::respond::title(l), || {
        view! {
            <div class="answer">
                {frame::top(face, l, Switch::Absent)}
                <main class="thanks" id="main">
                    <h1>{text::respond::thanks_title(l)}</h1>
                    {before.then(|| view! {
                        <div class="note"><Glyph icon=Icon::Info/><p>{text::respond::thanks_before(l)}</p></div>
                    })}
                    {next.map(|next| view! { <p>{next}</p> })}
                    <p>{text::respond::close_page(l)}</p>
                    <dl>
                        <dt class="small soft">{text::respond::receipt(l)}</dt>
                        <dd><bdi><code id="receipt">{receipt.to_string()}</code></bdi></dd>
                    </dl>
                    <p class="fine">{text::respond::receipt_why(l)}</p>
                    {face.map(|face| further(l, face))}
                </main>
            </div>
        }
    });
    Response::page(html)
}

/// The invitation was used: 410 when opened, 409 when another answer was sent.
pub fn spent(request: &Request, l: Option<Locale>, face: Option<&Face>, status: u16) -> Response {
    let l = l.unwrap_or(request.locale);
    ending(request, l, face, status, text::respond::spent_title(l), text::respond::spent_lead(l))
}

/// The survey takes no answers any more.
pub fn closed(request: &Request, l: Option<Locale>, face: Option<&Face>) -> Response {
    let l = l.unwrap_or(request.locale);
    ending(request, l, face, 410, text::respond::closed_title(l), text::respond::closed_lead(l))
}

/// The link is forged, mistyped or of a survey that does not exist.
pub fn gone(request: &Request) -> Response {
    let l = request.locale;
    ending(request, l, None, 404, text::respond::gone_title(l), text::respond::gone_lead(l))
}

fn ending(
    request: &Request,
    l: Locale,
    face: Option<&Face>,
    status: u16,
    title: &'static str,
    lead: &'static str,
) -> Response {
    let html = frame::document(request, l, title, || {
        view! {
            <div class="answer">
                {frame::top(face, l, Switch::Link)}
                <main class="thanks" id="main">
                    <h1>{title}</h1>
                    <p>{lead}</p>
                    {face.map(|face| further(l, face))}
                </main>
            </div>
        }
    });
    Response::Page { status, html }
}

/// 360°: whom else the same person is asked to rate.
fn further(l: Locale, face: &Face) -> impl IntoView + use<> {
    let rows = face.further.iter().filter_map(|waiting| {
        let subject = waiting.subject.as_ref()?;
        let label = match subject.relationship {
            Relationship::Self_ => text::answer::yourself(l).to_owned(),
            _ => text::answer::about(l, text::isolate(&subject.name)),
        };
        Some(view! { <li><a class="btn" href=waiting.path.clone()>{label}</a></li> })
    });
    let rows = rows.collect_view();
    (!rows.is_empty()).then(|| {
        view! {
            <h2>{text::respond::further(l, face.further.len())}</h2>
            <ul class="further">{rows}</ul>
        }
    })
}
