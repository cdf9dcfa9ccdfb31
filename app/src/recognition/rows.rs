//! Thanks as they stand in a list.

use ayeneh_core::recognition::{Page, Thanks};
use ayeneh_domain::{
    bilingual::Locale,
    recognition::{Audience, behaviour},
};
use ayeneh_text::{date, isolate, recognition as words};
use leptos::prelude::*;

use crate::ui::{button::ButtonLink, tag::Tag};

/// The list; what who reads may hide has a way to it.
pub fn list(l: Locale, page: &Page) -> AnyView {
    some(l, page, page.thanks.len())
}

/// The first of the list.
fn some(l: Locale, page: &Page, most: usize) -> AnyView {
    let rows = page.thanks.iter().take(most).map(|one| row(l, one, page.hideable.contains(&one.id))).collect_view();
    view! { <ul class="thanks-list">{rows}</ul> }.into_any()
}

/// Where a name stands in a sentence; whoever thanks is named first in both languages.
const NAME: &str = "\0";

fn row(l: Locale, thanks: &Thanks, may_hide: bool) -> impl IntoView + use<> {
    let from = view! { <a href=format!("/thanks/to/{}", thanks.from.0)><bdi>{thanks.from.1.clone()}</bdi></a> };
    let to = view! { <a href=format!("/thanks/to/{}", thanks.to.0)><bdi>{thanks.to.1.clone()}</bdi></a> };
    let line = words::thanks_line(l, NAME, NAME);
    let mut around = line.split(NAME).map(str::to_owned);
    let (before, between, after) = (around.next(), around.next(), around.next());
    let for_what = behaviour(&thanks.behaviour).map(|text| text.get(l).to_owned());
    let unit = thanks.unit.1.get(l).to_owned();
    let day = date::day(l, thanks.given_on);
    let alone = (thanks.audience == Audience::Person).then(|| view! { <Tag label=words::for_one(l)/> });
    let hidden =
        thanks.hidden.as_ref().map(|reason| view! { <p class="note care">{words::hidden_because(l, reason)}</p> });
    let hide = may_hide.then(|| {
        let name = words::hide_named(l, isolate(&thanks.from.1), isolate(&thanks.to.1));
        view! { " · "<a href=format!("/thanks/{}/hide", thanks.id) aria-label=name>{words::hide(l)}</a> }
    });
    view! {
        <li>
            <p class="whom"><b>{before}{from}{between}{to}{after}</b>{alone}</p>
            <p class="small soft">{for_what}</p>
            <blockquote dir="auto">{thanks.words.clone()}</blockquote>
            <p class="fine"><a href=format!("/thanks/in/{}", thanks.unit.0)><bdi>{unit}</bdi></a>" · "{day}{hide}</p>
            {hidden}
        </li>
    }
}

/// What somebody was thanked for lately, for the page about that person.
pub fn latest(l: Locale, page: &Page) -> AnyView {
    let none = page.thanks.is_empty().then(|| view! { <p class="soft">{words::none_yet(l)}</p> });
    view! { {none}{some(l, page, 3)} }.into_any()
}

/// Back and on through a long list.
pub fn pages(l: Locale, path: &str, page: usize, more: bool) -> impl IntoView + use<> {
    let at = |page: usize| format!("{path}?page={page}");
    let newer = page.checked_sub(1).map(|page| view! { <ButtonLink href=at(page) label=words::newer(l)/> });
    let older = more.then(|| view! { <ButtonLink href=at(page + 1) label=words::older(l)/> });
    view! { <p class="acts">{newer}{older}</p> }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_has_both_names_and_reads_as_a_sentence() {
        for l in Locale::ALL {
            let line = words::thanks_line(l, "A", "B");
            assert!(line.find('A') < line.find('B'), "{line}");
            assert_eq!(words::thanks_line(l, NAME, NAME).split(NAME).count(), 3);
        }
    }
}
