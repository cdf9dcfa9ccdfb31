//! The hero: units as small marks heaped above and below one line, the means on it, the gap between.

use std::collections::BTreeMap;

use ayeneh_text::{figure, ui as words};
use serde::{Deserialize, Serialize};

use super::{
    axis::Axis,
    drawing::{Anchor, Drawing},
};
use crate::ui::shown::Shown;

/// A unit on one side of the line.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct UnitMark {
    /// The unit.
    pub name: String,
    /// Its figure; a bound stands at the bound.
    pub value: f64,
    /// Whether the name is printed: the few that lie apart.
    pub named: bool,
}

/// Both heaps and both means.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Hero {
    /// Units above the line.
    pub employees: Vec<UnitMark>,
    /// Units below it.
    pub customers: Vec<UnitMark>,
    /// The mean of employees.
    pub employee: Shown,
    /// The mean of customers.
    pub customer: Shown,
    /// Whether the difference of the means is sure.
    pub sure: bool,
    /// The finding in a sentence or two.
    pub finding: String,
}

/// Names the units that lie far from the others of their side: more than three times as far from the median as the
/// median unit does (MAD), farthest first, at most two, and not two whose names would meet.
pub fn name_outliers(units: &mut [UnitMark]) {
    let middle = median(units.iter().map(|unit| unit.value).collect());
    let spread = median(units.iter().map(|unit| (unit.value - middle).abs()).collect());
    let far = |unit: &UnitMark| (unit.value - middle).abs();
    let mut order: Vec<usize> = (0..units.len()).filter(|index| far(&units[*index]) > 3.0 * spread.max(1.0)).collect();
    order.sort_by(|one, other| far(&units[*other]).total_cmp(&far(&units[*one])));
    let meets = |one: usize, other: usize| (units[one].value - units[other].value).abs() < 8.0;
    let first = order.first().copied();
    let second = first.and_then(|first| order.iter().copied().find(|other| *other != first && !meets(first, *other)));
    for (index, unit) in units.iter_mut().enumerate() {
        unit.named = Some(index) == first || Some(index) == second;
    }
}

fn median(mut values: Vec<f64>) -> f64 {
    values.retain(|value| value.is_finite());
    values.sort_by(f64::total_cmp);
    match values.len() {
        0 => 0.0,
        odd if odd % 2 == 1 => values[odd / 2],
        even => f64::midpoint(values[even / 2 - 1], values[even / 2]),
    }
}

/// Marks lie in bins of two points.
const BIN: f64 = 2.0;
/// No heap is higher than this; with more units the marks move together.
const HEAP: f64 = 88.0;
/// Between line and first mark.
const OFF: f64 = 15.0;

/// Draws it; the height follows the highest heap.
pub fn hero(data: &Hero, axis: &Axis) -> String {
    let (above, below) = (bins(&data.employees), bins(&data.customers));
    let (up, down) = (Heap::of(&above, 11.0), Heap::of(&below, 12.0));
    let line = up.height + OFF + 36.0;
    let foot = line + OFF + down.height + 44.0;
    let mut drawing = Drawing::default();
    for (bin, units) in &above {
        heap(&mut drawing, axis, *bin, units, |index| line - OFF - up.step * index, ("se", "m-e-s", -10.0));
    }
    for (bin, units) in &below {
        heap(&mut drawing, axis, *bin, units, |index| line + OFF + down.step * index, ("sc", "m-c-s", 20.0));
    }
    drawing.line("mirror", (0.0, line), (100.0, line));
    for tick in axis.ticks() {
        drawing.line("axis", (axis.x(tick), foot + 6.0), (axis.x(tick), foot + 11.0));
    }
    axis.draw_ticks(&mut drawing, foot + 25.0, true);
    means(&mut drawing, data, axis, line, foot);
    drawing.named("hero-plot", foot + 28.0, &data.finding)
}

struct Heap {
    height: f64,
    step: f64,
}

impl Heap {
    /// Room for at least five marks, so that the page does not jump from release to release.
    fn of(bins: &BTreeMap<i64, Vec<&UnitMark>>, step: f64) -> Self {
        let most = bins.values().map(Vec::len).max().unwrap_or(0).max(5) as f64;
        let step = step.min(HEAP / most);
        Self { height: step * most, step }
    }
}

/// Units by bin; a named one lies outermost, where its name has room.
fn bins(units: &[UnitMark]) -> BTreeMap<i64, Vec<&UnitMark>> {
    let mut bins: BTreeMap<i64, Vec<&UnitMark>> = BTreeMap::new();
    for unit in units.iter().filter(|unit| unit.value.is_finite()) {
        bins.entry((unit.value / BIN).round() as i64).or_default().push(unit);
    }
    for heap in bins.values_mut() {
        heap.sort_by_key(|unit| unit.named);
    }
    bins
}

fn heap(
    drawing: &mut Drawing,
    axis: &Axis,
    bin: i64,
    units: &[&UnitMark],
    lane: impl Fn(f64) -> f64,
    (class, mark, name_off): (&str, &str, f64),
) {
    let x = axis.x(bin as f64 * BIN);
    for (index, unit) in units.iter().enumerate() {
        let y = lane(index as f64);
        drawing.mark(class, mark, (x, y));
        if unit.named && index + 1 == units.len() {
            drawing.text("halo", x, 0.0, y + name_off, Anchor::Middle, &unit.name);
        }
    }
}

