//! Rows of pairs in a page: label, plot, who is ahead; every row on one axis, with the table twin below.

use ayeneh_domain::bilingual::Locale;
use ayeneh_text::ui as words;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::{
    chart::{
        Plot,
        axis::Axis,
        others::{self, Called, Seen},
        paired::{self, Density, Pair},
    },
    gap::GapFigure,
    hidden_cell::{HiddenCell, ReasonSheet, Withheld},
    shown::Shown,
    table::{Column, TableTwin},
};

/// A pair as a row.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PairRow {
    /// Both sides.
    pub pair: Pair,
    /// What stands under the name: "move together".
    pub note: Option<String>,
    /// Where its detail is.
    pub href: Option<String>,
    /// Why the whole row is hidden.
    pub withheld: Option<Withheld>,
}

/// The rows.
#[component]
pub fn PairRows(
    /// Prefix of the ids in it, unique in the page.
    #[prop(into)]
    id: String,
    /// What the rows are.
    #[prop(into)]
    head: String,
    /// The rows, widest gap first.
    rows: Vec<PairRow>,
    /// One axis for all.
    axis: Axis,
    /// With figures, or small.
    density: Density,
) -> impl IntoView {
    let locale = axis.locale;
    let class = if density == Density::Tight { "pairs tight" } else { "pairs" };
    let twin: Vec<Vec<String>> = rows.iter().map(|row| twin_row(&row.pair, locale)).collect();
    let items: Vec<_> = rows
        .into_iter()
        .enumerate()
        .map(|(index, row)| pair_row(row, format!("{id}-why-{index}"), &axis, density))
        .collect();
    view! {
        <ol class=class>
            <li class="ax">
                <span class="lab">{head.clone()}</span>
                <span class="pl"><Plot svg=paired::head(&axis)/></span>
                <span class="gap">{words::gap(locale)}</span>
            </li>
            {items}
        </ol>
        <TableTwin caption=head.clone() columns=columns(head, locale) rows=twin locale/>
    }
}

fn columns(head: String, locale: Locale) -> Vec<Column> {
    vec![
        Column::words(head),
        Column::figures(words::employees(locale)),
        Column::figures(words::customers(locale)),
        Column::figures(words::gap(locale)),
    ]
}

fn twin_row(pair: &Pair, locale: Locale) -> Vec<String> {
    let text = |point: Option<paired::Point>| match point {
        Some(point) => point.value.text(0, locale),
        None => words::not_asked(locale).to_owned(),
    };
    vec![pair.name.clone(), text(pair.employee), text(pair.customer), paired::gap_words(pair, locale)]
}

/// On a phone a longer name than this, in characters, stands above its plot instead of beside it.
const SHORT: usize = 16;

fn pair_row(row: PairRow, id: String, axis: &Axis, density: Density) -> AnyView {
    let locale = axis.locale;
    let class = (row.pair.name.chars().count() > SHORT).then_some("long");
    let name = match row.href {
        Some(href) => view! { <a href=href>{row.pair.name.clone()}</a> }.into_any(),
        None => row.pair.name.clone().into_any(),
    };
    let note = row.note.map(|note| view! { <small>{note}</small> });
    match row.withheld {
        Some(withheld) => view! {
            <li class=class>
                <span class="lab" dir="auto">{name}{note}</span>
                <span class="pl"><HiddenCell id=id.clone() withheld=withheld.clone() locale roomy=true/></span>
                <span class="gap"></span>
                <ReasonSheet id withheld locale/>
            </li>
        }
        .into_any(),
        None => {
            let svg = paired::row(&row.pair, axis, density);
            view! {
                <li class=class>
                    <span class="lab" dir="auto">{name}{note}</span>
                    <span class="pl"><Plot svg/></span>
                    <span class="gap"><GapFigure pair=row.pair locale/></span>
                </li>
            }
            .into_any()
        }
    }
}

/// Oneself against others as a row, with the word for the difference.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SeenRow {
    /// Everybody's figures.
    pub seen: Seen,
    /// What stands under the name.
    pub note: Option<String>,
    /// The word at the end: "blind spot".
    pub verdict: Option<String>,
}

/// The rows of a 360° report.
#[component]
pub fn SeenRows(
    /// What the rows are.
    #[prop(into)]
    head: String,
    /// The rows, largest difference first.
    rows: Vec<SeenRow>,
    /// The scale of the questionnaire.
    axis: Axis,
    /// What oneself and those outside are called.
    called: Called,
) -> impl IntoView {
    let locale = axis.locale;
    // Where nobody outside was asked, they have no column either.
    let outside = rows.iter().any(|row| row.seen.outside.is_some());
    let mut columns =
        vec![Column::words(head.clone()), Column::figures(&called.oneself), Column::figures(words::colleagues(locale))];
    columns.extend(outside.then(|| Column::figures(&called.outside)));
    let twin: Vec<Vec<String>> = rows.iter().map(|row| seen_twin(&row.seen, outside, locale)).collect();
    let items: Vec<_> = rows
        .into_iter()
        .map(|row| {
            let svg = others::row(&row.seen, &axis, &called);
            view! {
                <li>
                    <span class="lab">{row.seen.name}{row.note.map(|note| view! { <small>{note}</small> })}</span>
                    <span class="pl"><Plot svg/></span>
                    <span class="gap">{row.verdict.map(|word| view! { <span class="tag">{word}</span> })}</span>
                </li>
            }
        })
        .collect();
    view! {
        <ol class="pairs named">
            <li class="ax">
                <span class="lab">{head.clone()}</span>
                <span class="pl"><Plot svg=paired::head(&axis)/></span>
                <span class="gap"></span>
            </li>
            {items}
        </ol>
        <TableTwin caption=head columns=columns rows=twin locale/>
    }
}

fn seen_twin(seen: &Seen, outside: bool, locale: Locale) -> Vec<String> {
    let text = |value: Option<Shown>| match value {
        Some(value) => value.text(1, locale),
        None => words::not_asked(locale).to_owned(),
    };
    let oneself = match seen.oneself {
        Some(value) => Shown::Exact(value).text(1, locale),
        None => words::not_answered(locale).to_owned(),
    };
    let mut row = vec![seen.name.clone(), oneself, text(seen.colleagues)];
    row.extend(outside.then(|| text(seen.outside)));
    row
}
