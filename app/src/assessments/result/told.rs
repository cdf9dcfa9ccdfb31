//! From a released assessment to what its page is told.

use ayeneh_core::results::{Assessment, Claim, Domain, Measured, Question, Round};
use ayeneh_domain::{bilingual::Locale, people::Level, release::Shown as Cell, survey::Kind};
use ayeneh_text::{date, maturity as words, name};

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
        is_recovery: found.survey.kind == Kind::Recovery,
        trend: trend(l, &found.trend),
        levels: levels.collect(),
        domains: found.domains.iter().map(|one| domain(l, one)).collect(),
        release: release_line(l, &found.release),
    }
}

/// The rounds; one alone is no trend.
fn trend(l: Locale, found: &[Round]) -> Vec<wire::Round> {
    let shown = |shown: &Option<Cell>| shown.as_ref().map(Shown::from);
    let round = |round: &Round| wire::Round {
        name: round.title.get(l).to_owned(),
        month: date::month(l, round.period),
        overall: shown(&round.overall),
        domains: round.domains.iter().map(shown).collect(),
    };
    if found.len() > 1 { found.iter().map(round).collect() } else { Vec::new() }
}

fn domain(l: Locale, found: &Domain) -> wire::Domain {
    let name = found.name.get(l).to_owned();
    let whole = whole(&found.maturity);
    let levels = found.maturity.iter().filter_map(|(level, shown)| Some(level_figure(l, (*level)?, shown)));
    wire::Domain {
        index: whole.map_or(Shown::Hidden, Shown::from),
        withheld: whole.and_then(|shown| Withheld::of_cell(&name, shown, None)),
        levels: levels.collect(),
        description: found.description.as_ref().map(|said| said.get(l).to_owned()).unwrap_or_default(),
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
        number: number(&found.key),
        index: shown.map_or(Shown::Hidden, Shown::from),
        withheld: shown.and_then(|shown| Withheld::of_cell(&text, shown, None)),
        parts,
        not_known: found.not_known.as_ref().and_then(Cell::exact),
        claim: found.claim.map(|claim| claimed(l, claim).to_owned()),
        measured: found.measured.as_ref().map(|measured| told_measured(l, measured, found.claim)),
        next: found.next_steps.iter().map(|step| step.get(l).to_owned()).collect(),
        evidence: found.evidence.as_ref().map(|evidence| wire::Evidence {
            texts: evidence.texts.clone(),
            withheld: Withheld::of_cell(&text, &evidence.shown, None),
        }),
        text,
    }
}

const fn claimed(l: Locale, claim: Claim) -> &'static str {
    match claim {
        Claim::Yes => words::yes(l),
        Claim::Partly => words::partly(l),
        Claim::No => words::no(l),
    }
}

/// Beside what is claimed: it fits where a "yes" is so, or where anything less is not.
fn told_measured(l: Locale, measured: &Measured, claim: Option<Claim>) -> wire::Measured {
    let bears_out = measured.bears_out_yes();
    wire::Measured {
        said: measured.said(l),
        is_measured: !matches!(measured, Measured::Not(_)),
        bears_out: bears_out.zip(claim).map(|(bears_out, claim)| bears_out == (claim == Claim::Yes)),
    }
}

/// The number of a question: `q05` of the twenty, `s05` of the service check.
fn number(key: &str) -> u32 {
    key.trim_start_matches(['q', 's']).parse().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use ayeneh_domain::questionnaire::builtin;

    use super::*;

    #[test]
    fn questions_are_numbered_from_one_without_a_gap() {
        for asked in [builtin::centricity(), builtin::recovery()] {
            let questions = asked.items().filter(|item| item.element.is_some());
            let numbers: BTreeSet<u32> = questions.map(|item| number(&item.key)).collect();
            let last = u32::try_from(numbers.len()).expect("is small");
            assert!(numbers.into_iter().eq(1..=last), "{}", asked.key);
        }
    }
}
