//! Time in reading direction: today stands at the end. Gaps in the figures stay gaps.

use ayeneh_domain::{bilingual::Locale, questionnaire::Side};

use super::{
    axis::{Axis, rtl},
    drawing::{Anchor, Drawing, Shape},
};

/// A sparkline without axis, its last figure marked; `None` where a period has no figure.
pub fn sparkline(values: &[Option<f64>], side: Option<Side>, name: &str, locale: Locale) -> String {
    const HEIGHT: f64 = 26.0;
    let mut drawing = Drawing::default();
    let present: Vec<f64> = values.iter().flatten().copied().filter(|value| value.is_finite()).collect();
    let (least, most) = ends(&present);
    let level = |value: f64| if most > least { 90.0 - 80.0 * (value - least) / (most - least) } else { 50.0 };
    let colour = side.map_or("", class);
    let shapes: Vec<Shape<'_>> = runs(values)
        .into_iter()
        .map(|run| Shape {
            class: if colour.is_empty() {
                "line"
            } else if colour == "e" {
                "line e"
            } else {
                "line c"
            },
            points: run.iter().map(|(index, value)| (across(*index, values.len(), locale), level(*value))).collect(),
            closed: false,
        })
        .collect();
    drawing.stretched(HEIGHT, &shapes);
    if let Some((index, Some(value))) = values.iter().enumerate().rev().find(|(_, value)| value.is_some()) {
        let fill = match side {
            Some(Side::Employee) => "fe",
            Some(Side::Customer) => "fc",
            None => "bar-ink",
        };
        drawing.circle(fill, (across(index, values.len(), locale), level(*value) / 100.0 * HEIGHT), 3.0);
    }
    drawing.named("spark", HEIGHT, name)
}

/// A wave in a trend of both sides.
#[derive(Clone, Debug, PartialEq)]
pub struct Wave {
    /// What stands under it.
    pub label: String,
    /// Employees' figure.
    pub employee: Option<f64>,
    /// Customers' figure.
    pub customer: Option<f64>,
}

/// Both sides over waves: employees solid, customers dashed, waves as points.
pub fn trend(waves: &[Wave], axis: &Axis, name: &str) -> String {
    const HEIGHT: f64 = 180.0;
    let locale = axis.locale;
    let mut drawing = Drawing::default();
    let level = |value: f64| 100.0 - 100.0 * axis.share(value);
    for tick in axis.ticks() {
        let y = level(tick) / 100.0 * HEIGHT;
        drawing.line("grid", (0.0, y), (100.0, y));
        drawing.text("tick", if rtl(locale) { 100.0 } else { 0.0 }, 0.0, y - 4.0, Anchor::Start, &axis.write(tick));
    }
    // Inset, so that the first wave does not lie upon the figures of the axis.
    let x = |index: usize| {
        let share = if waves.len() > 1 { index as f64 / (waves.len() - 1) as f64 } else { 0.5 };
        axis.at(0.1 + 0.85 * share)
    };
    let sides: [(&str, &str, &str, Vec<Option<f64>>); 2] = [
        ("line e", "fe", "m-e-s", waves.iter().map(|wave| wave.employee).collect()),
        ("line c", "fc", "m-c-s", waves.iter().map(|wave| wave.customer).collect()),
    ];
    for (class, fill, mark, values) in sides {
        let shapes: Vec<Shape<'_>> = runs(&values)
            .into_iter()
            .map(|run| Shape { class, points: run.iter().map(|(i, v)| (x(*i), level(*v))).collect(), closed: false })
            .collect();
        drawing.stretched(HEIGHT, &shapes);
        for (index, value) in runs(&values).into_iter().flatten() {
            drawing.mark(fill, mark, (x(index), level(value) / 100.0 * HEIGHT));
        }
    }
    let every = waves.len().div_ceil(6).max(1);
    for (index, wave) in waves.iter().enumerate().filter(|(index, _)| (waves.len() - 1 - index).is_multiple_of(every)) {
        // The last stands near the end of the plot, and so does its label.
        let last = waves.len() > 1 && index + 1 == waves.len();
        let (place, anchor) = if last { (axis.at(1.0), Anchor::End) } else { (x(index), Anchor::Middle) };
        drawing.text("tick", place, 0.0, HEIGHT + 18.0, anchor, &wave.label);
    }
    drawing.named("scat", HEIGHT + 22.0, name)
}

fn ends(values: &[f64]) -> (f64, f64) {
    values.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(least, most), value| (least.min(*value), most.max(*value)))
}

const fn class(side: Side) -> &'static str {
    match side {
        Side::Employee => "e",
        Side::Customer => "c",
    }
}

/// Percent from the left edge of a period among `count`.
fn across(index: usize, count: usize, locale: Locale) -> f64 {
    let share = if count > 1 { index as f64 / (count - 1) as f64 } else { 1.0 };
    100.0 * if rtl(locale) { 1.0 - share } else { share }
}

/// The unbroken runs of figures with their periods.
fn runs(values: &[Option<f64>]) -> Vec<Vec<(usize, f64)>> {
    let mut runs = vec![Vec::new()];
    for (index, value) in values.iter().enumerate() {
        match value.filter(|value| value.is_finite()) {
            Some(value) => runs.last_mut().expect("never empty").push((index, value)),
            None => runs.push(Vec::new()),
        }
    }
    runs.retain(|run| !run.is_empty());
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_stay_gaps() {
        let svg = sparkline(&[Some(1.0), Some(2.0), None, Some(3.0), Some(2.5)], None, "x", Locale::En);
        assert_eq!(svg.matches("<polyline").count(), 2);
    }

    #[test]
    fn today_is_at_the_end_of_the_line_of_reading() {
        let values = [Some(1.0), Some(2.0)];
        assert!(sparkline(&values, None, "x", Locale::Fa).contains(r#"cx="0.00%""#));
        assert!(sparkline(&values, None, "x", Locale::En).contains(r#"cx="100.00%""#));
    }

    #[test]
    fn nothing_one_point_and_equal_values_are_drawn() {
        for values in [vec![], vec![None, None], vec![Some(5.0)], vec![Some(5.0); 8], vec![Some(f64::NAN), Some(1.0)]] {
            for locale in Locale::ALL {
                assert!(!sparkline(&values, Some(Side::Customer), "x", locale).contains("NaN"));
            }
        }
        let axis = Axis::index(Locale::Fa);
        assert!(!trend(&[], &axis, "x").contains("NaN"));
        let wave = Wave { label: "موج ۱".to_owned(), employee: Some(50.0), customer: None };
        assert!(trend(&[wave], &axis, "x").contains("m-e-s"));
    }
}
