//! The findings of a report in words: the sentence it begins with, and three points.
//! Made from the figures as shown, so they say nothing that the tables hide.

use ayeneh_domain::bilingual::Locale;
use ayeneh_text::{report as words, ui};
use leptos::prelude::*;

use super::wire::{Competency, ReportPage, Verdict};
use crate::ui::shown::Shown;

/// Others' figure: colleagues', else that of those outside.
fn others(competency: &Competency) -> Option<f64> {
    let place = |shown: Option<Shown>| shown.and_then(Shown::place);
    place(competency.colleagues).or(place(competency.outside))
}

/// Oneself minus others.
pub fn difference(competency: &Competency) -> Option<f64> {
    Some(competency.oneself? - others(competency)?)
}

/// The largest difference of a verdict.
fn largest(data: &ReportPage, verdict: Verdict) -> Option<&Competency> {
    let size = |competency: &&Competency| difference(competency).map_or(0.0, f64::abs);
    let found = data.competencies.iter().filter(|competency| competency.verdict == Some(verdict));
    found.max_by(|one, other| size(one).total_cmp(&size(other)))
}

/// What the subject is called: spoken to, or spoken of.
pub fn oneself(data: &ReportPage, locale: Locale) -> &'static str {
    if data.own { ui::oneself(locale) } else { words::self_word(locale) }
}

/// The finding of the report.
pub fn sentence(data: &ReportPage, locale: Locale) -> String {
    let strength = largest(data, Verdict::HiddenStrength).map(|competency| competency.name.as_str());
    let blind = largest(data, Verdict::BlindSpot).map(|competency| competency.name.as_str());
    // A name may run in the other direction than the sentence.
    let who = ayeneh_text::isolate(&data.subject);
    let who = who.as_str();
    let all = |missing: fn(&Competency) -> bool| data.competencies.iter().all(missing);
    let (no_self, no_others) = (all(|one| one.oneself.is_none()), all(|one| others(one).is_none()));
    match (no_self, no_others, data.own) {
        (true, true, _) => return words::nobody_yet(locale).to_owned(),
        (true, false, true) => return words::self_missing(locale).to_owned(),
        (true, false, false) => return words::self_missing_of(locale, who),
        (false, true, true) => return words::others_missing(locale).to_owned(),
        (false, true, false) => return words::others_missing_of(locale, who),
        (false, false, _) => {}
    }
    match (strength, blind, data.own) {
        (Some(strength), Some(blind), true) => words::strength_and_blind(locale, strength, blind),
        (Some(strength), Some(blind), false) => words::strength_and_blind_of(locale, who, strength, blind),
        (Some(strength), None, true) => words::strength(locale, strength),
        (Some(strength), None, false) => words::strength_of(locale, who, strength),
        (None, Some(blind), true) => words::blind(locale, blind),
        (None, Some(blind), false) => words::blind_of(locale, who, blind),
        (None, None, true) => words::alike(locale).to_owned(),
        (None, None, false) => words::alike_of(locale, who),
    }
}

/// Blind spot, hidden strength, and where all agree; those there are.
pub fn three(data: &ReportPage, locale: Locale) -> Option<AnyView> {
    let agreed = data
        .competencies
        .iter()
        .filter(|competency| competency.verdict.is_none())
        .filter_map(|competency| Some((competency, difference(competency)?.abs(), others(competency)?)))
        .filter(|(_, apart, _)| *apart < 0.5)
        .max_by(|(_, _, one), (_, _, other)| one.total_cmp(other))
        .map(|(competency, ..)| competency);
    let points = [
        (words::blind_spot(locale), largest(data, Verdict::BlindSpot), words::blind_advice(locale)),
        (words::hidden_strength(locale), largest(data, Verdict::HiddenStrength), words::strength_advice(locale)),
        (words::agreed(locale), agreed, words::agreed_advice(locale)),
    ];
    let articles: Vec<_> = points
        .into_iter()
        .filter_map(|(kind, competency, advice)| Some((kind, competency?, advice)))
        .map(|(kind, competency, advice)| {
            let title = words::point(locale, kind, &competency.name);
            view! { <article><h2>{title}</h2><p class="small">{figures(competency, data, locale)}" "{advice}</p></article> }
        })
        .collect();
    (!articles.is_empty()).then(|| {
        view! { <section class="three panel" aria-label=words::in_short(locale)>{articles}</section> }.into_any()
    })
}

/// The figures of those who have one: what is hidden has its place in the table, with its reason.
fn figures(competency: &Competency, data: &ReportPage, locale: Locale) -> String {
    let parts = [
        (oneself(data, locale), competency.oneself.map(Shown::Exact)),
        (ui::colleagues(locale), competency.colleagues),
        (data.outside.as_str(), competency.outside),
    ];
    let shown = parts.into_iter().filter_map(|(who, shown)| Some((who, shown.filter(|of| *of != Shown::Hidden)?)));
    let said: Vec<String> = shown.map(|(who, shown)| format!("{who} {}", shown.text(1, locale))).collect();
    format!("{}.", said.join(ayeneh_text::common::list_separator(locale)))
}
