//! Choosing units: the tree with a box before each name. A ticked unit brings everything below along.

use std::collections::BTreeSet;

use ayeneh_core::people::Unit;
use ayeneh_domain::{bilingual::Locale, ids::UnitId};
use ayeneh_text::surveys as words;
use leptos::prelude::*;

use crate::ui::icon::{Glyph, Icon};

/// The tree as a field of a form; it sends `unit` once for each ticked one.
pub(super) fn field(
    l: Locale,
    units: &[Unit],
    ticked: &BTreeSet<UnitId>,
    hint: &'static str,
    error: Option<String>,
) -> AnyView {
    let known: BTreeSet<UnitId> = units.iter().map(|unit| unit.id).collect();
    let tops = units.iter().filter(|unit| unit.parent.is_none_or(|parent| !known.contains(&parent)));
    let tops = tops.map(|unit| branch(l, units, unit, ticked)).collect_view();
    let described = if error.is_some() { "units-hint units-error" } else { "units-hint" };
    view! {
        <fieldset class="field wide units" id="units" aria-describedby=described>
            <legend>{words::units(l)}</legend>
            <span class="hint" id="units-hint">{hint}</span>
            <ul class="tree">{tops}</ul>
            {error.map(|error| view! { <p class="wrong" id="units-error"><Glyph icon=Icon::Warn/>{error}</p> })}
        </fieldset>
    }
    .into_any()
}

fn branch(l: Locale, units: &[Unit], unit: &Unit, ticked: &BTreeSet<UnitId>) -> AnyView {
    let below: Vec<AnyView> = units
        .iter()
        .filter(|other| other.parent == Some(unit.id) && other.id != unit.id)
        .map(|other| branch(l, units, other, ticked))
        .collect();
    let (id, name) = (unit.id.to_string(), unit.name.get(l).to_owned());
    let checked = ticked.contains(&unit.id);
    view! {
        <li>
            <label class="tick">
                <input type="checkbox" name="unit" value=id checked=checked/>
                <span dir="auto">{name}</span>
            </label>
            {(!below.is_empty()).then(|| view! { <ul>{below}</ul> })}
        </li>
    }
    .into_any()
}
