//! `/results`: what is released, each with the sentence it begins with, and what is still to come.

use ayeneh_core::{
    Error,
    results::{self, Headline, Listed, Waiting},
};
use ayeneh_domain::{bilingual::Locale, survey::Kind};
use ayeneh_text::{date, figure, reports as report_words, results as words};
use leptos::prelude::*;

use crate::{
    layout,
    routing::{Request, Response},
    ui::{empty::Empty, head::SentenceHead, panel::Panel, shown::Shown},
};

/// Shows the list.
pub async fn show(request: Request) -> Result<Response, Error> {
    let ctx = request.ctx()?;
    let (listed, waiting) = results::list(ctx).await?;
    let l = request.locale;
    Ok(Response::page(layout::page(&request, words::title(l), || page(l, listed, waiting))))
}

fn page(l: Locale, listed: Vec<Listed>, waiting: Vec<Waiting>) -> AnyView {
    let coming: Vec<String> = waiting.iter().map(|survey| to_come(l, survey)).collect();
    if listed.is_empty() {
        let detail = if coming.is_empty() { words::none_open(l).to_owned() } else { coming.join(" ") };
        return view! {
            <SentenceHead sentence=words::none(l)/>
            <Empty title=words::none(l) detail=detail locale=l/>
        }
        .into_any();
    }
    let latest = listed.iter().map(|listed| headline(l, &listed.headline)).next().unwrap_or_default();
    let panels: Vec<_> = [Kind::Wave, Kind::Assessment, Kind::Cycle, Kind::Historical]
        .into_iter()
        .filter_map(|kind| {
            let rows: Vec<_> =
                listed.iter().filter(|listed| listed.survey.kind == kind).map(|one| row(l, one)).collect();
            let (id, title) = heading(l, kind);
            (!rows.is_empty()).then(|| view! { <Panel title id><ul class="stack2">{rows}</ul></Panel> })
        })
        .collect();
    let coming: Vec<_> = coming.into_iter().map(|line| view! { <p class="small soft">{line}</p> }).collect();
    view! { <SentenceHead sentence=latest/>{panels}{coming} }.into_any()
}

const fn heading(l: Locale, kind: Kind) -> (&'static str, &'static str) {
    match kind {
        Kind::Wave => ("waves", words::waves(l)),
        Kind::Assessment => ("assessments", words::assessments(l)),
        Kind::Cycle => ("cycles", words::cycles(l)),
        Kind::Historical => ("imported", words::imported(l)),
    }
}

fn row(l: Locale, listed: &Listed) -> impl IntoView + use<> {
    let survey = &listed.survey;
    let href = match survey.kind {
        Kind::Cycle => format!("/cycles/{}/reports", survey.id),
        _ => format!("/results/{}", survey.id),
    };
    let released = words::released_on(l, date::day(l, listed.released_on));
    let title = survey.title.get(l).to_owned();
    view! {
        <li>
            <a href=href dir="auto">{title}</a>
            <p class="small">{headline(l, &listed.headline)}</p>
            <p class="fine">{released}</p>
        </li>
    }
}

fn headline(l: Locale, headline: &Headline) -> String {
    match headline {
        Headline::Gap(finding) => finding.sentence(l, 0, 0),
        Headline::Weakest(Some((domain, index))) => {
            words::weakest_domain(l, domain.get(l), Shown::from(index).text(0, l))
        }
        Headline::Weakest(None) => words::nothing(l).to_owned(),
        Headline::Reports { released, of } => {
            report_words::released_count(l, figure::integer(l, *released), figure::integer(l, *of))
        }
        Headline::Imported => words::imported_note(l).to_owned(),
    }
}

/// What comes, and when.
fn to_come(l: Locale, survey: &Waiting) -> String {
    let title = survey.title.get(l);
    match survey.closes_on {
        Some(day) => words::open_until(l, title, date::day(l, day)),
        None => words::closed_soon(l, title),
    }
}
