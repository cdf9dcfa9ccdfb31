//! Slopes: the same things in the order of two or three parties, a line each. Steep lines are where orders do not match.
//! Columns run in reading direction; the number in a ring is the one before the thing's name in the list beside it.

use ayeneh_domain::bilingual::Locale;
use ayeneh_text::figure;

use super::{
    axis::Axis,
    drawing::{Anchor, Drawing, Shape},
};

/// The height of a row, and of the heads above the first; the list beside it has the same.
const ROW: f64 = 56.0;
const HEAD: f64 = 32.0;
/// How far rings stand from the sides, as a share of the width.
const INSET: f64 = 0.09;
const RING: f64 = 12.0;

/// A thing with its place in each order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slope {
    /// By column; 1 is first, equal places are told apart by the first column.
    pub places: Vec<usize>,
    /// Whether the orders do not match here: drawn strong.
    pub stands_out: bool,
}

/// Draws it; `None` with fewer than two columns or nothing to put in order. `slopes` stand in the order of the first column.
pub fn slope(columns: &[String], slopes: &[Slope], locale: Locale, finding: &str) -> Option<String> {
    if columns.len() < 2 || slopes.is_empty() || slopes.iter().any(|slope| slope.places.len() != columns.len()) {
        return None;
    }
    let axis = Axis::new(0.0, 1.0, locale);
    let across = |column: usize| axis.at(INSET + (1.0 - 2.0 * INSET) * column as f64 / (columns.len() - 1) as f64);
    let rows = rows(columns.len(), slopes);
    let height = HEAD + ROW * slopes.len() as f64;
    let down = |row: usize| HEAD + ROW * (row as f64 + 0.5);
    let mut drawing = Drawing::default();
    for (column, name) in columns.iter().enumerate() {
        let (anchor, x) = match column {
            0 => (Anchor::Start, axis.at(0.0)),
            last if last + 1 == columns.len() => (Anchor::End, axis.at(1.0)),
            middle => (Anchor::Middle, across(middle)),
        };
        drawing.text("strong", x, 0.0, 16.0, anchor, name);
    }
    let (strong, faint): (Vec<usize>, Vec<usize>) = (0..slopes.len()).partition(|&thing| slopes[thing].stands_out);
    let line = |thing: usize, class: &'static str| Shape {
        class,
        points: (0..columns.len()).map(|column| (across(column), 100.0 * down(rows[column][thing]) / height)).collect(),
        closed: false,
    };
    let lines: Vec<Shape<'_>> = faint
        .iter()
        .map(|&thing| line(thing, "slope"))
        .chain(strong.iter().map(|&thing| line(thing, "slope wide")))
        .collect();
    drawing.stretched(height, &lines);
    for (thing, slope) in slopes.iter().enumerate() {
        for (column, rows) in rows.iter().enumerate() {
            let y = down(rows[thing]);
            drawing.circle(if slope.stands_out { "knot wide" } else { "knot" }, (across(column), y), RING);
            let number = figure::integer(locale, thing + 1);
            let class = if slope.stands_out { "in wide" } else { "in" };
            drawing.text(class, across(column), 0.0, y + 4.5, Anchor::Middle, &number);
        }
    }
    Some(drawing.named("slopes", height, finding))
}

/// By column, the row of each thing: its place, equal ones in the order in which they are given.
fn rows(columns: usize, slopes: &[Slope]) -> Vec<Vec<usize>> {
    let of_column = |column: usize| {
        let mut order: Vec<usize> = (0..slopes.len()).collect();
        order.sort_by_key(|&thing| slopes[thing].places[column]);
        let mut rows = vec![0; slopes.len()];
        order.into_iter().enumerate().for_each(|(row, thing)| rows[thing] = row);
        rows
    };
    (0..columns).map(of_column).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn columns(count: usize) -> Vec<String> {
        (0..count).map(|column| format!("party <{column}>")).collect()
    }

    fn slopes(places: &[[usize; 2]]) -> Vec<Slope> {
        places
            .iter()
            .map(|places| Slope { places: places.to_vec(), stands_out: places[0].abs_diff(places[1]) > 1 })
            .collect()
    }

    #[test]
    fn columns_run_in_reading_direction() {
        let x = |locale| {
            let svg = slope(&columns(2), &slopes(&[[1, 2], [2, 1]]), locale, "x").expect("two columns");
            svg.split("points=\"").nth(1).and_then(|rest| rest.split(',').next()).expect("a line").to_owned()
        };
        assert_eq!((x(Locale::En).as_str(), x(Locale::Fa).as_str()), ("9.00", "91.00"));
    }

    #[test]
    fn equal_places_never_share_a_row() {
        let rows = rows(2, &slopes(&[[1, 2], [1, 2], [3, 1]]));
        assert_eq!(rows, [vec![0, 1, 2], vec![1, 2, 0]]);
    }

    #[test]
    fn one_column_and_nothing_make_no_chart() {
        assert_eq!(slope(&columns(1), &[], Locale::Fa, "x"), None);
        assert_eq!(slope(&columns(2), &[], Locale::Fa, "x"), None);
        assert_eq!(slope(&columns(3), &slopes(&[[1, 1]]), Locale::Fa, "x"), None, "a place is missing");
    }

    #[test]
    fn names_are_escaped_and_what_does_not_match_is_strong() {
        let svg = slope(&columns(2), &slopes(&[[1, 3], [2, 2], [3, 1]]), Locale::Fa, "<x>").expect("two columns");
        assert!(svg.contains("party &lt;0&gt;") && svg.contains("aria-label=\"&lt;x&gt;\""));
        assert_eq!((svg.matches("\"slope wide\"").count(), svg.matches("\"slope\"").count()), (2, 1));
        assert_eq!(svg.matches(">۳<").count(), 2, "a ring in each column");
    }
}
