//! Days and months without a clock and without a time zone.
//!
//! A [`Date`] is stored and computed in the Gregorian calendar; [`Jalali`] is how Persian reads and types it.

mod jalali;
mod month;
mod typed;
mod words;
mod working_hours;

use std::{fmt, str::FromStr};

use icu_calendar::{Date as IcuDate, Iso, types::RataDie};
use serde::{Deserialize, Serialize};

pub use self::{
    jalali::Jalali,
    month::{Month, MonthFault},
    typed::DateError,
    working_hours::{WorkingHours, WorkingHoursError},
};

/// Milliseconds of a day.
pub const DAY_MS: i64 = 86_400_000;

/// Iran's distance from UTC in minutes; no summer time since 2022.
pub const IRAN_OFFSET_MINUTES: i32 = 210;

/// The rata die of 1970-01-01.
const EPOCH: i64 = 719_163;

/// A day of the Gregorian calendar, years 1 to 9999. Written and stored as `2026-11-21`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Date {
    year: i32,
    month: u8,
    day: u8,
}

/// A day of the week; the Iranian week starts on Saturday.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Weekday {
    /// شنبه, the first day.
    Saturday,
    /// یکشنبه.
    Sunday,
    /// دوشنبه.
    Monday,
    /// سه‌شنبه.
    Tuesday,
    /// چهارشنبه.
    Wednesday,
    /// پنجشنبه.
    Thursday,
    /// جمعه, the day of rest.
    Friday,
}

impl Weekday {
    /// The week in its order.
    pub const ALL: [Self; 7] =
        [Self::Saturday, Self::Sunday, Self::Monday, Self::Tuesday, Self::Wednesday, Self::Thursday, Self::Friday];

    /// Position in the week, Saturday 0 to Friday 6.
    pub const fn index(self) -> usize {
        self as usize
    }
}

impl Date {
    /// The day, or `None` if there is none such.
    pub fn new(year: i32, month: u8, day: u8) -> Option<Self> {
        if !(1..=9999).contains(&year) {
            return None;
        }
        IcuDate::try_new_iso(year, month, day).ok().map(|_| Self { year, month, day })
    }

    /// The day that many days after 1970-01-01. Days outside the years 1 to 9999 become the nearest one inside.
    pub fn from_days(days: i64) -> Self {
        let fixed = (days.saturating_add(EPOCH)).clamp(1, 3_652_059);
        let iso = IcuDate::from_rata_die(RataDie::new(fixed), Iso);
        Self { year: iso.year().extended_year(), month: iso.month().ordinal, day: iso.day_of_month().0 }
    }

    /// The day at an instant (UTC milliseconds) where clocks are `offset_minutes` ahead of UTC.
    pub fn at(instant_ms: i64, offset_minutes: i32) -> Self {
        Self::from_days(instant_ms.saturating_add(i64::from(offset_minutes) * 60_000).div_euclid(DAY_MS))
    }

    /// The instant (UTC milliseconds) at which the day begins where clocks are `offset_minutes` ahead of UTC.
    pub fn start_ms(self, offset_minutes: i32) -> i64 {
        self.days() * DAY_MS - i64::from(offset_minutes) * 60_000
    }

    /// Days since 1970-01-01, negative before.
    pub fn days(self) -> i64 {
        self.icu().to_rata_die().to_i64_date() - EPOCH
    }

    /// The Gregorian year.
    pub const fn year(self) -> i32 {
        self.year
    }

    /// The Gregorian month, 1 to 12.
    pub const fn month(self) -> u8 {
        self.month
    }

    /// The day of the Gregorian month, from 1.
    pub const fn day(self) -> u8 {
        self.day
    }

    /// That many days later (earlier if negative).
    pub fn plus_days(self, days: i64) -> Self {
        Self::from_days(self.days().saturating_add(days))
    }

    /// Days from this day to `other`, negative if that is earlier.
    pub fn days_until(self, other: Self) -> i64 {
        other.days() - self.days()
    }

    /// The day of the week. 1970-01-01 was a Thursday.
    pub fn weekday(self) -> Weekday {
        let index = (self.days() + 5).rem_euclid(7);
        Weekday::ALL[usize::try_from(index).expect("0 to 6")]
    }