/// Band, leads, the two large marks and their figures.
fn means(drawing: &mut Drawing, data: &Hero, axis: &Axis, line: f64, foot: f64) {
    let (employee, customer) = (data.employee.place(), data.customer.place());
    if let (Some(employee), Some(customer), true) = (employee, customer, data.sure) {
        let left = axis.x(employee) <= axis.x(customer);
        drawing.gap(axis.span(employee, customer), (line - 5.0, 10.0), left);
    }
    // Means that nearly meet stand on their own sides, so that neither covers the other.
    let close = employee.zip(customer).is_some_and(|(one, other)| (axis.share(one) - axis.share(other)).abs() < 0.04);
    let apart = if close { 12.0 } else { 0.0 };
    let employee_onwards = employee.zip(customer).is_none_or(|(employee, customer)| employee > customer);
    if let Some(value) = employee {
        drawing.line("lead-e", (axis.x(value), 6.0), (axis.x(value), line));
        drawing.mark("fe rim", "m-e-l", (axis.x(value), line - apart));
        let text = data.employee.text(0, axis.locale);
        label(drawing, axis, (value, 30.0), employee_onwards, "te", (words::employees(axis.locale), &text));
    }
    if let Some(value) = customer {
        drawing.line("lead-c", (axis.x(value), line), (axis.x(value), foot));
        drawing.mark("fc rim", "m-c-l", (axis.x(value), line + apart));
        let text = data.customer.text(0, axis.locale);
        label(drawing, axis, (value, foot - 4.0), !employee_onwards, "tc", (words::customers(axis.locale), &text));
    }
    if let (Some(employee), Some(customer), true) = (employee, customer, data.sure) {
        let gap = figure::decimal(axis.locale, (employee.round() - customer.round()).abs(), 0);
        let onwards = axis.share(employee.max(customer)) < 0.8;
        let at = if onwards { employee.max(customer) } else { employee.min(customer) };
        let (toward, anchor) = if onwards { (19.0, Anchor::Start) } else { (-19.0, Anchor::End) };
        let text = words::gap_of(axis.locale, gap);
        drawing.text("strong halo wide", axis.x(at), axis.shift(toward), line + 5.0, anchor, &text);
    }
}

/// The mean's figure with its side, away from the other mean, or inwards where the axis ends.
fn label(
    drawing: &mut Drawing,
    axis: &Axis,
    (value, y): (f64, f64),
    onwards: bool,
    class: &str,
    (side, text): (&str, &str),
) {
    let share = axis.share(value);
    let onwards = if onwards { share < 0.65 } else { share < 0.35 };
    let (toward, anchor) = if onwards { (9.0, Anchor::Start) } else { (-9.0, Anchor::End) };
    let parts = if onwards { [("big", text), ("lbl", side)] } else { [("lbl", side), ("big", text)] };
    drawing.pair(&format!("{class} halo"), (axis.x(value), axis.shift(toward), y), anchor, parts);
}

#[cfg(test)]
mod tests {
    use ayeneh_domain::bilingual::Locale;

    use super::*;

    fn units(values: &[f64]) -> Vec<UnitMark> {
        values.iter().map(|value| UnitMark { name: "واحد".to_owned(), value: *value, named: false }).collect()
    }

    fn data(values: &[f64]) -> Hero {
        Hero {
            employees: units(values),
            customers: units(values),
            employee: Shown::Exact(60.0),
            customer: Shown::Exact(67.0),
            sure: true,
            finding: "x".to_owned(),
        }
    }

    #[test]
    fn every_unit_has_one_mark_a_side() {
        let values: Vec<f64> = (0..60).map(f64::from).collect();
        let svg = hero(&data(&values), &Axis::holding(values.iter().copied(), Locale::Fa));
        assert_eq!(svg.matches("class=\"se\"").count(), 60);
        assert_eq!(svg.matches("class=\"sc\"").count(), 60);
    }

    #[test]
    fn sixty_equal_units_stay_within_their_heap() {
        let svg = hero(&data(&[61.0; 60]), &Axis::index(Locale::En));
        let height: f64 = svg
            .split("height=\"")
            .nth(1)
            .and_then(|rest| rest.split('"').next())
            .expect("a height")
            .parse()
            .expect("a number");
        assert!(height < 340.0, "{height}");
    }

    #[test]
    fn only_units_apart_are_named() {
        let mut some = units(&[60.0, 61.0, 62.0, 63.0, 64.0, 40.0, 61.5]);
        name_outliers(&mut some);
        assert_eq!(some.iter().filter(|unit| unit.named).map(|unit| unit.value).collect::<Vec<_>>(), [40.0]);
        let mut close = units(&[60.0, 61.0, 62.0, 63.0, 64.0, 40.0, 42.0, 90.0]);
        name_outliers(&mut close);
        assert_eq!(close.iter().filter(|unit| unit.named).count(), 2);
        assert!(!close[6].named);
        let mut equal = units(&[60.0; 5]);
        name_outliers(&mut equal);
        assert!(equal.iter().all(|unit| !unit.named));
        name_outliers(&mut []);
    }

    #[test]
    fn nothing_to_show_is_still_a_line() {
        let empty = Hero { employee: Shown::Hidden, customer: Shown::Hidden, ..data(&[]) };
        let svg = hero(&empty, &Axis::index(Locale::Fa));
        assert!(svg.contains("class=\"mirror\""));
        assert!(!svg.contains("m-e-l"));
    }

    #[test]
    fn marks_mirror_between_the_languages() {
        let one = data(&[30.0]);
        assert!(hero(&one, &Axis::index(Locale::Fa)).contains(r##"href="#m-e-s" x="100.00%""##));
        assert!(hero(&one, &Axis::index(Locale::En)).contains(r##"href="#m-e-s" x="0.00%""##));
    }
}
