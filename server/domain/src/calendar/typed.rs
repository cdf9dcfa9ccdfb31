//! Dates as people type them, in both calendars, any digits, numbers or month names.

use thiserror::Error;

use super::{Date, Jalali, Month, words};
use crate::digits;

/// Years below this are Jalali: 1700 Jalali is the year 2321, and nobody types a Gregorian date before 1700.
const FIRST_GREGORIAN_YEAR: i32 = 1700;

/// Why a typed date or month was not understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum DateError {
    /// Nothing was typed.
    #[error("no date was given")]
    Empty,
    /// The text has no form that is known.
    #[error("this is not a date")]
    Unreadable,
    /// A year is missing or was typed with two digits.
    #[error("the year needs four digits")]
    YearNeeded,
    /// The year is not one that dates can have here.
    #[error("the year {given} is out of range")]
    YearOutOfRange {
        /// What was typed.
        given: i32,
    },
    /// Months count from 1 to 12.
    #[error("there is no month {given}")]
    MonthOutOfRange {
        /// What was typed.
        given: i32,
    },
    /// The month has no such day.
    #[error("there is no day {given}, the month has {last}")]
    DayOutOfRange {
        /// What was typed.
        given: i32,
        /// The last day of that month.
        last: u8,
    },
}

impl Date {
    /// Reads a typed day: `۱۴۰۴/۰۸/۱۵`, `1404-8-15`, `۱۵ آبان ۱۴۰۴`, `2026-11-21`, `21/11/2026`, `21 November 2026`,
    /// with or without the weekday. Without a year (`۱۵ آبان`) it is the one nearest to `today`.
    pub fn parse_typed(text: &str, today: Self) -> Result<Self, DateError> {
        match read(text)? {
            Typed { calendar, year: Some(year), month, day: Some(day) } => calendar.day(year, month, day),
            Typed { calendar, year: None, month, day: Some(day) } => calendar.nearest(month, day, today),
            Typed { day: None, .. } => Err(DateError::Unreadable),
        }
    }
}

/// Reads a typed month, see [`Month::parse_typed`].
pub(super) fn month(text: &str) -> Result<Month, DateError> {
    match read(text)? {
        Typed { calendar, year: Some(year), month, day: Some(day) } => {
            calendar.day(year, month, day)?;
            calendar.month(year, month)
        }
        Typed { calendar, year: Some(year), month, day: None } => calendar.month(year, month),
        Typed { year: None, .. } => Err(DateError::YearNeeded),
    }
}

/// The calendar a typed date is in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Calendar {
    Gregorian,
    Jalali,
}

struct Typed {
    calendar: Calendar,
    year: Option<i32>,
    month: i32,
    day: Option<i32>,
}

impl Calendar {
    const fn of_year(year: i32) -> Self {
        if year < FIRST_GREGORIAN_YEAR { Self::Jalali } else { Self::Gregorian }
    }

    fn day(self, year: i32, month: i32, day: i32) -> Result<Date, DateError> {
        match self {
            Self::Gregorian => gregorian(year, month, day),
            Self::Jalali => jalali(year, month, day),
        }
    }

    fn month(self, year: i32, month: i32) -> Result<Month, DateError> {
        let first = self.day(year, month, 1)?;
        let number = u8::try_from(month).map_err(|_| DateError::MonthOutOfRange { given: month })?;
        Ok(match self {
            Self::Gregorian => Month::of(first),
            Self::Jalali => Month::of_jalali(year, number).ok_or(DateError::YearOutOfRange { given: year })?,
        })
    }

    fn nearest(self, month: i32, day: i32, today: Date) -> Result<Date, DateError> {
        let this_year = match self {
            Self::Gregorian => today.year(),
            Self::Jalali => today.jalali().year(),
        };
        let candidates = [this_year - 1, this_year, this_year + 1].map(|year| self.day(year, month, day));
        let near = candidates.iter().flatten().min_by_key(|date| today.days_until(**date).abs());
        near.copied().map_or(candidates[1], Ok)
    }
}

