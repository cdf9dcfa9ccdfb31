//! The head of a page: scope, then a sentence that is the finding, then what it rests on.

use ayeneh_domain::bilingual::Locale;
use ayeneh_text::ui as words;
use leptos::prelude::*;

/// The sentence a page begins with.
#[component]
pub fn SentenceHead(
    /// The finding, or what is to be done here.
    #[prop(into)]
    sentence: String,
    /// What it rests on.
    #[prop(optional, into)]
    lead: Option<String>,
    /// Where one comes from: names and addresses, outermost first, and the name of this page.
    #[prop(optional)]
    trail: Option<Trail>,
    /// The scope form.
    #[prop(optional, into)]
    scope: Option<AnyView>,
    /// What follows the sentence: a tally, facts.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="head">
            {trail.and_then(Trail::view)}
            {scope}
            <h1>{sentence}</h1>
            {lead.map(|lead| view! { <p class="soft">{lead}</p> })}
            {children.map(|inside| inside())}
        </div>
    }
}

/// The way here.
#[derive(Clone, Debug, Default)]
pub struct Trail {
    /// Names and addresses, outermost first.
    pub above: Vec<(String, String)>,
    /// The name of this page.
    pub here: String,
    /// What the list is called by readers.
    pub name: String,
}

impl Trail {
    /// Nothing where there is nothing above.
    fn view(self) -> Option<AnyView> {
        if self.above.is_empty() {
            return None;
        }
        let above: Vec<_> =
            self.above.into_iter().map(|(name, href)| view! { <li><a href=href>{name}</a></li> }).collect();
        let here = self.here;
        let nav =
            view! { <nav aria-label=self.name><ol class="trail">{above}<li aria-current="page">{here}</li></ol></nav> };
        Some(nav.into_any())
    }
}

/// One choice of a scope form.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Choice {
    /// What is sent.
    pub value: String,
    /// What is read.
    pub label: String,
    /// Whether it is chosen.
    pub chosen: bool,
}

/// A selection of the scope.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct ScopeField {
    /// The name in the address.
    pub name: String,
    /// What it chooses.
    pub label: String,
    /// From what.
    pub choices: Vec<Choice>,
}

/// Unit and period as a plain GET form, kept in the address.
#[component]
pub fn ScopeForm(
    /// Its fields.
    fields: Vec<ScopeField>,
    /// Its language.
    locale: Locale,
    /// Further acts beside it: print, download.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    if fields.is_empty() {
        return view! { <div class="scope">{children.map(|inside| inside())}</div> }.into_any();
    }
    let fields: Vec<_> = fields
        .into_iter()
        .map(|field| {
            let options: Vec<_> = field
                .choices
                .into_iter()
                .map(|choice| view! { <option value=choice.value selected=choice.chosen>{choice.label}</option> })
                .collect();
            view! { <select class="pick" name=field.name aria-label=field.label>{options}</select> }
        })
        .collect();
    view! {
        <form class="scope" method="get">
            {fields}
            <button class="btn quiet">{words::show(locale)}</button>
            {children.map(|inside| inside())}
        </form>
    }
    .into_any()
}

/// The head that only paper has: organisation, what it is, release and promise.
#[component]
pub fn PrintHead(
    /// The organisation.
    #[prop(into)]
    organisation: String,
    /// Which release, and its promise.
    #[prop(into)]
    release: String,
) -> impl IntoView {
    view! { <div class="print-head"><b>{organisation}</b><span>{release}</span></div> }
}
