//! What long lists share: a search below a unit kept in the address, and pages that keep it.

use ayeneh_core::people::Units;
use ayeneh_domain::{bilingual::Locale, ids::UnitId, permission::Reach};
use ayeneh_text::{people as words, ui};
use leptos::prelude::*;

use crate::{
    routing::Request,
    ui::{
        head::Choice,
        icon::{Glyph, Icon},
        table::Pagination,
    },
};

/// A search with a choice of units, as a plain GET form.
pub struct ListForm {
    locale: Locale,
    label: &'static str,
    text: String,
    units: Vec<Choice>,
}

impl ListForm {
    /// A form over the units that a right reaches.
    pub fn new(
        locale: Locale,
        label: &'static str,
        text: String,
        units: &Units,
        reach: &Reach,
        chosen: Option<UnitId>,
    ) -> Self {
        Self { locale, label, text, units: unit_choices(locale, units, reach, chosen, words::all_units(locale)) }
    }

    /// The form.
    pub fn view(self) -> impl IntoView + use<> {
        let Self { locale, label, text, units } = self;
        let option =
            |choice: Choice| view! { <option value=choice.value selected=choice.chosen>{choice.label}</option> };
        let options = units.into_iter().map(option).collect_view();
        view! {
            <form class="search below" role="search" method="get">
                <div class="field">
                    <label for="q">{label}</label>
                    <input id="q" name="q" type="search" value=text dir="auto"/>
                </div>
                <div class="field">
                    <label for="unit">{words::unit(locale)}</label>
                    <select class="pick" id="unit" name="unit">{options}</select>
                </div>
                <button class="btn"><Glyph icon=Icon::Search/>{ui::search(locale)}</button>
            </form>
        }
    }
}

/// The units that a right reaches as choices, indented as in the tree, after one for none of them.
pub fn unit_choices(locale: Locale, units: &Units, reach: &Reach, chosen: Option<UnitId>, none: &str) -> Vec<Choice> {
    let none = Choice { value: String::new(), label: none.to_owned(), chosen: chosen.is_none() };
    let choice = |(unit, depth): (&ayeneh_core::people::Unit, usize)| Choice {
        value: unit.id.to_string(),
        label: format!("{}{}", "\u{2003}".repeat(depth), unit.name.get(locale)),
        chosen: chosen == Some(unit.id),
    };
    std::iter::once(none).chain(units.reached(reach).into_iter().map(choice)).collect()
}

/// The page asked for, from 0; pages count from 1 in the address.
pub fn page_of(typed: &str) -> usize {
    typed.parse::<usize>().unwrap_or(1).clamp(1, 1_000_000) - 1
}

/// Where one is in a long list.
pub struct Pages {
    shown: (usize, usize, usize),
    before: Option<String>,
    after: Option<String>,
}

impl Pages {
    /// `page` counts from 0; the search of the request is kept.
    pub fn of(path: &str, page: usize, size: usize, here: usize, count: usize, request: &Request) -> Self {
        let first = page * size;
        let kept: String =
            ["q", "unit"].iter().map(|name| format!("&{name}={}", encoded(request.query.get(name)))).collect();
        let address = |page: usize| format!("{path}?page={}{kept}", page + 1);
        Self {
            shown: (first + 1, first + here, count),
            before: page.checked_sub(1).map(address),
            after: (first + here < count).then(|| address(page + 1)),
        }
    }

    /// Back and on, where there is more than a page.
    pub fn view(self, locale: Locale) -> impl IntoView {
        let shown = self.shown;
        match (self.before, self.after) {
            (None, None) => ().into_any(),
            (Some(before), None) => view! { <Pagination shown before locale/> }.into_any(),
            (None, Some(after)) => view! { <Pagination shown after locale/> }.into_any(),
            (Some(before), Some(after)) => view! { <Pagination shown before after locale/> }.into_any(),
        }
    }
}

fn encoded(text: &str) -> String {
    text.bytes()
        .map(|byte| if byte.is_ascii_alphanumeric() { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}
