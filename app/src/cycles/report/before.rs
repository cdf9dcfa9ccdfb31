//! What was chosen after the report before, with others' figures then and now where they may stand side by side.

use ayeneh_domain::bilingual::Locale;
use ayeneh_text::{figure, isolate, report as words};
use leptos::prelude::*;

use super::wire::{ChosenBehaviour, ReportPage};
use crate::ui::{
    panel::Panel,
    table::{Column, Table, TableKind},
};

/// The panel; nothing for the first report, and for whoever may not read the plan.
pub fn chosen(data: &ReportPage, locale: Locale) -> Option<AnyView> {
    let before = data.chosen.as_ref()?;
    let title = match data.own {
        true => words::last_time(locale).to_owned(),
        false => words::last_time_of(locale, isolate(&data.subject)),
    };
    let columns = vec![
        Column::words(words::behaviour(locale)),
        Column::words(words::goal(locale)),
        Column::figures(words::then(locale)),
        Column::figures(words::now(locale)),
    ];
    let rows = before.behaviours.iter().map(|behaviour| row(behaviour, locale)).collect();
    let hides = before.behaviours.iter().any(|behaviour| behaviour.moved.is_none());
    let why = hides.then(|| view! { <p class="fine">{words::why_not_side_by_side(locale)}</p> });
    let lead = words::last_time_lead(locale, &before.cycle);
    Some(
        view! {
            <Panel title=title.clone() id="chosen-before">
                <p class="small soft">{lead}</p>
                <Table caption=title columns rows kind=TableKind::Stacks/>
                {why}
            </Panel>
        }
        .into_any(),
    )
}

fn row(behaviour: &ChosenBehaviour, locale: Locale) -> Vec<AnyView> {
    let (then, now) = match behaviour.moved {
        Some((then, now)) => (figure::decimal(locale, then, 1), figure::decimal(locale, now, 1)),
        None => (words::not_side_by_side(locale).to_owned(), words::not_side_by_side(locale).to_owned()),
    };
    vec![
        view! { <span dir="auto">{behaviour.text.clone()}</span> }.into_any(),
        behaviour.state.clone().into_any(),
        then.into_any(),
        now.into_any(),
    ]
}
