//! The first page of all: names the organisation and its administrator.

use ayeneh_core::{
    Error,
    sign_in::{self, LinkPurpose, LinkState, SetUp},
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

/// Shows the form.
pub async fn show(request: Request) -> Result<Response, Error> {
    match sign_in::link_state(&request.core, request.part("token")).await? {
        LinkState::Good(LinkPurpose::SetUp) => Ok(page(&request, &FormProblems::default())),
        _ => Ok(gone(&request)),
    }
}

/// Makes the organisation and signs the administrator in.
pub async fn make(request: Request) -> Result<Response, Error> {
    let form = SetUp {
        name_fa: request.form.get("name_fa").into(),
        name_en: request.form.get("name_en").into(),
        person: request.form.get("person").into(),
        email: request.form.get("email").into(),
        password: request.form.get("password").into(),
    };
    match sign_in::set_up(&request.core, request.part("token"), request.locale, &form).await {
        Ok(session) => Ok(entered(session)),
        Err(Error::Invalid(problems)) => Ok(page(&request, &FormProblems(problems))),
        Err(Error::NotFound) => Ok(gone(&request)),
        Err(error) => Err(error),
    }
}

fn page(request: &Request, problems: &FormProblems) -> Response {
    let l = request.locale;
    let first_wrong = problems.0.iter().find_map(|problem| problem.field.clone());
    let field = |name: &'static str, label: &'static str, kind: &'static str, hint: Option<String>| {
        let common = Common {
            name: name.into(),
            label: label.into(),
            hint,
            error: problems.of(name, l),
            optional: name.starts_with("name_"),
            focus: first_wrong.as_deref() == Some(name),
        };
        let value = request.form.get(name).to_owned();
        view! { <TextField common value kind autocomplete=autocomplete(name) locale=l/> }
    };
    let organisation_hint = Some(text::sign_in::organisation_hint(l).to_owned());
    let password_hint = Some(text::sign_in::password_hint(l, sign_in::MIN_CHARS));
    let html = layout::page(request, text::sign_in::set_up_act(l), || {
        view! {
            <SentenceHead sentence=text::sign_in::set_up_title(l) lead=text::sign_in::set_up_lead(l)/>
            {layout::problem_summary(problems, l)}
            <form method="post" class="panel form">
                {field("name_fa", text::sign_in::organisation_fa(l), "text", organisation_hint)}
                {field("name_en", text::sign_in::organisation_en(l), "text", None)}
                {field("person", text::sign_in::name(l), "text", None)}
                {field("email", text::sign_in::email(l), "email", None)}
                {field("password", text::sign_in::password(l), "password", password_hint)}
                <p><Button label=text::sign_in::set_up_act(l) weight=Weight::Main/></p>
            </form>
        }
    });
    Response::Page { status: problems.status(), html }
}

/// The page of a set-up link that does nothing any more: the next start prints another, if one is needed.
fn gone(request: &Request) -> Response {
    let l = request.locale;
    let html = layout::page(request, text::sign_in::title(l), || {
        view! {
            <SentenceHead sentence=text::sign_in::set_up_gone(l) lead=text::sign_in::set_up_gone_lead(l)/>
            <p><ButtonLink href="/sign-in" label=text::sign_in::title(l) weight=Weight::Main/></p>
        }
    });
    Response::Page { status: 410, html }
}

fn autocomplete(field: &str) -> &'static str {
    match field {
        "person" => "name",
        "email" => "email",
        "password" => "new-password",
        _ => "organization",
    }
}
