//! Who takes part in what runs, unit by unit as a mirror: only what a running survey may show (TRUST rule 19).

use ayeneh_core::home::{Home, Running, UnitTurnout};
use ayeneh_domain::bilingual::Locale;
use ayeneh_text::{date, home as words, surveys as survey_words};
use leptos::prelude::*;

use crate::{
    surveys::turnout,
    ui::{
        button::{ButtonLink, Weight},
        mark::SidesKey,
        panel::Panel,
        shares::{ShareRow, ShareRows},
    },
};

/// So many surveys are drawn; the others are named.
const DRAWN: usize = 2;
/// So many units of a survey are drawn; its page has all.
const UNITS: usize = 10;

/// A panel for each open survey.
pub(super) fn panels(l: Locale, home: &Home) -> impl IntoView + use<> {
    let (drawn, others): (Vec<_>, Vec<_>) = home.running.iter().enumerate().partition(|(place, _)| *place < DRAWN);
    let panels = drawn.into_iter().map(|(place, running)| panel(l, running, place)).collect_view();
    let others = others.into_iter().map(|(_, running)| {
        let (href, title) = (format!("/surveys/{}", running.survey.id), running.survey.title.get(l).to_owned());
        view! { <li><a href=href dir="auto">{title}</a></li> }
    });
    let others = others.collect_view();
    let others = (!others.is_empty()).then(|| {
        view! { <Panel title=words::further_surveys(l) id="further"><ul class="lines">{others}</ul></Panel> }
    });
    view! { {panels}{others} }
}

fn panel(l: Locale, running: &Running, place: usize) -> impl IntoView + use<> {
    let survey = &running.survey;
    let id = format!("turnout-{place}");
    let rows: Vec<ShareRow> = running.units.iter().take(UNITS).map(|unit| row(l, running, unit)).collect();
    let all = running.units.len();
    let key = view! { <SidesKey locale=l><span>{words::step_key(l)}</span></SidesKey> };
    let counted = match running.counted_on {
        Some(day) => survey_words::counted_on(l, date::near_day(l, day)),
        None => survey_words::not_counted_yet(l).to_owned(),
    };
    let whole = turnout::whole(l, &running.whole);
    let href = format!("/surveys/{}", survey.id);
    view! {
        <Panel title=words::participation_in(l, survey.title.get(l)) id=id.clone() aside=key.into_any()>
            <p class="small">{whole}</p>
            <p class="small soft">{words::only_participation(l)}" "{counted}</p>
            {(!rows.is_empty()).then(|| view! { <ShareRows id head=words::lowest_first(l) rows locale=l/> })}
            <p><ButtonLink href=format!("{href}#participation") label=words::all_units(l, all) weight=Weight::Quiet/></p>
        </Panel>
    }
}

fn row(l: Locale, running: &Running, unit: &UnitTurnout) -> ShareRow {
    let behind = unit.is_behind.then(|| words::behind(l));
    turnout::row(l, &running.survey, unit.name.get(l), &unit.sides, behind)
}
