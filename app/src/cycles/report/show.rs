//! `/cycles/{id}/reports/{person}`: a report for HR, and after its release for the subject and the manager; `/report`:
//! the own one.

use ayeneh_core::{
    Ctx, Error,
    results::{self, Report},
};
use ayeneh_domain::{bilingual::Locale, ids::SurveyId, permission::Right};
use ayeneh_text::reports as words;
use leptos::prelude::*;

use super::{page::page, told::told};
use crate::{
    layout,
    routing::{Request, Response},
    ui::{
        button::{ButtonLink, Weight},
        empty::Empty,
        head::{Choice, ScopeField, ScopeForm, SentenceHead},
    },
};

/// Shows a report.
pub async fn show(request: Request) -> Result<Response, Error> {
    let ctx = request.ctx()?;
    let cycle: SurveyId = request.id("id")?;
    let report = results::report(ctx, cycle, request.id("person")?).await?;
    let from = ctx.may(Right::ReportsView).then(|| {
        (words::title(request.locale, report.survey.title.get(request.locale)), format!("/cycles/{cycle}/reports"))
    });
    let l = request.locale;
    let told = told(l, &report, from);
    let talk = talk(ctx, l, &report);
    Ok(Response::page(layout::page(&request, &told.cycle.clone(), || view! { {page(told, l)}{talk} })))
}

/// The way to the talk, for the two who have it.
fn talk(ctx: &Ctx, l: Locale, report: &Report) -> Option<impl IntoView + use<>> {
    let subject = &report.subject;
    let is_one_of_them = report.is_own || subject.manager == Some(ctx.person);
    is_one_of_them.then(|| {
        let href = format!("/cycles/{}/reports/{}/talk", report.survey.id, subject.person);
        view! { <p class="acts"><ButtonLink href label=ayeneh_text::talk::link(l) weight=Weight::Main/></p> }
    })
}

/// Shows the own report that was released last, or the one of the cycle chosen.
pub async fn own(request: Request) -> Result<Response, Error> {
    let ctx = request.ctx()?;
    let l = request.locale;
    let cycle = match request.query.get("cycle") {
        "" => None,
        typed => Some(typed.parse::<SurveyId>().map_err(|_| Error::NotFound)?),
    };
    let (report, cycles) = results::own_report(ctx, cycle).await?;
    let title = ayeneh_text::places::report(l);
    let Some(report) = report else {
        return Ok(Response::page(layout::page(&request, title, || {
            view! {
                <SentenceHead sentence=words::none_title(l)/>
                <Empty detail=words::none_detail(l) locale=l>
                    <ButtonLink href="/" label=ayeneh_text::layout::to_start(l)/>
                </Empty>
            }
        })));
    };
    let choice = |(id, title): &(SurveyId, ayeneh_domain::bilingual::Bilingual)| Choice {
        value: id.to_string(),
        label: title.get(l).to_owned(),
        chosen: *id == report.survey.id,
    };
    let choices: Vec<Choice> = cycles.iter().map(choice).collect();
    let fields = (choices.len() > 1)
        .then(|| vec![ScopeField { name: "cycle".to_owned(), label: words::choose_cycle(l).to_owned(), choices }]);
    let (told, talk) = (told(l, &report, None), talk(ctx, l, &report));
    Ok(Response::page(layout::page(&request, title, || {
        view! { {fields.map(|fields| view! { <ScopeForm fields locale=l/> })}{page(told, l)}{talk} }
    })))
}
