//! Tables: rule lines only, text to the start, figures to the end. And the twin of a chart.

use ayeneh_domain::bilingual::Locale;
use ayeneh_text::{figure, ui as words};
use leptos::prelude::*;

use super::icon::{Glyph, Icon};

/// A column.
#[derive(Clone, Debug)]
pub struct Column {
    /// Its head.
    pub label: String,
    /// Whether it holds figures.
    pub figures: bool,
}

impl Column {
    /// A column of words.
    pub fn words(label: impl Into<String>) -> Self {
        Self { label: label.into(), figures: false }
    }

    /// A column of figures.
    pub fn figures(label: impl Into<String>) -> Self {
        Self { label: label.into(), figures: true }
    }
}

/// How a table is used.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TableKind {
    /// A few rows; scrolls sideways where it must.
    #[default]
    Plain,
    /// Many rows: its head stays in sight.
    Long,
    /// A list one works through: on a phone each row becomes a card with the heads beside its cells.
    Stacks,
    /// A list with many small columns: on a phone three of them stand side by side.
    Counts,
    /// As a list one works through, with the same columns in every such table of a page.
    Even,
}

/// A table whose first column names the rows.
#[component]
pub fn Table(
    /// What it holds; read out, not shown.
    #[prop(into)]
    caption: String,
    /// The columns.
    columns: Vec<Column>,
    /// The cells of each row.
    rows: Vec<Vec<AnyView>>,
    /// How it is used.
    #[prop(optional)]
    kind: TableKind,
) -> impl IntoView {
    let class = match kind {
        TableKind::Plain => "data",
        TableKind::Long => "data long",
        TableKind::Stacks => "data stacks",
        TableKind::Counts => "data stacks counts",
        TableKind::Even => "data stacks even",
    };
    let heads: Vec<_> = columns
        .iter()
        .map(|column| {
            view! { <th role="columnheader" scope="col" class=column.figures.then_some("n")>{column.label.clone()}</th> }
        })
        .collect();
    let rows: Vec<_> = rows.into_iter().map(|cells| row(&columns, cells)).collect();
    let table = view! {
        <table class=class role="table">
            <caption class="sr">{caption.clone()}</caption>
            <thead role="rowgroup"><tr role="row">{heads}</tr></thead>
            <tbody role="rowgroup">{rows}</tbody>
        </table>
    };
    match kind {
        TableKind::Plain => {
            view! { <div class="roll" tabindex="0" role="group" aria-label=caption>{table}</div> }.into_any()
        }
        _ => table.into_any(),
    }
}

fn row(columns: &[Column], cells: Vec<AnyView>) -> impl IntoView + use<> {
    let cells: Vec<_> = cells
        .into_iter()
        .zip(columns)
        .enumerate()
        .map(|(index, (cell, column))| {
            let class = column.figures.then_some("n");
            if index == 0 {
                // The name has its own direction; the cell keeps the table's, so that all rows begin on one line.
                view! { <th role="rowheader" scope="row" class=class><bdi>{cell}</bdi></th> }.into_any()
            } else {
                view! { <td role="cell" class=class data-label=column.label.clone()>{cell}</td> }.into_any()
            }
        })
        .collect();
    view! { <tr role="row">{cells}</tr> }
}

/// The same chart as a table, folded.
#[component]
pub fn TableTwin(
    /// What it holds.
    #[prop(into)]
    caption: String,
    /// The columns.
    columns: Vec<Column>,
    /// The cells, as text.
    rows: Vec<Vec<String>>,
    /// Its language.
    locale: Locale,
) -> impl IntoView {
    let rows = rows.into_iter().map(|row| row.into_iter().map(IntoAny::into_any).collect()).collect();
    view! {
        <details class="twin">
            <summary><Glyph icon=Icon::Table/>{words::as_table(locale)}</summary>
            <Table caption columns rows/>
        </details>
    }
}

/// Pages of a long list: where one is, back and on.
#[component]
pub fn Pagination(
    /// First and last row shown, and how many there are.
    shown: (usize, usize, usize),
    /// The address of the page before.
    #[prop(optional, into)]
    before: Option<String>,
    /// The address of the page after.
    #[prop(optional, into)]
    after: Option<String>,
    /// Its language.
    locale: Locale,
) -> impl IntoView {
    let (first, last, all) = shown;
    let text = words::rows_shown(
        locale,
        figure::integer(locale, first),
        figure::integer(locale, last),
        figure::integer(locale, all),
    );
    view! {
        <nav class="pages" aria-label=words::pages(locale)>
            {before.map(|href| view! { <a class="btn" rel="prev" href=href><Glyph icon=Icon::Back/>{words::before(locale)}</a> })}
            <span class="now">{text}</span>
            {after.map(|href| view! { <a class="btn" rel="next" href=href>{words::after(locale)}<Glyph icon=Icon::Go/></a> })}
        </nav>
    }
}
