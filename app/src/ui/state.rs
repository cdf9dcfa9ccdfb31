//! The state of a figure against its target: colour, icon and word together.

use ayeneh_domain::bilingual::Locale;
use ayeneh_text::ui as words;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// How a figure stands against its target.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// ✓ on target.
    OnTarget,
    /// ◐ near.
    Near,
    /// ▼ below.
    Below,
}

impl State {
    /// The class that colours it.
    pub const fn class(self) -> &'static str {
        match self {
            Self::OnTarget => "good",
            Self::Near => "near",
            Self::Below => "bad",
        }
    }

    /// The word.
    pub const fn word(self, locale: Locale) -> &'static str {
        match self {
            Self::OnTarget => words::on_target(locale),
            Self::Near => words::near_target(locale),
            Self::Below => words::below_target(locale),
        }
    }

    const fn symbol(self) -> &'static str {
        match self {
            Self::OnTarget => r##"<use href="#i-ok"/>"##,
            Self::Near => r##"<use href="#i-near"/>"##,
            Self::Below => r##"<use href="#i-low"/>"##,
        }
    }
}

/// Icon and word of a state; with another word where "target" does not fit.
#[component]
pub fn StateWord(
    /// Which.
    state: State,
    /// Its language.
    locale: Locale,
    /// Instead of the usual word.
    #[prop(optional, into)]
    label: Option<String>,
) -> impl IntoView {
    view! {
        <span class=format!("state {}", state.class())>
            <svg viewBox="0 0 16 16" aria-hidden="true" inner_html=state.symbol()></svg>
            {label.unwrap_or_else(|| state.word(locale).to_owned())}
        </span>
    }
}

/// How many figures are in each state, as one line.
#[component]
pub fn Tally(
    /// What is counted, e.g. "Of 13 measures:".
    #[prop(into)]
    of: String,
    /// States and how many are in each; those with none are left out.
    counts: Vec<(State, usize)>,
    /// Its language.
    locale: Locale,
) -> impl IntoView {
    let counts: Vec<_> = counts
        .into_iter()
        .filter(|(_, count)| *count > 0)
        .map(|(state, count)| {
            view! { <span><b>{ayeneh_text::figure::integer(locale, count)}</b>" "<StateWord state locale/></span> }
        })
        .collect();
    view! { <p class="tally"><span>{of}</span>{counts}</p> }
}
