//! From a paired result to what its page is told: figures as they are shown, and for what is hidden the rule and the nearest
//! shown.

mod beneath;
mod units;

use ayeneh_core::results::{Paired, TopicResult, UnitName};
use ayeneh_domain::{
    bilingual::Locale,
    questionnaire::Side,
    release::{Figure, HiddenReason, Nearest, Shown as Cell},
};
use ayeneh_text::{self as text, date, figure, results as words};

use super::wire::{Alpha, ResultsPage};
use crate::ui::{
    chart::paired::{Pair, Point},
    head::{Choice, ScopeField},
    hidden_cell::{Rule, Withheld},
    pairs::PairRow,
    shown::Shown,
};

/// What the page is told.
pub fn told(l: Locale, paired: &Paired) -> ResultsPage {
    let made = Made { l, paired };
    let unit = paired.unit.id.map_or_else(String::new, |unit| format!("?unit={unit}"));
    ResultsPage {
        scope: made.scope(),
        answered: made.answered(),
        elements: paired.topics.iter().map(|topic| made.element(topic)).collect(),
        is_tested: paired.is_tested(),
        reliability: paired.topics.iter().filter_map(|topic| made.reliability(topic)).collect(),
        outcomes: made.outcomes(),
        participation: made.participation(),
        heat: made.heat(),
        units: made.units(),
        spreads: made.spreads(),
        waves: made.waves(),
        moved: made.moved(),
        comments: made.comments(),
        download: Some(format!("/results/{}/cells{unit}", paired.survey.id)),
        release: from(l, paired),
    }
}

/// Both sides of every element, widest gap first.
pub(crate) fn elements(l: Locale, paired: &Paired) -> Vec<PairRow> {
    let made = Made { l, paired };
    let mut rows: Vec<PairRow> = paired.topics.iter().map(|topic| made.element(topic)).collect();
    super::page::widest_first(&mut rows);
    rows
}

/// Which release it is, and of imported answers what was said of their file.
fn from(l: Locale, paired: &Paired) -> String {
    let release = release_line(l, &paired.release);
    if paired.survey.rows_are_people {
        format!("{release} {}", ayeneh_text::historical::rows_are_people(l))
    } else {
        release
    }
}

/// Which release a page is made from, and what respondents were promised.
pub fn release_line(l: Locale, release: &ayeneh_core::release::Release) -> String {
    let promise = release.promise.get(l).replace('\n', " ");
    words::release_line(l, figure::integer(l, release.version), date::day(l, release.released_on), promise)
}

/// A result on its way to the page.
struct Made<'a> {
    l: Locale,
    paired: &'a Paired,
}

