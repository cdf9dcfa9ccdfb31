//! The Jalali (Solar Hijri) calendar of Iran. Leap years follow the astronomical rule, computed by ICU4X.

use icu_calendar::{Date as IcuDate, cal::Persian};

use super::Date;

/// A day of the Jalali calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Jalali {
    year: i32,
    month: u8,
    day: u8,
}

impl Jalali {
    /// The day, or `None` if there is none such (Esfand has 30 days in leap years only).
    pub fn new(year: i32, month: u8, day: u8) -> Option<Self> {
        if !(-600..=9000).contains(&year) {
            return None;
        }
        IcuDate::try_new_persian(year, month, day).ok().map(|_| Self { year, month, day })
    }

    /// The day in the Jalali calendar.
    pub fn of(date: Date) -> Self {
        let persian = date.icu().to_calendar(Persian);
        Self { year: persian.year().extended_year(), month: persian.month().ordinal, day: persian.day_of_month().0 }
    }

    /// The same day in the Gregorian calendar.
    pub fn date(self) -> Date {
        let persian = IcuDate::try_new_persian(self.year, self.month, self.day).expect("checked when made");
        Date::from_days(persian.to_rata_die().to_i64_date() - super::EPOCH)
    }

    /// The Jalali year.
    pub const fn year(self) -> i32 {
        self.year
    }

    /// The month, Farvardin 1 to Esfand 12.
    pub const fn month(self) -> u8 {
        self.month
    }

    /// The day of the month, from 1.
    pub const fn day(self) -> u8 {
        self.day
    }

    /// The season, spring 1 to winter 4.
    pub const fn quarter(self) -> u8 {
        (self.month - 1) / 3 + 1
    }

    /// Days of a month: 31 to Shahrivar, 30 to Bahman, Esfand 29 or 30. `month` is 1 to 12.
    pub fn last_day(year: i32, month: u8) -> u8 {
        (29..=31).rev().find(|day| Self::new(year, month, *day).is_some()).unwrap_or(29)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_days() {
        for (gregorian, (year, month, day)) in [
            ("2025-11-06", (1404, 8, 15)),
            ("2026-11-21", (1405, 8, 30)),
            ("2026-03-21", (1405, 1, 1)),
            ("2025-03-20", (1403, 12, 30)),
            ("1979-02-11", (1357, 11, 22)),
            ("1900-01-01", (1278, 10, 11)),
        ] {
            let date: Date = gregorian.parse().expect("a date");
            assert_eq!(date.jalali(), Jalali { year, month, day }, "{gregorian}");
            assert_eq!(Jalali { year, month, day }.date(), date, "{gregorian}");
        }
    }

    #[test]
    fn the_length_of_months() {
        assert_eq!(Jalali::last_day(1403, 12), 30);
        assert_eq!(Jalali::last_day(1404, 12), 29);
        assert_eq!(Jalali::last_day(1404, 6), 31);
        assert_eq!(Jalali::last_day(1404, 7), 30);
        assert_eq!(Jalali::new(1404, 12, 30), None);
        assert_eq!(Jalali::new(1404, 13, 1), None);
    }
}
