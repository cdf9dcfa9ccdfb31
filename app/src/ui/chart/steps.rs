//! A step's bar: how many of all, with a tick where others stand.

use ayeneh_domain::bilingual::Locale;

use super::{axis::Axis, drawing::Drawing};

/// The bar, from the reading side; `done` of `all`, and a reference in percent. Silent: the figures stand beside it.
pub fn bar(done: u64, all: u64, reference: Option<f64>, locale: Locale) -> String {
    let axis = Axis::new(0.0, 100.0, locale);
    let share = if all == 0 { 0.0 } else { done as f64 / all as f64 * 100.0 };
    let mut drawing = Drawing::default();
    drawing.bar("bar-track", (0.0, 100.0), (2.0, 12.0));
    if share > 0.0 {
        drawing.bar("bar-ink", axis.span(0.0, share), (2.0, 12.0));
    }
    if let Some(reference) = reference {
        drawing.line("aim", (axis.x(reference), -1.0), (axis.x(reference), 17.0));
    }
    drawing.silent("", 16.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn grows_from_the_reading_side() {
        assert!(bar(6, 24, None, Locale::Fa).contains(r#"class="bar-ink" x="75.00%" width="25.00%""#));
        assert!(bar(6, 24, None, Locale::En).contains(r#"class="bar-ink" x="0.00%" width="25.00%""#));
    }

    #[test]
    fn none_of_none_is_an_empty_track() {
        assert!(!bar(0, 0, Some(95.0), Locale::Fa).contains("bar-ink"));
    }
}
