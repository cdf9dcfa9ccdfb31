//! The sign-in page: address and password, or a link by mail.

use ayeneh_core::{Error, sign_in};
use ayeneh_text as text;
use leptos::prelude::*;

use crate::{
    layout,
    routing::{FormProblems, Request, Response, SessionChange},
};

/// Shows the form; somebody signed in goes on to the first page.
pub async fn show(request: Request) -> Result<Response, Error> {
    if request.signed_in.is_some() {
        return Ok(Response::redirect("/"));
    }
    Ok(page(&request, &FormProblems::default(), false))
}

/// Signs in with a password.
pub async fn enter(request: Request) -> Result<Response, Error> {
    match sign_in::with_password(&request.core, request.form.get("email"), request.form.get("password")).await {
        Ok(session) => Ok(entered(session)),
        Err(Error::Invalid(problems)) => Ok(page(&request, &FormProblems(problems), false)),
        Err(error) => Err(error),
    }
}

/// Sends a sign-in link and says the same whether the address is known or not.
pub async fn send_link(request: Request) -> Result<Response, Error> {
    sign_in::request_link(&request.core, request.form.get("email")).await?;
    Ok(page(&request, &FormProblems::default(), true))
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

fn page(request: &Request, problems: &FormProblems, link_sent: bool) -> Response {
    let l = request.locale;
    let typed = request.form.get("email").to_owned();
    let wrong = problems.of("password", l);
    let html = layout::page(request, text::sign_in::title(l), || {
        let sent = link_sent.then(|| {
            let said = text::sign_in::link_sent(l, &typed);
            view! { <div class="note good" role="status"><p>{said}</p></div> }
        });
        let invalid = wrong.is_some().then_some("true");
        view! {
            <div class="head"><h1>{text::sign_in::lead(l)}</h1></div>
            {sent}
            <form method="post" action="/sign-in" class="panel narrow">
                <p class="field">
                    <label for="email">{text::sign_in::email(l)}</label>
                    <input id="email" name="email" type="email" autocomplete="username" dir="ltr" required value=typed/>
                </p>
                <p class="field">
                    <label for="password">{text::sign_in::password(l)}</label>
                    <input id="password" name="password" type="password" autocomplete="current-password" dir="ltr"
                        aria-invalid=invalid aria-describedby="password-wrong"/>
                    <span class="wrong" id="password-wrong">{wrong}</span>
                </p>
                <p><button class="btn main-act">{text::sign_in::enter(l)}</button></p>
                <p class="small soft">{text::sign_in::or(l)}</p>
                <p><button class="btn" formaction="/sign-in/link">{text::sign_in::send_link(l)}</button></p>
            </form>
        }
    });
    Response::Page { status: problems.status(), html }
}
