//! A measure against its target: a mark, a tick, and the gap between them.

use ayeneh_domain::bilingual::Locale;

use super::{axis::Axis, drawing::Drawing};
use crate::ui::state::State;

/// The strip; silent, because value, target and state stand beside it in words.
pub fn strip(value: f64, target: f64, state: State, axis: &Axis) -> String {
    let mut drawing = Drawing::default();
    drawing.line("axis", (0.0, 9.0), (100.0, 9.0));
    drawing.bar("miss", axis.span(value, target), (6.5, 5.0));
    drawing.line("aim", (axis.x(target), 1.0), (axis.x(target), 17.0));
    drawing.circle("val", (axis.x(value), 9.0), 5.0);
    drawing.silent(&format!("to-aim {}", state.class()), 18.0)
}

/// A range around value and target in which the gap is neither lost nor the whole picture.
pub fn around(value: f64, target: f64, locale: Locale) -> Axis {
    let gap = (value - target).abs();
    let room = (gap * 1.5).max(target.abs() * 0.12).max(1e-6);
    let middle = f64::midpoint(value, target);
    Axis::new(middle - gap / 2.0 - room, middle + gap / 2.0 + room, locale)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn value_and_target_lie_inside() {
        for (value, target) in [(4_180.0, 4_000.0), (6.2, 5.0), (-3.0, 8.0), (0.0, 0.0), (1e9, 2.0)] {
            let axis = around(value, target, Locale::Fa);
            for at in [value, target] {
                let share = (at - axis.least) / (axis.most - axis.least);
                assert!(share > 0.05 && share < 0.95, "{value} {target} {share}");
            }
        }
    }

    #[test]
    fn more_lies_further_along_the_line_of_reading() {
        let axis = around(60.0, 65.0, Locale::Fa);
        assert!(axis.x(60.0) > axis.x(65.0));
        assert!(strip(60.0, 65.0, State::Below, &axis).contains("to-aim bad"));
    }
}
