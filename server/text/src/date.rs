//! How days, months and moments are written: Jalali in Persian, Gregorian in English.

use ayeneh_domain::{
    calendar::{Date, Month, Weekday},
    digits,
};

use crate::{Locale, calendar, figure};

const JALALI_MONTHS: [&str; 12] =
    ["فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور", "مهر", "آبان", "آذر", "دی", "بهمن", "اسفند"];
const GREGORIAN_MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const WEEKDAYS_FA: [&str; 7] = ["شنبه", "یکشنبه", "دوشنبه", "سه‌شنبه", "چهارشنبه", "پنجشنبه", "جمعه"];
const WEEKDAYS_EN: [&str; 7] = ["Saturday", "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday"];

/// `۱۵ آبان ۱۴۰۴` / `6 November 2025`.
pub fn day(locale: Locale, date: Date) -> String {
    let (year, _, _) = parts(locale, date);
    format!("{} {}", day_of_year(locale, date), plain(locale, year))
}

/// Without the year: `۱۵ آبان` / `6 November`.
pub fn day_of_year(locale: Locale, date: Date) -> String {
    let (_, month, day) = parts(locale, date);
    format!("{} {}", plain(locale, i32::from(day)), month_names(locale)[usize::from(month - 1)])
}

/// With the weekday and without the year, for a day that is near: `شنبه ۴ آبان` / `Saturday 26 October`.
pub fn near_day(locale: Locale, date: Date) -> String {
    format!("{} {}", weekday(locale, date.weekday()), day_of_year(locale, date))
}

/// Narrow: `۱۴۰۴/۰۸/۱۵` / `6 Nov 2025`; for tables.
pub fn short(locale: Locale, date: Date) -> String {
    match locale {
        Locale::Fa => field(locale, date),
        Locale::En => {
            let (year, month, day) = parts(locale, date);
            format!("{day} {} {year}", &GREGORIAN_MONTHS[usize::from(month - 1)][..3])
        }
    }
}

/// As it stands in a date field: `۱۴۰۴/۰۸/۱۵` / `2025-11-06`. Both are read back by `Date::parse_typed`.
pub fn field(locale: Locale, date: Date) -> String {
    let (year, month, day) = parts(locale, date);
    match locale {
        Locale::Fa => digits::to_persian(&format!("{year:04}/{month:02}/{day:02}")),
        Locale::En => date.to_string(),
    }
}

/// A period's month with its year: `آبان ۱۴۰۴` / `November 2025`.
pub fn month(locale: Locale, month: Month) -> String {
    let (year, _) = period(locale, month);
    format!("{} {}", month_name(locale, month), plain(locale, year))
}

/// A period's month alone: `آبان` / `November`.
pub fn month_name(locale: Locale, month: Month) -> &'static str {
    month_names(locale)[usize::from(period(locale, month).1 - 1)]
}

/// A period's month on an axis: `آبان` / `Nov`.
pub fn month_tick(locale: Locale, month: Month) -> &'static str {
    let name = month_name(locale, month);
    match locale {
        Locale::Fa => name,
        Locale::En => &name[..3],
    }
}

/// The twelve month names of the language's calendar, first month first.
pub const fn month_names(locale: Locale) -> [&'static str; 12] {
    match locale {
        Locale::Fa => JALALI_MONTHS,
        Locale::En => GREGORIAN_MONTHS,
    }
}

/// The month before the one in which a day lies: its first day, and the first after it.
pub fn month_before(locale: Locale, date: Date) -> (Date, Date) {
    let first = |date: Date| date.plus_days(1 - i64::from(parts(locale, date).2));
    let after = first(date);
    (first(after.plus_days(-1)), after)
}

/// The name of the month in which a day lies: `آبان` / `November`.
pub fn month_of(locale: Locale, date: Date) -> &'static str {
    month_names(locale)[usize::from(parts(locale, date).1 - 1)]
}

/// The quarter in which a period's month lies: `پاییز ۱۴۰۴` / `Q4 2025`.
pub fn quarter(locale: Locale, month: Month) -> String {
    let (year, number) = period(locale, month);
    let year = plain(locale, year);
    match (number - 1) / 3 {
        0 => calendar::quarter_1(locale, year),
        1 => calendar::quarter_2(locale, year),
        2 => calendar::quarter_3(locale, year),
        _ => calendar::quarter_4(locale, year),
    }
}

/// `پنجشنبه` / `Thursday`.
pub const fn weekday(locale: Locale, weekday: Weekday) -> &'static str {
    match locale {
        Locale::Fa => WEEKDAYS_FA[weekday.index()],
        Locale::En => WEEKDAYS_EN[weekday.index()],
    }
}

/// How long something stays open, its last day included: `دو روز مانده`, `امروز آخرین روز است`, `بسته شده` /
/// `two days left`, `today is the last day`, `closed`.
pub fn left(locale: Locale, today: Date, last_day: Date) -> String {
    match usize::try_from(today.days_until(last_day)) {
        Err(_) => calendar::over(locale).to_owned(),
        Ok(0) => calendar::last_day(locale).to_owned(),
        Ok(1) => calendar::one_day_left(locale).to_owned(),
        Ok(days) => calendar::days_left(locale, figure::word(locale, days)),
    }
}

