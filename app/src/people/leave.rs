//! `/people/{id}/leave`: says what would happen if somebody has left, before it is noted; and the way back.

use ayeneh_core::{
    Error,
    people::{self, Leaving},
};
use ayeneh_domain::bilingual::Locale;
use ayeneh_text::{common, isolate, people as words, people_edit as edit, places};
use leptos::prelude::*;

use crate::{
    layout,
    routing::{FormProblems, Request, Response},
    ui::{
        button::{Button, ButtonLink, Weight},
        head::{SentenceHead, Trail},
    },
};

/// Says what would happen.
pub async fn show(request: Request) -> Result<Response, Error> {
    page(&request, FormProblems::default()).await
}

/// Notes that the person has left.
pub async fn leave(request: Request) -> Result<Response, Error> {
    let id = request.id("id")?;
    match people::leave(request.ctx()?, id).await {
        Ok(()) => Ok(Response::redirect(format!("/people/{id}?done=left"))),
        Err(Error::Conflict(problem)) => page(&request, FormProblems(vec![*problem])).await,
        Err(error) => Err(error),
    }
}

/// Notes that the person works here again.
pub async fn come_back(request: Request) -> Result<Response, Error> {
    let id = request.id("id")?;
    people::come_back(request.ctx()?, id).await?;
    Ok(Response::redirect(format!("/people/{id}?done=back")))
}

async fn page(request: &Request, problems: FormProblems) -> Result<Response, Error> {
    let leaving = people::leaving(request.ctx()?, request.id("id")?).await?;
    let l = request.locale;
    let back = format!("/people/{}", leaving.person.id);
    if !leaving.person.active {
        return Ok(Response::redirect(back));
    }
    let name = leaving.person.name.clone();
    let status = if problems.0.is_empty() { 200 } else { 409 };
    let html = layout::page(request, &name, || {
        let trail = Trail {
            above: vec![(words::title(l).into(), "/people".into()), (name.clone(), back.clone())],
            here: edit::leave(l).into(),
            name: places::people(l).into(),
        };
        view! {
            <SentenceHead sentence=edit::leave_sentence(l, isolate(&name)) lead=edit::leave_lead(l) trail/>
            {layout::problem_summary(&problems, l)}
            <form method="post" class="panel form">
                <ul class="will">{effects(l, &leaving)}</ul>
                <p class="acts">
                    <Button label=edit::leave_confirm(l) weight=Weight::Danger/>
                    <ButtonLink href=back label=common::cancel(l) weight=Weight::Quiet/>
                </p>
            </form>
        }
    });
    Ok(Response::Page { status, html })
}

fn effects(l: Locale, leaving: &Leaving) -> impl IntoView + use<> {
    let name = isolate(&leaving.person.name);
    let some = |count: usize, text: String| (count > 0).then_some(text);
    let surveys = match leaving.surveys {
        0 => edit::leave_surveys_none(l).to_owned(),
        count => edit::leave_surveys(l, count),
    };
    let all = [
        Some(edit::leave_sign_in(l).to_owned()),
        some(leaving.sessions, edit::leave_sessions(l, leaving.sessions)),
        some(leaving.tokens, edit::leave_tokens(l, leaving.tokens)),
        Some(surveys),
        some(leaving.reports, edit::leave_reports(l, leaving.reports, name)),
        Some(edit::leave_answers(l).to_owned()),
    ];
    all.into_iter().flatten().map(|text| view! { <li>{text}</li> }).collect_view()
}
