//! What kinds and states of surveys are called, and their icons.

use ayeneh_core::{people::Unit, surveys::Survey};
use ayeneh_domain::{
    bilingual::Locale,
    calendar::Date,
    survey::{Kind, State},
};
use ayeneh_text::{date, surveys as words};

use crate::ui::{head::Trail, icon::Icon};

/// What a kind is called.
pub(crate) const fn kind(l: Locale, kind: Kind) -> &'static str {
    match kind {
        Kind::Wave => words::kind_wave(l),
        Kind::Cycle => words::kind_cycle(l),
        Kind::Assessment => words::kind_assessment(l),
        Kind::Recovery => words::kind_recovery(l),
        Kind::Historical => words::kind_historical(l),
    }
}

/// The icon of a kind.
pub(crate) const fn icon(kind: Kind) -> Icon {
    match kind {
        Kind::Wave => Icon::Mirror,
        Kind::Cycle => Icon::Round,
        Kind::Assessment | Kind::Recovery => Icon::List,
        Kind::Historical => Icon::Table,
    }
}

/// Where a survey stands, with the days that matter.
pub(crate) fn state(l: Locale, survey: &Survey, today: Date) -> String {
    let day = survey.closes_on;
    match (survey.state, day) {
        (State::Draft, _) => words::state_draft(l).to_owned(),
        (State::Open, Some(day)) => words::state_open_until(l, date::near_day(l, day), date::left(l, today, day)),
        (State::Open, None) => words::state_open(l).to_owned(),
        (State::Closed, _) => words::state_closed(l).to_owned(),
        (State::Released, _) => words::state_released(l).to_owned(),
    }
}

/// Names in a row, at most six of them.
pub(crate) fn names(l: Locale, units: impl ExactSizeIterator<Item = String>) -> String {
    let all = units.len();
    let mut names: Vec<String> = units.take(6).collect();
    if all > names.len() {
        names.push(words::and_further(l, all - names.len()));
    }
    names.join(ayeneh_text::common::list_separator(l))
}

/// Names of units in a row.
pub(crate) fn unit_names(l: Locale, units: &[Unit]) -> String {
    names(l, units.iter().map(|unit| unit.name.get(l).to_owned()))
}

/// The way from the list to a survey's page, and on.
pub(crate) fn trail(l: Locale, above: &[(&str, String)], here: &str) -> Trail {
    let list = (ayeneh_text::places::surveys(l).to_owned(), "/surveys".to_owned());
    let above = above.iter().map(|(name, href)| ((*name).to_owned(), href.clone()));
    Trail { above: std::iter::once(list).chain(above).collect(), here: here.to_owned(), name: words::way(l).to_owned() }
}
