//! Things to be put in order: a number beside each, which is all that answering needs. A script adds dragging and buttons,
//! and both only write the numbers.

use ayeneh_domain::bilingual::Locale;
use ayeneh_text::{figure, ui as words};
use leptos::prelude::*;

use super::icon::{Glyph, Icon};

/// A thing to be put in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rankable {
    /// The field it sends.
    pub name: String,
    /// What it is called.
    pub text: String,
    /// The place typed so far, as typed.
    pub typed: String,
    /// What is wrong with it.
    pub error: Option<String>,
}

/// The list. `data-ranks` is where the script takes hold; it says a move in the words of `data-moved`.
#[component]
pub fn RankList(
    /// The things, in the order in which they are offered.
    things: Vec<Rankable>,
    /// Its language.
    locale: Locale,
) -> impl IntoView {
    let most = things.len();
    let moved = words::rank_moved(locale, "{name}", "{place}", figure::integer(locale, most));
    let rows = things.into_iter().map(|thing| row(thing, most, locale)).collect_view();
    view! {
        <p class="small soft" data-ranks-how=words::rank_how(locale)>{words::rank_how_plain(locale, most)}</p>
        <ul class="ranks" data-ranks aria-label=words::rank_list(locale) data-moved=moved>{rows}</ul>
        <p class="sr" role="status" data-ranks-said></p>
    }
}

fn row(thing: Rankable, most: usize, locale: Locale) -> impl IntoView {
    let Rankable { name, text, typed, error } = thing;
    let described = error.is_some().then(|| format!("{name}-error"));
    let invalid = error.is_some().then_some("true");
    let label = format!("{name}-text");
    let place = format!("{name}-place");
    let step = |direction: &'static str, word: &str, sign: &'static str| {
        view! {
            <button type="button" class="btn quiet step" data-move=direction hidden aria-label=format!("{word}: {text}")>
                <span aria-hidden="true">{sign}</span>
            </button>
        }
    };
    let (up, down) = (step("up", words::rank_up(locale), "↑"), step("down", words::rank_down(locale), "↓"));
    view! {
        <li class="rank">
            <span class="grip" data-grip hidden aria-hidden="true">"⠿"</span>
            <input id=name.clone() name=name.clone() type="text" inputmode="numeric" maxlength="2" autocomplete="off"
                value=typed aria-labelledby=format!("{label} {place}") aria-invalid=invalid aria-describedby=described.clone()/>
            <span class="sr" id=place>{words::rank_place(locale, most)}</span>
            <label for=name.clone() id=label dir="auto">{text.clone()}</label>
            <span class="steps">{up}{down}</span>
            {error.map(|error| view! { <p class="wrong" id=described><Glyph icon=Icon::Warn/>{error}</p> })}
        </li>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::look;

    #[test]
    fn every_thing_has_a_field_a_name_and_its_error() {
        for locale in Locale::ALL {
            let thing = |number: usize, error: Option<&str>| Rankable {
                name: format!("rank.{number}"),
                text: format!("سلام می‌کند <{number}>"),
                typed: number.to_string(),
                error: error.map(str::to_owned),
            };
            let things = vec![thing(1, None), thing(2, Some("twice")), thing(3, None)];
            let html = look::html("rank", locale, || view! { <RankList things locale/> });
            assert_eq!(html.matches("inputmode=\"numeric\"").count(), 3);
            assert!(html.contains("aria-describedby=\"rank.2-error\"") && html.contains("id=\"rank.2-error\""));
            assert!(html.contains("&lt;1&gt;") && html.contains("value=\"3\""));
            assert_eq!(html.matches(" hidden").count(), 9, "what needs a script is not there without one");
        }
    }
}