fn read(text: &str) -> Result<Typed, DateError> {
    let folded = digits::fold(text).to_lowercase().replace('\u{200c}', "");
    let words: Vec<&str> = folded
        .split(|c: char| {
            c.is_whitespace() || matches!(c, '/' | '-' | '.' | ',' | '،' | '−' | '–' | '\u{200e}' | '\u{200f}')
        })
        .filter(|word| !word.is_empty() && !words::is_weekday(word))
        .collect();
    if words.is_empty() {
        return Err(DateError::Empty);
    }
    let named = words.iter().enumerate().find_map(|(at, word)| words::month_name(word).map(|found| (at, found)));
    if let Some((at, (calendar, month))) = named {
        return with_name(&words, at, calendar, month);
    }
    let numbers = words.iter().map(|word| number(word)).collect::<Result<Vec<_>, _>>()?;
    match numbers[..] {
        [(year, 4), (month, 1 | 2), (day, 1 | 2)] | [(day, 1 | 2), (month, 1 | 2), (year, 4)] => {
            Ok(Typed { calendar: Calendar::of_year(year), year: Some(year), month, day: Some(day) })
        }
        [(year, 4), (month, 1 | 2)] | [(month, 1 | 2), (year, 4)] => {
            Ok(Typed { calendar: Calendar::of_year(year), year: Some(year), month, day: None })
        }
        [(compact, 8)] => {
            let year = compact / 10_000;
            let (month, day) = (compact / 100 % 100, Some(compact % 100));
            Ok(Typed { calendar: Calendar::of_year(year), year: Some(year), month, day })
        }
        [(_, 1 | 2), (_, 1 | 2)] | [(_, 1 | 2), (_, 1 | 2), (_, 1 | 2)] => Err(DateError::YearNeeded),
        _ => Err(DateError::Unreadable),
    }
}

fn with_name(words: &[&str], at: usize, calendar: Calendar, month: i32) -> Result<Typed, DateError> {
    let rest = words.iter().enumerate().filter(|(place, _)| *place != at);
    let numbers = rest.map(|(_, word)| number(word)).collect::<Result<Vec<_>, _>>()?;
    let month = |year, day| Ok(Typed { calendar, year, month, day });
    match numbers[..] {
        [(day, 1 | 2), (year, 4)] | [(year, 4), (day, 1 | 2)] => month(Some(year), Some(day)),
        [(year, 4)] => month(Some(year), None),
        [(day, 1 | 2)] => month(None, Some(day)),
        [(_, 1 | 2), (_, 1 | 2)] => Err(DateError::YearNeeded),
        _ => Err(DateError::Unreadable),
    }
}

/// A run of digits and how many they are; English ordinals (`21st`) are numbers too.
fn number(word: &str) -> Result<(i32, usize), DateError> {
    let digits = word.trim_end_matches("st").trim_end_matches("nd").trim_end_matches("rd").trim_end_matches("th");
    let plain = digits.bytes().all(|b| b.is_ascii_digit()) && digits.len() <= 8;
    if plain {
        digits.parse().map(|n| (n, digits.len())).map_err(|_| DateError::Unreadable)
    } else {
        Err(DateError::Unreadable)
    }
}

/// The Gregorian day, or which of the three numbers is wrong.
pub(super) fn gregorian(year: i32, month: i32, day: i32) -> Result<Date, DateError> {
    let exists = |y, m, d| Date::new(y, m, d).is_some();
    check(year, month, day, 1..=9999, exists)
        .map(|(month, day)| Date::new(year, month, day).expect("each number was checked"))
}

fn jalali(year: i32, month: i32, day: i32) -> Result<Date, DateError> {
    let exists = |y, m, d| Jalali::new(y, m, d).is_some();
    check(year, month, day, 1200..=1699, exists)
        .map(|(month, day)| Jalali::new(year, month, day).expect("each number was checked").date())
}

