//! Panels: what belongs together, under one head.

use leptos::prelude::*;

/// A panel with its heading; `id` names the heading for readers.
#[component]
pub fn Panel(
    /// The heading.
    #[prop(into)]
    title: String,
    /// Unique in the page.
    #[prop(into)]
    id: String,
    /// What stands at the end of the head: a key, a date, a count.
    #[prop(optional, into)]
    aside: Option<AnyView>,
    /// Further classes.
    #[prop(default = "")]
    class: &'static str,
    /// What it holds.
    children: Children,
) -> impl IntoView {
    let class = format!("panel {class}");
    view! {
        <section class=class.trim().to_owned() aria-labelledby=id.clone()>
            <header><h2 id=id.clone()>{title}</h2>{aside}</header>
            {children()}
        </section>
    }
}

/// How panels share a row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Columns {
    /// As many as fit, each as high as it must be.
    #[default]
    Fit,
    /// As many as fit, equally high.
    Even,
    /// Five parts and three parts, equally high.
    WideFirst,
    /// Two, equally high.
    Two,
}

/// Panels side by side where there is room.
#[component]
pub fn Row(
    /// How they share it.
    #[prop(optional)]
    columns: Columns,
    /// The panels.
    children: Children,
) -> impl IntoView {
    let class = match columns {
        Columns::Fit => "cols",
        Columns::Even => "cols even",
        Columns::WideFirst => "cols even wide-first",
        Columns::Two => "cols even two-up",
    };
    view! { <div class=class>{children()}</div> }
}
