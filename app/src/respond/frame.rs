//! The document around the respondent's pages: its own small sheet, no navigation, and a script that only keeps a draft.

use ayeneh_core::respond::Face;
use ayeneh_domain::bilingual::Locale;
use ayeneh_text as text;
use leptos::prelude::*;

use super::filling::GO;
use crate::{
    layout::{escape, render},
    routing::Request,
    ui::{
        icon::{AnsweringSprite, LOGO},
        tag::InventedTag,
    },
};

/// The whole document in a language.
pub fn document<V: IntoView + 'static>(
    request: &Request,
    locale: Locale,
    title: &str,
    body: impl FnOnce() -> V,
) -> String {
    let version = request.assets_version;
    let (lang, dir) = (locale.tag(), locale.direction());
    let title = escape(title);
    let product = text::common::product(locale);
    let body = render(|| view! { <AnsweringSprite/>{body()} });
    format!(
        "<!DOCTYPE html><html lang=\"{lang}\" dir=\"{dir}\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <meta name=\"robots\" content=\"noindex\"><title>{title} · {product}</title>\
         <link rel=\"stylesheet\" href=\"/assets/respond.css?v={version}\">\
         <link rel=\"icon\" href=\"/assets/icon.svg?v={version}\">\
         <script type=\"module\" src=\"/assets/draft.js?v={version}\"></script></head><body>{body}</body></html>"
    )
}

/// How the other language is reached.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Switch {
    /// By a button of the form, which brings along what was entered.
    Button,
    /// By a link to the same address.
    Link,
    /// Not: the page answers something that was sent.
    Absent,
}

/// Who asks, and the other language.
pub fn top(face: Option<&Face>, locale: Locale, switch: Switch) -> impl IntoView + use<> {
    top_of(face.map(|face| (face.organisation.get(locale), face.invented)), locale, switch)
}

/// The same with the organisation's name, and whether it is invented.
pub fn top_of(organisation: Option<(&str, bool)>, locale: Locale, switch: Switch) -> impl IntoView + use<> {
    let (name, invented) = organisation.unwrap_or((text::common::product(locale), false));
    let name = name.to_owned();
    let other = locale.other();
    let tag = other.tag();
    let word = text::common::language_name(other);
    let switch = match switch {
        Switch::Button => {
            view! { <button class="lang btn quiet" name=GO value=tag lang=tag>{word}</button> }.into_any()
        }
        Switch::Link => {
            let here = format!("?language={tag}");
            view! { <a class="lang btn quiet" href=here lang=tag hreflang=tag>{word}</a> }.into_any()
        }
        Switch::Absent => ().into_any(),
    };
    view! {
        <header class="top">
            <span class="brand"><svg aria-hidden="true" inner_html=LOGO></svg><bdi>{name}</bdi></span>
            {invented.then(|| view! { <InventedTag locale/> })}
            {switch}
        </header>
    }
}
