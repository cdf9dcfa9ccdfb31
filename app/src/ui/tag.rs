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

/// Says that what is shown is made up, and on demand by whom and what for.
#[component]
pub fn InventedTag(
    /// Its language.
    locale: Locale,
) -> impl IntoView {
    let (id, head) = (format!("invented-{}", locale.tag()), format!("invented-head-{}", locale.tag()));
    view! {
        <button type="button" class="tag invented" popovertarget=id.clone()>{words::invented(locale)}</button>
        <div class="sheet" popover="auto" role="dialog" id=id.clone() aria-labelledby=head.clone()>
            <h2 id=head.clone()>{words::invented(locale)}</h2>
            <p>{words::invented_why(locale)}</p>
            <p class="acts">
                <button type="button" class="btn main-act" popovertarget=id.clone() popovertargetaction="hide">
                    {words::close(locale)}
                </button>
            </p>
        </div>
    }
}
