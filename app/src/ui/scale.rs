//! Scales of answering: native radios, 56 pixels high, least at the start of the line of reading.
//! The chosen word appears between the ends by style alone; "don't know" stands apart and never in the row.

use ayeneh_domain::bilingual::Locale;
use ayeneh_text::{figure, ui as words};
use leptos::prelude::*;

use super::icon::{Glyph, Icon};

/// A question answered on one line of buttons.
#[derive(Clone, Debug)]
pub struct Asked {
    /// The field it sends.
    pub name: String,
    /// The question or statement.
    pub text: String,
    /// The value chosen so far; `na` for "don't know".
    pub chosen: Option<String>,
    /// The words of "don't know, or not about me"; `None` where it is not offered.
    pub not_applicable: Option<String>,
    /// A gentle reminder.
    pub error: Option<String>,
}

impl Asked {
    fn around(self, inside: AnyView) -> impl IntoView {
        let described = self.error.is_some().then(|| format!("{}-error", self.name));
        let error = self.error.map(|error| {
            view! { <p class="wrong" id=described.clone()><Glyph icon=Icon::Warn/>{error}</p> }
        });
        let name = self.name.clone();
        let none = self.not_applicable.map(|label| {
            let chosen = self.chosen.as_deref() == Some("na");
            view! { <NotApplicable name=self.name label chosen/> }
        });
        view! {
            <fieldset class="q" id=name aria-describedby=described>
                <legend dir="auto">{self.text}</legend>
                {error}
                {inside}
                {none}
            </fieldset>
        }
    }
}

/// "Don't know, or not about me", apart from the row.
#[component]
pub fn NotApplicable(
    /// The field of the question.
    name: String,
    /// The words.
    label: String,
    /// Whether it is chosen.
    chosen: bool,
) -> impl IntoView {
    view! {
        <label class="na">
            <input type="radio" name=name value="na" data-step="na" checked=chosen/>
            {label}
        </label>
    }
}

/// A scale of 1 to as many points as there are labels.
#[component]
pub fn Scale(
    /// The question.
    asked: Asked,
    /// A label for each point, least first.
    labels: Vec<String>,
    /// Its language.
    locale: Locale,
) -> impl IntoView {
    let count = labels.len();
    let buttons: Vec<_> = labels
        .iter()
        .enumerate()
        .map(|(index, label)| {
            let value = (index + 1).to_string();
            let digit = figure::integer(locale, index + 1);
            let chosen = asked.chosen.as_deref() == Some(value.as_str());
            let last = (index + 1 == count).then_some("");
            view! {
                <label>
                    <input type="radio" name=asked.name.clone() value=value.clone() data-step=value data-last=last
                        aria-label=words::point_named(locale, &digit, label) checked=chosen/>
                    <span aria-hidden="true">{digit}</span>
                </label>
            }
        })
        .collect();
    let between: Vec<_> = labels
        .iter()
        .enumerate()
        .skip(1)
        .take(count.saturating_sub(2))
        .map(|(index, label)| view! { <i class=format!("w{}", index + 1)>{label.clone()}</i> })
        .collect();
    let none = asked.not_applicable.as_ref().map(|_| view! { <i class="w0">{words::no_opinion(locale)}</i> });
    let (least, most) = (labels.first().cloned(), labels.last().cloned());
    asked.around(
        view! {
            <div class="scale">{buttons}</div>
            <p class="ends" aria-hidden="true"><span>{least}</span><span class="said">{between}{none}</span><span>{most}</span></p>
        }
        .into_any(),
    )
}

/// Likelihood, 0 to 10: eleven in a row, on a phone in two.
#[component]
pub fn ZeroToTen(
    /// The question.
    asked: Asked,
    /// The label of 0.
    least: String,
    /// The label of 10.
    most: String,
    /// Its language.
    locale: Locale,
) -> impl IntoView {
    let buttons: Vec<_> = (0..=10_u8)
        .map(|point| {
            let value = point.to_string();
            let digit = figure::integer(locale, point);
            let chosen = asked.chosen.as_deref() == Some(value.as_str());
            let name = match point {
                0 => words::point_named(locale, &digit, &least),
                10 => words::point_named(locale, &digit, &most),
                _ => digit.clone(),
            };
            view! {
                <label>
                    <input type="radio" name=asked.name.clone() value=value aria-label=name checked=chosen/>
                    <span aria-hidden="true">{digit}</span>
                </label>
            }
        })
        .collect();
    asked.around(
        view! {
            <div class="scale ten">{buttons}</div>
            <p class="ends" aria-hidden="true"><span>{least}</span><span></span><span>{most}</span></p>
        }
        .into_any(),
    )
}

/// A few words to choose from: yes, partly, no. Values and words, in the order shown.
#[component]
pub fn WordScale(
    /// The question.
    asked: Asked,
    /// Values and words.
    choices: Vec<(String, String)>,
) -> impl IntoView {
    let buttons: Vec<_> = choices
        .into_iter()
        .map(|(value, word)| {
            let chosen = asked.chosen.as_deref() == Some(value.as_str());
            view! {
                <label>
                    <input type="radio" name=asked.name.clone() value=value checked=chosen/>
                    <span>{word}</span>
                </label>
            }
        })
        .collect();
    asked.around(view! { <div class="scale words">{buttons}</div> }.into_any())
}
