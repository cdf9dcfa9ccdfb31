//! What may stand in a placeholder, and how it is written there: numbers in the digits of the language.

use std::borrow::Cow;

use ayeneh_domain::{
    calendar::{Date, Month},
    mail_address::MailAddress,
};

use crate::{Locale, date, figure};

/// Something that can be written into a text. Fractions are not: say how many places by [`figure::decimal`].
pub trait Written {
    /// The words or digits in that language.
    fn written(&self, locale: Locale) -> Cow<'_, str>;
}

impl<T: Written + ?Sized> Written for &T {
    fn written(&self, locale: Locale) -> Cow<'_, str> {
        (**self).written(locale)
    }
}

impl Written for str {
    fn written(&self, _: Locale) -> Cow<'_, str> {
        Cow::Borrowed(self)
    }
}

impl Written for String {
    fn written(&self, _: Locale) -> Cow<'_, str> {
        Cow::Borrowed(self)
    }
}

impl Written for Cow<'_, str> {
    fn written(&self, _: Locale) -> Cow<'_, str> {
        Cow::Borrowed(self)
    }
}

impl Written for char {
    fn written(&self, _: Locale) -> Cow<'_, str> {
        Cow::Owned(self.to_string())
    }
}

impl Written for MailAddress {
    fn written(&self, _: Locale) -> Cow<'_, str> {
        Cow::Owned(isolate(self.as_str()))
    }
}

impl Written for Date {
    fn written(&self, locale: Locale) -> Cow<'_, str> {
        Cow::Owned(date::day(locale, *self))
    }
}

impl Written for Month {
    fn written(&self, locale: Locale) -> Cow<'_, str> {
        Cow::Owned(date::month(locale, *self))
    }
}

macro_rules! whole_numbers {
    ($($kind:ty),+) => {$(
        impl Written for $kind {
            fn written(&self, locale: Locale) -> Cow<'_, str> {
                Cow::Owned(figure::integer(locale, *self))
            }
        }
    )+};
}
whole_numbers!(u8, u16, u32, u64, usize, i16, i32, i64);

/// Wraps text of unknown direction (a name, a code, an address) so that it disturbs no sentence around it: the same
/// as `<bdi>` where there is no markup, as in subjects and attributes.
pub fn isolate(text: &str) -> String {
    format!("\u{2068}{text}\u{2069}")
}
