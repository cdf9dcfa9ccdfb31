//! From a report to what its page is told.

use ayeneh_core::results::{Behaviour, Chosen, Competency, Pool, Report};
use ayeneh_domain::{
    bilingual::Locale,
    relationship::Relationship,
    release::{
        Figure, HiddenReason, Shown as Cell,
        cell::{COLLEAGUES, OUTSIDE, POOL},
    },
};
use ayeneh_text::{name, report as words, ui};

use super::wire;
use crate::{
    results::release_line,
    ui::{
        hidden_cell::{Rule, Withheld},
        shown::Shown,
    },
};

/// What the page is told. `from` is the list one comes from.
pub fn told(l: Locale, report: &Report, from: Option<(String, String)>) -> wire::ReportPage {
    let others: Vec<&(String, Cell)> =
        report.groups.iter().filter(|(group, _)| group != Relationship::Self_.key()).collect();
    let groups = others
        .iter()
        .map(|(group, shown)| wire::Group {
            label: label(l, group),
            outside: Relationship::from_key(group).is_some_and(Relationship::is_external),
            n: shown.n(),
            withheld: withheld(l, &label(l, group), shown, Figure::Participation),
        })
        .collect();
    let behaviour = |key: &String| {
        let all = report.competencies.iter().flat_map(|competency| &competency.behaviours);
        let found = all.into_iter().find(|behaviour| behaviour.key == *key)?;
        let moved = report.before.as_ref().and_then(|before| before.on_scale(key, report.scale));
        Some(wire::Behaviour { change: moved.map(|(then, now)| now - then), ..behaviour_told(l, found) })
    };
    wire::ReportPage {
        from,
        cycle: report.survey.title.get(l).to_owned(),
        subject: report.subject.name.clone(),
        role: report.unit.get(l).to_owned(),
        own: report.is_own,
        scale: report.scale,
        outside: outside(l, &others),
        groups,
        competencies: report.competencies.iter().map(|found| competency(l, found, &others)).collect(),
        highest: report.highest.iter().filter_map(behaviour).collect(),
        lowest: report.lowest.iter().filter_map(behaviour).collect(),
        chosen: chosen(l, report),
        comments: report.pools.iter().map(|found| pool(l, found)).collect(),
        download: None,
        release: release_line(l, &report.release),
    }
}

/// What was chosen after the report before, for whoever may know.
fn chosen(l: Locale, report: &Report) -> Option<wire::ChosenBefore> {
    let before = report.before.as_ref().filter(|before| !before.chosen.is_empty())?;
    let behaviour = |one: &Chosen| wire::ChosenBehaviour {
        text: one.text.get(l).to_owned(),
        state: name::goal_state(l, one.state).to_owned(),
        moved: before.on_scale(&one.key, report.scale),
    };
    Some(wire::ChosenBefore {
        cycle: before.title.get(l).to_owned(),
        behaviours: before.chosen.iter().map(behaviour).collect(),
    })
}

fn label(l: Locale, group: &str) -> String {
    let of = match group {
        POOL => words::pool_others(l),
        COLLEAGUES => ui::colleagues(l),
        OUTSIDE => words::pool_outside(l),
        key => Relationship::from_key(key).map_or("", |relationship| name::relationship(l, relationship)),
    };
    of.to_owned()
}

/// Those outside by the one name they share; where both customers and suppliers were asked, or the groups were joined, by
/// both names.
fn outside(l: Locale, groups: &[&(String, Cell)]) -> String {
    let of = groups.iter().filter_map(|(group, _)| Relationship::from_key(group));
    let of: Vec<Relationship> = of.filter(|relationship| relationship.is_external()).collect();
    match of[..] {
        [one] => name::relationship(l, one).to_owned(),
        _ => words::pool_outside(l).to_owned(),
    }
}

fn competency(l: Locale, found: &Competency, groups: &[&(String, Cell)]) -> wire::Competency {
    let verdict = match (found.is_blind_spot, found.is_hidden_strength) {
        (true, _) => Some(wire::Verdict::BlindSpot),
        (_, true) => Some(wire::Verdict::HiddenStrength),
        _ => None,
    };
    let figures = found.groups.iter().zip(groups).map(|(shown, (group, _))| wire::GroupFigure {
        value: shown.as_ref().map(Shown::from),
        withheld: shown.as_ref().and_then(|shown| withheld(l, &label(l, group), shown, Figure::Index)),
    });
    wire::Competency {
        name: found.name.get(l).to_owned(),
        oneself: found.oneself.as_ref().and_then(Cell::exact),
        colleagues: found.colleagues.as_ref().map(Shown::from),
        outside: found.outside.as_ref().map(Shown::from),
        verdict,
        spread: found.is_mixed.map(|mixed| if mixed { wire::Spread::Mixed } else { wire::Spread::Close }),
        groups: figures.collect(),
        behaviours: found.behaviours.iter().map(|behaviour| behaviour_told(l, behaviour)).collect(),
    }
}

fn behaviour_told(l: Locale, found: &Behaviour) -> wire::Behaviour {
    wire::Behaviour {
        text: found.text.get(l).to_owned(),
        oneself: found.oneself.as_ref().and_then(Cell::exact),
        others: found.others.as_ref().map(Shown::from),
        change: None,
    }
}

fn pool(l: Locale, found: &Pool) -> wire::Pool {
    let label = label(l, &found.group);
    wire::Pool {
        withheld: withheld(l, &label, &found.shown, Figure::Comments),
        question: found.question.get(l).to_owned(),
        texts: found.texts.clone(),
        label,
    }
}

/// The rule that hides a figure; those who were joined with others are found in the column of those.
fn withheld(l: Locale, of: &str, shown: &Cell, figure: Figure) -> Option<Withheld> {
    let Cell::Hidden { reason, .. } = shown else { return None };
    let mut withheld = Withheld::of_cell(of, shown, None)?;
    if let (Figure::Comments, HiddenReason::TooFew { threshold }) = (figure, reason) {
        withheld.rule = Rule::FewWriters { threshold: *threshold };
    }
    debug_assert!(!withheld.reason(l).is_empty(), "a hidden cell says why");
    Some(withheld)
}
