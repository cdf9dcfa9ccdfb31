//! Who takes part in what runs, unit by unit as a mirror: only what a running survey may show (TRUST rule 19).

use std::collections::BTreeMap;

use ayeneh_core::{
    home::{Home, Running, UnitTurnout},
    surveys::Standing,
};
use ayeneh_domain::{
    bilingual::Locale,
    disclosure::partition::Decision,
    questionnaire::Side,
    survey::participation::{STEP, least},
};
use ayeneh_text::{self as text, date, figure, home as words, surveys as survey_words};
use leptos::prelude::*;

use crate::ui::{
    button::{ButtonLink, Weight},
    chart::shares::Share,
    hidden_cell::{Rule, Withheld},
    mark::SidesKey,
    panel::Panel,
    shares::{Part, ShareRow, ShareRows},
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
    let whole = [Side::Employee, Side::Customer].into_iter().filter_map(|side| {
        let standing = running.whole.get(&side)?;
        Some(words::of_side(l, text::name::side(l, side), said(l, standing)?))
    });
    let whole = whole.collect::<Vec<_>>().join(" · ");
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
    let name = unit.name.get(l).to_owned();
    let sides =
        [Side::Employee, Side::Customer].map(|side| unit.sides.get(&side).map(|standing| part(l, running, standing)));
    let mut notes = Vec::new();
    if unit.is_behind {
        notes.push(words::behind(l).to_owned());
    }
    let hidden: BTreeMap<Side, Rule> =
        unit.sides.iter().filter_map(|(side, standing)| Some((*side, rule(running, standing.decision)?))).collect();
    let all_hidden = !hidden.is_empty() && hidden.len() == unit.sides.len();
    let of = |rule| Withheld { of: name.clone(), rule, nearest: None };
    if !all_hidden {
        notes.extend(
            hidden.iter().map(|(side, rule)| words::of_side(l, text::name::side(l, *side), of(*rule).reason(l))),
        );
    }
    let withheld = hidden.values().next().filter(|_| all_hidden).map(|rule| of(*rule));
    let note = (!notes.is_empty()).then(|| notes.join(" · "));
    ShareRow { name, note, sides, withheld }
}

/// The rule that hides a figure; none where it is shown.
fn rule(running: &Running, decision: Decision) -> Option<Rule> {
    match decision {
        Decision::Show => None,
        Decision::TooFew => Some(Rule::FewInvited { threshold: least(&running.survey.rules) }),
        Decision::ProtectsSibling => Some(Rule::Sibling),
    }
}

fn part(l: Locale, running: &Running, standing: &Standing) -> Part {
    let percent = |answered: u32| f64::from(answered) / f64::from(standing.invited.max(1)) * 100.0;
    let shown = standing.at_least.filter(|_| standing.decision.is_shown());
    let hidden =
        rule(running, standing.decision).map(|rule| Withheld { of: String::new(), rule, nearest: None }.reason(l));
    let invited = || survey_words::invited(l, usize::try_from(standing.invited).unwrap_or(usize::MAX));
    Part {
        share: shown.map(|n| Share { least: percent(n), most: percent((n + STEP - 1).min(standing.invited)) }),
        short: match shown {
            None => String::new(),
            Some(0) => words::under_step(l, figure::integer(l, STEP)),
            Some(n) => figure::percent(l, percent(n).floor(), 0),
        },
        said: hidden.or_else(|| said(l, standing)).unwrap_or_else(invited),
    }
}

/// How many at least have answered, in words; nothing before the first count.
fn said(l: Locale, standing: &Standing) -> Option<String> {
    let invited = figure::integer(l, standing.invited);
    match standing.at_least.filter(|_| standing.decision.is_shown())? {
        0 => Some(survey_words::fewer_than_five(l, invited)),
        n => Some(survey_words::at_least(l, figure::integer(l, n), invited)),
    }
}
