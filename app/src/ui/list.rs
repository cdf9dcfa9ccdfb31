//! Lists one works through: what waits with one act each, what is ready before a start, how far a long work is.

use ayeneh_domain::bilingual::Locale;
use ayeneh_text::{figure, ui as words};
use leptos::prelude::*;

use super::{
    chart::{Plot, steps},
    icon::{Glyph, Icon},
};

/// What waits.
#[component]
pub fn TodoRow(
    /// What kind of thing.
    icon: Icon,
    /// What waits, in a sentence.
    #[prop(into)]
    title: String,
    /// Why, or until when.
    #[prop(default = String::new(), into)]
    detail: String,
    /// How far it is.
    #[prop(default = String::new(), into)]
    note: String,
    /// The one act.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <li>
            <Glyph icon/>
            <span>
                <b dir="auto">{title}</b>
                {(!detail.is_empty()).then(|| view! { <span class="small soft">{detail}</span> })}
                {(!note.is_empty()).then(|| view! { <span class="fine block">{note}</span> })}
            </span>
            {children.map(|inside| inside())}
        </li>
    }
}

/// How ready a line of a checklist is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ready {
    /// Done.
    Yes,
    /// Begun, or lacking something.
    Half,
    /// Not begun.
    No,
}

/// A line of the checklist before a start.
#[component]
pub fn CheckRow(
    /// How ready.
    ready: Ready,
    /// What, and what is lacking.
    #[prop(into)]
    label: String,
    /// Its language.
    locale: Locale,
    /// A way to it.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let (icon, word) = match ready {
        Ready::Yes => (Icon::Check, words::ready(locale)),
        Ready::Half => (Icon::Half, words::half_ready(locale)),
        Ready::No => (Icon::Open, words::not_ready(locale)),
    };
    let class = (ready == Ready::Half).then_some("now");
    view! {
        <li>
            <Glyph icon/>
            <span class=class><span class="sr">{word}" "</span>{label}</span>
            {children.map(|inside| inside())}
        </li>
    }
}

/// One step from knowing to doing.
#[derive(Clone, Debug)]
pub struct Step {
    /// What was done.
    pub label: String,
    /// By how many.
    pub done: u64,
    /// The published European figure, in percent.
    pub reference: Option<f64>,
}

/// The steps as bars with a tick for the European figure.
#[component]
pub fn Steps(
    /// In order.
    steps: Vec<Step>,
    /// How many there are in all.
    of: u64,
    /// Its language.
    locale: Locale,
) -> impl IntoView {
    let rows: Vec<_> = steps
        .into_iter()
        .map(|step| {
            let share = if of == 0 { 0.0 } else { step.done as f64 / of as f64 * 100.0 };
            let all = figure::integer(locale, of);
            let note = match step.reference {
                Some(reference) => words::step_of_europe(
                    locale,
                    all,
                    figure::percent(locale, share, 0),
                    figure::percent(locale, reference, 0),
                ),
                None => words::step_of(locale, all),
            };
            view! {
                <li>
                    <span>{step.label}</span>
                    <span class="v">{figure::integer(locale, step.done)}" "<small>{note}</small></span>
                    <span class="pl"><Plot svg=steps::bar(step.done, of, step.reference, locale)/></span>
                </li>
            }
        })
        .collect();
    view! { <ol class="steps5">{rows}</ol> }
}

/// Long work: how far, and that one may leave.
#[component]
pub fn Progress(
    /// What is being done.
    #[prop(into)]
    label: String,
    /// How many are done.
    done: u64,
    /// Of how many.
    of: u64,
    /// Its language.
    locale: Locale,
) -> impl IntoView {
    let text = figure::part_of(locale, done, of);
    view! {
        <div class="progress">
            <span>{label.clone()}": "<b>{text}</b></span>
            <progress max=of.max(1).to_string() value=done.to_string() aria-label=label></progress>
            <span class="fine">{words::may_leave(locale)}</span>
        </div>
    }
}
