//! `/cycles/{id}/reports`: who is reviewed, which report is ready, and the button that releases it to its subject.

use ayeneh_core::{
    Error, plans,
    results::{self, Reports, SubjectReport},
};
use ayeneh_domain::{
    bilingual::Locale,
    calendar::Date,
    ids::{PersonId, SurveyId},
};
use ayeneh_text::{date, figure, group, plan, reports as words};
use leptos::prelude::*;

use crate::{
    layout,
    routing::{Request, Response},
    ui::{
        button::{Button, ButtonLink, Weight},
        head::{SentenceHead, Trail},
        table::{Column, Table, TableKind},
    },
};

/// Shows the reports of a cycle.
pub async fn show(request: Request) -> Result<Response, Error> {
    let ctx = request.ctx()?;
    let cycle: SurveyId = request.id("id")?;
    let reports = results::reports(ctx, cycle).await?;
    let plans = plans::count(ctx, cycle).await?;
    let (l, offset) = (request.locale, request.core.settings.utc_offset_minutes);
    let title = words::title(l, reports.survey.title.get(l));
    Ok(Response::page(layout::page(&request, &title.clone(), || page(l, title, (reports, plans), offset))))
}

/// Releases one report, or all that are ready.
pub async fn release(request: Request) -> Result<Response, Error> {
    let ctx = request.ctx()?;
    let cycle: SurveyId = request.id("id")?;
    match request.form.get("person") {
        "" => drop(results::release_reports(ctx, cycle).await?),
        typed => {
            let person: PersonId = typed.parse().map_err(|_| Error::NotFound)?;
            results::release_report(ctx, cycle, person).await?;
        }
    }
    Ok(Response::redirect(format!("/cycles/{cycle}/reports")))
}

fn page(l: Locale, title: String, (reports, plans): (Reports, plans::Counted), offset: i32) -> impl IntoView {
    let is_due = |report: &&SubjectReport| report.is_ready && report.subject.released_at.is_none();
    let due = reports.subjects.iter().filter(is_due).count();
    let released = reports.subjects.iter().filter(|report| report.subject.released_at.is_some()).count();
    let sentence = match (reports.subjects.len(), due) {
        (0, _) => words::sentence_no_subjects(l).to_owned(),
        (_, 0) => words::sentence_none(l).to_owned(),
        _ => words::sentence(l, due),
    };
    let counted = words::released_count(l, figure::integer(l, released), figure::integer(l, reports.subjects.len()));
    let trail = Trail {
        above: vec![(words::trail(l).to_owned(), "/results".to_owned())],
        here: title.clone(),
        name: ayeneh_text::report::trail(l).to_owned(),
    };
    let planned = (plans.reports > 0).then(|| match plans.plans {
        Some(with) => plan::counted(l, figure::integer(l, with), figure::integer(l, plans.reports)),
        None => plan::counted_few(l).to_owned(),
    });
    let planned = planned.map(|counted| view! { <p class="small soft">{counted}</p> });
    let all = (due > 0).then(|| {
        view! {
            <form method="post"><Button label=words::release_all(l, due) weight=Weight::Main/></form>
        }
    });
    let together = format!("/cycles/{}/group", reports.survey.id);
    let acts = view! { <div class="acts">{all}<ButtonLink href=together label=group::link(l)/></div> };
    let columns = vec![
        Column::words(words::person(l)),
        Column::words(words::unit(l)),
        Column::words(words::state(l)),
        Column::words(words::act(l)),
    ];
    let cycle = reports.survey.id;
    let rows = reports.subjects.into_iter().map(|report| row(l, cycle, report, offset)).collect();
    view! {
        <SentenceHead sentence=sentence lead=words::lead(l) trail=trail><p class="small soft">{counted}</p>{planned}{acts}</SentenceHead>
        <div class="panel"><Table caption=title columns rows kind=TableKind::Stacks/></div>
    }
}

fn row(l: Locale, cycle: SurveyId, report: SubjectReport, offset: i32) -> Vec<AnyView> {
    let subject = report.subject;
    let state = match (subject.released_at, report.is_ready, report.has_self) {
        (Some(at), ..) => words::state_released(l, date::day(l, Date::at(at, offset))),
        (None, true, true) => words::state_ready(l).to_owned(),
        (None, true, false) => words::state_ready_without_self(l).to_owned(),
        (None, false, _) => words::state_hidden(l).to_owned(),
    };
    let can_release = report.is_ready && subject.released_at.is_none();
    let name = subject.name.clone();
    let act = can_release.then(|| {
        view! {
            <form method="post">
                <input type="hidden" name="person" value=subject.person.to_string()/>
                <button class="btn" aria-label=words::release_of(l, &name)>{words::release(l)}</button>
            </form>
        }
    });
    let href = format!("/cycles/{cycle}/reports/{}", subject.person);
    let who = if report.is_ready {
        view! { <a href=href><bdi>{subject.name}</bdi></a> }.into_any()
    } else {
        view! { <bdi>{subject.name}</bdi> }.into_any()
    };
    vec![
        view! { <span dir=l.direction()>{who}" "<bdi class="fine">{subject.code}</bdi></span> }.into_any(),
        report.unit.get(l).to_owned().into_any(),
        state.into_any(),
        act.into_any(),
    ]
}
