//! The days and hours at which people are at work: a reminder that comes at night or on the day of rest is a nuisance, and
//! one more reason not to answer.

use std::fmt;

use super::{Date, Weekday};

const HOUR_MS: i64 = 3_600_000;

/// Days of the week, and the hours of each from when to when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WorkingHours {
    days: [bool; 7],
    from: u8,
    until: u8,
}

impl Default for WorkingHours {
    /// Saturday to Wednesday, 8 to 17 o'clock.
    fn default() -> Self {
        Self { days: [true, true, true, true, true, false, false], from: 8, until: 17 }
    }
}

/// What is wrong with written days or hours.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WorkingHoursError {
    /// A word that is no day.
    #[error("\"{0}\" is no day of the week; write sat, sun, mon, tue, wed, thu or fri, with commas between")]
    Day(String),
    /// Nobody works, so no reminder would ever go out.
    #[error("no day is named; write at least one of sat, sun, mon, tue, wed, thu, fri")]
    NoDay,
    /// Not two hours with a dash between, the first the earlier.
    #[error("\"{0}\" are no hours; write two whole hours from 0 to 24, the earlier first, e.g. 8-17")]
    Hours(String),
}

impl WorkingHours {
    /// Reads days (`sat, sun, mon`; any order, as long as three letters suffice to tell them apart) and hours (`8-17`:
    /// from 8:00 until just before 17:00).
    ///
    /// # Errors
    /// [`WorkingHoursError`], in words for whoever configures the server.
    pub fn parse(days: &str, hours: &str) -> Result<Self, WorkingHoursError> {
        let mut works = [false; 7];
        for word in days.split([',', ' ', '\t']).filter(|word| !word.is_empty()) {
            works[day(word).ok_or_else(|| WorkingHoursError::Day(word.to_owned()))?.index()] = true;
        }
        if works == [false; 7] {
            return Err(WorkingHoursError::NoDay);
        }
        let wrong = || WorkingHoursError::Hours(hours.to_owned());
        let (from, until) = hours.split_once('-').ok_or_else(wrong)?;
        let hour = |written: &str| written.trim().parse::<u8>().map_err(|_| wrong());
        let (from, until) = (hour(from)?, hour(until)?);
        if from >= until || until > 24 {
            return Err(wrong());
        }
        Ok(Self { days: works, from, until })
    }

    /// The first instant from `now_ms` on (UTC milliseconds) at which people are at work, where clocks are
    /// `offset_minutes` ahead of UTC.
    pub fn next(&self, now_ms: i64, offset_minutes: i32) -> i64 {
        let today = Date::at(now_ms, offset_minutes);
        let coming = (0..=7).map(|ahead| today.plus_days(ahead)).filter(|date| self.days[date.weekday().index()]);
        let mut open = coming.filter_map(|date| {
            let midnight = date.start_ms(offset_minutes);
            let start = midnight + i64::from(self.from) * HOUR_MS;
            let end = midnight + i64::from(self.until) * HOUR_MS;
            (now_ms < end).then_some(start.max(now_ms))
        });
        // Eight days on end hold each weekday, and today's once more.
        open.next().unwrap_or(now_ms)
    }
}

/// A day by its English name or the first three letters of it.
fn day(word: &str) -> Option<Weekday> {
    let word = word.to_lowercase();
    Weekday::ALL.into_iter().find(|day| {
        let name = format!("{day:?}").to_lowercase();
        word.len() >= 3 && name.starts_with(&word)
    })
}

impl fmt::Display for WorkingHours {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let works = Weekday::ALL.into_iter().filter(|day| self.days[day.index()]);
        let names: Vec<String> = works.map(|day| format!("{day:?}")[..3].to_lowercase()).collect();
        write!(f, "{} {}-{}", names.join(","), self.from, self.until)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Tehran.
    const OFFSET: i32 = 210;

    fn at(day: &str, hour: i64, minute: i64) -> i64 {
        day.parse::<Date>().expect("a day").start_ms(OFFSET) + hour * HOUR_MS + minute * 60_000
    }

    #[test]
    fn a_reminder_waits_for_the_next_hour_of_work() {
        let hours = WorkingHours::default();
        // 2026-11-21 is a Saturday.
        for (now, then) in [
            (at("2026-11-21", 8, 0), at("2026-11-21", 8, 0)),
            (at("2026-11-21", 16, 59), at("2026-11-21", 16, 59)),
            (at("2026-11-21", 17, 0), at("2026-11-22", 8, 0)),
            (at("2026-11-21", 3, 12), at("2026-11-21", 8, 0)),
            (at("2026-11-25", 17, 30), at("2026-11-28", 8, 0)),
            (at("2026-11-26", 10, 0), at("2026-11-28", 8, 0)),
            (at("2026-11-27", 23, 59), at("2026-11-28", 8, 0)),
        ] {
            assert_eq!(hours.next(now, OFFSET), then, "{now}");
        }
    }

    #[test]
    fn days_and_hours_are_read_as_people_write_them() {
        let read = WorkingHours::parse("Monday tue,WED, thu fri", " 9 - 24 ").expect("reads");
        assert_eq!(read.to_string(), "mon,tue,wed,thu,fri 9-24");
        assert_eq!(WorkingHours::parse("sat,sun,mon,tue,wed", "8-17"), Ok(WorkingHours::default()));
        assert_eq!(WorkingHours::parse("mo", "8-17"), Err(WorkingHoursError::Day("mo".into())));
        assert_eq!(WorkingHours::parse(" , ", "8-17"), Err(WorkingHoursError::NoDay));
        for hours in ["", "8", "17-8", "8-8", "8-25", "-1-5", "8:00-17:00"] {
            assert_eq!(WorkingHours::parse("sat", hours), Err(WorkingHoursError::Hours(hours.into())), "{hours}");
        }
    }

    proptest! {
        #[test]
        fn never_earlier_never_later_than_a_week_and_always_at_work(
            now in -2_000_000_000_000_i64..4_000_000_000_000,
            offset in -720..=840_i32,
            days in proptest::array::uniform7(any::<bool>()),
            (from, until) in (0_u8..24).prop_flat_map(|from| (Just(from), from + 1..=24)),
        ) {
            prop_assume!(days.contains(&true));
            let hours = WorkingHours { days, from, until };
            let then = hours.next(now, offset);
            prop_assert!((now..=now + 8 * 24 * HOUR_MS).contains(&then));
            let date = Date::at(then, offset);
            prop_assert!(days[date.weekday().index()]);
            let hour = (then - date.start_ms(offset)) / HOUR_MS;
            prop_assert!((i64::from(from)..i64::from(until)).contains(&hour));
            prop_assert_eq!(hours.next(then, offset), then, "whoever is at work is not put off");
        }
    }
}
