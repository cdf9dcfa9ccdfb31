//! `/thanks/{id}/hide`: hiding thanks that do not belong there, with a reason that their writer reads.

use ayeneh_core::{Error, recognition};
use ayeneh_domain::{ids::ThanksId, recognition::LONGEST_REASON};
use ayeneh_text::{common, isolate, places, recognition as words};
use leptos::prelude::*;

use crate::{
    layout,
    routing::{FormProblems, Request, Response},
    surveys::summary,
    ui::{
        button::{Button, ButtonLink, Weight},
        field::{Common, ErrorSummary, TextArea},
        head::{SentenceHead, Trail},
    },
};

/// Asks for the reason.
pub async fn show(request: Request) -> Result<Response, Error> {
    page(&request, FormProblems::default()).await
}

/// Hides it.
pub async fn hide(request: Request) -> Result<Response, Error> {
    let id: ThanksId = request.id("id")?;
    match recognition::hide(request.ctx()?, id, request.form.get("reason")).await {
        Ok(()) => Ok(Response::redirect("/thanks?done=hidden")),
        Err(Error::Invalid(problems)) => page(&request, FormProblems(problems)).await,
        Err(error) => Err(error),
    }
}

async fn page(request: &Request, problems: FormProblems) -> Result<Response, Error> {
    let thanks = recognition::to_be_hidden(request.ctx()?, request.id("id")?).await?;
    let l = request.locale;
    let reason = Common {
        name: "reason".into(),
        label: words::reason(l).into(),
        hint: Some(words::reason_hint(l, LONGEST_REASON)),
        error: problems.of("reason", l),
        optional: false,
        focus: !problems.0.is_empty(),
    };
    let html = layout::page(request, words::hide(l), || {
        let trail = Trail {
            above: vec![(places::thanks(l).to_owned(), "/thanks".to_owned())],
            here: words::hide(l).to_owned(),
            name: places::thanks(l).to_owned(),
        };
        let sentence = words::hide_named(l, isolate(&thanks.from.1), isolate(&thanks.to.1));
        view! {
            <SentenceHead sentence lead=words::hide_lead(l) trail/>
            <form method="post" class="panel form">
                <ErrorSummary errors=summary(&problems, l) locale=l/>
                <blockquote dir="auto">{thanks.words.clone()}</blockquote>
                <TextArea common=reason value=request.form.get("reason").to_owned() locale=l/>
                <p class="acts">
                    <Button label=words::hide(l) weight=Weight::Danger/>
                    <ButtonLink href="/thanks" label=common::cancel(l) weight=Weight::Quiet/>
                </p>
            </form>
        }
    });
    Ok(Response::Page { status: problems.status(), html })
}
