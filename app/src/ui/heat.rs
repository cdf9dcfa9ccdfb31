//! The heat table: units by elements, three steps a side, a number and a mark in every tinted cell.
//! A cell whose gap is not sure has no tint, only its number. Long tables fold by region.

use ayeneh_domain::{bilingual::Locale, questionnaire::Side};
use ayeneh_text::{figure, ui as words};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::{
    hidden_cell::{HiddenCell, ReasonSheet, Withheld},
    mark::{Mark, SideMark},
};

/// One cell.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum HeatCell {
    /// A gap.
    Gap {
        /// Who is ahead; `None` where both are equal.
        ahead: Option<Side>,
        /// By how much.
        by: f64,
        /// Tint 1 to 3; 0 where the gap is not sure.
        step: u8,
    },
    /// Hidden.
    Hidden {
        /// Why.
        withheld: Withheld,
    },
    /// One of the sides was not asked.
    NotAsked,
}

/// One unit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct HeatRow {
    /// The unit.
    pub name: String,
    /// Where its detail is.
    pub href: Option<String>,
    /// How many employees and customers answered, where that may be shown.
    pub n: Option<(u32, u32)>,
    /// Its cells, as many as there are columns.
    pub cells: Vec<HeatCell>,
    /// Hides the whole row.
    pub withheld: Option<Withheld>,
}

/// Units of a region, in the order of their gap.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct HeatGroup {
    /// The region; empty where there is only one.
    pub name: String,
    /// Its units.
    pub rows: Vec<HeatRow>,
}

/// From so many units on, regions fold.
const FOLD_FROM: usize = 31;

/// The table with its key and its reason sheets. `columns` are short and full names.
#[component]
pub fn HeatTable(
    /// Prefix of the ids in it, unique in the page.
    #[prop(into)]
    id: String,
    /// What the rows are: "Branch".
    #[prop(into)]
    row_head: String,
    /// What it holds; read out.
    #[prop(into)]
    caption: String,
    /// Short and full names.
    columns: Vec<(String, String)>,
    /// The units.
    groups: Vec<HeatGroup>,
    /// Its language.
    locale: Locale,
) -> impl IntoView {
    let mut sheets = Sheets { prefix: id, all: Vec::new() };
    let units: usize = groups.iter().map(|group| group.rows.len()).sum();
    let head = Head { row_head, caption, columns };
    let body: Vec<AnyView> = if units >= FOLD_FROM && groups.len() > 1 {
        groups
            .into_iter()
            .enumerate()
            .map(|(index, group)| folded(&head, group, index == 0, &mut sheets, locale))
            .collect()
    } else {
        vec![table(&head, groups, &mut sheets, locale).into_any()]
    };
    let elements: Vec<_> = head
        .columns
        .iter()
        .enumerate()
        .map(|(index, (_, full))| view! { <li>{figure::integer(locale, index + 1)}" "{full.clone()}</li> })
        .collect();
    let sheets: Vec<_> =
        sheets.all.into_iter().map(|(id, withheld)| view! { <ReasonSheet id withheld locale/> }).collect();
    view! {
        <HeatKey locale/>
        <ol class="elements" aria-hidden="true">{elements}</ol>
        {body}
        {sheets}
    }
}

struct Head {
    row_head: String,
    caption: String,
    columns: Vec<(String, String)>,
}

/// The reason sheets of a table; cells with the same reason share one.
struct Sheets {
    prefix: String,
    all: Vec<(String, Withheld)>,
}

impl Sheets {
    fn id_for(&mut self, withheld: &Withheld) -> String {
        if let Some((id, _)) = self.all.iter().find(|(_, known)| known == withheld) {
            return id.clone();
        }
        let id = format!("{}-why-{}", self.prefix, self.all.len());
        self.all.push((id.clone(), withheld.clone()));
        id
    }
}

#[component]
fn HeatKey(locale: Locale) -> impl IntoView {
    view! {
        <p class="key">
            <span>
                <i class="swatch c3"></i><i class="swatch c1"></i><SideMark mark=Mark::Customer plain=true/>
                {words::customers_ahead(locale)}
            </span>
            <span>
                <i class="swatch e3"></i><i class="swatch e1"></i><SideMark mark=Mark::Employee plain=true/>
                {words::employees_ahead(locale)}
            </span>
            <span>{words::no_tint(locale)}</span>
            <span><i class="swatch hid"></i>{words::hidden(locale)}</span>
        </p>
    }
}

