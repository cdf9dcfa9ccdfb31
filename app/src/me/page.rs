//! `/me`: what somebody may decide about their own account.

use ayeneh_core::{Error, people, sign_in};
use ayeneh_domain::bilingual::Locale;
use ayeneh_text::{isolate, me as words};
use leptos::prelude::*;

use super::panels;
use crate::{
    layout,
    routing::{FormProblems, Request, Response, SessionChange},
    ui::{head::SentenceHead, note::Toast},
};

/// Shows the account.
pub async fn show(request: Request) -> Result<Response, Error> {
    page(&request, FormProblems::default()).await
}

/// Keeps language and theme.
pub async fn choose_look(request: Request) -> Result<Response, Error> {
    let ctx = request.ctx()?;
    let locale = Locale::from_tag(request.form.get("locale")).unwrap_or(request.locale);
    people::choose_locale(ctx, locale).await?;
    people::choose_theme(ctx, request.form.get("theme")).await?;
    Ok(Response::Redirect { to: "/me?done=look".into(), session: SessionChange::Keep, locale: Some(locale) })
}

/// Keeps a new password. The session goes on under another token; all others are over.
pub async fn choose_password(request: Request) -> Result<Response, Error> {
    let (current, password) = (request.form.get("current"), request.form.get("password"));
    match sign_in::choose_password(request.ctx()?, current, password).await {
        Ok(session) => {
            let session = SessionChange::Begin(session.token);
            Ok(Response::Redirect { to: "/me?done=password".into(), session, locale: None })
        }
        Err(Error::Invalid(problems)) => page(&request, FormProblems(problems)).await,
        Err(error) => Err(error),
    }
}

/// Ends every session but this one.
pub async fn end_others(request: Request) -> Result<Response, Error> {
    sign_in::end_other_sessions(request.ctx()?, own_token(&request)).await?;
    Ok(Response::redirect("/me?done=sessions"))
}

fn own_token(request: &Request) -> &str {
    request.session_token.as_deref().unwrap_or_default()
}

async fn page(request: &Request, problems: FormProblems) -> Result<Response, Error> {
    let ctx = request.ctx()?;
    let own = people::own(ctx).await?;
    let has_password = sign_in::has_password(ctx).await?;
    let sessions = sign_in::open_sessions(ctx, own_token(request)).await?;
    let (l, offset) = (request.locale, request.core.settings.utc_offset_minutes);
    let done = match request.query.get("done") {
        "look" => Some(words::look_done(l)),
        "password" => Some(words::password_done(l)),
        "sessions" => Some(words::sessions_done(l)),
        _ => None,
    };
    // Forms of this page have addresses of their own; switches come back to the page.
    let request = Request { path: "/me".into(), ..request.clone() };
    let html = layout::page(&request, words::title(l), || {
        view! {
            {done.map(|text| view! { <Toast text/> })}
            <SentenceHead sentence=own.name.clone() lead=words::signs_in_with(l, isolate(&own.email))/>
            {layout::problem_summary(&problems, l)}
            {panels::password(l, has_password, &problems)}
            {panels::sessions(l, sessions, offset)}
            {panels::look(l, &request.theme)}
        }
    });
    Ok(Response::Page { status: problems.status(), html })
}
