//! How answers spread over the points of a scale: parts of one bar, worst first, figures from 8 %.

use ayeneh_domain::questionnaire::Side;
use ayeneh_text::figure;

use super::{
    axis::Axis,
    drawing::{Anchor, Drawing},
};

/// Below this share, in percent, a figure has no room in its part.
const ROOM: f64 = 8.0;

/// The parts in percent, worst first, in the colours of a side; ink where no side is meant.
pub fn distribution(
    parts: &[f64],
    side: Option<Side>,
    finding: &str,
    locale: ayeneh_domain::bilingual::Locale,
) -> String {
    const HEIGHT: f64 = 30.0;
    let mut drawing = Drawing::default();
    let parts: Vec<f64> = parts.iter().map(|part| if part.is_finite() { part.max(0.0) } else { 0.0 }).collect();
    let total: f64 = parts.iter().sum();
    let axis = Axis::new(0.0, total, locale);
    if total <= 0.0 {
        drawing.bar("d1", (0.0, 100.0), (0.0, HEIGHT));
        return drawing.named("distr", HEIGHT, finding);
    }
    let mut from = 0.0;
    for (index, part) in parts.iter().enumerate().filter(|(_, part)| **part > 0.0) {
        let tone = tone(index, parts.len());
        let (x, width) = axis.span(from, from + part);
        drawing.bar(&class(tone, side), (x, (width - 0.35).max(0.2)), (0.0, HEIGHT));
        if part / total * 100.0 >= ROOM {
            let text = figure::decimal(locale, *part, 0);
            drawing.text(&format!("on{}", class(tone, side)), x + width / 2.0, 0.0, 20.0, Anchor::Middle, &text);
        }
        from += part;
    }
    drawing.named("distr", HEIGHT, finding)
}

/// Which of the five tones a part wears: the outermost are always the darkest and the fullest.
fn tone(index: usize, count: usize) -> usize {
    match (index, count) {
        (0, _) => 0,
        (last, count) if last + 1 == count => 4,
        (1, 3) => 2,
        (index, count) => (index * 4).div_ceil(count - 1).clamp(1, 3),
    }
}

fn class(tone: usize, side: Option<Side>) -> String {
    let family = match (tone, side) {
        (_, None) => "i",
        (0 | 1, Some(_)) => "d",
        (_, Some(Side::Employee)) => "e",
        (_, Some(Side::Customer)) => "c",
    };
    format!("{family}{tone}")
}

#[cfg(test)]
mod tests {
    use ayeneh_domain::bilingual::Locale;

    use super::*;

    #[test]
    fn the_worst_part_stands_at_the_start_of_the_line_of_reading() {
        let parts = [10.0, 20.0, 30.0, 25.0, 15.0];
        let drawn = |locale| distribution(&parts, Some(Side::Employee), "x", locale);
        assert!(drawn(Locale::Fa).contains(r#"class="d0" x="90.00%""#));
        assert!(drawn(Locale::En).contains(r#"class="d0" x="0.00%""#));
    }

    #[test]
    fn narrow_parts_carry_no_figure() {
        let svg = distribution(&[4.0, 9.0, 22.0, 41.0, 24.0], Some(Side::Customer), "x", Locale::En);
        assert_eq!(svg.matches("<text").count(), 4);
    }

    #[test]
    fn nobody_two_bands_and_one_answer_are_drawn() {
        for parts in [vec![], vec![0.0; 5], vec![100.0], vec![40.0, 60.0], vec![30.0, 30.0, 40.0], vec![f64::NAN, 1.0]]
        {
            assert!(!distribution(&parts, Some(Side::Employee), "x", Locale::Fa).contains("NaN"));
        }
    }
}
