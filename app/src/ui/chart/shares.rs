//! Shares of both sides on one line, 0 to 100 percent: employees above it, customers below, as everywhere.
//! A share counted in steps is at least so much; the faint line reaches to the most that the step leaves open.

use ayeneh_text::figure;

use super::{
    axis::Axis,
    drawing::{Anchor, Drawing},
};

/// Height of a row in pixels, and the lanes of both sides in it.
const HEIGHT: f64 = 30.0;
const LANES: [f64; 2] = [7.0, 23.5];

/// A share in percent, as far as it is known.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Share {
    /// At least so much.
    pub least: f64,
    /// At most so much.
    pub most: f64,
}

/// The head of the rows: the figures of the axis.
pub fn head(axis: &Axis) -> String {
    let mut drawing = Drawing::default();
    for tick in [0.0, 50.0, 100.0] {
        let text = figure::percent(axis.locale, tick, 0);
        drawing.text("tick", axis.x(tick), 0.0, 14.0, Anchor::Middle, &text);
    }
    drawing.silent("", 20.0)
}

/// One row, named by what it says; a side that was not asked or may not be shown has no mark.
pub fn row(sides: [Option<Share>; 2], axis: &Axis, finding: &str) -> String {
    let mut drawing = Drawing::default();
    for tick in [0.0, 50.0, 100.0] {
        drawing.line("grid", (axis.x(tick), 0.0), (axis.x(tick), HEIGHT));
    }
    drawing.line("mirror", (0.0, HEIGHT / 2.0), (100.0, HEIGHT / 2.0));
    let looks = [("ie", "fe", "m-e-s"), ("ic", "fc", "m-c-s")];
    for ((share, lane), (line, fill, mark)) in sides.into_iter().zip(LANES).zip(looks) {
        let Some(share) = share else { continue };
        drawing.line(line, (axis.x(share.least), lane), (axis.x(share.most), lane));
        drawing.mark(fill, mark, (axis.x(share.least), lane));
    }
    drawing.named("pair-row", HEIGHT, finding)
}

#[cfg(test)]
mod tests {
    use ayeneh_domain::bilingual::Locale;

    use super::*;

    #[test]
    fn a_side_that_is_not_shown_draws_nothing() {
        let axis = Axis::new(0.0, 100.0, Locale::En);
        let share = Share { least: 40.0, most: 48.0 };
        let both = row([Some(share), Some(share)], &axis, "x");
        assert!(both.contains("m-e-s") && both.contains("m-c-s"));
        let one = row([None, Some(share)], &axis, "<b>");
        assert!(!one.contains("m-e-s") && !one.contains("class=\"ie\"") && one.contains("&lt;b&gt;"));
    }

    #[test]
    fn the_step_reaches_onwards_in_reading_direction() {
        let share = Some(Share { least: 40.0, most: 50.0 });
        let fa = row([share, None], &Axis::new(0.0, 100.0, Locale::Fa), "x");
        assert!(fa.contains(r#"<line class="ie" x1="60.00%" x2="50.00%""#), "{fa}");
        let en = row([share, None], &Axis::new(0.0, 100.0, Locale::En), "x");
        assert!(en.contains(r#"<line class="ie" x1="40.00%" x2="50.00%""#), "{en}");
    }
}
