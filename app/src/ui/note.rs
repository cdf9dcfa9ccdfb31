//! Notes: said once, where they matter, with an icon and never by colour alone.

use leptos::prelude::*;

use super::icon::{Glyph, Icon};

/// What kind of news a note is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// To know.
    #[default]
    Plain,
    /// Done.
    Good,
    /// Refused or failed; says what to do.
    Bad,
    /// Read with care.
    Care,
}

/// A note.
#[component]
pub fn Note(
    /// Its kind.
    #[prop(optional)]
    tone: Tone,
    /// Another icon than the kind's.
    #[prop(optional)]
    icon: Option<Icon>,
    /// What it says.
    children: Children,
) -> impl IntoView {
    let (class, usual) = match tone {
        Tone::Plain => ("note", Icon::Info),
        Tone::Good => ("note good", Icon::Check),
        Tone::Bad => ("note bad", Icon::Warn),
        Tone::Care => ("note care", Icon::Info),
    };
    view! { <div class=class><Glyph icon=icon.unwrap_or(usual)/><div>{children()}</div></div> }
}

/// Tells that a thing just asked for is done; readers hear it.
#[component]
pub fn Toast(
    /// What is done.
    #[prop(into)]
    text: String,
    /// A way on or back.
    #[prop(optional, into)]
    link: Option<(String, String)>,
) -> impl IntoView {
    view! {
        <div class="toast" role="status">
            <Glyph icon=Icon::Check/>
            <span>{text}</span>
            {link.map(|(href, label)| view! { <a href=href>{label}</a> })}
        </div>
    }
}
