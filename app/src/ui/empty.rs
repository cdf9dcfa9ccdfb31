//! Nothing here yet, and pages that failed: the mirror with hollow marks, what is the matter, one act.

use ayeneh_domain::bilingual::Locale;
use ayeneh_text::ui as words;
use leptos::prelude::*;

use super::chart::axis::rtl;

/// The mirror with hollow marks.
fn hollow(locale: Locale) -> impl IntoView {
    let (employee, customer) = if rtl(locale) { ("60%", "40%") } else { ("40%", "60%") };
    let marks = format!(
        r##"<line class="mirror" x1="0" x2="100%" y1="32" y2="32"/><use class="ghost e" href="#m-e" x="{employee}" y="20"/><use class="ghost c" href="#m-c" x="{customer}" y="45"/>"##
    );
    view! { <svg class="art plot" aria-hidden="true" inner_html=marks></svg> }
}

/// An empty place: what is missing, when it comes, one act.
#[component]
pub fn Empty(
    /// What is missing, where the sentence of the page does not say it already.
    #[prop(default = String::new(), into)]
    title: String,
    /// When or how it comes.
    #[prop(into)]
    detail: String,
    /// Its language.
    locale: Locale,
    /// The one act.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="empty">
            {hollow(locale)}
            {(!title.is_empty()).then(|| view! { <p><b>{title}</b></p> })}
            <p class="small soft">{detail}</p>
            {children.map(|inside| inside())}
        </div>
    }
}

/// A page that could not be shown: what happened, what was kept, what to do.
#[component]
pub fn ErrorPage(
    /// What happened, in a sentence.
    #[prop(into)]
    sentence: String,
    /// What was kept and what to do.
    #[prop(into)]
    advice: String,
    /// A number to quote, where there is one.
    #[prop(optional, into)]
    reference: Option<String>,
    /// Its language.
    locale: Locale,
    /// The ways on.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="failure">
            {hollow(locale)}
            <h1>{sentence}</h1>
            <p class="soft">{advice}</p>
            {reference.map(|number| view! {
                <p class="fine">{words::reference_number(locale)}" "<code>{number}</code></p>
            })}
            {children.map(|inside| view! { <p class="acts">{inside()}</p> })}
        </div>
    }
}
