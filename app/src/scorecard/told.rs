//! What the scorecard knows, as the page is told it.

use ayeneh_core::{
    measures::{Measure as Known, Source},
    scorecard::{MeasureFigure, Mirror as KnownMirror, MirrorUnit, ScopeUnit, Scorecard, TREND_MONTHS},
};
use ayeneh_domain::{
    bilingual::Locale,
    calendar::Month,
    measure::{Direction, Perspective as Side, Standing},
    release::{Figure, Nearest, Shown as Cell},
};
use ayeneh_text::{figure, measures, scorecard_scope as words};

use super::{
    show::{href, scope},
    wire::{Chain, Decision, Mirror, Perspective, ScorecardPage},
};
use crate::{
    linkage,
    ui::{
        chart::hero::UnitMark,
        hidden_cell::Withheld,
        measure_row::{Form, Measure},
        shown::Shown,
        state::State,
    },
};

/// At most so many decisions are offered.
const DECISIONS: usize = 3;

/// The page.
pub(super) fn page(card: &Scorecard, l: Locale) -> ScorecardPage {
    let perspective = |side: &Side| Perspective {
        key: side.key().to_owned(),
        name: perspective_name(*side, l).to_owned(),
        measures: card
            .measures
            .iter()
            .filter(|figure| figure.measure.perspective == *side)
            .map(|figure| measure(card, figure, l))
            .collect(),
    };
    ScorecardPage {
        scope: scope(card, l),
        sentence: card.sentence(l),
        mirror: mirror(&card.mirror, l),
        perspectives: Side::ALL.iter().map(perspective).collect(),
        chain: (card.mirror.units.len() > 1 || card.mirror.wave.is_none()).then(|| chain(card, l)),
        steps: None,
        decisions: decisions(card, l),
        release: release(&card.mirror, l),
    }
}

/// The name of a perspective.
pub(crate) const fn perspective_name(side: Side, l: Locale) -> &'static str {
    match side {
        Side::Financial => measures::perspective_financial(l),
        Side::Customer => measures::perspective_customer(l),
        Side::Process => measures::perspective_process(l),
        Side::Learning => measures::perspective_learning(l),
    }
}

/// How a measure's figures are written.
pub(crate) fn form(measure: &Known) -> Form {
    let places = measure.decimals;
    match &measure.source {
        Source::Release { figure: Figure::Nps, .. } => Form::Signed { places },
        _ if measure.unit.en == "%" => Form::Percent { places },
        _ => Form::Number { places },
    }
}

/// What a measure is counted in, where it stands apart from the figure; a percent sign stands with it.
pub(super) fn unit_word(measure: &Known, l: Locale) -> &str {
    if measure.unit.en == "%" { "" } else { measure.unit.get(l) }
}

pub(super) const fn state(standing: Standing) -> State {
    match standing {
        Standing::OnTarget => State::OnTarget,
        Standing::Near => State::Near,
        Standing::Below => State::Below,
    }
}

/// Why a cell is hidden, with the way to the nearest that is shown.
pub(super) fn withheld(of: &str, cell: &Cell, card: &Scorecard, l: Locale) -> Option<Withheld> {
    let Cell::Hidden { nearest, .. } = cell else { return None };
    let unit = match nearest {
        Some(Nearest::Unit { unit }) => card.above.iter().find(|above| above.id == Some(*unit)),
        Some(Nearest::Everybody) => card.above.iter().find(|above| above.id.is_none()),
        _ => None,
    };
    let nearest = unit.map(|unit| (unit.name.get(l).to_owned(), href(unit, card.month)));
    Withheld::of_cell(of, cell, nearest)
}

fn measure(card: &Scorecard, figure: &MeasureFigure, l: Locale) -> Measure {
    let known = &figure.measure;
    let unit = unit_word(known, l);
    let unit = match figure.month.filter(|month| *month != card.month && known.source == Source::Import) {
        Some(month) => words::unit_of_month(l, unit, month),
        None => unit.to_owned(),
    };
    let below = format!("/scorecard/{}?unit={}&month={}", known.key, unit_id(&card.unit), card.month);
    Measure {
        name: known.name.get(l).to_owned(),
        href: (!figure.by_unit.is_empty()).then_some(below),
        form: form(known),
        value: figure.shown.as_ref().map(Shown::from),
        unit,
        less_is_better: known.direction == Direction::Down,
        target: figure.target.map(|target| target.target()),
        state: figure.standing.map(state),
        trend: trend(figure, card.month),
        withheld: figure.shown.as_ref().and_then(|cell| withheld(card.unit.name.get(l), cell, card, l)),
    }
}

/// Of imported figures every month has its place; releases come as they are.
pub(super) fn trend(figure: &MeasureFigure, month: Month) -> Vec<Option<f64>> {
    if figure.measure.source != Source::Import {
        return figure.trend.iter().map(|(_, value)| Some(*value)).collect();
    }
    let months = (0..TREND_MONTHS).rev().map(|back| month.plus(-back));
    months.map(|month| figure.trend.iter().find(|(of, _)| *of == month).map(|(_, value)| *value)).collect()
}

fn unit_id(unit: &ScopeUnit) -> String {
    unit.id.map(|id| id.to_string()).unwrap_or_default()
}

