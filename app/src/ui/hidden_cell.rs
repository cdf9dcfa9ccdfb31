//! The hidden cell: as large as a shown one, with a word in it, opening a sheet without script that says which rule
//! and which promise hides it, and offers the nearest cell that is shown. Never how many.

use ayeneh_domain::bilingual::Locale;
use ayeneh_text::ui as words;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::icon::{Glyph, Icon};

/// The rule that hides a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "rule", rename_all = "snake_case")]
pub enum Rule {
    /// Fewer answered than the promise allows to show.
    Few {
        /// The least number shown.
        threshold: u32,
    },
    /// Shown, it would give away a small neighbour by subtraction.
    Sibling,
    /// Fewer wrote comments than are needed.
    FewWriters {
        /// The least number shown.
        threshold: u32,
    },
    /// Fewer were invited than are needed for a rate.
    FewInvited {
        /// The least number shown.
        threshold: u32,
    },
    /// One of its items is hidden and could be worked out from it.
    Item,
    /// The figure would say what somebody did or did not answer.
    Answers,
    /// This group was not asked.
    NotAsked,
    /// Not everybody has answered who must.
    Waiting,
}

/// A cell that is not shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Withheld {
    /// What the cell is of, for the head of the sheet: "Kashan".
    pub of: String,
    /// Why.
    pub rule: Rule,
    /// The nearest cell that is shown: its name and address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nearest: Option<(String, String)>,
}

impl Withheld {
    /// The reason in a line, the same wherever the cell is written: page, CSV, PDF.
    pub fn reason(&self, locale: Locale) -> String {
        match self.rule {
            Rule::Few { threshold } => words::hidden_few(locale, threshold),
            Rule::Sibling => words::hidden_sibling(locale).to_owned(),
            Rule::FewWriters { threshold } => words::hidden_few_writers(locale, threshold),
            Rule::FewInvited { threshold } => words::hidden_few_invited(locale, threshold),
            Rule::Item => words::hidden_item(locale).to_owned(),
            Rule::Answers => words::hidden_answers(locale).to_owned(),
            Rule::NotAsked => words::not_asked(locale).to_owned(),
            Rule::Waiting => words::hidden_waiting(locale).to_owned(),
        }
    }

    fn explanation(&self, locale: Locale) -> String {
        match self.rule {
            Rule::Few { threshold } => words::why_few(locale, &self.of, threshold),
            Rule::Sibling => words::why_sibling(locale, &self.of),
            Rule::FewWriters { threshold } => words::why_few_writers(locale, threshold),
            Rule::FewInvited { threshold } => words::why_few_invited(locale, &self.of, threshold),
            Rule::Item => words::why_item(locale, &self.of),
            Rule::Answers => words::why_answers(locale, &self.of),
            Rule::NotAsked => words::why_not_asked(locale, &self.of),
            Rule::Waiting => words::why_waiting(locale).to_owned(),
        }
    }
}

/// The cell; its sheet is [`ReasonSheet`] with the same `id`, once for all cells of one reason.
#[component]
pub fn HiddenCell(
    /// The sheet it opens.
    #[prop(into)]
    id: String,
    /// Why.
    withheld: Withheld,
    /// Its language.
    locale: Locale,
    /// With the reason in the cell, where there is room for it.
    #[prop(optional)]
    roomy: bool,
) -> impl IntoView {
    let name = words::hidden_why(locale, &withheld.of);
    let text = if roomy { withheld.reason(locale) } else { words::hidden(locale).to_owned() };
    view! {
        <button type="button" class="hid" popovertarget=id aria-label=(!roomy).then_some(name)>
            <span>{text}</span>
        </button>
    }
}

/// The sheet with the reason.
#[component]
pub fn ReasonSheet(
    /// Unique in the page.
    #[prop(into)]
    id: String,
    /// Why.
    withheld: Withheld,
    /// Its language.
    locale: Locale,
) -> impl IntoView {
    let head = format!("{id}-head");
    let close_weight = if withheld.nearest.is_some() { "btn quiet" } else { "btn main-act" };
    view! {
        <div class="sheet" popover="auto" role="dialog" id=id.clone() aria-labelledby=head.clone()>
            <h3 id=head.clone()>{words::hidden_why(locale, &withheld.of)}</h3>
            <p>{withheld.explanation(locale)}</p>
            <p class="acts">
                {withheld.nearest.map(|(name, href)| {
                    view! { <a class="btn main-act" href=href>{words::see_instead(locale, name)}</a> }
                })}
                <button type="button" class=close_weight popovertarget=id.clone() popovertargetaction="hide">
                    {words::close(locale)}
                </button>
            </p>
        </div>
    }
}

/// A refusal of statistics ("6 branches; linkage needs 8") looks like a hidden cell: it is no error.
#[component]
pub fn Refusal(
    /// What is lacking.
    #[prop(into)]
    why: String,
    /// What would change it, or what to see instead.
    #[prop(optional, into)]
    next: Option<String>,
) -> impl IntoView {
    view! {
        <div class="refusal hid">
            <p class="why"><Glyph icon=Icon::Lock/>" "{why}</p>
            {next.map(|next| view! { <p class="soft small">{next}</p> })}
        </div>
    }
}
