//! Units as points, one index against another, with the fitted line and its 95 % band.

use serde::{Deserialize, Serialize};

use super::{
    axis::Axis,
    drawing::{Anchor, Drawing, Shape},
};

/// One unit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Dot {
    /// The unit.
    pub name: String,
    /// Along the line of reading.
    pub x: f64,
    /// Upwards.
    pub y: f64,
    /// Whether the name is printed; at most three are.
    pub named: bool,
}

/// The fitted line at one x.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Fit {
    /// Where.
    pub x: f64,
    /// The line.
    pub y: f64,
    /// The band's lower end.
    pub low: f64,
    /// The band's upper end.
    pub high: f64,
}

/// What a scatter is made of.
#[derive(Clone, Debug)]
pub struct Scatter<'a> {
    /// The points.
    pub dots: &'a [Dot],
    /// The line with band, in order of x; empty where there is none.
    pub fit: &'a [Fit],
    /// The horizontal axis; runs in reading direction.
    pub across: Axis,
    /// The vertical axis.
    pub up: Axis,
    /// What the horizontal axis shows.
    pub across_name: &'a str,
    /// What the vertical axis shows.
    pub up_name: &'a str,
    /// The name of the dashed line where both are equal; `None` where the two axes are not of one kind.
    pub equal_name: Option<&'a str>,
    /// The finding.
    pub finding: &'a str,
}

const HEIGHT: f64 = 240.0;

/// Draws it.
pub fn scatter(data: &Scatter<'_>) -> String {
    let Scatter { across, up, .. } = data;
    let level = |value: f64| 100.0 - 100.0 * up.share(value);
    let mut drawing = Drawing::default();
    let start = across.x(across.least);
    for tick in up.ticks() {
        let y = level(tick) / 100.0 * HEIGHT;
        drawing.line("grid", (0.0, y), (100.0, y));
    }
    drawing.line("axis", (0.0, HEIGHT), (100.0, HEIGHT));
    for tick in across.ticks() {
        drawing.line("grid", (across.x(tick), HEIGHT - 5.0), (across.x(tick), HEIGHT));
    }
    across.draw_ticks(&mut drawing, HEIGHT + 16.0, true);
    drawing.stretched(HEIGHT, &lines(data));
    // Figures lie above the band, or a band that begins at the axis would strike them through.
    for tick in up.ticks() {
        let y = level(tick) / 100.0 * HEIGHT;
        drawing.text("tick halo", start, 0.0, y - 4.0, Anchor::Start, &up.write(tick));
    }
    for dot in data.dots.iter().filter(|dot| dot.x.is_finite() && dot.y.is_finite()) {
        drawing.circle("dot", (across.x(dot.x), level(dot.y) / 100.0 * HEIGHT), 4.0);
    }
    for dot in data.dots.iter().filter(|dot| dot.named && dot.x.is_finite() && dot.y.is_finite()).take(3) {
        let (toward, rise, anchor) = beside(data, dot);
        let y = level(dot.y) / 100.0 * HEIGHT - rise;
        drawing.text("strong halo", across.x(dot.x), across.shift(toward), y, anchor, &dot.name);
    }
    drawing.text("", start, 0.0, -20.0, Anchor::Start, data.up_name);
    drawing.text("", across.x(across.most), 0.0, HEIGHT + 36.0, Anchor::End, data.across_name);
    equal(&mut drawing, data);
    drawing.named("scat", HEIGHT + 42.0, data.finding)
}

/// Where a point's name has room: onwards, else backwards, else above it; as shift, rise and anchor.
fn beside(data: &Scatter<'_>, dot: &Dot) -> (f64, f64, Anchor) {
    // Measured on a plot of 340 pixels, the narrowest it gets beside another panel.
    const LETTER: f64 = 0.022;
    const MARGIN: f64 = 0.03;
    let at = |dot: &Dot| (data.across.share(dot.x), data.up.share(dot.y) * HEIGHT);
    let (share, level) = at(dot);
    let width = MARGIN + LETTER * dot.name.chars().count() as f64;
    let free = |from: f64, to: f64| {
        let taken = |(x, y): (f64, f64)| x > from && x < to && (y - level).abs() < 12.0;
        from >= 0.0 && to <= 1.0 && !data.dots.iter().filter(|other| *other != dot).map(at).any(taken)
    };
    if free(share, share + width) {
        (9.0, -4.5, Anchor::Start)
    } else if free(share - width, share) {
        (-9.0, -4.5, Anchor::End)
    } else {
        (0.0, 9.0, Anchor::Middle)
    }
}

