//! The sign-in page: address and password, or a link by mail, also for choosing a new password.

use ayeneh_core::{
    Error,
    sign_in::{self, LinkPurpose},
};
use ayeneh_domain::bilingual::Locale;
use ayeneh_text as text;
use leptos::prelude::*;

use crate::{
    layout,
    routing::{FormProblems, Request, Response, SessionChange},
    ui::{
        button::{Button, Weight},
        field::{Common, TextField},
        head::SentenceHead,
        note::{Note, Tone},
    },
};

/// Shows the form; somebody signed in goes on to the first page.
pub async fn show(request: Request) -> Result<Response, Error> {
    if request.signed_in.is_some() {
        return Ok(Response::redirect("/"));
    }
    Ok(page(&request, &FormProblems::default(), None))
}

/// Signs in with a password.
pub async fn enter(request: Request) -> Result<Response, Error> {
    match sign_in::with_password(&request.core, request.form.get("email"), request.form.get("password")).await {
        Ok(session) => Ok(entered(session)),
        Err(Error::Invalid(problems)) => Ok(page(&request, &FormProblems(problems), None)),
        Err(error) => Err(error),
    }
}

/// Sends a sign-in link and says the same whether the address is known or not.
pub async fn send_link(request: Request) -> Result<Response, Error> {
    ask(&request, LinkPurpose::SignIn).await
}

/// Sends a link to choose a new password and says the same whether the address is known or not.
pub async fn forgot(request: Request) -> Result<Response, Error> {
    ask(&request, LinkPurpose::Password).await
}

async fn ask(request: &Request, purpose: LinkPurpose) -> Result<Response, Error> {
    match sign_in::request_link(&request.core, request.form.get("email"), purpose).await {
        Ok(()) => Ok(page(request, &FormProblems::default(), Some(purpose))),
        Err(Error::Invalid(problems)) => Ok(page(request, &FormProblems(problems), None)),
        Err(error) => Err(error),
    }
}

/// Signs out.
pub async fn leave(request: Request) -> Result<Response, Error> {
    if let Some(token) = &request.session_token {
        sign_in::end_session(request.ctx()?, token).await?;
    }
    Ok(Response::Redirect { to: "/sign-in".into(), session: SessionChange::End, locale: Some(request.locale) })
}

/// To the first page with a new session.
pub fn entered(session: sign_in::NewSession) -> Response {
    Response::Redirect { to: "/".into(), session: SessionChange::Begin(session.token), locale: None }
}

fn page(request: &Request, problems: &FormProblems, asked: Option<LinkPurpose>) -> Response {
    let l = request.locale;
    let typed = request.form.get("email").to_owned();
    let said = asked.map(|purpose| match purpose {
        LinkPurpose::Password => text::sign_in::password_link_sent(l, text::isolate(&typed)),
        _ => text::sign_in::link_sent(l, text::isolate(&typed)),
    });
    let (email, password) = (field(l, problems, "email"), field(l, problems, "password"));
    // The buttons of this form lead to several addresses; switches come back to the page.
    let request = Request { path: "/sign-in".into(), ..request.clone() };
    let html = layout::page(&request, text::sign_in::title(l), || {
        view! {
            <SentenceHead sentence=text::sign_in::lead(l)/>
            {said.map(|said| view! { <div role="status"><Note tone=Tone::Good><p>{said}</p></Note></div> })}
            <form method="post" action="/sign-in" class="panel form">
                <TextField common=email value=typed kind="email" autocomplete="username" locale=l/>
                <TextField common=password kind="password" autocomplete="current-password" locale=l/>
                <p><Button label=text::sign_in::enter(l) weight=Weight::Main/></p>
                <hr/>
                <p class="small soft">{text::sign_in::or(l)}</p>
                <p class="acts">
                    <button class="btn" formaction="/sign-in/link" formnovalidate>{text::sign_in::send_link(l)}</button>
                    <button class="btn quiet" formaction="/sign-in/password" formnovalidate>{text::sign_in::forgot(l)}</button>
                </p>
            </form>
        }
    });
    Response::Page { status: problems.status(), html }
}

fn field(l: Locale, problems: &FormProblems, name: &'static str) -> Common {
    let label = if name == "email" { text::sign_in::email(l) } else { text::sign_in::password(l) };
    let error = problems.of(name, l);
    Common { name: name.into(), label: label.into(), focus: error.is_some(), error, ..Common::default() }
}