fn mirror(known: &KnownMirror, l: Locale) -> Option<Mirror> {
    known.wave.as_ref()?;
    let shown = |cell: &Option<Cell>| cell.as_ref().map_or(Shown::Hidden, Shown::from);
    let marks = |of: fn(&MirrorUnit) -> &Option<Cell>| -> Vec<UnitMark> {
        let placed = |unit: &MirrorUnit| {
            let value = of(unit).as_ref()?.position()?;
            Some(UnitMark { name: unit.unit.name.get(l).to_owned(), value, named: false })
        };
        known.units.iter().filter_map(placed).collect()
    };
    let hides = |cell: &Option<Cell>| cell.as_ref().is_some_and(Cell::is_hidden);
    let hidden = known.units.iter().filter(|unit| hides(&unit.employee) || hides(&unit.customer)).count();
    let count = |cell: &Option<Cell>| cell.as_ref().and_then(Cell::n);
    let before = known.wave_before.as_ref().filter(|_| known.employee_before.is_some());
    Some(Mirror {
        unit_word: words::unit_word(l).to_owned(),
        employees: marks(|unit| &unit.employee),
        customers: marks(|unit| &unit.customer),
        employee: shown(&known.employee),
        customer: shown(&known.customer),
        sure: apart(known.employee.as_ref(), known.customer.as_ref()),
        before: before
            .map(|wave| (wave.title.get(l).to_owned(), shown(&known.employee_before), shown(&known.customer_before))),
        answered: count(&known.employee).zip(count(&known.customer)),
        hidden: u32::try_from(hidden).unwrap_or(u32::MAX),
    })
}

/// Whether two figures differ by more than their intervals allow for chance.
fn apart(employee: Option<&Cell>, customer: Option<&Cell>) -> bool {
    let half = |cell: &Cell| match cell {
        Cell::Value { value, low: Some(low), high: Some(high), .. } => Some((*value, (high - low) / 2.0)),
        _ => None,
    };
    match (employee.and_then(half), customer.and_then(half)) {
        (Some((employee, one)), Some((customer, other))) => (employee - customer).abs() > one.hypot(other),
        _ => false,
    }
}

fn chain(card: &Scorecard, l: Locale) -> Chain {
    let links = &card.links;
    let has_wave = links.wave.is_some();
    let result = links.customers_result.as_ref().and_then(|result| {
        let effect = linkage::per_five(&result.scatter)?;
        Some((result.measure.name.get(l).to_owned(), form(&result.measure), effect))
    });
    Chain { linked: linkage::linked(&links.employees_customers, has_wave, l), result, href: "/linkage".to_owned() }
}

/// What waits: the unit whose sides lie furthest apart beyond chance, then measures beyond their threshold, with their worst unit.
fn decisions(card: &Scorecard, l: Locale) -> Vec<Decision> {
    let gap = |unit: &MirrorUnit| Some(unit.employee.as_ref()?.exact()? - unit.customer.as_ref()?.exact()?);
    let widest = card.mirror.units.iter().filter_map(|unit| Some((unit, gap(unit)?)));
    let sure = |unit: &MirrorUnit| apart(unit.employee.as_ref(), unit.customer.as_ref());
    let widest = widest.filter(|(unit, gap)| gap.abs() >= 10.0 && sure(unit));
    let widest = widest.max_by(|a, b| a.1.abs().total_cmp(&b.1.abs()));
    let mut decisions: Vec<Decision> = Vec::new();
    decisions.extend(widest.map(|(unit, gap)| {
        let points = figure::index(l, gap.abs());
        let name = unit.unit.name.get(l);
        let detail = if gap > 0.0 { words::customers_lower(l) } else { words::employees_lower(l) };
        Decision {
            title: words::gap_of(l, name, points),
            detail: detail.to_owned(),
            act: words::see(l, name),
            href: href(&unit.unit, card.month),
        }
    }));
    let below = card.measures.iter().filter(|figure| figure.standing == Some(Standing::Below));
    decisions.extend(below.filter_map(|figure| below_target(card, figure, l)));
    decisions.truncate(DECISIONS);
    decisions
}

fn below_target(card: &Scorecard, figure: &MeasureFigure, l: Locale) -> Option<Decision> {
    let down = figure.measure.direction == Direction::Down;
    let worse = |value: f64| if down { -value } else { value };
    let placed = figure.by_unit.iter().filter_map(|unit| Some((unit, unit.shown.as_ref()?.exact()?)));
    let (worst, value) = placed.min_by(|a, b| worse(a.1).total_cmp(&worse(b.1)))?;
    let (name, form) = (figure.measure.name.get(l), form(&figure.measure));
    Some(Decision {
        title: words::below_target(l, name),
        detail: words::worst_in(l, worst.unit.name.get(l), form.write(l, value)),
        act: words::see(l, name),
        href: format!("/scorecard/{}?unit={}&month={}", figure.measure.key, unit_id(&card.unit), card.month),
    })
}

/// Which release the survey figures come from, and its promise.
fn release(mirror: &KnownMirror, l: Locale) -> String {
    match &mirror.wave {
        None => words::no_release(l).to_owned(),
        Some(wave) => words::release(l, wave.title.get(l), day(&wave.released_on, l)),
    }
}

fn day(stored: &str, l: Locale) -> String {
    stored.parse().map_or_else(|_| stored.to_owned(), |day| ayeneh_text::date::day(l, day))
}