/// How long ago a day was: `امروز`, `دیروز`, `سه روز پیش` / `today`, `yesterday`, `three days ago`. A month and more
/// ago, or in the future, is the day itself.
pub fn ago(locale: Locale, today: Date, date: Date) -> String {
    match usize::try_from(date.days_until(today)) {
        Ok(0) => calendar::today(locale).to_owned(),
        Ok(1) => calendar::yesterday(locale).to_owned(),
        Ok(days) if days < 30 => calendar::days_ago(locale, figure::word(locale, days)),
        _ => day(locale, date),
    }
}

/// A moment (UTC milliseconds) where clocks are `offset_minutes` ahead: `۱۵ آبان ۱۴۰۴، ساعت ۱۴:۳۰` /
/// `6 November 2025, 14:30`.
pub fn moment(locale: Locale, instant_ms: i64, offset_minutes: i32) -> String {
    let date = Date::at(instant_ms, offset_minutes);
    let minutes = (instant_ms - date.start_ms(offset_minutes)).max(0) / 60_000;
    let clock = format!("{:02}:{:02}", minutes / 60, minutes % 60);
    let clock = match locale {
        Locale::Fa => digits::to_persian(&clock),
        Locale::En => clock,
    };
    calendar::moment(locale, day(locale, date), clock)
}

/// Year, month and day in the language's calendar.
fn parts(locale: Locale, date: Date) -> (i32, u8, u8) {
    match locale {
        Locale::Fa => {
            let jalali = date.jalali();
            (jalali.year(), jalali.month(), jalali.day())
        }
        Locale::En => (date.year(), date.month(), date.day()),
    }
}

fn period(locale: Locale, month: Month) -> (i32, u8) {
    match locale {
        Locale::Fa => month.jalali(),
        Locale::En => (month.year(), month.month()),
    }
}

/// Years and days carry no separator between thousands.
fn plain(locale: Locale, number: i32) -> String {
    match locale {
        Locale::Fa => digits::to_persian(&number.to_string()),
        Locale::En => number.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use Locale::{En, Fa};

    use super::*;

    fn date(text: &str) -> Date {
        text.parse().expect("a date")
    }

    #[test]
    fn days_in_both_calendars() {
        let date = date("2025-11-06");
        assert_eq!(day(Fa, date), "۱۵ آبان ۱۴۰۴");
        assert_eq!(day(En, date), "6 November 2025");
        assert_eq!(near_day(Fa, date), "پنجشنبه ۱۵ آبان");
        assert_eq!(near_day(En, date), "Thursday 6 November");
        assert_eq!(short(Fa, date), "۱۴۰۴/۰۸/۱۵");
        assert_eq!(short(En, date), "6 Nov 2025");
    }

    #[test]
    fn the_month_before_is_one_of_the_readers_calendar() {
        let days = |locale, text| {
            let (from, to) = month_before(locale, date(text));
            (month_of(locale, from), from.to_string(), to.to_string())
        };
        assert_eq!(days(En, "2025-11-21"), ("October", "2025-10-01".to_owned(), "2025-11-01".to_owned()));
        assert_eq!(days(Fa, "2025-11-21"), ("مهر", "2025-09-23".to_owned(), "2025-10-23".to_owned()), "still Aban");
        assert_eq!(days(Fa, "2025-11-22"), ("آبان", "2025-10-23".to_owned(), "2025-11-22".to_owned()));
        assert_eq!(days(Fa, "2025-03-21"), ("اسفند", "2025-02-19".to_owned(), "2025-03-21".to_owned()), "a leap year");
        assert_eq!(days(En, "2026-01-01").0, "December");
    }

    #[test]
    fn what_a_field_shows_is_read_back() {
        for locale in Locale::ALL {
            for days in 20_000..20_400 {
                let date = Date::from_days(days);
                for text in [field(locale, date), day(locale, date), short(locale, date), near_day(locale, date)] {
                    assert_eq!(Date::parse_typed(&text, date), Ok(date), "{text}");
                }
            }
        }
    }

    #[test]
    fn months_and_quarters() {
        let period: Month = "2025-11".parse().expect("a month");
        assert_eq!(month(Fa, period), "آبان ۱۴۰۴");
        assert_eq!(month(En, period), "November 2025");
        assert_eq!(month_tick(En, period), "Nov");
        assert_eq!(quarter(Fa, period), "پاییز ۱۴۰۴");
        assert_eq!(quarter(En, period), "Q4 2025");
        assert_eq!(quarter(Fa, "2026-04".parse().expect("a month")), "بهار ۱۴۰۵");
    }

    #[test]
    fn how_long_and_how_long_ago() {
        let today = date("2026-11-21");
        assert_eq!(left(Fa, today, today.plus_days(2)), "دو روز مانده");
        assert_eq!(left(En, today, today.plus_days(1)), "one day left");
        assert_eq!(left(Fa, today, today.plus_days(14)), "۱۴ روز مانده");
        assert_eq!(left(Fa, today, today), "امروز آخرین روز است");
        assert_eq!(left(En, today, today.plus_days(-1)), "closed");
        assert_eq!(ago(Fa, today, today.plus_days(-3)), "سه روز پیش");
        assert_eq!(ago(En, today, today.plus_days(-1)), "yesterday");
        assert_eq!(ago(En, today, today.plus_days(-90)), "23 August 2026");
    }

    #[test]
    fn moments_are_told_in_the_place_s_time() {
        let instant = date("2025-11-06").start_ms(0) + 11 * 3_600_000;
        assert_eq!(moment(Fa, instant, 210), "۱۵ آبان ۱۴۰۴، ساعت ۱۴:۳۰");
        assert_eq!(moment(En, instant, 0), "6 November 2025, 11:00");
    }
}
