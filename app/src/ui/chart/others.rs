//! Oneself against others (360°): the ring on the line, colleagues above it, those outside below it.

use ayeneh_text::{common, ui as words};
use serde::{Deserialize, Serialize};

use super::{
    axis::Axis,
    drawing::{Anchor, Drawing},
};
use crate::ui::shown::Shown;

/// One competency or behaviour as everybody sees it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Seen {
    /// What is seen.
    pub name: String,
    /// One's own figure; `None` where oneself has not answered.
    pub oneself: Option<f64>,
    /// Colleagues together.
    pub colleagues: Option<Shown>,
    /// Customers and suppliers together.
    pub outside: Option<Shown>,
    /// Whether the difference to colleagues is large enough to be a finding; only then it has a band.
    pub notable: bool,
}

/// What the two are called whose names depend on who reads and who was asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Called {
    /// "You" to the subject, "Self" to everybody else.
    pub oneself: String,
    /// Customers, suppliers, or both.
    pub outside: String,
}

impl Seen {
    /// The row in words: only those who were asked.
    pub fn finding(&self, axis: &Axis, called: &Called) -> String {
        let l = axis.locale;
        let parts = [
            (called.oneself.as_str(), self.oneself.map(Shown::Exact)),
            (words::colleagues(l), self.colleagues),
            (called.outside.as_str(), self.outside),
        ];
        let said = parts.into_iter().filter_map(|(who, shown)| Some(format!("{who} {}", shown?.text(1, l))));
        words::others_finding(l, &self.name, said.collect::<Vec<_>>().join(common::list_separator(l)))
    }
}

const HEIGHT: f64 = 66.0;
const LINE: f64 = HEIGHT / 2.0;

/// One row.
pub fn row(seen: &Seen, axis: &Axis, called: &Called) -> String {
    let mut drawing = Drawing::default();
    for share in [0.0, 0.25, 0.5, 0.75, 1.0] {
        drawing.line("grid", (axis.at(share), 0.0), (axis.at(share), HEIGHT));
    }
    drawing.line("mirror", (0.0, LINE), (100.0, LINE));
    let colleagues = seen.colleagues.and_then(Shown::place);
    let outside = seen.outside.and_then(Shown::place);
    if let (Some(oneself), Some(others), true) = (seen.oneself, colleagues.or(outside), seen.notable) {
        drawing.bar("bar-ink", axis.span(oneself, others), (LINE - 2.5, 5.0));
    }
    let own = seen.oneself;
    if let Some(value) = colleagues {
        drawing.line("stem-e", (axis.x(value), 22.0), (axis.x(value), LINE));
        drawing.mark("fe", "m-e", (axis.x(value), 16.0));
        figure(&mut drawing, axis, (value, 20.5), own, "te halo", seen.colleagues);
    }
    if let Some(value) = outside {
        drawing.line("stem-c", (axis.x(value), LINE), (axis.x(value), 43.0));
        drawing.mark("fc", "m-c", (axis.x(value), 51.0));
        figure(&mut drawing, axis, (value, 55.5), own, "tc halo", seen.outside);
    }
    if let Some(value) = own.filter(|value| value.is_finite()) {
        drawing.circle("ring", (axis.x(value), LINE), 6.0);
        let others = colleagues.or(outside);
        figure(&mut drawing, axis, (value, LINE + 4.5), others, "strong halo wide", Some(Shown::Exact(value)));
    }
    drawing.named("seen-row", HEIGHT, &seen.finding(axis, called))
}

/// A figure beside its mark, away from the other, or inwards where a bound is a long word.
fn figure(
    drawing: &mut Drawing,
    axis: &Axis,
    (value, y): (f64, f64),
    other: Option<f64>,
    class: &str,
    shown: Option<Shown>,
) {
    let Some(shown) = shown else { return };
    let onwards = if shown.is_exact() { other.is_none_or(|other| value > other) } else { axis.share(value) < 0.5 };
    let (toward, anchor) = if axis.leans_on(value, onwards) { (13.0, Anchor::Start) } else { (-13.0, Anchor::End) };
    drawing.text(class, axis.x(value), axis.shift(toward), y, anchor, &shown.text(1, axis.locale));
}

#[cfg(test)]
mod tests {
    use ayeneh_domain::bilingual::Locale;

    use super::*;

    fn seen(oneself: Option<f64>, colleagues: Option<Shown>) -> Seen {
        Seen { name: "گوش دادن".to_owned(), oneself, colleagues, outside: None, notable: true }
    }

    fn called() -> Called {
        Called { oneself: "خود".to_owned(), outside: "مشتریان".to_owned() }
    }

    #[test]
    fn the_scale_runs_in_reading_direction() {
        let row_of = |locale| row(&seen(Some(1.0), None), &Axis::new(1.0, 5.0, locale), &called());
        assert!(row_of(Locale::Fa).contains(r#"class="ring" cx="100.00%""#));
        assert!(row_of(Locale::En).contains(r#"class="ring" cx="0.00%""#));
    }

    #[test]
    fn hidden_colleagues_leave_no_mark_and_no_band() {
        let svg = row(&seen(Some(4.0), Some(Shown::Hidden)), &Axis::new(1.0, 5.0, Locale::Fa), &called());
        assert!(!svg.contains("m-e") && !svg.contains("bar-ink"));
        assert!(svg.contains("class=\"ring\""));
    }

    #[test]
    fn who_was_not_asked_is_not_named() {
        let axis = Axis::new(1.0, 5.0, Locale::Fa);
        let mut seen = seen(Some(4.0), Some(Shown::Exact(3.0)));
        assert!(!seen.finding(&axis, &called()).contains("مشتریان"));
        seen.outside = Some(Shown::Exact(2.0));
        assert!(seen.finding(&axis, &called()).contains("مشتریان ۲٫۰"));
    }
}