fn folded(head: &Head, group: HeatGroup, open: bool, sheets: &mut Sheets, locale: Locale) -> AnyView {
    let name = group.name.clone();
    let count = words::units_in(locale, group.rows.len());
    let nameless = HeatGroup { name: String::new(), rows: group.rows };
    view! {
        <details class="fold" open=open>
            <summary><span>{name}</span><span class="fine">{count}</span></summary>
            {table(head, vec![nameless], sheets, locale)}
        </details>
    }
    .into_any()
}

fn table(head: &Head, groups: Vec<HeatGroup>, sheets: &mut Sheets, locale: Locale) -> impl IntoView + use<> {
    let width = head.columns.len();
    let columns: Vec<_> = head
        .columns
        .iter()
        .enumerate()
        .map(|(index, (short, _))| {
            view! {
                <th role="columnheader" scope="col">
                    <span class="no" aria-hidden="true">{figure::integer(locale, index + 1)}</span>
                    <span class="full">{short.clone()}</span>
                </th>
            }
        })
        .collect();
    let mut rows = Vec::new();
    for group in groups {
        if !group.name.is_empty() {
            let span = (width + 1).to_string();
            rows.push(
                view! { <tr class="group" role="row"><th role="rowheader" scope="rowgroup" colspan=span>{group.name}</th></tr> }
                    .into_any(),
            );
        }
        rows.extend(group.rows.into_iter().map(|unit| row(unit, width, sheets, locale)));
    }
    view! {
        <table class="heat" role="table">
            <caption class="sr">{head.caption.clone()}</caption>
            <thead role="rowgroup">
                <tr role="row"><th role="columnheader" scope="col">{head.row_head.clone()}</th>{columns}</tr>
            </thead>
            <tbody role="rowgroup">{rows}</tbody>
        </table>
    }
}

fn row(unit: HeatRow, width: usize, sheets: &mut Sheets, locale: Locale) -> AnyView {
    let name = match unit.href {
        Some(href) => view! { <a href=href dir="auto">{unit.name}</a> }.into_any(),
        None => view! { <span dir="auto">{unit.name}</span> }.into_any(),
    };
    let counts = unit.n.map(|(employees, customers)| {
        view! {
            " "
            <small>
                <SideMark mark=Mark::Employee plain=true/><span class="sr">{words::employees(locale)}" "</span>
                {figure::integer(locale, employees)}
                <SideMark mark=Mark::Customer plain=true/><span class="sr">{words::customers(locale)}" "</span>
                {figure::integer(locale, customers)}
            </small>
        }
    });
    let cells = match unit.withheld {
        Some(withheld) => {
            let id = sheets.id_for(&withheld);
            view! { <td role="cell" colspan=width.to_string()><HiddenCell id withheld locale roomy=true/></td> }
                .into_any()
        }
        None => unit
            .cells
            .into_iter()
            .map(|inside| view! { <td role="cell">{cell(inside, sheets, locale)}</td> })
            .collect::<Vec<_>>()
            .into_any(),
    };
    view! { <tr role="row"><th role="rowheader" scope="row">{name}{counts}</th>{cells}</tr> }.into_any()
}

fn cell(cell: HeatCell, sheets: &mut Sheets, locale: Locale) -> AnyView {
    match cell {
        HeatCell::Hidden { withheld } => {
            let id = sheets.id_for(&withheld);
            view! { <HiddenCell id withheld locale/> }.into_any()
        }
        HeatCell::NotAsked => {
            view! { <span class="cell zero" title=words::not_asked(locale)>"·"<span class="sr">{words::not_asked(locale)}</span></span> }.into_any()
        }
        HeatCell::Gap { ahead: Some(side), by, step: step @ 1..=3 } => {
            let (letter, word) = match side {
                Side::Employee => ("e", words::employees_ahead(locale)),
                Side::Customer => ("c", words::customers_ahead(locale)),
            };
            view! {
                <span class=format!("cell {letter}{step}")>
                    <SideMark mark=Mark::from(side) plain=true/>{figure::decimal(locale, by, 0)}
                    <span class="sr">" "{word}</span>
                </span>
            }
            .into_any()
        }
        HeatCell::Gap { by, .. } => view! { <span class="cell zero">{figure::decimal(locale, by, 0)}</span> }.into_any(),
    }
}
