//! Paired dumbbell: employees above the line, customers below it, the band between them the gap.
//! Numbers stand outside their marks, each in its own lane, so that they never meet.

use std::cmp::Ordering;

use ayeneh_domain::{bilingual::Locale, questionnaire::Side};
use ayeneh_text::ui as words;
use serde::{Deserialize, Serialize};

use super::{
    axis::Axis,
    drawing::{Anchor, Drawing},
};
use crate::ui::shown::Shown;

/// A figure on an axis with, where n allows it, its 95 % interval.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Point {
    /// What may be shown.
    pub value: Shown,
    /// Ends of the interval.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub interval: Option<(f64, f64)>,
}

impl Point {
    /// An exact figure without interval.
    pub const fn exact(value: f64) -> Self {
        Self { value: Shown::Exact(value), interval: None }
    }
}

/// Both sides of one thing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Pair {
    /// What both sides speak of.
    pub name: String,
    /// `None` where employees were not asked.
    pub employee: Option<Point>,
    /// `None` where customers were not asked.
    pub customer: Option<Point>,
    /// Whether the gap survives correction for many comparisons; only then it has a band.
    pub sure: bool,
}

impl Pair {
    fn places(&self) -> (Option<f64>, Option<f64>) {
        let place = |point: Option<Point>| point.and_then(|point| point.value.place());
        (place(self.employee), place(self.customer))
    }

    /// Who is ahead and by how much, derived from the figures as they are shown; `None` where a side is missing or
    /// hidden, or where a bound leaves open who is ahead.
    pub fn gap(&self) -> Option<(Option<Side>, Shown)> {
        let (employee, customer) = (self.employee?.value, self.customer?.value);
        let difference = employee.place()?.round() - customer.place()?.round();
        let ahead = match difference.total_cmp(&0.0) {
            Ordering::Greater => Some(Side::Employee),
            Ordering::Less => Some(Side::Customer),
            Ordering::Equal => None,
        };
        let (upper, lower) = if difference > 0.0 { (employee, customer) } else { (customer, employee) };
        match (upper, lower) {
            (Shown::Exact(_), Shown::Exact(_)) => Some((ahead, Shown::Exact(difference.abs()))),
            (Shown::Exact(_) | Shown::AtLeast(_), Shown::Exact(_) | Shown::AtMost(_)) if ahead.is_some() => {
                Some((ahead, Shown::AtLeast(difference.abs())))
            }
            _ => None,
        }
    }

    /// The row in words: "Speed: employees 57, customers 57".
    pub fn finding(&self, locale: Locale) -> String {
        let text = |point: Option<Point>| match point {
            Some(point) => point.value.text(0, locale),
            None => words::not_asked(locale).to_owned(),
        };
        words::pair_finding(locale, &self.name, text(self.employee), text(self.customer))
    }
}

/// How a row is drawn: with figures, or small for long lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Density {
    /// 58 pixels, figures beside the marks.
    Roomy,
    /// 30 pixels, marks alone.
    Tight,
}

