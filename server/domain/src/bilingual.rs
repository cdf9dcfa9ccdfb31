//! The two languages, which are equal, and text that exists in both.

use serde::{Deserialize, Serialize};

/// A language of the interface, of mails and of questionnaires.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Locale {
    /// Persian: right to left, Jalali calendar, Persian digits.
    Fa,
    /// English: left to right, Gregorian calendar.
    En,
}

impl Locale {
    /// Both languages, Persian first.
    pub const ALL: [Self; 2] = [Self::Fa, Self::En];

    /// The language tag of HTML's `lang`.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Fa => "fa",
            Self::En => "en",
        }
    }

    /// The writing direction of HTML's `dir`.
    pub const fn direction(self) -> &'static str {
        match self {
            Self::Fa => "rtl",
            Self::En => "ltr",
        }
    }

    /// The other language.
    pub const fn other(self) -> Self {
        match self {
            Self::Fa => Self::En,
            Self::En => Self::Fa,
        }
    }

    /// Reads a language tag (`fa`, `en`, also `fa-IR`, `en-GB`); `None` for any other language.
    pub fn from_tag(tag: &str) -> Option<Self> {
        match tag.split(['-', '_']).next()?.trim().to_ascii_lowercase().as_str() {
            "fa" => Some(Self::Fa),
            "en" => Some(Self::En),
            _ => None,
        }
    }
}

/// Text in both languages.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Bilingual {
    /// The Persian text.
    pub fa: String,
    /// The English text.
    pub en: String,
}

impl Bilingual {
    /// Joins the two texts.
    pub fn new(fa: impl Into<String>, en: impl Into<String>) -> Self {
        Self { fa: fa.into(), en: en.into() }
    }

    /// The same text in both languages: a name that was given in one language only.
    pub fn same(text: impl Into<String>) -> Self {
        let text = text.into();
        Self { fa: text.clone(), en: text }
    }

    /// The text in one language.
    pub fn get(&self, locale: Locale) -> &str {
        match locale {
            Locale::Fa => &self.fa,
            Locale::En => &self.en,
        }
    }
}
