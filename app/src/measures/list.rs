//! `/measures`: every measure by perspective, with its source and target.

use ayeneh_core::{
    Error,
    measures::{self, Measure, ReleasedBy, SetTarget, Source},
};
use ayeneh_domain::{
    bilingual::Locale,
    measure::{Direction, Perspective},
};
use ayeneh_text::measures as words;
use leptos::prelude::*;

use crate::{
    layout,
    routing::{Request, Response},
    scorecard::{form, perspective_name},
    ui::{
        button::{ButtonLink, Weight},
        head::SentenceHead,
        panel::Panel,
        table::{Column, Table, TableKind},
    },
};

/// Shows the measures.
pub async fn show(request: Request) -> Result<Response, Error> {
    let ctx = request.ctx()?;
    let (known, targets) = measures::list(ctx).await?;
    let latest = measures::latest(ctx).await?;
    let l = request.locale;
    Ok(Response::page(layout::page(&request, words::title(l), || {
        let sentence = match latest {
            Some((count, month)) => words::finding(l, count, ayeneh_text::date::month(l, month)),
            None => words::finding_empty(l).to_owned(),
        };
        let panels: Vec<_> =
            Perspective::ALL.iter().map(|perspective| panel(*perspective, &known, &targets, l)).collect();
        view! {
            <SentenceHead sentence=sentence lead=words::lead(l)>
                <p class="acts">
                    <ButtonLink href="/measures/import" label=words::import_title(l) weight=Weight::Main/>
                    <ButtonLink href="/measures/add" label=words::add_title(l)/>
                </p>
            </SentenceHead>
            {panels}
        }
    })))
}

fn panel(perspective: Perspective, known: &[Measure], targets: &[SetTarget], l: Locale) -> AnyView {
    let name = perspective_name(perspective, l);
    let columns =
        vec![Column::words(words::measure(l)), Column::words(words::source(l)), Column::words(words::target(l))];
    let own = known.iter().filter(|measure| measure.perspective == perspective);
    let rows = own.map(|measure| row(measure, targets, l)).collect();
    let id = format!("perspective-{}", perspective.key());
    view! { <Panel title=name id=id><Table caption=name columns rows kind=TableKind::Stacks/></Panel> }.into_any()
}

fn row(measure: &Measure, targets: &[SetTarget], l: Locale) -> Vec<AnyView> {
    let href = format!("/measures/of/{}", measure.key);
    let direction = match measure.direction {
        Direction::Up => words::direction_up(l),
        Direction::Down => words::direction_down(l),
    };
    let name = measure.name.get(l).to_owned();
    let target = match targets.iter().find(|set| set.measure == measure.id && set.unit.is_none()) {
        Some(set) => target_words(measure, set, l),
        None => words::target_none(l).to_owned(),
    };
    vec![
        view! { <a href=href.clone()>{name}</a><span class="fine block"><bdi>{measure.key.clone()}</bdi></span> }
            .into_any(),
        view! { {source(measure, l)}<span class="fine block">{direction}</span> }.into_any(),
        view! { <a href=href>{target}</a> }.into_any(),
    ]
}

/// Where a measure's figures come from.
pub(super) const fn source(measure: &Measure, l: Locale) -> &'static str {
    match &measure.source {
        Source::Import => words::source_import(l),
        Source::Release { survey: ReleasedBy::Wave, .. } => words::source_wave(l),
        Source::Release { survey: ReleasedBy::Assessment, .. } => words::source_assessment(l),
    }
}

/// Target and threshold in the measure's own way of writing.
pub(super) fn target_words(measure: &Measure, set: &SetTarget, l: Locale) -> String {
    let form = form(measure);
    words::target_of(l, form.write(l, set.target.target()), form.write(l, set.target.threshold()))
}
