//! What would be stopped, in the language of whom the mail was written to; and what is stopped.
//!
//! Mail programs press the button themselves (RFC 8058): such a press brings no field of ours and no cookie, and must be
//! answered without a redirect.

use ayeneh_core::{
    Error,
    stop::{self, Stop, Stops},
};
use ayeneh_domain::bilingual::Locale;
use ayeneh_text::stop as words;
use leptos::prelude::*;

use crate::{
    respond::frame::{self, Switch},
    routing::{Request, Response},
    ui::button::{Button, Weight},
};

/// Asks once more.
pub async fn show(request: Request) -> Result<Response, Error> {
    let found = stop::inspect(&request.core, request.part("token")).await;
    answer(&request, found)
}

/// Stops the mails, or lets them come again.
pub async fn press(request: Request) -> Result<Response, Error> {
    let (core, token) = (&request.core, request.part("token"));
    let done = match request.form.get("act") {
        "back" => stop::take_back(core, token).await,
        _ => stop::stop(core, token).await,
    };
    answer(&request, done)
}

fn answer(request: &Request, found: Result<Stop, Error>) -> Result<Response, Error> {
    let asked = Locale::from_tag(request.query.get("language"));
    match found {
        Ok(found) => {
            let l = asked.or(found.locale).unwrap_or(request.locale);
            Ok(page(request, l, &found))
        }
        Err(Error::NotFound) => Ok(gone(request, asked.unwrap_or(request.locale))),
        Err(error) => Err(error),
    }
}

fn page(request: &Request, l: Locale, found: &Stop) -> Response {
    let organisation = found.organisation.get(l);
    let (question, lead, act) = match &found.stops {
        Stops::Everything => {
            (words::everything(l, organisation), words::everything_lead(l, organisation), words::everything_act(l))
        }
        Stops::Reminders { title } => {
            (words::reminders(l, title.get(l)), words::reminders_lead(l).to_owned(), words::reminders_act(l))
        }
    };
    let (title, lead, act, value) = if found.is_stopped {
        let said = match &found.stops {
            Stops::Everything => words::everything_stopped(l, organisation),
            Stops::Reminders { title } => words::reminders_stopped(l, title.get(l)),
        };
        (said, words::changed_mind(l).to_owned(), words::take_back(l), "back")
    } else {
        (question, lead, act, "stop")
    };
    let weight = if found.is_stopped { Weight::Other } else { Weight::Main };
    let top = frame::top_of(Some((organisation, found.invented)), l, Switch::Link);
    let status = found.is_stopped.then_some("status");
    let html = frame::document(request, l, words::title(l), || {
        view! {
            <div class="answer">
                {top}
                <main class="thanks" id="main">
                    <div role=status><h1>{title}</h1></div>
                    <p>{lead}</p>
                    <form method="post"><Button label=act weight name="act" value/></form>
                    <p class="fine">{words::says_nothing(l)}</p>
                </main>
            </div>
        }
    });
    Response::page(html)
}

/// The link is forged or mistyped.
fn gone(request: &Request, l: Locale) -> Response {
    let top = frame::top_of(None, l, Switch::Link);
    let html = frame::document(request, l, words::title(l), || {
        view! {
            <div class="answer">
                {top}
                <main class="thanks" id="main"><h1>{words::gone(l)}</h1><p>{words::gone_lead(l)}</p></main>
            </div>
        }
    });
    Response::Page { status: 404, html }
}
