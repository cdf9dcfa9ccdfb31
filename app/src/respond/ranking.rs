//! What a section asks to be put in order, as one list. It stands in a different order for everybody, so that no thing
//! profits from standing first; the receipt, which the form carries anyway, decides which.

use ayeneh_domain::questionnaire::{Frozen, ItemKind};
use ayeneh_text as text;
use leptos::prelude::*;

use super::filling::{Filling, Say};
use crate::{
    routing::Request,
    ui::rank::{RankList, Rankable},
};

/// The list of the section that a filling stands on, with its script; nothing where it puts nothing in order.
pub fn of_section(request: &Request, questionnaire: &Frozen, filling: &Filling, say: &Say) -> Option<AnyView> {
    let l = filling.locale;
    let items = &questionnaire.document().sections[filling.section].items;
    let mut ordered: Vec<_> = items.iter().filter(|item| matches!(item.kind, ItemKind::Place { .. })).collect();
    if ordered.is_empty() {
        return None;
    }
    let seed = filling.receipt.to_string();
    ordered.sort_by_key(|item| mixed(&seed, &item.key));
    let fault = |key: &str| match say {
        Say::Wrong(wrong) => wrong.get(key).copied(),
        _ => None,
    };
    let things = ordered.into_iter().map(|item| Rankable {
        name: item.key.clone(),
        text: item.text.get(l).to_owned(),
        typed: filling.of(&item.key).unwrap_or_default().to_owned(),
        error: fault(&item.key).map(|fault| text::field_error::answer(l, fault)),
    });
    let things: Vec<Rankable> = things.collect();
    let script = format!("/assets/rank.js?v={}", request.assets_version);
    Some(view! { <RankList things locale=l/><script type="module" src=script></script> }.into_any())
}

/// A number that differs for every receipt and key, and is the same each time (FNV-1a).
fn mixed(seed: &str, key: &str) -> u64 {
    let bytes = seed.bytes().chain(key.bytes());
    let hash = bytes
        .fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3));
    // The last bytes alone hardly reach the upper bits, by which things are ordered.
    (hash ^ (hash >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9).rotate_left(31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everybody_sees_another_order_and_sees_it_again() {
        let keys: Vec<String> = (0..8).map(|number| format!("rank.{number}")).collect();
        let order = |seed: u32| {
            let seed = format!("{seed:032x}");
            let mut order: Vec<usize> = (0..8).collect();
            order.sort_by_key(|&key| mixed(&seed, &keys[key]));
            order
        };
        let mut first = [0; 8];
        (0..800).for_each(|seed| first[order(seed)[0]] += 1);
        assert!(first.iter().all(|count| (60..140).contains(count)), "each stands first about as often: {first:?}");
        assert_eq!(order(7), order(7));
    }
}
