//! The marks of the sides: circle, diamond, ring. Told by shape and place as well as by colour.

use ayeneh_domain::{bilingual::Locale, questionnaire::Side};
use ayeneh_text::ui as words;
use leptos::prelude::*;

/// Whose mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// ● lapis, above the line: employees, colleagues.
    Employee,
    /// ◆ saffron, below the line: customers.
    Customer,
    /// ○ ink, on the line: oneself.
    Oneself,
}

impl From<Side> for Mark {
    fn from(side: Side) -> Self {
        match side {
            Side::Employee => Self::Employee,
            Side::Customer => Self::Customer,
        }
    }
}

impl Mark {
    /// The class that colours it.
    pub const fn class(self) -> &'static str {
        match self {
            Self::Employee => "e",
            Self::Customer => "c",
            Self::Oneself => "o",
        }
    }

    /// The symbol in the sprite, as markup.
    pub const fn symbol(self) -> &'static str {
        match self {
            Self::Employee => r##"<use href="#k-e"/>"##,
            Self::Customer => r##"<use href="#k-c"/>"##,
            Self::Oneself => r##"<use href="#k-o"/>"##,
        }
    }
}

/// The mark in running text; the word stands beside it.
#[component]
pub fn SideMark(
    /// Whose.
    mark: Mark,
    /// In ink, where colour would say too much.
    #[prop(optional)]
    plain: bool,
    /// Further classes.
    #[prop(default = "")]
    class: &'static str,
) -> impl IntoView {
    let colour = if plain { "" } else { mark.class() };
    let class = format!("{colour} {class}");
    view! {
        <svg class=class.trim().to_owned() fill="currentColor" viewBox="0 0 16 16" aria-hidden="true"
            inner_html=mark.symbol()></svg>
    }
}

/// The key of a chart with both sides: who stands above the line, who below; further words in `children`.
#[component]
pub fn SidesKey(
    /// Language of the words.
    locale: Locale,
    /// Further entries, each a `span`.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <p class="key">
            <span><SideMark mark=Mark::Employee/>{words::employees_above(locale)}</span>
            <span><SideMark mark=Mark::Customer/>{words::customers_below(locale)}</span>
            {children.map(|inside| inside())}
        </p>
    }
}
