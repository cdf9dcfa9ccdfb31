//! A month as the key of a period: monthly figures, waves and trends are ordered by it.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use super::{Date, DateError, Jalali, typed};

/// A Gregorian month, written and stored as `2026-11`.
///
/// Persian shows it by the Jalali month that covers most of it (November: Aban). Each Jalali month belongs to exactly
/// one Gregorian month this way, so figures per Jalali month can be kept under the same keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Month {
    year: i32,
    month: u8,
}

impl Month {
    /// The first month for which figures are kept; an earlier one is a slip of the keyboard.
    pub const EARLIEST_KEPT: Self = Self { year: 1900, month: 1 };

    /// The month, or `None` unless `month` is 1 to 12 and `year` 1 to 9999.
    pub fn new(year: i32, month: u8) -> Option<Self> {
        Date::new(year, month, 1).map(|_| Self { year, month })
    }

    /// The Gregorian month of a day.
    pub const fn of(date: Date) -> Self {
        Self { year: date.year, month: date.month }
    }

    /// The month that stands for a Jalali month. `None` if there is no such Jalali month.
    pub fn of_jalali(year: i32, month: u8) -> Option<Self> {
        // A Jalali month begins about the 21st, so two thirds of it, and its fifteenth day, lie in the next month.
        Jalali::new(year, month, 15).map(|middle| Self::of(middle.date()))
    }

    /// Year and month of the Jalali month that stands for this month in Persian.
    pub fn jalali(self) -> (i32, u8) {
        let first = self.first_day().jalali();
        (first.year(), first.month())
    }

    /// The Gregorian year.
    pub const fn year(self) -> i32 {
        self.year
    }

    /// The month, 1 to 12.
    pub const fn month(self) -> u8 {
        self.month
    }

    /// The first day.
    pub fn first_day(self) -> Date {
        Date::new(self.year, self.month, 1).expect("checked when made")
    }

    /// The last day.
    pub fn last_day(self) -> Date {
        self.plus(1).first_day().plus_days(-1)
    }

    /// That many months later (earlier if negative).
    pub fn plus(self, months: i32) -> Self {
        let count = (self.year * 12 + i32::from(self.month) - 1).saturating_add(months).clamp(12, 9999 * 12 + 11);
        let month = u8::try_from(count.rem_euclid(12) + 1).expect("1 to 12");
        Self { year: count.div_euclid(12), month }
    }

    /// Months from this one to `other`, negative if that is earlier.
    pub const fn until(self, other: Self) -> i32 {
        (other.year - self.year) * 12 + other.month as i32 - self.month as i32
    }

    /// The latest month that has begun by this day in either calendar. A Jalali month is kept under the Gregorian one of its
    /// middle day, which may begin later than it does.
    pub fn begun_by(day: Date) -> Self {
        let jalali = day.jalali();
        let own = Self::of(day);
        Self::of_jalali(jalali.year(), jalali.month()).map_or(own, |month| month.max(own))
    }

    /// The month, if figures can be kept for it; `begun` is the latest month that has begun.
    ///
    /// # Errors
    /// That it has not begun, or lies before anybody kept figures.
    pub fn kept(self, begun: Self) -> Result<Self, MonthFault> {
        if self > begun {
            Err(MonthFault::Ahead(self))
        } else if self < Self::EARLIEST_KEPT {
            Err(MonthFault::LongAgo)
        } else {
            Ok(self)
        }
    }

    /// Reads a typed month: `2026-11`, `2026/11`, `1405/08`, `۱۴۰۵-۰۸`, `آبان ۱۴۰۵`, `November 2026`, or a day in it.
    /// Years below 1700 are Jalali.
    pub fn parse_typed(text: &str) -> Result<Self, DateError> {
        typed::month(text)
    }
}

/// Why figures cannot be kept for a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MonthFault {
    /// It has not begun.
    Ahead(Month),
    /// It lies before [`Month::EARLIEST_KEPT`].
    LongAgo,
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.month)
    }
}

impl From<Month> for String {
    fn from(month: Month) -> Self {
        month.to_string()
    }
}

impl TryFrom<String> for Month {
    type Error = DateError;
    fn try_from(text: String) -> Result<Self, DateError> {
        text.parse()
    }
}

impl FromStr for Month {
    type Err = DateError;
    /// Reads only `2026-11`. For what people type see [`Month::parse_typed`].
    fn from_str(text: &str) -> Result<Self, DateError> {
        format!("{text}-01").parse().map(Self::of)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn month(text: &str) -> Month {
        text.parse().expect("a month")
    }

    #[test]
    fn a_month_has_begun_in_either_calendar() {
        let begun = |day: &str| Month::begun_by(day.parse().expect("a day")).to_string();
        assert_eq!(begun("2026-10-22"), "2026-10", "the last day of Mehr");
        assert_eq!(begun("2026-10-23"), "2026-11", "the first of Aban, which is kept under November");
        assert_eq!(begun("2026-11-01"), "2026-11");
    }

    #[test]
    fn a_month_far_away_keeps_no_figures() {
        let begun = month("2026-11");
        for right in ["1900-01", "2026-11"] {
            assert_eq!(month(right).kept(begun), Ok(month(right)));
        }
        for wrong in ["0001-01", "1899-12"] {
            assert_eq!(month(wrong).kept(begun), Err(MonthFault::LongAgo));
        }
        for wrong in ["2026-12", "9999-12"] {
            assert_eq!(month(wrong).kept(begun), Err(MonthFault::Ahead(month(wrong))));
        }
    }

    #[test]
    fn counts_months() {
        assert_eq!(month("2026-11").plus(2), month("2027-01"));
        assert_eq!(month("2026-01").plus(-1), month("2025-12"));
        assert_eq!(month("2025-12").until(month("2026-11")), 11);
        assert_eq!(month("2024-02").last_day().to_string(), "2024-02-29");
        assert_eq!("2026-13".parse::<Month>(), Err(DateError::MonthOutOfRange { given: 13 }));
    }

    #[test]
    fn a_jalali_month_has_one_key_and_the_key_has_it_back() {
        let mut expected = month("1990-04");
        for year in 1369..1450 {
            for number in 1..=12 {
                let key = Month::of_jalali(year, number).expect("exists");
                assert_eq!(key, expected, "{year}/{number}");
                assert_eq!(key.jalali(), (year, number));
                expected = expected.plus(1);
            }
        }
    }
}
