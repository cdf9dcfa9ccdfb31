//! Raters' own words: by pool, from three writers, shuffled; never by relationship, beside a score or in order of arrival.

use super::{
    super::{
        cell::{COLLEAGUES, Cell, Comment, Figure, HiddenReason, OUTSIDE, POOL, Shown},
        comments,
    },
    Raters, Report, cell,
};
use crate::relationship::Relationship;

/// Texts under the key of their pool.
type Pools<'a> = Vec<(&'static str, Vec<&'a str>)>;

/// One open question's texts by pool: colleagues, outsiders, or both together where each has too few writers; self and
/// manager under their names, as they were told.
fn pools<'a>(raters: &Raters<'a>, topic: &str, least: usize) -> Pools<'a> {
    let mut pools: Pools = vec![(COLLEAGUES, Vec::new()), (OUTSIDE, Vec::new())];
    for (relationship, group) in raters {
        let texts = group.iter().filter_map(|answers| comments::text(answers, topic));
        if relationship.is_identified() {
            pools.push((relationship.key(), texts.collect()));
        } else {
            pools[usize::from(relationship.is_external())].1.extend(texts);
        }
    }
    let (colleagues, outside) = (pools[0].1.len(), pools[1].1.len());
    if colleagues < least && outside < least && colleagues + outside >= least {
        let outside = std::mem::take(&mut pools[1].1);
        pools[0].0 = POOL;
        pools[0].1.extend(outside);
    }
    let joined = pools[0].0 == POOL;
    let asked = |key: &str| {
        let of_pool = |relationship: &Relationship| {
            !relationship.is_identified() && relationship.is_external() == (key == OUTSIDE)
        };
        [COLLEAGUES, OUTSIDE].contains(&key) && !joined && raters.keys().any(of_pool)
    };
    pools.retain(|(key, texts)| !texts.is_empty() || asked(key));
    pools
}

impl Report<'_> {
    /// The comments about a subject, and a cell for every pool that was asked.
    pub(super) fn comments(&self, raters: &Raters, below: &mut dyn FnMut(usize) -> usize) -> (Vec<Cell>, Vec<Comment>) {
        let threshold = self.input.rules.comments();
        let named = [Relationship::Self_.key(), Relationship::Manager.key()];
        let (mut cells, mut comments) = (Vec::new(), Vec::new());
        for topic in &self.topics.open {
            for (key, mut texts) in pools(raters, topic, threshold as usize) {
                let n = u32::try_from(texts.len()).unwrap_or(u32::MAX);
                if n < threshold && !named.contains(&key) {
                    let hidden = Shown::hidden(HiddenReason::TooFew { threshold });
                    cells.push(cell(key, topic, Figure::Comments, hidden));
                    continue;
                }
                comments::shuffle(&mut texts, below);
                cells.push(cell(key, topic, Figure::Comments, Shown::value(f64::from(n), n)));
                comments.extend(texts.into_iter().map(|text| Comment {
                    unit: None,
                    subject: None,
                    side: None,
                    group: Some(key.to_owned()),
                    topic: topic.clone(),
                    text: text.to_owned(),
                }));
            }
        }
        (cells, comments)
    }
}
