//! What to change in a field: the errors of the domain in words.

use ayeneh_domain::{
    answer::AnswerFault,
    calendar::{DateError, Month, MonthFault},
    mail_address::MailAddressError,
    plain_text::TextFault,
};

use crate::{Locale, alignment, field_errors, figure, isolate, respond};

/// Why a typed date or month was not understood, and how to write it.
pub fn date(locale: Locale, error: DateError) -> String {
    // Years and days are written without a separator between thousands.
    let number = |given: i32| match locale {
        Locale::Fa => ayeneh_domain::digits::to_persian(&given.to_string()),
        Locale::En => given.to_string(),
    };
    match error {
        DateError::Empty => field_errors::date_empty(locale).to_owned(),
        DateError::Unreadable => field_errors::date_unreadable(locale).to_owned(),
        DateError::YearNeeded => field_errors::date_year_needed(locale).to_owned(),
        DateError::YearOutOfRange { given } => field_errors::date_year_out_of_range(locale, number(given)),
        DateError::MonthOutOfRange { given } => field_errors::date_month_out_of_range(locale, number(given)),
        DateError::DayOutOfRange { given, last } => {
            field_errors::date_day_out_of_range(locale, number(given), number(i32::from(last)))
        }
    }
}

/// Why a typed month was not understood: as for a date, but nobody is asked for a day.
pub fn month(locale: Locale, error: DateError) -> String {
    match error {
        DateError::Empty => field_errors::month_empty(locale).to_owned(),
        DateError::Unreadable | DateError::DayOutOfRange { .. } => field_errors::month_unreadable(locale).to_owned(),
        DateError::YearNeeded => field_errors::month_year_needed(locale).to_owned(),
        DateError::YearOutOfRange { .. } | DateError::MonthOutOfRange { .. } => date(locale, error),
    }
}

/// Why nothing can be kept for a month.
pub fn month_kept(locale: Locale, fault: MonthFault) -> String {
    match fault {
        MonthFault::Ahead(month) => field_errors::month_ahead(locale, month),
        MonthFault::LongAgo => field_errors::month_long_ago(locale, Month::EARLIEST_KEPT),
    }
}

/// Why a mail address was refused, and what to change.
pub fn mail_address(locale: Locale, error: MailAddressError) -> String {
    match error {
        MailAddressError::Empty => field_errors::mail_empty(locale).to_owned(),
        MailAddressError::ControlCharacter => field_errors::mail_control_character(locale).to_owned(),
        MailAddressError::Space => field_errors::mail_space(locale).to_owned(),
        MailAddressError::Letter(letter) => field_errors::mail_letter(locale, isolate(&letter.to_string())),
        MailAddressError::AtSign => field_errors::mail_at_sign(locale).to_owned(),
        MailAddressError::Local => field_errors::mail_local(locale).to_owned(),
        MailAddressError::Domain => field_errors::mail_domain(locale).to_owned(),
        MailAddressError::TooLong => {
            field_errors::mail_too_long(locale, figure::integer(locale, ayeneh_domain::mail_address::LONGEST))
        }
    }
}

/// Why an answer was refused, and what to change.
pub fn answer(locale: Locale, fault: AnswerFault) -> String {
    match fault {
        AnswerFault::UnknownItem => respond::unknown_item(locale).to_owned(),
        AnswerFault::OffScale { least, most } => respond::off_scale(locale, least, most),
        AnswerFault::TooLong { most } => respond::too_long(locale, most),
        AnswerFault::NotApplicableNotOffered => respond::not_offered(locale).to_owned(),
        AnswerFault::WrongType => respond::choose(locale).to_owned(),
        AnswerFault::NoPlace => alignment::no_place(locale).to_owned(),
        AnswerFault::PlaceTwice { place } => alignment::place_twice(locale, place),
    }
}

/// What a text has in it that cannot be kept.
pub fn text(locale: Locale, fault: TextFault) -> String {
    match fault {
        TextFault::LineBreak => field_errors::line_break(locale).to_owned(),
        TextFault::Hidden(character) => field_errors::hidden_character(locale, code(character)),
    }
}

/// The same of a form, which comes back without it.
pub fn text_in_form(locale: Locale, fault: TextFault) -> String {
    match fault {
        TextFault::LineBreak => field_errors::line_break_taken_out(locale).to_owned(),
        TextFault::Hidden(character) => field_errors::hidden_character_taken_out(locale, code(character)),
    }
}

/// A character as tables of characters name it, because nobody sees it.
fn code(character: char) -> String {
    isolate(&format!("U+{:04X}", u32::from(character)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrong_month_says_what_to_change() {
        let error = DateError::MonthOutOfRange { given: 13 };
        assert_eq!(date(Locale::Fa, error), "ماه ۱۳ نداریم. ماه را از ۱ تا ۱۲ بنویسید.");
        assert_eq!(date(Locale::En, error), "There is no month 13. Use 1 to 12.");
    }

    #[test]
    fn a_month_that_cannot_be_kept_says_why() {
        let said = month_kept(Locale::En, MonthFault::LongAgo);
        assert_eq!(said, "Months before January 1900 are not kept. Check the year.");
        let ahead = Month::new(9999, 12).map(MonthFault::Ahead).expect("a month");
        assert_eq!(month_kept(Locale::En, ahead), "December 9999 has not begun. Write a month that has.");
    }

    #[test]
    fn a_persian_letter_in_an_address_is_named() {
        let text = mail_address(Locale::Fa, MailAddressError::Letter('س'));
        assert!(text.contains("«\u{2068}س\u{2069}»"), "{text}");
    }
}
