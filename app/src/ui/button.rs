//! Buttons and links that look like them. One main act a page; what cannot be done says why beside it.

use leptos::prelude::*;

use super::icon::{Glyph, Icon};

/// How much a button weighs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Weight {
    /// The one main act.
    Main,
    /// Another act.
    #[default]
    Other,
    /// By the way.
    Quiet,
    /// Takes something away.
    Danger,
}

impl Weight {
    const fn class(self) -> &'static str {
        match self {
            Self::Main => "btn main-act",
            Self::Other => "btn",
            Self::Quiet => "btn quiet",
            Self::Danger => "btn danger",
        }
    }
}

/// A button of a form.
#[component]
pub fn Button(
    /// What it does.
    #[prop(into)]
    label: String,
    /// Its weight.
    #[prop(optional)]
    weight: Weight,
    /// An icon before the word.
    #[prop(optional)]
    icon: Option<Icon>,
    /// The field it sends.
    #[prop(optional, into)]
    name: Option<String>,
    /// The value it sends.
    #[prop(optional, into)]
    value: Option<String>,
    /// The form it belongs to, where it stands outside of it.
    #[prop(optional, into)]
    form: Option<String>,
    /// Why it cannot be pressed now; stands beside it.
    #[prop(optional, into)]
    impossible: Option<String>,
    /// Work is under way.
    #[prop(optional)]
    busy: bool,
) -> impl IntoView {
    let disabled = impossible.is_some();
    let button = view! {
        <button type="submit" class=weight.class() name=name value=value form=form disabled=disabled
            aria-busy=busy.then_some("true")>
            {icon.map(|icon| view! { <Glyph icon/> })}
            {label}
        </button>
    };
    match impossible {
        None => button.into_any(),
        Some(why) => view! { <span class="with-reason">{button}<span class="fine">{why}</span></span> }.into_any(),
    }
}

/// A link that looks like a button.
#[component]
pub fn ButtonLink(
    /// Where it leads.
    #[prop(into)]
    href: String,
    /// What is there.
    #[prop(into)]
    label: String,
    /// Its weight.
    #[prop(optional)]
    weight: Weight,
    /// An icon before the word.
    #[prop(optional)]
    icon: Option<Icon>,
) -> impl IntoView {
    view! {
        <a class=weight.class() href=href>
            {icon.map(|icon| view! { <Glyph icon/> })}
            {label}
        </a>
    }
}
