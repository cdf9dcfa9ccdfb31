//! A field: label, hint, control, error, in this order. The error stands beside the field, is announced with it,
//! and the first wrong field of a page takes the focus.

use ayeneh_domain::bilingual::Locale;
use ayeneh_text::ui as words;
use leptos::prelude::*;

use crate::islands::DateMeaning;

use super::{
    head::Choice,
    icon::{Glyph, Icon},
};

/// What every field has. `name` is also its id, so it is unique in the page.
#[derive(Clone, Debug, Default)]
pub struct Common {
    /// Name and id.
    pub name: String,
    /// What is asked for.
    pub label: String,
    /// How to write it, or what it is for.
    pub hint: Option<String>,
    /// What is wrong and what to change.
    pub error: Option<String>,
    /// Whether it may stay empty; said in the label.
    pub optional: bool,
    /// Takes the focus: the first wrong field.
    pub focus: bool,
}

impl Common {
    /// The ids of hint and error.
    fn described_by(&self) -> Option<String> {
        let ids: Vec<String> = [
            self.hint.is_some().then(|| format!("{}-hint", self.name)),
            self.error.is_some().then(|| format!("{}-error", self.name)),
        ]
        .into_iter()
        .flatten()
        .collect();
        (!ids.is_empty()).then(|| ids.join(" "))
    }

    fn invalid(&self) -> Option<&'static str> {
        self.error.is_some().then_some("true")
    }

    /// The control between its words.
    fn around(self, locale: Locale, control: AnyView) -> impl IntoView {
        let Self { name, label, hint, error, optional, .. } = self;
        view! {
            <div class="field">
                <label for=name.clone()>
                    {label}
                    {optional.then(|| view! { " " <span class="optional">{words::optional(locale)}</span> })}
                </label>
                {hint.map(|hint| view! { <span class="hint" id=format!("{name}-hint")>{hint}</span> })}
                {control}
                {error.map(|error| {
                    view! { <p class="wrong" id=format!("{name}-error")><Glyph icon=Icon::Warn/>{error}</p> }
                })}
            </div>
        }
    }
}

/// A line of text.
#[component]
pub fn TextField(
    /// Its words.
    common: Common,
    /// What was typed.
    #[prop(default = String::new(), into)]
    value: String,
    /// The kind of input: `text`, `email`, `password`, `tel`, `url`.
    #[prop(default = "text")]
    kind: &'static str,
    /// What the browser may fill in.
    #[prop(optional)]
    autocomplete: Option<&'static str>,
    /// Which keyboard a phone shows.
    #[prop(optional)]
    inputmode: Option<&'static str>,
    /// The longest text accepted.
    #[prop(optional)]
    maxlength: Option<u32>,
    /// Its language.
    locale: Locale,
) -> impl IntoView {
    let value = if kind == "password" { String::new() } else { value };
    // Digits alone have no direction of their own, so an empty or numeric field stays in that of the page.
    let dir = match kind {
        "email" | "url" | "password" => Some("ltr"),
        _ => value.contains(char::is_alphabetic).then_some("auto"),
    };
    let control = view! {
        <input id=common.name.clone() name=common.name.clone() type=kind value=value dir=dir autocomplete=autocomplete
            inputmode=inputmode maxlength=maxlength required=!common.optional autofocus=common.focus
            aria-invalid=common.invalid() aria-describedby=common.described_by()/>
    };
    common.around(locale, control.into_any())
}

/// Several lines of text.
#[component]
pub fn TextArea(
    /// Its words.
    common: Common,
    /// What was typed.
    #[prop(default = String::new(), into)]
    value: String,
    /// The longest text accepted.
    #[prop(optional)]
    maxlength: Option<u32>,
    /// Its language.
    locale: Locale,
) -> impl IntoView {
    let control = view! {
        <textarea id=common.name.clone() name=common.name.clone() dir="auto" rows="4" maxlength=maxlength
            required=!common.optional autofocus=common.focus aria-invalid=common.invalid()
            aria-describedby=common.described_by()>{value}</textarea>
    };
    common.around(locale, control.into_any())
}

