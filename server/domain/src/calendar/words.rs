//! The words in typed dates: months of both calendars as they are written in either language, and weekdays.

use super::typed::Calendar;

const JALALI_MONTHS: [&[&str]; 12] = [
    &["فروردین", "farvardin"],
    &["اردیبهشت", "ordibehesht"],
    &["خرداد", "khordad"],
    &["تیر", "tir"],
    &["مرداد", "امرداد", "mordad"],
    &["شهریور", "shahrivar"],
    &["مهر", "mehr"],
    &["آبان", "ابان", "aban"],
    &["آذر", "اذر", "azar"],
    &["دی", "dey"],
    &["بهمن", "bahman"],
    &["اسفند", "esfand"],
];

const GREGORIAN_MONTHS: [&[&str]; 12] = [
    &["january", "jan", "ژانویه", "ژانویهٔ"],
    &["february", "feb", "فوریه", "فوریهٔ"],
    &["march", "mar", "مارس"],
    &["april", "apr", "آوریل"],
    &["may", "مه", "می"],
    &["june", "jun", "ژوئن"],
    &["july", "jul", "ژوئیه", "ژوئیهٔ", "جولای"],
    &["august", "aug", "اوت"],
    &["september", "sep", "sept", "سپتامبر"],
    &["october", "oct", "اکتبر"],
    &["november", "nov", "نوامبر"],
    &["december", "dec", "دسامبر"],
];

/// Without half-spaces, which are dropped before.
const WEEKDAYS: [&str; 14] = [
    "saturday",
    "sunday",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "شنبه",
    "یکشنبه",
    "دوشنبه",
    "سهشنبه",
    "چهارشنبه",
    "پنجشنبه",
    "جمعه",
];

/// Whether a word in small letters, without half-spaces, names a day of the week.
pub(super) fn is_weekday(word: &str) -> bool {
    WEEKDAYS.contains(&word)
}

/// The month that a word in small letters, without half-spaces, names.
pub(super) fn month_name(word: &str) -> Option<(Calendar, i32)> {
    let find = |names: &[&[&str]; 12]| names.iter().zip(1..).find(|(all, _)| all.contains(&word)).map(|(_, n)| n);
    find(&JALALI_MONTHS)
        .map(|month| (Calendar::Jalali, month))
        .or_else(|| find(&GREGORIAN_MONTHS).map(|month| (Calendar::Gregorian, month)))
}
