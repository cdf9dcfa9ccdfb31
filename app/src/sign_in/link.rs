//! The page behind a sign-in link: one button, because mail programs open links before people do.

use ayeneh_core::{Error, sign_in};
use ayeneh_text as text;
use leptos::prelude::*;

use super::form::entered;
use crate::{
    layout,
    routing::{Request, Response},
    ui::{
        button::{Button, ButtonLink, Weight},
        head::SentenceHead,
    },
};

/// Offers to sign in.
pub async fn show(request: Request) -> Result<Response, Error> {
    match sign_in::inspect_link(&request.core, request.part("token")).await {
        Ok(_) => Ok(page(&request)),
        Err(Error::NotFound) => Ok(gone(&request)),
        Err(error) => Err(error),
    }
}

/// Signs in.
pub async fn enter(request: Request) -> Result<Response, Error> {
    match sign_in::enter_with_link(&request.core, request.part("token")).await {
        Ok(session) => Ok(entered(session)),
        Err(Error::NotFound) => Ok(gone(&request)),
        Err(error) => Err(error),
    }
}

fn page(request: &Request) -> Response {
    let l = request.locale;
    Response::page(layout::page(request, text::sign_in::title(l), || {
        view! {
            <SentenceHead sentence=text::sign_in::link_title(l) lead=text::sign_in::link_lead(l)/>
            <form method="post"><Button label=text::sign_in::enter(l) weight=Weight::Main/></form>
        }
    }))
}

/// The page of a link that opens nothing any more.
pub fn gone(request: &Request) -> Response {
    let l = request.locale;
    let html = layout::page(request, text::sign_in::title(l), || {
        view! {
            <SentenceHead sentence=text::sign_in::link_gone(l)/>
            <p><ButtonLink href="/sign-in" label=text::sign_in::title(l) weight=Weight::Main/></p>
        }
    });
    Response::Page { status: 410, html }
}
