//! Says under a date field, while one types, which day is meant, in both calendars: `۱۵ آبان` is a Saturday in November.

use ayeneh_domain::bilingual::Locale;
#[cfg(feature = "hydrate")]
use ayeneh_domain::calendar::Date;
use leptos::prelude::*;

/// Which day a date field means.
#[island]
pub fn DateMeaning(
    /// The id of the field.
    field: String,
    /// The language of the page.
    locale: Locale,
    /// The day it is, `2026-11-21`.
    today: String,
    /// What was typed before and refused: the field says already what is wrong with it. May be empty.
    refused: String,
) -> impl IntoView {
    let (meaning, mean) = signal(String::new());
    #[cfg(feature = "hydrate")]
    {
        let field = field.clone();
        Effect::new(move || {
            let today = today.clone();
            let refused = refused.clone();
            super::row_filter::on_input(&field, move |typed| {
                mean.set(if typed == refused { String::new() } else { said(&typed, locale, &today) });
            });
        });
    }
    #[cfg(not(feature = "hydrate"))]
    let _ = (mean, locale, today, refused);
    view! { <output class="meaning" for=field aria-live="polite">{meaning}</output> }
}

/// The day in the page's calendar and in the other one; what is wrong with it once enough is typed to tell.
#[cfg(feature = "hydrate")]
fn said(typed: &str, locale: Locale, today: &str) -> String {
    let Ok(today) = today.parse::<Date>() else { return String::new() };
    if typed.trim().chars().count() < 4 {
        return String::new();
    }
    match Date::parse_typed(typed, today) {
        Ok(day) => ayeneh_text::islands::date_meaning(
            locale,
            ayeneh_text::date::day(locale, day),
            // The other calendar is written in the other direction, which the brackets must not fall apart over.
            ayeneh_text::isolate(&ayeneh_text::date::day(locale.other(), day)),
        ),
        Err(error) => ayeneh_text::field_error::date(locale, error),
    }
}