fn check(
    year: i32,
    month: i32,
    day: i32,
    years: std::ops::RangeInclusive<i32>,
    exists: impl Fn(i32, u8, u8) -> bool,
) -> Result<(u8, u8), DateError> {
    if !years.contains(&year) {
        return Err(DateError::YearOutOfRange { given: year });
    }
    let number = u8::try_from(month).ok().filter(|m| (1..=12).contains(m));
    let number = number.ok_or(DateError::MonthOutOfRange { given: month })?;
    let last = (28..=31).rev().find(|d| exists(year, number, *d)).unwrap_or(28);
    let day_number = u8::try_from(day).ok().filter(|d| (1..=last).contains(d));
    day_number.map(|d| (number, d)).ok_or(DateError::DayOutOfRange { given: day, last })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn today() -> Date {
        Date::new(2026, 11, 21).expect("a date")
    }

    fn read(text: &str) -> Result<String, DateError> {
        Date::parse_typed(text, today()).map(|date| date.to_string())
    }

    #[test]
    fn reads_what_people_type() {
        for text in [
            "۱۴۰۴/۰۸/۱۵",
            "۱۴۰۴/۸/۱۵",
            "١٤٠٤/٠٨/١٥",
            "1404-08-15",
            "1404.8.15",
            "15/8/1404",
            "14040815",
            "۱۵ آبان ۱۴۰۴",
            "پنج‌شنبه ۱۵ آبان ۱۴۰۴",
            "۱۵ ابان، ۱۴۰۴",
            "15 Aban 1404",
            "2025-11-06",
            "2025/11/6",
            "6/11/2025",
            "6 November 2025",
            "November 6, 2025",
            "Nov 6th, 2025",
            "۶ نوامبر ۲۰۲۵",
            " \u{200f}۱۴۰۴/۰۸/۱۵ ",
        ] {
            assert_eq!(read(text).as_deref(), Ok("2025-11-06"), "{text}");
        }
    }

    #[test]
    fn without_a_year_it_is_the_nearest() {
        assert_eq!(read("۴ آذر").as_deref(), Ok("2026-11-25"));
        assert_eq!(read("۱۵ آبان").as_deref(), Ok("2026-11-06"));
        assert_eq!(read("۱ فروردین").as_deref(), Ok("2027-03-21"));
        assert_eq!(read("3 January").as_deref(), Ok("2027-01-03"));
    }

    #[test]
    fn says_what_is_wrong() {
        for (text, error) in [
            ("", DateError::Empty),
            ("   ", DateError::Empty),
            ("فردا", DateError::Unreadable),
            ("15 آبان 1404 5", DateError::Unreadable),
            ("99999999999/1/1", DateError::Unreadable),
            ("۱۴۰۴/۱۳/۰۱", DateError::MonthOutOfRange { given: 13 }),
            ("۱۴۰۴/۰/۰۱", DateError::MonthOutOfRange { given: 0 }),
            ("۱۴۰۴/۰۷/۳۱", DateError::DayOutOfRange { given: 31, last: 30 }),
            ("۱۴۰۴/۱۲/۳۰", DateError::DayOutOfRange { given: 30, last: 29 }),
            ("2026-02-30", DateError::DayOutOfRange { given: 30, last: 28 }),
            ("۴۰ آبان", DateError::DayOutOfRange { given: 40, last: 30 }),
            ("۰۴/۰۸/۱۵", DateError::YearNeeded),
            ("15 آبان 04", DateError::YearNeeded),
            ("0999/01/01", DateError::YearOutOfRange { given: 999 }),
        ] {
            assert_eq!(read(text), Err(error), "{text}");
        }
    }

    #[test]
    fn reads_typed_months() {
        for text in
            ["2026-11", "11/2026", "November 2026", "1405/08", "۱۴۰۵-۸", "آبان ۱۴۰۵", "۱۴۰۵/۰۸/۱۵", "2026-11-21"]
        {
            assert_eq!(Month::parse_typed(text).map(|m| m.to_string()).as_deref(), Ok("2026-11"), "{text}");
        }
        assert_eq!(Month::parse_typed("۱۴۰۵/۱۳"), Err(DateError::MonthOutOfRange { given: 13 }));
        assert_eq!(Month::parse_typed("آبان"), Err(DateError::Unreadable));
    }

    proptest! {
        #[test]
        fn never_panics(text in "\\PC{0,40}") {
            let _ = Date::parse_typed(&text, today());
            let _ = Month::parse_typed(&text);
        }

        #[test]
        fn jalali_days_read_back(days in 0_i64..40_000) {
            let date = Date::from_days(days);
            let jalali = date.jalali();
            let text = format!("{}/{}/{}", jalali.year(), jalali.month(), jalali.day());
            prop_assert_eq!(Date::parse_typed(&text, today()), Ok(date));
        }
    }
}
