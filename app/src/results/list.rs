//! `/results`: what is released, each with the sentence it begins with, and what is still to come.

use ayeneh_core::{
    Error,
    results::{self, Headline, Listed, Waiting},
};
use ayeneh_domain::{bilingual::Locale, permission::Right, release::Shown, survey::Kind};
use ayeneh_text::{
    date, figure, reports as report_words, results as words, scorecard as scorecard_words, surveys as survey_words,
};
use leptos::prelude::*;

use crate::{
    layout,
    routing::{Request, Response},
    ui::{
        button::ButtonLink,
        chart::{
            Plot,
            axis::Axis,
            paired::{self, Density, Pair, Point},
            steps,
        },
        empty::Empty,
        head::SentenceHead,
        icon::Icon,
        list::TodoRow,
        mark::SidesKey,
        panel::Panel,
        shown,
    },
};

/// Shows the list.
pub async fn show(request: Request) -> Result<Response, Error> {
    let ctx = request.ctx()?;
    let (listed, waiting) = results::list(ctx).await?;
    let l = request.locale;
    let sees_surveys = ctx.may(Right::SurveysView);
    Ok(Response::page(layout::page(&request, words::title(l), || page(l, listed, waiting, sees_surveys))))
}

fn page(l: Locale, listed: Vec<Listed>, waiting: Vec<Waiting>, sees_surveys: bool) -> AnyView {
    let coming = coming(l, &waiting, sees_surveys);
    let Some(latest) = listed.first() else {
        let act = sees_surveys.then(|| view! { <ButtonLink href="/surveys" label=scorecard_words::see_surveys(l)/> });
        return view! {
            <SentenceHead sentence=words::none(l)/>
            <Empty detail=words::none_open(l) locale=l>{act}</Empty>
            {coming}
        }
        .into_any();
    };
    let (sentence, lead) = (headline(l, &latest.headline), released(l, latest));
    let lead = format!("{} · {lead}", ayeneh_text::isolate(latest.survey.title.get(l)));
    let axis = Axis::holding(listed.iter().flat_map(|one| one.sides.iter().flatten()).filter_map(Shown::position), l);
    let panels: Vec<_> = [Kind::Wave, Kind::Assessment, Kind::Recovery, Kind::Cycle, Kind::Historical]
        .into_iter()
        .filter_map(|kind| {
            let of_kind = listed.iter().enumerate().filter(|(_, listed)| listed.survey.kind == kind);
            // What the page begins with is not said twice.
            let rows: Vec<_> = of_kind.map(|(place, one)| row(l, one, place > 0, &axis)).collect();
            let (id, title) = heading(l, kind);
            let key = (kind == Kind::Wave).then(|| view! { <SidesKey locale=l/> });
            (!rows.is_empty())
                .then(|| view! { <Panel title id aside=key.into_any()><ul class="found">{rows}</ul></Panel> })
        })
        .collect();
    view! { <SentenceHead sentence lead/>{panels}{coming} }.into_any()
}

const fn heading(l: Locale, kind: Kind) -> (&'static str, &'static str) {
    match kind {
        Kind::Wave => ("waves", words::waves(l)),
        Kind::Assessment => ("assessments", words::assessments(l)),
        Kind::Recovery => ("recovery", words::recovery(l)),
        Kind::Cycle => ("cycles", words::cycles(l)),
        Kind::Historical => ("imported", words::imported(l)),
    }
}

fn row(l: Locale, listed: &Listed, says: bool, axis: &Axis) -> impl IntoView + use<> {
    let survey = &listed.survey;
    let href = match survey.kind {
        Kind::Cycle => format!("/cycles/{}/reports", survey.id),
        _ => format!("/results/{}", survey.id),
    };
    let title = survey.title.get(l).to_owned();
    let facts = [Some(released(l, listed)), answered(l, listed)].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    view! {
        <li>
            <div>
                <h3><a href=href dir="auto">{title}</a></h3>
                {says.then(|| view! { <p class="small">{headline(l, &listed.headline)}</p> })}
                <p class="fine">{facts}</p>
            </div>
            {picture(l, listed, axis)}
        </li>
    }
}

fn released(l: Locale, listed: &Listed) -> String {
    words::released_on(l, date::day(l, listed.released_on))
}

/// How many the figures of both sides rest on, where that may be shown.
fn answered(l: Locale, listed: &Listed) -> Option<String> {
    let [employee, customer] = listed.sides.each_ref().map(|side| side.as_ref().and_then(Shown::n));
    Some(scorecard_words::answered(l, figure::integer(l, employee?), figure::integer(l, customer?)))
}

/// A wave as the mirror, a cycle as how many of its reports are released.
fn picture(l: Locale, listed: &Listed, axis: &Axis) -> Option<AnyView> {
    let svg = match listed.headline {
        Headline::Reports { released, of } => steps::bar(u64::from(released), u64::from(of), None, l),
        Headline::Gap(_) => {
            let [employee, customer] = listed.sides.each_ref().map(|side| side.as_ref().map(Point::from));
            let name = words::over_all(l).to_owned();
            paired::row(&Pair { name, employee, customer, sure: false }, axis, Density::Roomy)
        }
        Headline::Weakest(_) | Headline::Imported => return None,
    };
    Some(view! { <Plot svg/> }.into_any())
}

fn headline(l: Locale, headline: &Headline) -> String {
    match headline {
        Headline::Gap(finding) => finding.sentence(l, 0, 0),
        Headline::Weakest(Some((domain, index))) => {
            words::weakest_domain(l, domain.get(l), shown::Shown::from(index).text(0, l))
        }
        Headline::Weakest(None) => words::nothing(l).to_owned(),
        Headline::Reports { released, of } => {
            report_words::released_count(l, figure::integer(l, *released), figure::integer(l, *of))
        }
        Headline::Imported => words::imported_note(l).to_owned(),
    }
}

/// What comes, and when; with a way to it for those who see surveys.
fn coming(l: Locale, waiting: &[Waiting], sees_surveys: bool) -> Option<impl IntoView + use<>> {
    let rows = waiting.iter().map(|survey| {
        let (icon, when) = match survey.closes_on {
            Some(day) => (Icon::Clock, words::open_until(l, date::near_day(l, day))),
            None => (Icon::Half, words::closed_soon(l).to_owned()),
        };
        let act = sees_surveys.then(|| {
            view! { <ButtonLink href=format!("/surveys/{}", survey.id) label=survey_words::look(l)/> }
        });
        view! { <TodoRow icon title=survey.title.get(l) detail=when>{act}</TodoRow> }
    });
    let rows = rows.collect_view();
    let title = words::coming(l);
    (!waiting.is_empty()).then(|| view! { <Panel title id="coming"><ul class="todo">{rows}</ul></Panel> })
}