    /// The seven days of the week that the day lies in, from Saturday.
    pub fn week(self) -> [Self; 7] {
        let into = self.days().saturating_add(5).rem_euclid(7);
        [0, 1, 2, 3, 4, 5, 6].map(|day: i64| self.plus_days(day - into))
    }

    /// The same day in the Jalali calendar.
    pub fn jalali(self) -> Jalali {
        Jalali::of(self)
    }

    fn icu(self) -> IcuDate<Iso> {
        IcuDate::try_new_iso(self.year, self.month, self.day).expect("checked when made")
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl From<Date> for String {
    fn from(date: Date) -> Self {
        date.to_string()
    }
}

impl TryFrom<String> for Date {
    type Error = DateError;
    fn try_from(text: String) -> Result<Self, DateError> {
        text.parse()
    }
}

impl FromStr for Date {
    type Err = DateError;
    /// Reads only `2026-11-21`, as files, the database and the API write it. For what people type see
    /// [`Date::parse_typed`].
    fn from_str(text: &str) -> Result<Self, DateError> {
        let part = |range: std::ops::Range<usize>| -> Option<i32> {
            let digits = text.get(range)?;
            digits.bytes().all(|b| b.is_ascii_digit()).then(|| digits.parse().ok())?
        };
        let dashes = text.len() == 10 && text.as_bytes()[4] == b'-' && text.as_bytes()[7] == b'-';
        match (dashes, part(0..4), part(5..7), part(8..10)) {
            (true, Some(year), Some(month), Some(day)) => typed::gregorian(year, month, day),
            _ => Err(DateError::Unreadable),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn date(text: &str) -> Date {
        text.parse().expect("a date")
    }

    #[test]
    fn writes_and_reads_the_stored_form() {
        assert_eq!(date("2026-11-21").to_string(), "2026-11-21");
        assert_eq!("2026-13-01".parse::<Date>(), Err(DateError::MonthOutOfRange { given: 13 }));
        assert_eq!("2026-02-29".parse::<Date>(), Err(DateError::DayOutOfRange { given: 29, last: 28 }));
        for wrong in ["", "2026-1-01", "2026/11/21", "2026-11-21x", "+026-11-21", "۲۰۲۶-۱۱-۲۱"] {
            assert_eq!(wrong.parse::<Date>(), Err(DateError::Unreadable), "{wrong}");
        }
    }

    #[test]
    fn counts_days_and_knows_the_week() {
        assert_eq!(date("1970-01-01").days(), 0);
        assert_eq!(date("1970-01-01").weekday(), Weekday::Thursday);
        assert_eq!(date("2026-11-21").weekday(), Weekday::Saturday);
        assert_eq!(date("2024-02-28").plus_days(2), date("2024-03-01"));
        assert_eq!(date("2026-11-21").days_until(date("2026-11-19")), -2);
    }

    #[test]
    fn an_instant_belongs_to_the_day_of_the_place() {
        let late = date("2026-11-21").start_ms(0) + 21 * 3_600_000;
        assert_eq!(Date::at(late, 0), date("2026-11-21"));
        assert_eq!(Date::at(late, IRAN_OFFSET_MINUTES), date("2026-11-22"));
        assert_eq!(Date::at(-1, 0), date("1969-12-31"));
    }

    proptest! {
        #[test]
        fn days_and_instants_round_trip(days in -700_000_i64..2_900_000, offset in -720_i32..840) {
            let date = Date::from_days(days);
            prop_assert_eq!(date.days(), days);
            prop_assert_eq!(date.to_string().parse::<Date>(), Ok(date));
            prop_assert_eq!(Date::at(date.start_ms(offset), offset), date);
            prop_assert_eq!(Date::at(date.start_ms(offset) - 1, offset), date.plus_days(-1));
            prop_assert_eq!(date.jalali().date(), date);
            let week = date.week();
            prop_assert!(week[0].weekday() == Weekday::Saturday && week[6].weekday() == Weekday::Friday);
            prop_assert_eq!(week[date.weekday().index()], date);
        }
    }
}
