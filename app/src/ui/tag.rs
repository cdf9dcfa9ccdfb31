//! Small words about a thing: a tag, and the state of a figure against its target.

use ayeneh_domain::bilingual::Locale;
use ayeneh_text::ui as words;
use leptos::prelude::*;

/// A word in a pill.
#[component]
pub fn Tag(
    /// The word.
    #[prop(into)]
    label: String,
) -> impl IntoView {
    view! { <span class="tag">{label}</span> }
}

/// Says that what is shown is made up.
#[component]
pub fn InventedTag(
    /// Its language.
    locale: Locale,
) -> impl IntoView {
    view! { <span class="tag invented">{words::invented(locale)}</span> }
}
