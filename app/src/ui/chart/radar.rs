//! Radar: the shape of a person over five to eight axes, never the only picture.
//! Axes run from the top in reading direction. This one chart has a viewBox: its shape must not stretch.

use std::{f64::consts::TAU, fmt::Write};

use ayeneh_domain::bilingual::Locale;
use ayeneh_text::figure;

use super::{axis::rtl, drawing::escape};

/// One axis.
#[derive(Clone, Debug, PartialEq)]
pub struct Spoke {
    /// What it measures; broken into lines at spaces.
    pub name: String,
    /// One's own figure.
    pub oneself: Option<f64>,
    /// Others' figure; `None` where it is hidden.
    pub others: Option<f64>,
}

const CENTRE: (f64, f64) = (210.0, 165.0);
const RADIUS: f64 = 104.0;
/// Longest line of a name, in characters.
const LINE: usize = 13;

/// Draws it on a scale of `least` to `most`; `None` with fewer than three axes, which make no shape.
pub fn radar(spokes: &[Spoke], (least, most): (f64, f64), locale: Locale, finding: &str) -> Option<String> {
    if spokes.len() < 3 || most <= least {
        return None;
    }
    let turn = if rtl(locale) { -1.0 } else { 1.0 };
    let point = |index: usize, share: f64| {
        let angle = turn * TAU * index as f64 / spokes.len() as f64;
        (CENTRE.0 + RADIUS * share * angle.sin(), CENTRE.1 - RADIUS * share * angle.cos())
    };
    let share = |value: f64| ((value - least) / (most - least)).clamp(0.0, 1.0);
    let mut body = String::new();
    for ring in 1..=4 {
        let points: Vec<(f64, f64)> = (0..spokes.len()).map(|index| point(index, f64::from(ring) / 4.0)).collect();
        let _ = write!(body, r#"<polygon class="rim" points="{}"/>"#, listed(&points));
    }
    for index in 0..spokes.len() {
        let (x, y) = point(index, 1.0);
        let _ = write!(body, r#"<line class="grid" x1="{}" y1="{}" x2="{x:.1}" y2="{y:.1}"/>"#, CENTRE.0, CENTRE.1);
    }
    let series = |get: fn(&Spoke) -> Option<f64>| -> Vec<Option<(f64, f64)>> {
        let placed =
            |(index, spoke)| get(spoke).filter(|value| value.is_finite()).map(|value| point(index, share(value)));
        spokes.iter().enumerate().map(placed).collect()
    };
    let (others, oneself) = (series(|spoke| spoke.others), series(|spoke| spoke.oneself));
    shape(&mut body, "oth", &others);
    shape(&mut body, "self", &oneself);
    for (x, y) in others.into_iter().flatten() {
        let _ = write!(body, r##"<use class="fe" href="#m-e-s" x="{x:.1}" y="{y:.1}"/>"##);
    }
    for (x, y) in oneself.into_iter().flatten() {
        let _ = write!(body, r#"<circle class="ring" cx="{x:.1}" cy="{y:.1}" r="4"/>"#);
    }
    for (value, share) in [(least, 0.0), (f64::midpoint(least, most), 0.5)] {
        let text = figure::decimal(locale, value, 0);
        let (x, y) = (CENTRE.0 - turn * -5.0, CENTRE.1 - RADIUS * share + 4.0);
        let _ = write!(body, r#"<text class="tick halo" x="{x:.1}" y="{y:.1}" text-anchor="start">{text}</text>"#);
    }
    for (index, spoke) in spokes.iter().enumerate() {
        name(&mut body, &spoke.name, point(index, 1.15), turn);
    }
    Some(format!(
        r#"<svg class="plot radar" viewBox="0 0 420 330" role="img" aria-label="{}">{body}</svg>"#,
        escape(finding)
    ))
}

/// A closed shape, or, where figures are missing, only the sides between neighbours that are there.
fn shape(body: &mut String, class: &str, points: &[Option<(f64, f64)>]) {
    if let Some(all) = points.iter().copied().collect::<Option<Vec<_>>>() {
        let _ = write!(body, r#"<polygon class="{class}" points="{}"/>"#, listed(&all));
        return;
    }
    for index in 0..points.len() {
        if let (Some(from), Some(to)) = (points[index], points[(index + 1) % points.len()]) {
            let _ = write!(body, r#"<polyline class="{class}" points="{}"/>"#, listed(&[from, to]));
        }
    }
}

fn listed(points: &[(f64, f64)]) -> String {
    points.iter().map(|(x, y)| format!("{x:.1},{y:.1}")).collect::<Vec<_>>().join(" ")
}

/// The name outside its axis, in as many lines as it needs.
fn name(body: &mut String, name: &str, (x, y): (f64, f64), turn: f64) {
    let lines = lines(name);
    let across = (x - CENTRE.0) * turn;
    let anchor = match across {
        middle if middle.abs() < 12.0 => "middle",
        onwards if onwards > 0.0 => "start",
        _ => "end",
    };
    let rise = match y - CENTRE.1 {
        top if top < -90.0 => 19.0 * (lines.len() as f64 - 1.0),
        foot if foot > 90.0 => -12.0,
        _ => 9.5 * (lines.len() as f64 - 1.0) - 5.0,
    };
    for (index, line) in lines.iter().enumerate() {
        let y = y - rise + 19.0 * index as f64;
        let _ = write!(body, r#"<text x="{x:.1}" y="{y:.1}" text-anchor="{anchor}">{}</text>"#, escape(line));
    }
}

fn lines(name: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in name.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + word.chars().count() < LINE => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spokes(values: &[Option<f64>]) -> Vec<Spoke> {
        values
            .iter()
            .map(|value| Spoke { name: "همکاری با واحدها".to_owned(), oneself: *value, others: *value })
            .collect()
    }

    #[test]
    fn persian_runs_counter_clockwise() {
        let mut axes = spokes(&[Some(5.0); 4]);
        axes[1].name = "second".to_owned();
        let x_of = |locale| {
            let svg = radar(&axes, (1.0, 5.0), locale, "x").expect("four axes");
            let before =
                svg.split(">second<").next().expect("there").rsplit("<text x=\"").next().expect("there").to_owned();
            before.split('"').next().expect("a number").parse::<f64>().expect("a number")
        };
        assert!(x_of(Locale::Fa) < CENTRE.0);
        assert!(x_of(Locale::En) > CENTRE.0);
    }

    #[test]
    fn a_missing_figure_opens_the_shape() {
        let svg =
            radar(&spokes(&[Some(1.0), None, Some(3.0), Some(5.0)]), (1.0, 5.0), Locale::Fa, "x").expect("a chart");
        assert!(!svg.contains("class=\"oth\" points") || !svg.contains("<polygon class=\"oth\""));
        assert_eq!(svg.matches("<polyline class=\"self\"").count(), 2);
    }

    #[test]
    fn two_axes_make_no_shape() {
        assert_eq!(radar(&spokes(&[Some(1.0); 2]), (1.0, 5.0), Locale::En, "x"), None);
    }

    #[test]
    fn long_names_break_at_spaces() {
        assert_eq!(lines("گوش دادن به مشتری تا آخر"), ["گوش دادن به", "مشتری تا آخر"]);
    }
}
