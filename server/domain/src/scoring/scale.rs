//! The scale an item is answered on.

use crate::questionnaire::ItemKind;

/// Points from `min` to `max`, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Scale {
    min: u8,
    max: u8,
}

/// A value that is no point of the scale.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{value} is not between {} and {}", scale.min, scale.max)]
pub struct OffScale {
    /// What was given.
    pub value: u8,
    /// What would have been accepted.
    pub scale: Scale,
}

impl Scale {
    /// Likelihood to recommend, 0 to 10.
    pub const RECOMMEND: Self = Self { min: 0, max: 10 };
    /// No, partly, yes.
    pub const YES_PARTLY_NO: Self = Self { min: 0, max: 2 };
    /// The most points a scale may have.
    pub const MOST_POINTS: usize = 12;

    /// A scale of two to [`Self::MOST_POINTS`] points; `None` otherwise.
    pub fn new(min: u8, max: u8) -> Option<Self> {
        (min < max && usize::from(max - min) < Self::MOST_POINTS).then_some(Self { min, max })
    }

    /// The scale of an item; `None` where it is answered in words.
    pub fn of(kind: &ItemKind) -> Option<Self> {
        match kind {
            ItemKind::Scale { points, .. } => Self::new(1, *points),
            ItemKind::Recommend { .. } => Some(Self::RECOMMEND),
            ItemKind::YesPartlyNo => Some(Self::YES_PARTLY_NO),
            ItemKind::Place { of } => Self::new(1, *of),
            ItemKind::Text { .. } => None,
        }
    }

    /// The least point.
    pub const fn min(self) -> u8 {
        self.min
    }

    /// The greatest point.
    pub const fn max(self) -> u8 {
        self.max
    }

    /// How many points.
    pub const fn points(self) -> u8 {
        self.max - self.min + 1
    }

    /// The distance from the least to the greatest point.
    pub fn width(self) -> f64 {
        f64::from(self.max - self.min)
    }

    /// A mean on the scale as an index, 0 to 100: (mean − min) / (max − min) · 100.
    pub fn index(self, mean: f64) -> f64 {
        (mean - f64::from(self.min)) / self.width() * 100.0
    }

    /// A standard deviation (or a difference of means) on the scale in index points.
    pub fn index_points(self, distance: f64) -> f64 {
        distance / self.width() * 100.0
    }

    /// The answer to a reverse-keyed item, turned: least becomes greatest.
    ///
    /// # Errors
    /// [`OffScale`] where the value is no point of the scale.
    pub fn reversed(self, value: u8) -> Result<u8, OffScale> {
        Ok(self.min + self.max - self.check(value)?)
    }

    /// The value itself, if it is a point of the scale.
    ///
    /// # Errors
    /// [`OffScale`] where it is not.
    pub fn check(self, value: u8) -> Result<u8, OffScale> {
        if (self.min..=self.max).contains(&value) { Ok(value) } else { Err(OffScale { value, scale: self }) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn index_spans_nought_to_a_hundred() {
        let five = Scale::new(1, 5).expect("five points");
        assert_eq!((five.index(1.0), five.index(3.6), five.index(5.0)), (0.0, 65.0, 100.0));
        assert_eq!(five.index_points(1.0), 25.0);
        assert_eq!(Scale::RECOMMEND.index(9.0), 90.0);
    }

    #[test]
    fn knows_its_points() {
        assert_eq!(Scale::new(3, 3), None);
        assert_eq!(Scale::new(0, 12), None);
        let five = Scale::new(1, 5).expect("five points");
        assert_eq!((five.reversed(1), five.reversed(4)), (Ok(5), Ok(2)));
        assert_eq!(five.check(6).expect_err("six is too many").to_string(), "6 is not between 1 and 5");
        assert_eq!(Scale::of(&ItemKind::YesPartlyNo), Some(Scale::YES_PARTLY_NO));
    }
}
