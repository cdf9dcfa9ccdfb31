//! A table of figures with the reason sheets of those that are hidden; on a phone three cells a row with their own labels.

use ayeneh_domain::{
    bilingual::Locale,
    release::{Nearest, Shown as Cell},
};
use ayeneh_text::ui;
use leptos::prelude::*;

use crate::ui::{
    hidden_cell::{HiddenCell, ReasonSheet, Withheld},
    shown::Shown,
};

/// A column.
pub struct Column {
    /// Its head.
    pub label: String,
    /// Whether its figures are of customers or suppliers.
    pub is_outside: bool,
}

/// A row: what it is, the name of it in reasons, its figures, and words at its end.
pub struct MatrixRow {
    /// Its head.
    pub head: AnyView,
    /// What a hidden figure of it is of.
    pub of: String,
    /// A figure for each column; absent where nobody was asked.
    pub figures: Vec<Option<Cell>>,
    /// Words in a last column.
    pub end: Option<String>,
}

/// The name and the address of what a hidden figure points to.
pub type Address<'a> = dyn Fn(Option<&Nearest>) -> Option<(String, String)> + 'a;

/// What all tables of a page share.
pub struct Matrix<'a> {
    /// Prefix of the ids in it, unique in the page.
    pub id: &'static str,
    /// What it holds; read out.
    pub caption: &'a str,
    /// What the rows are.
    pub head: &'a str,
    /// The head of the last column, where rows have words at their end.
    pub end: Option<String>,
    /// The ends of the scale.
    pub scale: (f64, f64),
    /// Where a unit is looked at.
    pub address: &'a Address<'a>,
}

/// The table.
pub fn matrix(matrix: &Matrix<'_>, columns: &[Column], rows: Vec<MatrixRow>, locale: Locale) -> AnyView {
    let mut sheets: Vec<(String, Withheld)> = Vec::new();
    let heads = columns.iter().map(|column| {
        let label = column.label.clone();
        view! { <th role="columnheader" scope="col">{label}</th> }
    });
    let heads = heads.collect_view();
    let rows: Vec<AnyView> = rows.into_iter().map(|row| row_view(matrix, columns, row, &mut sheets, locale)).collect();
    let sheets: Vec<_> = sheets.into_iter().map(|(id, withheld)| view! { <ReasonSheet id withheld locale/> }).collect();
    let (caption, head, end) = (matrix.caption.to_owned(), matrix.head.to_owned(), matrix.end.clone());
    view! {
        <table class="data rel" role="table">
            <caption class="sr">{caption}</caption>
            <thead role="rowgroup">
                <tr role="row">
                    <th role="columnheader" scope="col">{head}</th>
                    {heads}
                    {end.map(|end| view! { <th role="columnheader" scope="col">{end}</th> })}
                </tr>
            </thead>
            <tbody role="rowgroup">{rows}</tbody>
        </table>
        {sheets}
    }
    .into_any()
}

fn row_view(
    matrix: &Matrix<'_>,
    columns: &[Column],
    row: MatrixRow,
    sheets: &mut Vec<(String, Withheld)>,
    locale: Locale,
) -> AnyView {
    let cells = columns.iter().zip(row.figures).map(|(column, figure)| {
        let inside = cell(matrix, column, figure.as_ref(), &row.of, sheets, locale);
        let label = column.label.clone();
        view! { <td role="cell"><span class="of" aria-hidden="true">{label}</span>{inside}</td> }
    });
    let cells = cells.collect_view();
    let end = row.end.map(|words| {
        let label = matrix.end.clone().unwrap_or_default();
        view! { <td role="cell"><span class="of" aria-hidden="true">{label}</span><span class="none">{words}</span></td> }
    });
    view! { <tr role="row"><th role="rowheader" scope="row">{row.head}</th>{cells}{end}</tr> }.into_any()
}

fn cell(
    matrix: &Matrix<'_>,
    column: &Column,
    figure: Option<&Cell>,
    of: &str,
    sheets: &mut Vec<(String, Withheld)>,
    locale: Locale,
) -> AnyView {
    let Some(figure) = figure else {
        return view! { <span class="soft none">{ui::not_asked(locale)}</span> }.into_any();
    };
    if let Cell::Hidden { nearest, .. } = figure
        && let Some(withheld) = Withheld::of_cell(of, figure, (matrix.address)(nearest.as_ref()))
    {
        let id = sheet(matrix.id, sheets, &withheld);
        return view! { <HiddenCell id withheld locale/> }.into_any();
    }
    let shown = Shown::from(figure);
    let tint = shown.place().map_or("", |place| super::super::report::tint(place, matrix.scale, column.is_outside));
    view! { <span class=format!("cell {tint}")>{shown.text(1, locale)}</span> }.into_any()
}

/// The sheet of a reason; one for all cells that share it.
fn sheet(prefix: &str, sheets: &mut Vec<(String, Withheld)>, withheld: &Withheld) -> String {
    if let Some((id, _)) = sheets.iter().find(|(_, known)| known == withheld) {
        return id.clone();
    }
    let id = format!("{prefix}-why-{}", sheets.len());
    sheets.push((id.clone(), withheld.clone()));
    id
}
