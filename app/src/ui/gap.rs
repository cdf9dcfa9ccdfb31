//! The gap as a figure: it carries the mark of the side that is ahead, never a sign.

use ayeneh_domain::{bilingual::Locale, questionnaire::Side};
use ayeneh_text::ui as words;
use leptos::prelude::*;

use super::{
    chart::paired::Pair,
    mark::{Mark, SideMark},
};

/// Who is ahead, and by how much; in words where the figures shown leave it open.
#[component]
pub fn GapFigure(
    /// Both sides.
    pair: Pair,
    /// Its language.
    locale: Locale,
) -> impl IntoView {
    match pair.gap() {
        None if pair.employee.is_none() || pair.customer.is_none() => {
            view! { <span class="fine">{words::not_asked(locale)}</span> }.into_any()
        }
        None => view! { <span class="fine">{words::no_figure(locale)}</span> }.into_any(),
        Some((None, gap)) => view! { <span>{gap.text(0, locale)}</span> }.into_any(),
        Some((Some(side), gap)) => {
            let word = match side {
                Side::Employee => words::employees_ahead(locale),
                Side::Customer => words::customers_ahead(locale),
            };
            view! {
                <span class="ahead">
                    <SideMark mark=Mark::from(side)/>
                    {gap.text(0, locale)}
                    <span class="sr">" "{word}</span>
                </span>
            }
            .into_any()
        }
    }
}
