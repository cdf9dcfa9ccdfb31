//! A question before something that cannot be taken back: a popover with a form in it, no script.

use ayeneh_domain::bilingual::Locale;
use ayeneh_text::ui as words;
use leptos::prelude::*;

use super::button::Weight;

/// The button that opens the dialog with this `id`.
#[component]
pub fn DialogButton(
    /// The dialog.
    #[prop(into)]
    id: String,
    /// What will be asked.
    #[prop(into)]
    label: String,
    /// Its weight.
    #[prop(optional)]
    weight: Weight,
) -> impl IntoView {
    let class = if weight == Weight::Danger { "btn danger" } else { "btn" };
    view! { <button type="button" class=class popovertarget=id>{label}</button> }
}

/// The dialog: what will happen, the act, and a way out.
#[component]
pub fn Dialog(
    /// Unique in the page.
    #[prop(into)]
    id: String,
    /// The question.
    #[prop(into)]
    title: String,
    /// Its language.
    locale: Locale,
    /// What will happen, and the form that does it.
    children: Children,
) -> impl IntoView {
    let head = format!("{id}-head");
    view! {
        <div class="sheet" popover="auto" role="dialog" id=id.clone() aria-labelledby=head.clone()>
            <h3 id=head.clone()>{title}</h3>
            {children()}
            <p class="acts">
                <button type="button" class="btn quiet" popovertarget=id.clone() popovertargetaction="hide">{words::cancel(locale)}</button>
            </p>
        </div>
    }
}