/// The line where both sides are equal, cut to what both axes show, as (x, y) of its ends.
fn equality(data: &Scatter<'_>) -> Option<[f64; 2]> {
    let least = data.across.least.max(data.up.least);
    let most = data.across.most.min(data.up.most);
    (data.equal_name.is_some() && least < most).then_some([least, most])
}

fn lines<'a>(data: &Scatter<'_>) -> Vec<Shape<'a>> {
    let point = |x: f64, y: f64| (data.across.x(x), 100.0 - 100.0 * data.up.share(y));
    let mut shapes = Vec::new();
    if let Some([least, most]) = equality(data) {
        shapes.push(Shape { class: "same", points: vec![point(least, least), point(most, most)], closed: false });
    }
    if data.fit.len() > 1 {
        let low = data.fit.iter().map(|fit| point(fit.x, fit.low));
        let high = data.fit.iter().rev().map(|fit| point(fit.x, fit.high));
        shapes.push(Shape { class: "band", points: low.chain(high).collect(), closed: true });
        let line = data.fit.iter().map(|fit| point(fit.x, fit.y)).collect();
        shapes.push(Shape { class: "fit", points: line, closed: false });
    }
    shapes
}

fn equal(drawing: &mut Drawing, data: &Scatter<'_>) {
    if let (Some(name), Some([_, most])) = (data.equal_name, equality(data)) {
        let y = (1.0 - data.up.share(most)) * HEIGHT;
        drawing.text("tick halo", data.across.x(most), data.across.shift(-8.0), y + 14.0, Anchor::End, name);
    }
}

#[cfg(test)]
mod tests {
    use ayeneh_domain::bilingual::Locale;

    use super::*;

    fn drawn(dots: &[Dot], fit: &[Fit], locale: Locale) -> String {
        scatter(&Scatter {
            dots,
            fit,
            across: Axis::index(locale),
            up: Axis::index(locale),
            across_name: "a",
            up_name: "b",
            equal_name: Some("both equal"),
            finding: "f",
        })
    }

    fn dot(x: f64, y: f64) -> Dot {
        Dot { name: "قم".to_owned(), x, y, named: true }
    }

    #[test]
    fn runs_in_reading_direction() {
        assert!(drawn(&[dot(30.0, 90.0)], &[], Locale::Fa).contains(r#"cx="100.00%" cy="0.0""#));
        assert!(drawn(&[dot(30.0, 90.0)], &[], Locale::En).contains(r#"cx="0.00%" cy="0.0""#));
    }

    #[test]
    fn names_three_at_most_and_draws_no_band_from_one_point() {
        let fit = [Fit { x: 50.0, y: 50.0, low: 40.0, high: 60.0 }];
        let svg = drawn(&[dot(40.0, 40.0), dot(50.0, 50.0), dot(60.0, 60.0), dot(70.0, 70.0)], &fit, Locale::En);
        assert_eq!(svg.matches(">قم<").count(), 3);
        assert!(!svg.contains("<polygon"));
    }

    #[test]
    fn names_give_way_to_points_and_ends() {
        let axis = Axis::new(0.0, 100.0, Locale::En);
        let place = |dots: &[Dot]| {
            let data = Scatter {
                dots,
                fit: &[],
                across: axis,
                up: axis,
                across_name: "",
                up_name: "",
                equal_name: None,
                finding: "",
            };
            beside(&data, &dots[0]).2
        };
        assert_eq!(place(&[dot(50.0, 50.0)]), Anchor::Start);
        assert_eq!(place(&[dot(99.0, 50.0)]), Anchor::End);
        assert_eq!(place(&[dot(50.0, 50.0), dot(53.0, 51.0)]), Anchor::End);
        assert_eq!(place(&[dot(50.0, 50.0), dot(53.0, 51.0), dot(47.0, 49.0)]), Anchor::Middle);
    }

    #[test]
    fn what_is_no_number_is_left_out() {
        let svg = drawn(&[dot(f64::NAN, 40.0), dot(f64::INFINITY, 1.0)], &[], Locale::Fa);
        assert!(!svg.contains("NaN") && !svg.contains("<circle"));
    }
}
