//! Wholes say no more than their parts: an element whose item is a bound is a bound, and the mean over elements is made
//! of the elements as they are shown.
//!
//! Else item, sibling item and element together would tell the item that is shown as a bound only (an item of 100, one
//! of 50 and their exact mean of 75), and the mean over elements would tell what the few people answered who left an
//! element out.

use super::{
    cell::{Figure, Shown},
    topics::{Kind, Topic},
};
use crate::disclosure::detail::Detail;

/// Settles a topic's figures, the main one first, next to what is shown of its parts (hidden ones are left out). `partial`
/// people count in an element without having answered all of its items: its items then say nothing certain about it.
pub(super) fn settle(
    topic: &Topic,
    figures: &mut Vec<(Figure, Shown)>,
    parts: &[&Shown],
    partial: u32,
    detail: Detail,
) {
    let Some((_, main)) = figures.first_mut() else { return };
    *main = settled(topic, main.clone(), parts, partial, detail);
    if main.exact().is_none() {
        figures.retain(|(figure, _)| !matches!(figure, Figure::Sd | Figure::Rwg));
    }
}

fn settled(topic: &Topic, own: Shown, parts: &[&Shown], partial: u32, detail: Detail) -> Shown {
    match topic.kind {
        Kind::Item { .. } => own,
        Kind::Element { .. } if partial > 0 || parts.iter().all(|part| part.exact().is_some()) => own,
        Kind::Element { .. } | Kind::Overall { .. } => of_parts(own, parts, detail),
    }
}

/// The mean over parts; a bound if one of them is one.
fn of_parts(own: Shown, parts: &[&Shown], detail: Detail) -> Shown {
    let ends: Vec<(f64, f64)> = parts.iter().filter_map(|part| ends(part)).collect();
    let Some(n) = own.n().filter(|_| !ends.is_empty()) else { return own };
    let mean = |end: fn(&(f64, f64)) -> f64| ends.iter().map(end).sum::<f64>() / ends.len() as f64;
    let (least, most) = (mean(|ends| ends.0), mean(|ends| ends.1));
    let is = |bound: fn(&Shown) -> bool| parts.iter().any(|part| bound(part));
    if is(|part| matches!(part, Shown::AtLeast { .. })) {
        Shown::AtLeast { bound: least.floor(), n: Some(n) }
    } else if is(|part| matches!(part, Shown::AtMost { .. })) {
        Shown::AtMost { bound: most.ceil(), n: Some(n) }
    } else {
        moved(own, if detail < Detail::Open { least.round() } else { least }, n)
    }
}

/// Between which ends an index lies, given what is shown of it.
fn ends(shown: &Shown) -> Option<(f64, f64)> {
    match *shown {
        Shown::Value { value, .. } => Some((value, value)),
        Shown::AtLeast { bound, .. } => Some((bound, 100.0)),
        Shown::AtMost { bound, .. } => Some((0.0, bound)),
        Shown::Parts { .. } | Shown::Hidden { .. } => None,
    }
}

/// The figure at another place, its interval as wide as before.
fn moved(own: Shown, to: f64, n: u32) -> Shown {
    let (low, high) = match own {
        Shown::Value { value, low, high, .. } => {
            let moved = |end: f64| (end + to - value).clamp(0.0, 100.0);
            (low.map(moved), high.map(moved))
        }
        _ => (None, None),
    };
    Shown::Value { value: to, low, high, n: Some(n) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scoring::Scale;

    fn element() -> Topic {
        let scale = Scale::new(1, 5).expect("a scale");
        Topic { key: "reach".into(), kind: Kind::Element { scale, items: vec![0, 1] } }
    }

    fn overall() -> Topic {
        Topic { key: "overall".into(), kind: Kind::Overall { elements: vec![0, 1] } }
    }

    const LEAST: Shown = Shown::AtLeast { bound: 80.0, n: Some(5) };
    const MOST: Shown = Shown::AtMost { bound: 20.0, n: Some(5) };

    #[test]
    fn an_element_of_a_bound_is_a_bound() {
        let own = Shown::value(75.0, 5);
        let (fifty, other) = (Shown::value(50.0, 5), Shown::value(61.0, 5));
        assert_eq!(settled(&element(), own.clone(), &[&fifty, &other], 0, Detail::Open), own);
        assert_eq!(
            settled(&element(), own.clone(), &[&LEAST, &fifty], 0, Detail::Open),
            Shown::AtLeast { bound: 65.0, n: Some(5) }
        );
        assert_eq!(
            settled(&element(), own.clone(), &[&MOST, &other], 0, Detail::Open),
            Shown::AtMost { bound: 41.0, n: Some(5) }
        );
        assert_eq!(
            settled(&element(), own.clone(), &[&MOST, &LEAST], 0, Detail::Open),
            Shown::AtLeast { bound: 40.0, n: Some(5) }
        );
        assert_eq!(settled(&element(), own.clone(), &[&LEAST, &fifty], 6, Detail::Open), own, "six skipped an item");
    }

    #[test]
    fn the_mean_over_elements_is_made_of_what_is_shown() {
        let own = Shown::Value { value: 60.0, low: Some(50.0), high: Some(70.0), n: Some(30) };
        let hidden = Shown::hidden(crate::release::HiddenReason::TooFew { threshold: 5 });
        let (first, second) = (Shown::value(50.0, 30), Shown::value(71.0, 30));
        assert_eq!(
            settled(&overall(), own.clone(), &[&first, &second, &hidden], 0, Detail::Open),
            Shown::Value { value: 60.5, low: Some(50.5), high: Some(70.5), n: Some(30) }
        );
        assert_eq!(
            settled(&overall(), own, &[&first, &LEAST], 0, Detail::Open),
            Shown::AtLeast { bound: 65.0, n: Some(30) }
        );
        let small = Shown::value(60.0, 6);
        assert_eq!(
            settled(&overall(), small, &[&first, &second], 0, Detail::Index),
            Shown::value(61.0, 6),
            "a whole number"
        );
    }
}
