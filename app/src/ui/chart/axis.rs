//! Where a value stands: percent of the width, counted from the left edge, in reading direction.

use ayeneh_domain::bilingual::Locale;
use ayeneh_text::figure;

use super::drawing::{Anchor, Drawing};

/// Rounding errors are smaller than this.
const NEAR: f64 = 1e-9;

/// Round steps (1, 2, 5 times a power of ten), smallest first, around a quarter of `width`.
fn steps(width: f64) -> impl Iterator<Item = f64> {
    let power = 10_f64.powf(width.abs().max(f64::MIN_POSITIVE).log10().floor() - 1.0);
    [1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0].into_iter().map(move |step| step * power)
}

/// A horizontal scale from `least` to `most`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Axis {
    /// The value at the start of the line of reading.
    pub least: f64,
    /// The value at its end.
    pub most: f64,
    /// Decides the direction and how figures are written.
    pub locale: Locale,
}

impl Axis {
    /// A scale; where both ends are equal or not finite it is widened by one, so that nothing divides by zero.
    pub fn new(least: f64, most: f64, locale: Locale) -> Self {
        let least = if least.is_finite() { least } else { 0.0 };
        let most = if most.is_finite() && most > least { most } else { least + 1.0 };
        Self { least, most, locale }
    }

    /// The range of indices on which a release is drawn: marks may cut an axis, bars never.
    pub fn index(locale: Locale) -> Self {
        Self::new(30.0, 90.0, locale)
    }

    /// The narrowest of 30–90, 20–100 and 0–100 that holds all indices.
    pub fn holding(values: impl IntoIterator<Item = f64>, locale: Locale) -> Self {
        let values: Vec<f64> = values.into_iter().filter(|value| value.is_finite()).collect();
        let holds = |least: f64, most: f64| values.iter().all(|value| (least..=most).contains(value));
        match () {
            () if holds(30.0, 90.0) => Self::index(locale),
            () if holds(20.0, 100.0) => Self::new(20.0, 100.0, locale),
            () => Self::new(0.0, 100.0, locale),
        }
    }

    /// Whether the line of reading starts at the right.
    pub fn from_right(&self) -> bool {
        rtl(self.locale)
    }

    /// The share of the way from least to most, 0 to 1; values outside stand at the ends.
    pub fn share(&self, value: f64) -> f64 {
        ((value - self.least) / (self.most - self.least)).clamp(0.0, 1.0)
    }

    /// Percent from the left edge.
    pub fn x(&self, value: f64) -> f64 {
        self.at(self.share(value))
    }

    /// Percent from the left edge of a share of the way.
    pub fn at(&self, share: f64) -> f64 {
        100.0 * if self.from_right() { 1.0 - share } else { share }
    }

    /// Left edge and width, in percent, of what lies between two values.
    pub fn span(&self, one: f64, other: f64) -> (f64, f64) {
        let (one, other) = (self.x(one), self.x(other));
        (one.min(other), (one - other).abs())
    }

    /// Whether a figure beside a mark at `value` stands toward the most end: as wished, unless it would leave the axis
    /// there.
    pub fn leans_on(&self, value: f64, wished: bool) -> bool {
        if wished { self.share(value) < 0.94 } else { self.share(value) <= 0.06 }
    }

    /// A physical shift in pixels that moves `toward` the most (or, negative, the least) end.
    pub fn shift(&self, toward: f64) -> f64 {
        if self.from_right() { -toward } else { toward }
    }

    /// A range with round ends that holds all values, for figures that have no scale of their own.
    pub fn round(values: impl IntoIterator<Item = f64>, locale: Locale) -> Self {
        let ends = values
            .into_iter()
            .filter(|value| value.is_finite())
            .fold((f64::INFINITY, f64::NEG_INFINITY), |(least, most), value| (least.min(value), most.max(value)));
        let (least, most) = if ends.0 <= ends.1 { ends } else { (0.0, 1.0) };
        let (least, most) = if most > least { (least, most) } else { (least - 1.0, most + 1.0) };
        let around = |step: f64| ((least / step).floor() * step, (most / step).ceil() * step);
        let fits = |step: &f64| (around(*step).1 - around(*step).0) / step <= 4.0 + NEAR;
        let (least, most) = steps(most - least).find(fits).map_or((least, most), around);
        Self::new(least, most, locale)
    }

    /// The figures to print under the axis: both ends and at most three between them, at round numbers.
    pub fn ticks(&self) -> Vec<f64> {
        let width = self.most - self.least;
        let even = |step: &f64| {
            width / step <= 4.0 + NEAR
                && (width / step).round() - width / step < NEAR
                && width / step - (width / step).round() < NEAR
        };
        let step = steps(width).chain(steps(width).map(|step| step * 2.5)).find(even).unwrap_or(width / 2.0);
        let count = (width / step).round() as u32;
        (0..=count).map(|index| self.least + step * f64::from(index)).collect()
    }

