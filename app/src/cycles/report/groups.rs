//! Each competency through the eyes of each relationship; on a phone three cells a row with their own labels.

use ayeneh_domain::bilingual::Locale;
use ayeneh_text::{figure, report as words, ui};
use leptos::prelude::*;

use super::wire::{Competency, Group, GroupFigure, Spread};
use crate::ui::{
    hidden_cell::{HiddenCell, ReasonSheet, Withheld},
    shown::Shown,
};

/// The table with its reason sheets.
pub fn groups(groups: &[Group], competencies: &[Competency], scale: (f64, f64), own: bool, locale: Locale) -> AnyView {
    let mut sheets: Vec<(String, Withheld)> = Vec::new();
    let oneself = if own { ui::oneself(locale) } else { words::self_word(locale) };
    let heads: Vec<_> = groups
        .iter()
        .map(|group| {
            let n = match (&group.withheld, group.n) {
                (Some(_), _) => ui::hidden(locale).to_owned(),
                (None, Some(n)) => words::raters(locale, n as usize),
                (None, None) => String::new(),
            };
            view! { <th role="columnheader" scope="col">{group.label.clone()}<br/>{n}</th> }
        })
        .collect();
    let spread = competencies.iter().any(|competency| competency.spread.is_some());
    let rows: Vec<_> = competencies
        .iter()
        .map(|competency| {
            let cells: Vec<_> = groups
                .iter()
                .zip(&competency.groups)
                .map(|(group, figure)| cell(group, figure, scale, &mut sheets, locale))
                .collect();
            let own = competency.oneself.map_or_else(
                || view! { <span class="soft none">{ui::not_answered(locale)}</span> }.into_any(),
                |value| view! { <span class="cell self">{figure::decimal(locale, value, 1)}</span> }.into_any(),
            );
            view! {
                <tr role="row">
                    <th role="rowheader" scope="row">{competency.name.clone()}</th>
                    <td role="cell"><span class="of" aria-hidden="true">{oneself}</span>{own}</td>
                    {cells}
                    {spread.then(|| spread_cell(competency.spread, locale))}
                </tr>
            }
        })
        .collect();
    let sheets: Vec<_> = sheets.into_iter().map(|(id, withheld)| view! { <ReasonSheet id withheld locale/> }).collect();
    view! {
        <table class="data rel" role="table">
            <caption class="sr">{words::by_group(locale)}</caption>
            <thead role="rowgroup">
                <tr role="row">
                    <th role="columnheader" scope="col">{words::competency(locale)}</th>
                    <th role="columnheader" scope="col">{oneself}</th>
                    {heads}
                    {spread.then(|| view! { <th role="columnheader" scope="col">{words::spread(locale)}</th> })}
                </tr>
            </thead>
            <tbody role="rowgroup">{rows}</tbody>
        </table>
        {sheets}
    }
    .into_any()
}

fn spread_cell(spread: Option<Spread>, locale: Locale) -> impl IntoView {
    let word = match spread {
        Some(Spread::Close) => words::spread_close(locale),
        Some(Spread::Mixed) => words::spread_mixed(locale),
        None => ui::no_figure(locale),
    };
    view! { <td role="cell"><span class="of" aria-hidden="true">{words::spread(locale)}</span><span class="none">{word}</span></td> }
}

fn cell(
    group: &Group,
    figure: &GroupFigure,
    scale: (f64, f64),
    sheets: &mut Vec<(String, Withheld)>,
    locale: Locale,
) -> AnyView {
    let withheld = group.withheld.as_ref().or(figure.withheld.as_ref());
    let inside = match (withheld, figure.value) {
        (Some(withheld), _) => {
            let id = sheet(sheets, withheld);
            view! { <HiddenCell id withheld=withheld.clone() locale/> }.into_any()
        }
        (None, Some(value)) => {
            let tint = value.place().map_or("", |place| tint(place, scale, group.outside));
            view! { <span class=format!("cell {tint}")>{value.text(1, locale)}</span> }.into_any()
        }
        (None, None) => view! { <span class="soft none">{ui::not_asked(locale)}</span> }.into_any(),
    };
    view! { <td role="cell"><span class="of" aria-hidden="true">{group.label.clone()}</span>{inside}</td> }.into_any()
}

/// The sheet of a reason; one for all cells that share it.
fn sheet(sheets: &mut Vec<(String, Withheld)>, withheld: &Withheld) -> String {
    if let Some((id, _)) = sheets.iter().find(|(_, known)| known == withheld) {
        return id.clone();
    }
    let id = format!("group-why-{}", sheets.len());
    sheets.push((id.clone(), withheld.clone()));
    id
}

/// Three steps a side, stronger for higher.
pub fn tint(value: f64, (least, most): (f64, f64), outside: bool) -> &'static str {
    let share = if most > least { (value - least) / (most - least) } else { 0.0 };
    match (outside, share) {
        (false, share) if share >= 0.8 => "q3",
        (false, share) if share >= 0.6 => "q2",
        (false, _) => "q1",
        (true, share) if share >= 0.8 => "k3",
        (true, share) if share >= 0.6 => "k2",
        (true, _) => "k1",
    }
}

/// A figure as a table writes it where nothing is hidden by a sheet.
pub fn written(shown: Option<Shown>, locale: Locale) -> String {
    shown.map_or_else(|| ui::not_asked(locale).to_owned(), |shown| shown.text(1, locale))
}
