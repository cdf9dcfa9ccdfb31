//! The page behind a sign-in link: one button, because mail programs open links before people do.

use ayeneh_core::{Error, sign_in};
use ayeneh_text as text;
use leptos::prelude::*;

use super::form::entered;
use crate::{
    layout,
    routing::{Request, Response},
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
            <div class="head">
                <h1>{text::sign_in::link_title(l)}</h1>
                <p class="soft">{text::sign_in::link_lead(l)}</p>
            </div>
            <form method="post"><button class="btn main-act">{text::sign_in::enter(l)}</button></form>
        }
    }))
}

/// The page of a link that opens nothing any more.
pub fn gone(request: &Request) -> Response {
    let l = request.locale;
    let html = layout::page(request, text::sign_in::title(l), || {
        view! {
            <div class="head"><h1>{text::sign_in::link_gone(l)}</h1></div>
            <p><a class="btn main-act" href="/sign-in">{text::sign_in::title(l)}</a></p>
        }
    });
    Response::Page { status: 410, html }
}
