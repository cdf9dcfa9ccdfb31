//! Names in the order of the first party, and beside them the slopes to where the others put them.

use ayeneh_domain::bilingual::Locale;
use leptos::prelude::*;

use super::chart::{
    Plot,
    slope::{Slope, slope},
};

/// A named thing with its places.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ordered {
    /// Its name.
    pub name: String,
    /// Its places, by column.
    pub places: Vec<usize>,
    /// Whether the orders do not match here.
    pub stands_out: bool,
}

/// The list and the chart. Things stand in the order of the first column; nothing is drawn of fewer than two columns.
#[component]
pub fn Slopes(
    /// What the columns are of.
    columns: Vec<String>,
    /// The things.
    mut things: Vec<Ordered>,
    /// What the picture says.
    #[prop(into)]
    finding: String,
    /// Its language.
    locale: Locale,
) -> impl IntoView {
    things.sort_by_key(|thing| thing.places.first().copied());
    let slopes: Vec<Slope> =
        things.iter().map(|thing| Slope { places: thing.places.clone(), stands_out: thing.stands_out }).collect();
    let svg = slope(&columns, &slopes, locale, &finding)?;
    let names = things.into_iter().enumerate().map(|(place, thing)| {
        let number = ayeneh_text::figure::integer(locale, place + 1);
        view! { <li><span class="no">{number}</span><span dir="auto">{thing.name}</span></li> }
    });
    let names = names.collect_view();
    Some(view! { <div class="sloped"><ol class="names">{names}</ol><Plot svg/></div> })
}