    /// Writes a figure of this axis, with as many places as its ticks need.
    pub fn write(&self, value: f64) -> String {
        let whole = |places: &usize| {
            let shift = 10_f64.powi(i32::try_from(*places).unwrap_or(0));
            self.ticks().iter().all(|tick| (tick * shift - (tick * shift).round()).abs() < NEAR * shift.max(1.0))
        };
        figure::decimal(self.locale, value, (0..4).find(whole).unwrap_or(1))
    }

    /// Draws the figures at `y`, centred; at the very ends they lean inwards if `inwards`.
    pub fn draw_ticks(&self, drawing: &mut Drawing, y: f64, inwards: bool) {
        for tick in self.ticks() {
            let anchor = match self.share(tick) {
                share if inwards && share <= 0.0 => Anchor::Start,
                share if inwards && share >= 1.0 => Anchor::End,
                _ => Anchor::Middle,
            };
            drawing.text("tick", self.x(tick), 0.0, y, anchor, &self.write(tick));
        }
    }

    /// Draws faint lines at the ticks, `height` pixels long.
    pub fn draw_grid(&self, drawing: &mut Drawing, height: f64) {
        for tick in self.ticks() {
            drawing.line("grid", (self.x(tick), 0.0), (self.x(tick), height));
        }
    }
}

/// Whether a language is read from the right.
pub fn rtl(locale: Locale) -> bool {
    locale.direction() == "rtl"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn persian_starts_at_the_right() {
        assert_eq!(Axis::new(30.0, 90.0, Locale::Fa).x(30.0), 100.0);
        assert_eq!(Axis::new(30.0, 90.0, Locale::En).x(30.0), 0.0);
        assert_eq!(Axis::new(0.0, 10.0, Locale::Fa).span(2.0, 5.0), (50.0, 30.0));
        assert_eq!(Axis::new(0.0, 10.0, Locale::En).span(5.0, 2.0), (20.0, 30.0));
    }

    #[test]
    fn figures_at_the_ends_lean_inwards() {
        for locale in Locale::ALL {
            let axis = Axis::new(1.0, 5.0, locale);
            assert!(axis.leans_on(3.0, true) && !axis.leans_on(3.0, false));
            assert!(!axis.leans_on(5.0, true) && axis.leans_on(1.0, false));
        }
    }

    #[test]
    fn mirrored_values_add_up_to_the_whole_width() {
        for value in [30.0, 41.7, 60.0, 90.0, 120.0, -5.0] {
            let sum = Axis::index(Locale::Fa).x(value) + Axis::index(Locale::En).x(value);
            assert!((sum - 100.0).abs() < 1e-9);
        }
    }

    #[test]
    fn ends_are_always_ticks() {
        for (least, most) in [(30.0, 90.0), (1.0, 5.0), (0.0, 100.0), (0.0, 7.3), (20.0, 100.0)] {
            let ticks = Axis::new(least, most, Locale::En).ticks();
            assert!((ticks[0] - least).abs() < 1e-9);
            assert!((ticks[ticks.len() - 1] - most).abs() < 1e-9);
            assert!(ticks.len() <= 5, "{ticks:?}");
        }
    }

    #[test]
    fn an_empty_or_endless_range_is_widened() {
        assert_eq!(Axis::new(5.0, 5.0, Locale::En).x(5.0), 0.0);
        assert_eq!(Axis::new(f64::NAN, f64::INFINITY, Locale::En).most, 1.0);
    }

    #[test]
    fn round_ends_hold_the_values() {
        for values in
            [vec![50.2, 58.9], vec![-3.0, 11.4], vec![4_180.0, 3_310.0], vec![0.013, 0.021], vec![7.0], vec![]]
        {
            let axis = Axis::round(values.iter().copied(), Locale::En);
            assert!(values.iter().all(|value| *value >= axis.least && *value <= axis.most), "{values:?} {axis:?}");
            assert!((3..=5).contains(&axis.ticks().len()), "{values:?} {:?}", axis.ticks());
        }
        let axis = Axis::round([50.2, 58.9], Locale::En);
        assert_eq!(axis.ticks().iter().map(|tick| axis.write(*tick)).collect::<Vec<_>>(), ["50", "55", "60"]);
    }

    #[test]
    fn the_release_axis_grows_with_its_figures() {
        let ends = |values: &[f64]| {
            let axis = Axis::holding(values.iter().copied(), Locale::Fa);
            (axis.least, axis.most)
        };
        assert_eq!(ends(&[40.0, 85.0]), (30.0, 90.0));
        assert_eq!(ends(&[28.4, 93.0, f64::NAN]), (20.0, 100.0));
        assert_eq!(ends(&[3.0]), (0.0, 100.0));
        assert_eq!(ends(&[]), (30.0, 90.0));
    }
}
