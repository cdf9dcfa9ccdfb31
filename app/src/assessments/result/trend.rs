//! Rounds side by side: maturity over all as a line, each domain as a table. What is a bound or may not be compared breaks
//! the line.

use ayeneh_domain::bilingual::Locale;
use ayeneh_text::{maturity as words, ui};
use leptos::prelude::*;

use super::wire::{Domain, Round};
use crate::ui::{
    chart::{Plot, axis::Axis, trend},
    panel::Panel,
    shown::Shown,
    table::{Column, Table},
};

/// The panel; none where there is one round only.
pub fn over_rounds(rounds: &[Round], domains: &[Domain], locale: Locale) -> Option<AnyView> {
    if rounds.len() < 2 {
        return None;
    }
    let exact = |shown: Option<Shown>| shown.filter(|shown| shown.is_exact()).and_then(Shown::place);
    let points: Vec<trend::Wave> = rounds
        .iter()
        .map(|round| trend::Wave { label: round.month.clone(), employee: exact(round.overall), customer: None })
        .collect();
    let axis = Axis::holding(points.iter().filter_map(|point| point.employee), locale);
    let svg = trend::trend(&points, &axis, &words::trend_over(locale, rounds.len()));
    let written = |shown: Option<Shown>| shown.map_or_else(|| ui::hidden(locale).to_owned(), |it| it.text(0, locale));
    let row = |name: String, of: &dyn Fn(&Round) -> Option<Shown>| -> Vec<AnyView> {
        let cells = rounds.iter().map(|round| written(of(round)).into_any());
        std::iter::once(name.into_any()).chain(cells).collect()
    };
    let mut rows = vec![row(words::all_domains(locale).to_owned(), &|round| round.overall)];
    for (place, domain) in domains.iter().enumerate() {
        rows.push(row(domain.name.clone(), &|round| round.domains.get(place).copied().flatten()));
    }
    let months = rounds.iter().map(|round| Column::figures(round.month.clone()));
    let columns = std::iter::once(Column::words(words::domain(locale))).chain(months).collect();
    let aside = view! { <span class="fine">{words::scale(locale)}</span> };
    Some(
        view! {
            <Panel title=words::trend(locale) id="trend" aside=aside.into_any()>
                <Plot svg/>
                <Table caption=words::trend(locale) columns rows/>
                <p class="fine">{words::trend_rule(locale)}</p>
            </Panel>
        }
        .into_any(),
    )
}
