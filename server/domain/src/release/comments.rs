//! Comments (rules 1 and 18): each appears once, in the lowest group with enough writers, shuffled, without scores.

use super::{
    cell::{Cell, Comment, Figure, HiddenReason, Shown},
    panel::Rulings,
    publish::Place,
};
use crate::{
    answer::{Answer, Answers},
    disclosure::{Rules, partition::Tree},
};

/// A random number below the given one; the caller's random source, so that a release can be repeated in a test.
pub type Below<'a> = &'a mut dyn FnMut(usize) -> usize;

/// What somebody wrote to an open question; `None` for nothing or blanks.
pub(super) fn text<'a>(answers: &'a Answers, topic: &str) -> Option<&'a str> {
    match answers.get(topic) {
        Some(Answer::Text(text)) => Some(text.trim()).filter(|text| !text.is_empty()),
        _ => None,
    }
}

/// Puts texts into a random order (Fisher and Yates).
pub(super) fn shuffle<T>(texts: &mut [T], below: &mut dyn FnMut(usize) -> usize) {
    for last in (1..texts.len()).rev() {
        texts.swap(last, below(last + 1).min(last));
    }
}

/// Where the comments of one open question go: texts by the node they are shown in. `own` are each node's own texts, one a
/// writer; what has too few writers moves up, and what has too few in the whole is not shown.
fn lowest<'a>(
    tree: &Tree,
    mut own: Vec<Vec<&'a str>>,
    least: usize,
    may_show: &dyn Fn(usize) -> bool,
) -> Vec<Vec<&'a str>> {
    for node in tree.bottom_up() {
        if own[node].len() < least || !may_show(node) {
            let texts = std::mem::take(&mut own[node]);
            if let Some(parent) = tree.parent(node) {
                own[parent].extend(texts);
            }
        }
    }
    own
}

/// The comments of all open questions, and a cell for every shown group that says whether there are any.
pub(super) fn release(
    open: &[String],
    tree: &Tree,
    rulings: &Rulings,
    rules: &Rules,
    place: &Place,
    responses: &[(usize, &Answers)],
    below: &mut dyn FnMut(usize) -> usize,
) -> (Vec<Cell>, Vec<Comment>) {
    let (mut cells, mut comments) = (Vec::new(), Vec::new());
    let may_show = |node: usize| rulings.people[node].is_shown();
    for topic in open {
        let mut own: Vec<Vec<&str>> = vec![Vec::new(); tree.len()];
        for (node, answers) in responses {
            own[*node].extend(text(answers, topic));
        }
        let mut placed = lowest(tree, own, rules.comments() as usize, &may_show);
        for node in (0..tree.len()).filter(|&node| may_show(node)) {
            let shown = if placed[node].is_empty() {
                let nearest = tree.upwards(node).skip(1).find(|&above| !placed[above].is_empty());
                let reason = HiddenReason::TooFew { threshold: rules.comments() };
                Shown::Hidden { reason, nearest: nearest.map(|above| place.nearest(above)) }
            } else {
                let n = u32::try_from(placed[node].len()).unwrap_or(u32::MAX);
                Shown::value(f64::from(n), n)
            };
            cells.push(place.cell(node, topic, Figure::Comments, shown));
        }
        for (node, texts) in placed.iter_mut().enumerate() {
            shuffle(texts, below);
            let (unit, group) = (place.node)(node);
            comments.extend(texts.iter().map(|text| Comment {
                unit,
                subject: None,
                side: place.side,
                group: group.clone(),
                topic: topic.clone(),
                text: (*text).to_owned(),
            }));
        }
    }
    (cells, comments)
}
