//! Rows of shares in a page: label, both sides on one line, the figure of the first side; with the table twin below.

use ayeneh_domain::bilingual::Locale;
use ayeneh_text::ui as words;
use leptos::prelude::*;

use super::{
    chart::{
        Plot,
        axis::Axis,
        shares::{self, Share},
    },
    hidden_cell::{HiddenCell, ReasonSheet, Withheld},
    mark::{Mark, SideMark},
    table::{Column, TableTwin},
};

/// A side of a row: where it stands on the axis, and how it is written.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// In percent; absent where it is not shown or not known yet.
    pub share: Option<Share>,
    /// In few signs, for the end of the row.
    pub short: String,
    /// In words, for the table and for readers.
    pub said: String,
}

/// Both sides of one thing.
#[derive(Clone, Debug, PartialEq)]
pub struct ShareRow {
    /// What it is of.
    pub name: String,
    /// What stands under the name.
    pub note: Option<String>,
    /// Employees and customers; absent where a side was not asked.
    pub sides: [Option<Part>; 2],
    /// Why nothing of it is shown.
    pub withheld: Option<Withheld>,
}

/// The rows.
#[component]
pub fn ShareRows(
    /// Prefix of the ids in it, unique in the page.
    #[prop(into)]
    id: String,
    /// What the rows are.
    #[prop(into)]
    head: String,
    /// The rows, in order.
    rows: Vec<ShareRow>,
    /// Their language.
    locale: Locale,
) -> impl IntoView {
    let axis = Axis::new(0.0, 100.0, locale);
    let first = rows.iter().any(|row| row.sides[0].is_some());
    let (mark, ends) = match first {
        true => (Mark::Employee, words::employees(locale)),
        false => (Mark::Customer, words::customers(locale)),
    };
    let columns = vec![
        Column::words(head.clone()),
        Column::words(words::employees(locale)),
        Column::words(words::customers(locale)),
    ];
    let twin = rows.iter().map(|row| twin_row(row, locale)).collect();
    let items: Vec<_> =
        rows.into_iter().enumerate().map(|(at, row)| share_row(row, format!("{id}-why-{at}"), &axis)).collect();
    view! {
        <ol class="pairs tight shares">
            <li class="ax">
                <span class="lab">{head.clone()}</span>
                <span class="pl"><Plot svg=shares::head(&axis)/></span>
                <span class="gap"><SideMark mark/><span class="sr">{ends}</span></span>
            </li>
            {items}
        </ol>
        <TableTwin caption=head columns rows=twin locale/>
    }
}

fn said(row: &ShareRow, side: usize, locale: Locale) -> String {
    match (&row.withheld, &row.sides[side]) {
        (_, None) => words::not_asked(locale).to_owned(),
        (Some(withheld), Some(_)) => withheld.reason(locale),
        (None, Some(part)) => part.said.clone(),
    }
}

fn twin_row(row: &ShareRow, locale: Locale) -> Vec<String> {
    vec![row.name.clone(), said(row, 0, locale), said(row, 1, locale)]
}

fn share_row(row: ShareRow, id: String, axis: &Axis) -> AnyView {
    let locale = axis.locale;
    let note = row.note.clone().map(|note| view! { <small>{note}</small> });
    if let Some(withheld) = row.withheld {
        return view! {
            <li>
                <span class="lab" dir="auto">{row.name}{note}</span>
                <span class="pl"><HiddenCell id=id.clone() withheld=withheld.clone() locale roomy=true/></span>
                <span class="gap"></span>
                <ReasonSheet id withheld locale/>
            </li>
        }
        .into_any();
    }
    let finding = words::pair_finding(locale, &row.name, said(&row, 0, locale), said(&row, 1, locale));
    let [employee, customer] = &row.sides;
    let share = |part: &Option<Part>| part.as_ref().and_then(|part| part.share);
    let svg = shares::row([share(employee), share(customer)], axis, &finding);
    let end = employee.as_ref().or(customer.as_ref()).map(|part| part.short.clone());
    view! {
        <li>
            <span class="lab" dir="auto">{row.name}{note}</span>
            <span class="pl"><Plot svg/></span>
            <span class="gap">{end}</span>
        </li>
    }
    .into_any()
}