impl Made<'_> {
    fn address(&self, unit: &UnitName) -> String {
        let survey = self.paired.survey.id;
        unit.id.map_or_else(|| format!("/results/{survey}"), |unit| format!("/results/{survey}?unit={unit}"))
    }

    fn scope(&self) -> Vec<ScopeField> {
        let l = self.l;
        let wave = |wave: &ayeneh_core::results::WaveHead| Choice {
            value: wave.survey.to_string(),
            label: wave.title.get(l).to_owned(),
            chosen: wave.survey == self.paired.survey.id,
        };
        let unit = |(unit, depth): &(UnitName, usize)| Choice {
            value: unit.id.map_or_else(String::new, |id| id.to_string()),
            label: format!("{}{}", "\u{2003}".repeat(depth.saturating_sub(1)), unit.name.get(l)),
            chosen: unit.id == self.paired.unit.id,
        };
        let field = |name: &str, label: &str, choices: Vec<Choice>| ScopeField {
            name: name.to_owned(),
            label: label.to_owned(),
            choices,
        };
        vec![
            field("wave", words::wave(l), self.paired.waves.iter().map(wave).collect()),
            field("unit", words::unit(l), self.paired.units.iter().map(unit).collect()),
        ]
    }

    fn answered(&self) -> Option<(u32, u32, u32)> {
        let of = |side| {
            let (_, shown) = self.paired.participation.iter().find(|(of, _)| *of == side)?;
            shown.n()
        };
        let units: usize = self.paired.regions.iter().map(|region| region.units.len()).sum();
        let units = u32::try_from(units).ok().filter(|units| *units > 0)?;
        Some((of(Side::Employee)?, of(Side::Customer)?, units))
    }

    /// A pair of figures; where everything that was asked is hidden, why.
    fn row(&self, name: &str, sides: [Option<&Cell>; 2], sure: bool, notes: Vec<String>) -> PairRow {
        let [employee, customer] = sides;
        let mut asked = sides.into_iter().flatten().peekable();
        let is_hidden = asked.peek().is_some() && asked.all(Cell::is_hidden);
        let first = sides.into_iter().flatten().next();
        let mut notes = notes;
        if !is_hidden {
            let both = [(Side::Employee, employee), (Side::Customer, customer)];
            notes.extend(both.into_iter().filter_map(|(side, shown)| self.hidden_side(side, shown?)));
        }
        PairRow {
            pair: Pair {
                name: name.to_owned(),
                employee: employee.map(Point::from),
                customer: customer.map(Point::from),
                sure,
            },
            note: (!notes.is_empty()).then(|| notes.join(text::common::list_separator(self.l))),
            href: None,
            withheld: first.filter(|_| is_hidden).and_then(|shown| self.withheld(name, shown, Figure::Index)),
        }
    }

    /// Why one side of a pair is not there.
    fn hidden_side(&self, side: Side, shown: &Cell) -> Option<String> {
        let Cell::Hidden { reason, .. } = shown else { return None };
        let why = text::name::hidden(self.l, reason, Figure::Index);
        Some(words::side_hidden(self.l, text::name::side(self.l, side), why))
    }

    /// The rule that hides a cell, and where the nearest shown is, if the reader may see it.
    fn withheld(&self, of: &str, shown: &Cell, figure: Figure) -> Option<Withheld> {
        let Cell::Hidden { reason, nearest } = shown else { return None };
        let nearest = nearest.as_ref().and_then(|nearest| self.nearest(nearest));
        let mut withheld = Withheld::of_cell(of, shown, nearest)?;
        if let (Figure::Comments, HiddenReason::TooFew { threshold }) = (figure, reason) {
            withheld.rule = Rule::FewWriters { threshold: *threshold };
        }
        Some(withheld)
    }

    fn nearest(&self, nearest: &Nearest) -> Option<(String, String)> {
        let id = match nearest {
            Nearest::Unit { unit } => Some(*unit),
            Nearest::Everybody => None,
            Nearest::Group { .. } => return None,
        };
        // A unit that cannot be chosen beside the whole organisation is the same under another name.
        let named = self.paired.units.iter().find(|(unit, _)| unit.id == id);
        let (unit, _) = named.or_else(|| self.paired.units.first().filter(|(unit, _)| unit.id.is_none()))?;
        Some((unit.name.get(self.l).to_owned(), self.address(unit)))
    }

    fn element(&self, topic: &TopicResult) -> PairRow {
        let l = self.l;
        let mut notes = Vec::new();
        if let Some([employee, customer]) = &topic.whole {
            let written = |shown: &Option<Cell>| shown.as_ref().map_or(Shown::Hidden, Shown::from).text(0, l);
            notes.push(words::whole_company(l, written(employee), written(customer)));
        } else if let Some(Cell::Value { low: Some(low), high: Some(high), .. }) = &topic.together {
            let said = match (*low > 0.0, *high < 0.0) {
                (true, _) => words::move_together(l),
                (_, true) => words::move_apart(l),
                _ => words::move_unclear(l),
            };
            notes.push(said.to_owned());
        }
        if topic.disagree.contains(&true) {
            notes.push(words::disagree(l).to_owned());
        }
        let sides = [topic.employee.as_ref(), topic.customer.as_ref()];
        self.row(topic.name.get(l), sides, topic.is_sure, notes)
    }

    fn reliability(&self, topic: &TopicResult) -> Option<(String, Option<Alpha>, Option<Alpha>)> {
        let [employee, customer] = topic.alpha.each_ref().map(|shown| shown.as_ref().and_then(alpha));
        (employee.is_some() || customer.is_some()).then(|| (topic.name.get(self.l).to_owned(), employee, customer))
    }
}

fn alpha(shown: &Cell) -> Option<Alpha> {
    match *shown {
        Cell::Value { value, low, high, .. } => Some(Alpha { value, interval: low.zip(high) }),
        _ => None,
    }
}
