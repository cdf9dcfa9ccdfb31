//! The page behind a link in a mail: one button, because mail programs open links before people do; or the choice of a
//! new password. A link that does nothing any more says why, and sends another.

use ayeneh_core::{
    Error,
    sign_in::{self, LinkPurpose, LinkState, MIN_CHARS},
};
use ayeneh_text as text;
use leptos::prelude::*;

use super::form::entered;
use crate::{
    layout,
    routing::{FormProblems, Request, Response},
    ui::{
        button::{Button, ButtonLink, Weight},
        field::{Common, TextField},
        head::SentenceHead,
    },
};

/// Offers what the link is for.
pub async fn show(request: Request) -> Result<Response, Error> {
    match sign_in::link_state(&request.core, request.part("token")).await? {
        LinkState::Good(LinkPurpose::SignIn) => Ok(enter_page(&request)),
        LinkState::Good(LinkPurpose::Password) => Ok(password_page(&request, &FormProblems::default())),
        LinkState::Good(LinkPurpose::SetUp) => Ok(gone(&request, LinkState::Unknown)),
        state => Ok(gone(&request, state)),
    }
}

/// Signs in, with a new password where the link is for one.
pub async fn enter(request: Request) -> Result<Response, Error> {
    let (core, token) = (&request.core, request.part("token"));
    let state = sign_in::link_state(core, token).await?;
    let entry = match state {
        LinkState::Good(LinkPurpose::SignIn) => sign_in::enter_with_link(core, token).await,
        LinkState::Good(LinkPurpose::Password) => {
            sign_in::password_with_link(core, token, request.form.get("password")).await
        }
        _ => Err(Error::NotFound),
    };
    match entry {
        Ok(session) => Ok(entered(session)),
        Err(Error::Invalid(problems)) => Ok(password_page(&request, &FormProblems(problems))),
        // Somebody may have been quicker with it since it was looked at.
        Err(Error::NotFound) => Ok(gone(&request, sign_in::link_state(core, token).await?)),
        Err(error) => Err(error),
    }
}

fn enter_page(request: &Request) -> Response {
    let l = request.locale;
    Response::page(layout::page(request, text::sign_in::title(l), || {
        view! {
            <SentenceHead sentence=text::sign_in::link_title(l) lead=text::sign_in::link_lead(l)/>
            <form method="post"><Button label=text::sign_in::enter(l) weight=Weight::Main/></form>
        }
    }))
}

fn password_page(request: &Request, problems: &FormProblems) -> Response {
    let l = request.locale;
    let error = problems.of("password", l);
    let common = Common {
        name: "password".into(),
        label: text::sign_in::new_password(l).into(),
        hint: Some(text::sign_in::password_hint(l, MIN_CHARS)),
        focus: error.is_some(),
        error,
        ..Common::default()
    };
    let html = layout::page(request, text::sign_in::new_password(l), || {
        view! {
            <SentenceHead sentence=text::sign_in::new_password_title(l) lead=text::sign_in::new_password_lead(l)/>
            <form method="post" class="panel form">
                <TextField common kind="password" autocomplete="new-password" locale=l/>
                <p><Button label=text::sign_in::choose_password(l) weight=Weight::Main/></p>
            </form>
        }
    });
    Response::Page { status: problems.status(), html }
}

/// The page of a link that opens nothing any more: why, and the way to another.
pub fn gone(request: &Request, state: LinkState) -> Response {
    let l = request.locale;
    let (status, sentence, lead) = match state {
        LinkState::Used => (410, text::sign_in::link_used(l), text::sign_in::link_used_lead(l)),
        LinkState::Expired => (410, text::sign_in::link_expired(l), text::sign_in::link_expired_lead(l)),
        LinkState::Unknown | LinkState::Good(_) => {
            (404, text::sign_in::link_unknown(l), text::sign_in::link_unknown_lead(l))
        }
    };
    let email = Common { name: "email".into(), label: text::sign_in::email(l).into(), ..Common::default() };
    let html = layout::page(request, text::sign_in::title(l), || {
        view! {
            <SentenceHead sentence lead/>
            <form method="post" action="/sign-in/link" class="panel form">
                <TextField common=email kind="email" autocomplete="username" locale=l/>
                <p class="acts">
                    <Button label=text::sign_in::send_link(l) weight=Weight::Main/>
                    <ButtonLink href="/sign-in" label=text::sign_in::with_password(l)/>
                </p>
            </form>
        }
    });
    Response::Page { status, html }
}
