//! Domains by level, as a table: where executives, managers and staff see the company differently.

use ayeneh_domain::bilingual::Locale;
use ayeneh_text::{figure, maturity as words, ui};
use leptos::prelude::*;

use super::wire::{Domain, Level, LevelFigure};
use crate::ui::{
    hidden_cell::{HiddenCell, ReasonSheet, Withheld},
    shown::Shown,
};

/// The table with its reason sheets.
pub fn by_level(domains: &[Domain], levels: &[Level], locale: Locale) -> AnyView {
    let mut sheets: Vec<(String, Withheld)> = Vec::new();
    let heads: Vec<_> = levels
        .iter()
        .map(|level| {
            let n = match (&level.withheld, level.n) {
                (Some(_), _) => ui::hidden(locale).to_owned(),
                (None, Some(n)) => words::people(locale, n as usize),
                (None, None) => String::new(),
            };
            view! { <th role="columnheader" scope="col">{level.label.clone()}<br/>{n}</th> }
        })
        .collect();
    let rows: Vec<_> = domains
        .iter()
        .map(|domain| {
            let cells: Vec<_> = levels
                .iter()
                .zip(&domain.levels)
                .map(|(level, figure)| cell(level, figure, &mut sheets, locale))
                .collect();
            let gap = domain.gap.as_ref().map_or_else(
                || words::no_gap(locale).to_owned(),
                |(high, low, by)| words::gap(locale, high, figure::decimal(locale, *by, 0), low),
            );
            view! {
                <tr role="row">
                    <th role="rowheader" scope="row">{domain.name.clone()}</th>
                    {cells}
                    <td role="cell" class="words"><span class="of" aria-hidden="true">{words::difference(locale)}</span><span class="none">{gap}</span></td>
                </tr>
            }
        })
        .collect();
    let sheets: Vec<_> = sheets.into_iter().map(|(id, withheld)| view! { <ReasonSheet id withheld locale/> }).collect();
    view! {
        <table class="data rel" role="table">
            <caption class="sr">{words::by_level(locale)}</caption>
            <thead role="rowgroup">
                <tr role="row">
                    <th role="columnheader" scope="col">{words::domain(locale)}</th>
                    {heads}
                    <th role="columnheader" scope="col">{words::difference(locale)}</th>
                </tr>
            </thead>
            <tbody role="rowgroup">{rows}</tbody>
        </table>
        {sheets}
    }
    .into_any()
}

fn cell(level: &Level, figure: &LevelFigure, sheets: &mut Vec<(String, Withheld)>, locale: Locale) -> AnyView {
    let inside = match level.withheld.as_ref().or(figure.withheld.as_ref()) {
        Some(withheld) => {
            let known = sheets.iter().find(|(_, known)| known == withheld).map(|(id, _)| id.clone());
            let id = known.unwrap_or_else(|| {
                let id = format!("level-why-{}", sheets.len());
                sheets.push((id.clone(), withheld.clone()));
                id
            });
            view! { <HiddenCell id withheld=withheld.clone() locale/> }.into_any()
        }
        None => view! { <span class=format!("cell {}", tint(figure.value))>{figure.value.text(0, locale)}</span> }
            .into_any(),
    };
    view! { <td role="cell"><span class="of" aria-hidden="true">{level.label.clone()}</span>{inside}</td> }.into_any()
}

/// Stronger for higher.
fn tint(shown: Shown) -> &'static str {
    match shown.place() {
        Some(high) if high >= 67.0 => "q3",
        Some(middle) if middle >= 34.0 => "q2",
        Some(_) => "q1",
        None => "",
    }
}
