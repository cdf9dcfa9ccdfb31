//! From a released assessment to what its page is told.

use ayeneh_core::results::{Assessment, Claim, Domain, Measured, Question};
use ayeneh_domain::{bilingual::Locale, people::Level, release::Shown as Cell};
use ayeneh_text::{figure, maturity as words, name};

use super::wire;
use crate::{
    results::release_line,
    ui::{hidden_cell::Withheld, shown::Shown},
};

/// What the page is told.
pub fn told(l: Locale, found: Assessment) -> wire::AssessmentPage {
    let everybody = found.participation.iter().find(|(level, _)| level.is_none());
    let levels = found.participation.iter().filter_map(|(level, shown)| {
        let label = name::level(l, (*level)?).to_owned();
        Some(wire::Level { n: shown.n(), withheld: Withheld::of_cell(&label, shown, None), label })
    });
    wire::AssessmentPage {
        round: found.survey.title.get(l).to_owned(),
        answered: everybody.and_then(|(_, shown)| shown.n()),
        overall: found.overall.as_ref().map_or(Shown::Hidden, Shown::from),
        before: found.before.as_ref().map(|(round, shown)| (round.get(l).to_owned(), Shown::from(shown))),
        levels: levels.collect(),
        domains: found.domains.iter().map(|one| domain(l, one)).collect(),
        release: release_line(l, &found.release),
    }
}

fn domain(l: Locale, found: &Domain) -> wire::Domain {
    let name = found.name.get(l).to_owned();
    let whole = whole(&found.maturity);
    let levels = found.maturity.iter().filter_map(|(level, shown)| Some(level_figure(l, (*level)?, shown)));
    wire::Domain {
        index: whole.map_or(Shown::Hidden, Shown::from),
        withheld: whole.and_then(|shown| Withheld::of_cell(&name, shown, None)),
        levels: levels.collect(),
        gap: gap(l, found),
        topics: found.questions.iter().map(|question| topic(l, question)).collect(),
        name,
    }
}

fn whole(figures: &[(Option<Level>, Cell)]) -> Option<&Cell> {
    figures.iter().find(|(level, _)| level.is_none()).map(|(_, shown)| shown)
}

fn level_figure(l: Locale, level: Level, shown: &Cell) -> wire::LevelFigure {
    wire::LevelFigure { value: shown.into(), withheld: Withheld::of_cell(name::level(l, level), shown, None) }
}

/// The widest sure difference: who is higher, who lower, by how much.
fn gap(l: Locale, found: &Domain) -> Option<(String, String, f64)> {
    let sure = found.gaps.iter().filter(|gap| gap.is_sure);
    let exact = sure.filter_map(|gap| Some((gap, gap.gap.exact()?)));
    let (gap, by) = exact.max_by(|one, other| one.1.abs().total_cmp(&other.1.abs()))?;
    let (first, second) = (name::level(l, gap.first).to_owned(), name::level(l, gap.second).to_owned());
    Some(if by > 0.0 { (first, second, by) } else { (second, first, -by) })
}

fn topic(l: Locale, found: &Question) -> wire::Topic {
    let shown = whole(&found.answers);
    let parts = match &found.parts {
        Some(Cell::Parts { values, .. }) => values.clone(),
        _ => Vec::new(),
    };
    let text = found.text.get(l).to_owned();
    wire::Topic {
        number: found.key.trim_start_matches('q').parse().unwrap_or_default(),
        index: shown.map_or(Shown::Hidden, Shown::from),
        withheld: shown.and_then(|shown| Withheld::of_cell(&text, shown, None)),
        parts,
        not_known: found.not_known.as_ref().and_then(Cell::exact),
        measured: found.measured.map(|measured| (said(l, measured), bears_out(measured, found.claim))),
        next: found.next_step.as_ref().map(|step| step.get(l).to_owned()),
        text,
    }
}

/// Whether what is measured fits what is claimed: a "yes" that is so, or anything less where it is not.
fn bears_out(measured: Measured, claim: Option<Claim>) -> bool {
    measured.bears_out_yes() == (claim == Some(Claim::Yes))
}

fn said(l: Locale, measured: Measured) -> String {
    let number = |value: u32| figure::integer(l, value);
    match measured {
        Measured::Waves { waves, months } => words::measured_waves(l, number(waves), number(months)),
        Measured::BothSides { waves: 0, .. } => words::measured_no_wave(l).to_owned(),
        Measured::BothSides { both, waves } => words::measured_both(l, number(both), number(waves)),
        Measured::Reviewed { people, of } => words::measured_reviewed(l, number(people), number(of)),
        Measured::Targets { measures } => words::measured_targets(l, number(measures)),
    }
}