struct Lanes {
    height: f64,
    employee: f64,
    customer: f64,
    band: f64,
    marks: [&'static str; 2],
}

impl Density {
    const fn lanes(self) -> Lanes {
        match self {
            Self::Roomy => Lanes { height: 58.0, employee: 17.5, customer: 40.5, band: 5.0, marks: ["m-e", "m-c"] },
            Self::Tight => Lanes { height: 30.0, employee: 7.0, customer: 23.5, band: 3.5, marks: ["m-e-s", "m-c-s"] },
        }
    }
}

/// The head of the rows: the figures of the axis.
pub fn head(axis: &Axis) -> String {
    let mut drawing = Drawing::default();
    axis.draw_ticks(&mut drawing, 14.0, false);
    drawing.silent("", 20.0)
}

/// One row.
pub fn row(pair: &Pair, axis: &Axis, density: Density) -> String {
    let lanes = density.lanes();
    let middle = lanes.height / 2.0;
    let mut drawing = Drawing::default();
    axis.draw_grid(&mut drawing, lanes.height);
    drawing.line("mirror", (0.0, middle), (100.0, middle));
    if let ((Some(employee), Some(customer)), true) = (pair.places(), pair.sure) {
        let left = axis.x(employee) <= axis.x(customer);
        drawing.gap(axis.span(employee, customer), (middle - lanes.band / 2.0, lanes.band), left);
    }
    side(&mut drawing, axis, pair, Side::Employee, &lanes, density);
    side(&mut drawing, axis, pair, Side::Customer, &lanes, density);
    drawing.named("pair-row", lanes.height, &pair.finding(axis.locale))
}

/// Interval, mark and figure of one side in its lane.
fn side(drawing: &mut Drawing, axis: &Axis, pair: &Pair, side: Side, lanes: &Lanes, density: Density) {
    let (point, other, lane, [interval, fill, text], mark) = match side {
        Side::Employee => (pair.employee, pair.places().1, lanes.employee, ["ie", "fe", "te halo"], lanes.marks[0]),
        Side::Customer => (pair.customer, pair.places().0, lanes.customer, ["ic", "fc", "tc halo"], lanes.marks[1]),
    };
    let Some(point) = point else { return };
    let Some(value) = point.value.place() else { return };
    let beyond = match point.value {
        Shown::AtLeast(_) => Some(axis.most),
        Shown::AtMost(_) => Some(axis.least),
        _ => None,
    };
    if let Some(end) = beyond {
        drawing.line(&format!("{interval} beyond"), (axis.x(value), lane), (axis.x(end), lane));
    } else if let Some((low, high)) = point.interval {
        drawing.line(interval, (axis.x(low), lane), (axis.x(high), lane));
    }
    drawing.mark(fill, mark, (axis.x(value), lane));
    if density == Density::Roomy {
        // Away from the other side; a bound is a long word and leans towards the wider half.
        let outwards = other.is_none_or(|other| value > other);
        let onwards = if beyond.is_some() { axis.share(value) < 0.5 } else { outwards };
        let interval = point.interval.filter(|_| beyond.is_none());
        let end = |onwards: bool| interval.map_or(value, |(low, high)| if onwards { high } else { low });
        let onwards = axis.leans_on(end(onwards), onwards);
        // Past the end of a long interval, whose line before a figure would read as a minus.
        let long = (axis.share(end(onwards)) - axis.share(value)).abs() > 0.01;
        let (place, distance) = if long { (end(onwards), 9.0) } else { (value, 13.0) };
        let (toward, anchor) = if onwards { (distance, Anchor::Start) } else { (-distance, Anchor::End) };
        drawing.text(text, axis.x(place), axis.shift(toward), lane + 4.0, anchor, &point.value.text(0, axis.locale));
    }
}

/// The gap in words for a table: "customers ahead by 20", "equal", or hidden.
pub fn gap_words(pair: &Pair, locale: Locale) -> String {
    match pair.gap() {
        Some((Some(Side::Employee), gap)) => words::employees_ahead_by(locale, gap.text(0, locale)),
        Some((Some(Side::Customer), gap)) => words::customers_ahead_by(locale, gap.text(0, locale)),
        Some((None, _)) => words::no_gap(locale).to_owned(),
        None => words::hidden(locale).to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pair(employee: Option<Point>, customer: Option<Point>, sure: bool) -> Pair {
        Pair { name: "پیگیری <b>".to_owned(), employee, customer, sure }
    }

    #[test]
    fn the_band_appears_only_where_the_gap_is_sure() {
        let both = (Some(Point::exact(47.0)), Some(Point::exact(67.0)));
        let axis = Axis::index(Locale::Fa);
        assert!(row(&pair(both.0, both.1, true), &axis, Density::Roomy).contains("url(#g-ce)"));
        assert!(!row(&pair(both.0, both.1, false), &axis, Density::Roomy).contains("url(#"));
        assert!(row(&pair(both.0, both.1, true), &Axis::index(Locale::En), Density::Roomy).contains("url(#g-ec)"));
    }

    #[test]
    fn a_hidden_or_missing_side_draws_no_mark() {
        let hidden = Point { value: Shown::Hidden, interval: Some((1.0, 2.0)) };
        let svg = row(&pair(Some(hidden), None, true), &Axis::index(Locale::En), Density::Roomy);
        assert!(!svg.contains("<use"));
        assert!(!svg.contains("class=\"ie\""));
    }

    #[test]
    fn a_figure_stands_past_its_interval() {
        let point = |value, interval| Some(Point { value: Shown::Exact(value), interval: Some(interval) });
        let both = pair(point(40.0, (30.0, 50.0)), point(60.0, (59.5, 60.5)), false);
        let svg = row(&both, &Axis::new(0.0, 100.0, Locale::En), Density::Roomy);
        let figure = |class: &str| svg.split(class).nth(1).and_then(|rest| rest.split('>').next()).map(str::to_owned);
        assert!(figure("te halo").is_some_and(|text| text.contains("30.00%")), "{svg}");
        assert!(figure("tc halo").is_some_and(|text| text.contains("60.00%")), "{svg}");
    }

    #[test]
    fn names_are_escaped() {
        let svg = row(&pair(None, None, false), &Axis::index(Locale::Fa), Density::Tight);
        assert!(svg.contains("&lt;b&gt;"));
    }

    #[test]
    fn the_gap_is_that_of_the_figures_shown() {
        let of = |employee, customer| pair(Some(Point::exact(employee)), Some(Point::exact(customer)), false).gap();
        assert_eq!(of(46.6, 67.4), Some((Some(Side::Customer), Shown::Exact(20.0))));
        assert_eq!(of(57.4, 56.6), Some((None, Shown::Exact(0.0))));
        assert_eq!(of(70.0, 60.0), Some((Some(Side::Employee), Shown::Exact(10.0))));
    }

    #[test]
    fn a_bound_makes_the_gap_a_bound_or_nothing() {
        let point = |value| Some(Point { value, interval: None });
        let of = |employee, customer| pair(point(employee), point(customer), false).gap();
        let (high, low) = (Shown::AtLeast(80.0), Shown::Exact(64.0));
        assert_eq!(of(high, low), Some((Some(Side::Employee), Shown::AtLeast(16.0))));
        assert_eq!(of(Shown::Exact(90.0), high), None);
        assert_eq!(of(high, high), None);
        assert_eq!(of(Shown::Hidden, low), None);
    }

    #[test]
    fn a_bound_reaches_to_the_end_of_the_axis() {
        let bound = Point { value: Shown::AtLeast(80.0), interval: None };
        let svg = row(&pair(Some(bound), None, false), &Axis::new(0.0, 100.0, Locale::Fa), Density::Roomy);
        assert!(svg.contains(r#"<line class="ie beyond" x1="20.00%" x2="0.00%""#), "{svg}");
        assert!(svg.contains("۸۰ یا بیشتر"));
    }
}
