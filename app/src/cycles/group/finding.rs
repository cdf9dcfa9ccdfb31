//! The finding of a group report in a sentence, made by rules of what is shown and of nothing else.

use ayeneh_core::results::{GroupCompetency, GroupReport, View};
use ayeneh_domain::bilingual::Locale;
use ayeneh_text::{figure, group as words, isolate};

/// From this difference on a scale of five on, two figures are told apart.
const APART: f64 = 0.5;

/// The exact figures of a view.
fn exact(report: &GroupReport, view: View) -> Vec<(&GroupCompetency, f64)> {
    let figure = |one: &'_ GroupCompetency| report.figure(one, view).and_then(ayeneh_domain::release::Shown::exact);
    report.competencies.iter().filter_map(|one| Some((one, figure(one)?))).collect()
}

/// Whether any figure is shown.
pub fn is_shown(report: &GroupReport) -> bool {
    let figures = report.competencies.iter().flat_map(|one| &one.figures);
    figures.flatten().any(|shown| !shown.is_hidden())
}

/// The sentence: themselves against others, else the highest and the lowest.
pub fn sentence(l: Locale, report: &GroupReport) -> String {
    let unit = isolate(report.of.name.get(l));
    if !is_shown(report) {
        return words::sentence_hidden(l, unit);
    }
    let others = exact(report, View::Others);
    let write = |value: f64| figure::decimal(l, value, 1);
    let apart = exact(report, View::Oneself).into_iter().filter_map(|(one, own)| {
        let (_, theirs) = others.iter().find(|(other, _)| other.key == one.key)?;
        Some((one, own, *theirs))
    });
    let widest = apart.max_by(|(_, a, b), (_, c, d)| (a - b).abs().total_cmp(&(c - d).abs()));
    match widest {
        Some((one, own, theirs)) if own - theirs >= APART => {
            return words::sentence_above(l, unit, one.name.get(l), write(own), write(theirs));
        }
        Some((one, own, theirs)) if theirs - own >= APART => {
            return words::sentence_below(l, unit, one.name.get(l), write(theirs), write(own));
        }
        _ => {}
    }
    // Beside a bound nothing is said to be the highest, or alike.
    let shown = report.competencies.iter().filter_map(|one| report.figure(one, View::Others));
    if others.len() < 2 || others.len() < shown.filter(|shown| !shown.is_hidden()).count() {
        return words::sentence_shown(l, unit);
    }
    let high = others.iter().max_by(|(_, a), (_, b)| a.total_cmp(b));
    let low = others.iter().min_by(|(_, a), (_, b)| a.total_cmp(b));
    match high.zip(low) {
        Some(((high, best), (low, worst))) if write(*best) != write(*worst) => {
            words::sentence_ends(l, unit, high.name.get(l), low.name.get(l), write(*best), write(*worst))
        }
        _ => words::sentence_alike(l, unit),
    }
}
