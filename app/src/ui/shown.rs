//! A figure as it may be shown: exact, as a bound, or not at all.
//! Charts and tables take nothing else, so none can draw what a release withholds.

use ayeneh_domain::bilingual::Locale;
use ayeneh_text::{figure, ui as words};
use serde::{Deserialize, Serialize};

/// What is shown of a figure.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "value", rename_all = "snake_case")]
pub enum Shown {
    /// The figure itself.
    Exact(f64),
    /// "80 or more": the exact figure would give somebody away.
    AtLeast(f64),
    /// "20 or less".
    AtMost(f64),
    /// Nothing; the reason stands elsewhere.
    Hidden,
}

impl Shown {
    /// The number to place a mark at; `None` where nothing is shown or the number is not finite.
    pub fn place(self) -> Option<f64> {
        match self {
            Self::Exact(value) | Self::AtLeast(value) | Self::AtMost(value) => value.is_finite().then_some(value),
            Self::Hidden => None,
        }
    }

    /// Whether the figure itself is shown.
    pub const fn is_exact(self) -> bool {
        matches!(self, Self::Exact(_))
    }

    /// As written: `67`, `80 or more`, `hidden`.
    pub fn text(self, places: usize, locale: Locale) -> String {
        match self {
            Self::Exact(value) => figure::decimal(locale, value, places),
            Self::AtLeast(value) => figure::or_more(locale, value, places),
            Self::AtMost(value) => figure::or_less(locale, value, places),
            Self::Hidden => words::hidden(locale).to_owned(),
        }
    }
}