/// A date, typed freely: `۱۴۰۴/۰۸/۱۵`, `۱۵ آبان`, `2026-11-21`. The hint says so unless another is given.
#[component]
pub fn DateField(
    /// Its words.
    common: Common,
    /// What was typed.
    #[prop(default = String::new(), into)]
    value: String,
    /// The day it is, `2026-11-21`; with it the browser says while one types which day is meant.
    #[prop(optional, into)]
    today: Option<String>,
    /// Its language.
    locale: Locale,
) -> impl IntoView {
    let hint = common.hint.clone().unwrap_or_else(|| words::date_hint(locale).to_owned());
    let common = Common { hint: Some(hint), ..common };
    let field = common.name.clone();
    let refused = if common.error.is_some() { value.clone() } else { String::new() };
    view! {
        <TextField common value autocomplete="off" locale/>
        {today.map(|today| view! { <DateMeaning field locale today refused/> })}
    }
}

/// A file; says what is accepted in its hint.
#[component]
pub fn FileField(
    /// Its words.
    common: Common,
    /// Accepted endings, e.g. `.csv,.xlsx`.
    accept: &'static str,
    /// Its language.
    locale: Locale,
) -> impl IntoView {
    let control = view! {
        <input id=common.name.clone() name=common.name.clone() type="file" accept=accept required=!common.optional
            autofocus=common.focus aria-invalid=common.invalid() aria-describedby=common.described_by()/>
    };
    common.around(locale, control.into_any())
}

/// One of a list.
#[component]
pub fn SelectField(
    /// Its words.
    common: Common,
    /// From what.
    choices: Vec<Choice>,
    /// Its language.
    locale: Locale,
) -> impl IntoView {
    let options: Vec<_> = choices
        .into_iter()
        .map(|choice| view! { <option value=choice.value selected=choice.chosen>{choice.label}</option> })
        .collect();
    let control = view! {
        <select class="pick" id=common.name.clone() name=common.name.clone() autofocus=common.focus
            aria-invalid=common.invalid() aria-describedby=common.described_by()>{options}</select>
    };
    common.around(locale, control.into_any())
}

/// A box to tick.
#[component]
pub fn Tick(
    /// The field it sends.
    #[prop(into)]
    name: String,
    /// The value it sends when ticked.
    #[prop(default = "1".to_owned(), into)]
    value: String,
    /// What ticking means.
    #[prop(into)]
    label: String,
    /// More about it.
    #[prop(optional, into)]
    hint: Option<String>,
    /// Whether it is ticked.
    #[prop(optional)]
    ticked: bool,
) -> impl IntoView {
    view! {
        <label class="tick">
            <input type="checkbox" name=name value=value checked=ticked/>
            <span>{label}</span>
            {hint.map(|hint| view! { <span class="hint">{hint}</span> })}
        </label>
    }
}

/// A search in what the page lists.
#[component]
pub fn Search(
    /// What is searched.
    #[prop(into)]
    label: String,
    /// What was typed.
    #[prop(default = String::new(), into)]
    value: String,
    /// Its language.
    locale: Locale,
) -> impl IntoView {
    view! {
        <form class="search" role="search" method="get">
            <div class="field">
                <label for="q">{label}</label>
                <input id="q" name="q" type="search" value=value dir="auto"/>
            </div>
            <button class="btn"><Glyph icon=Icon::Search/>{words::search(locale)}</button>
        </form>
    }
}

/// At the head of a form that was refused: how many errors, and a way to each.
#[component]
pub fn ErrorSummary(
    /// Field names and what is wrong with each.
    errors: Vec<(String, String)>,
    /// Its language.
    locale: Locale,
) -> impl IntoView {
    (!errors.is_empty()).then(|| {
        let count = errors.len();
        let items: Vec<_> =
            errors.into_iter().map(|(name, error)| view! { <li><a href=format!("#{name}")>{error}</a></li> }).collect();
        view! {
            <div class="errors" role="alert">
                <h2>{words::errors_found(locale, count)}</h2>
                <ul>{items}</ul>
            </div>
        }
    })
}
