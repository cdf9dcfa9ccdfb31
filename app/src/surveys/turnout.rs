//! Who takes part, unit by unit as a mirror: only what a running survey may show (TRUST rule 19). Home draws those who
//! are behind, the page of the survey all.

use std::collections::BTreeMap;

use ayeneh_core::surveys::{Standing, Survey};
use ayeneh_domain::{
    bilingual::Locale,
    disclosure::partition::Decision,
    questionnaire::Side,
    survey::participation::{STEP, least},
};
use ayeneh_text::{figure, home, name, surveys as words};

use crate::ui::{
    chart::shares::Share,
    hidden_cell::{Rule, Withheld},
    shares::{Part, ShareRow},
};

/// One unit; `note` stands under its name.
pub(crate) fn row(
    l: Locale,
    survey: &Survey,
    unit: &str,
    standings: &BTreeMap<Side, Standing>,
    note: Option<&str>,
) -> ShareRow {
    let sides =
        [Side::Employee, Side::Customer].map(|side| standings.get(&side).map(|standing| part(l, survey, standing)));
    let mut notes: Vec<String> = note.map(str::to_owned).into_iter().collect();
    let hidden: BTreeMap<Side, Rule> =
        standings.iter().filter_map(|(side, standing)| Some((*side, rule(survey, standing.decision)?))).collect();
    let all_hidden = !hidden.is_empty() && hidden.len() == standings.len();
    let of = |rule| Withheld { of: unit.to_owned(), rule, nearest: None };
    if !all_hidden {
        notes.extend(hidden.iter().map(|(side, rule)| home::of_side(l, name::side(l, *side), of(*rule).reason(l))));
    }
    let withheld = hidden.values().next().filter(|_| all_hidden).map(|rule| of(*rule));
    let note = (!notes.is_empty()).then(|| notes.join(" · "));
    ShareRow { name: unit.to_owned(), note, sides, withheld }
}

/// All who were asked, a side after the other, in words; empty before the first count.
pub(crate) fn whole(l: Locale, standings: &BTreeMap<Side, Standing>) -> String {
    let sides = standings
        .iter()
        .filter_map(|(side, standing)| Some(home::of_side(l, name::side(l, *side), said(l, standing)?)));
    sides.collect::<Vec<_>>().join(" · ")
}

/// The rule that hides a figure; none where it is shown.
fn rule(survey: &Survey, decision: Decision) -> Option<Rule> {
    match decision {
        Decision::Show => None,
        Decision::TooFew => Some(Rule::FewInvited { threshold: least(&survey.rules) }),
        Decision::ProtectsSibling => Some(Rule::Sibling),
    }
}

fn part(l: Locale, survey: &Survey, standing: &Standing) -> Part {
    let percent = |answered: u32| f64::from(answered) / f64::from(standing.invited.max(1)) * 100.0;
    let shown = standing.at_least.filter(|_| standing.decision.is_shown());
    let hidden =
        rule(survey, standing.decision).map(|rule| Withheld { of: String::new(), rule, nearest: None }.reason(l));
    let invited = || words::invited(l, usize::try_from(standing.invited).unwrap_or(usize::MAX));
    Part {
        share: shown.map(|n| Share { least: percent(n), most: percent((n + STEP - 1).min(standing.invited)) }),
        short: match shown {
            None => String::new(),
            Some(0) => home::under_step(l, figure::integer(l, STEP)),
            Some(n) => figure::percent(l, percent(n).floor(), 0),
        },
        said: hidden.or_else(|| said(l, standing)).unwrap_or_else(invited),
    }
}

/// How many at least have answered, in words; nothing before the first count.
fn said(l: Locale, standing: &Standing) -> Option<String> {
    let invited = figure::integer(l, standing.invited);
    match standing.at_least.filter(|_| standing.decision.is_shown())? {
        0 => Some(words::fewer_than_five(l, invited)),
        n => Some(words::at_least(l, figure::integer(l, n), invited)),
    }
}
