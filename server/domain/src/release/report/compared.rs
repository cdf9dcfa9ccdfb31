//! Groups joined, self against others, and the behaviours that others rate highest and lowest: all of it from what is
//! shown of the groups, so that it says nothing new.

use super::{
    super::{
        cell::{ALL_OTHERS, COLLEAGUES, Cell, Figure, HiddenReason, OUTSIDE, POOL, Shown},
        compare,
        topics::Topic,
    },
    Report, cell,
};
use crate::relationship::Relationship;

/// How many of the highest and of the lowest behaviours are named.
const NAMED: usize = 5;

impl Report<'_> {
    /// All others, colleagues, and outsiders: made of what is shown of their groups.
    pub(super) fn joined(&self, cells: &[Cell]) -> Vec<Cell> {
        let keys = |wanted: &dyn Fn(Relationship) -> bool| -> Vec<&'static str> {
            let others = Relationship::ALL.iter().filter(|&&relationship| relationship != Relationship::Self_);
            others.filter(|&&relationship| wanted(relationship)).map(|relationship| relationship.key()).collect()
        };
        let mut all = keys(&|_| true);
        all.push(POOL);
        let unions = [
            (ALL_OTHERS, all),
            (COLLEAGUES, keys(&|relationship| !relationship.is_external())),
            (OUTSIDE, keys(&|relationship| relationship.is_external())),
        ];
        let mut joined = Vec::new();
        for topic in &self.topics.list {
            // Behaviours are compared with all others; the two sides of the house are told apart by competency.
            for (key, members) in unions.iter().filter(|(key, _)| *key == ALL_OTHERS || !topic.is_item()) {
                let is_member = |cell: &&Cell| {
                    cell.topic == topic.key
                        && cell.figure == Figure::Index
                        && cell.group.as_deref().is_some_and(|group| members.contains(&group))
                };
                let shown = join(cells.iter().filter(is_member).map(|cell| &cell.shown));
                joined.extend(shown.map(|shown| cell(key, &topic.key, Figure::Index, shown)));
            }
        }
        joined
    }

    /// Self against others, blind spots and hidden strengths, and the behaviours that others rate highest and lowest.
    pub(super) fn compared(&self, cells: &[Cell]) -> Vec<Cell> {
        let index = |group: &str, topic: &str| {
            let wanted = |cell: &&Cell| {
                cell.figure == Figure::Index && cell.topic == topic && cell.group.as_deref() == Some(group)
            };
            cells.iter().find(wanted).map(|cell| &cell.shown).filter(|shown| !shown.is_hidden())
        };
        let mut compared = Vec::new();
        for topic in &self.topics.list {
            for others in [ALL_OTHERS, COLLEAGUES, OUTSIDE] {
                let both = index(Relationship::Self_.key(), &topic.key).zip(index(others, &topic.key));
                let Some((own, theirs)) = both else { continue };
                let key = format!("{}:{others}", Relationship::Self_.key());
                let gap = compare::difference(own, theirs);
                if others == ALL_OTHERS && !topic.is_item() {
                    let kind = self.remarkable(topic, &gap);
                    let n = gap.n();
                    let yes = Shown::Value { value: 1.0, low: None, high: None, n };
                    compared.extend(kind.map(|figure| cell(&key, &topic.key, figure, yes)));
                }
                compared.push(cell(&key, &topic.key, Figure::Gap, gap));
            }
        }
        let behaviours = self.topics.list.iter().filter(|topic| topic.is_item());
        let rated: Vec<(&str, f64)> = behaviours
            .filter_map(|topic| Some((topic.key.as_str(), index(ALL_OTHERS, &topic.key)?.position()?)))
            .collect();
        compared.extend(extremes(rated));
        compared
    }

    /// Whether a gap of self and others is a blind spot or a hidden strength.
    fn remarkable(&self, topic: &Topic, gap: &Shown) -> Option<Figure> {
        let points = f64::from(topic.scale().map_or(5, |scale| scale.points()));
        let least = self.input.blind_spot * points / (points - 1.0) * 100.0;
        match *gap {
            Shown::Value { value, .. } | Shown::AtLeast { bound: value, .. } if value > least => {
                Some(Figure::BlindSpot)
            }
            Shown::Value { value, .. } | Shown::AtMost { bound: value, .. } if value < -least => {
                Some(Figure::HiddenStrength)
            }
            _ => None,
        }
    }
}

/// The mean over groups of what is shown of them, weighted by their people; a bound if one of them is. `None` where nothing
/// is shown.
pub fn join<'a>(groups: impl Iterator<Item = &'a Shown>) -> Option<Shown> {
    let (mut people, mut sum, mut least, mut most) = (0u32, 0.0, false, false);
    for shown in groups {
        let Some((position, n)) = shown.position().zip(shown.n()) else { continue };
        people += n;
        sum += position * f64::from(n);
        least |= matches!(shown, Shown::AtLeast { .. });
        most |= matches!(shown, Shown::AtMost { .. });
    }
    let mean = (people > 0).then(|| sum / f64::from(people))?;
    let n = Some(people);
    Some(match (least, most) {
        (false, false) => Shown::value(mean, people),
        (true, false) => Shown::AtLeast { bound: mean, n },
        (false, true) => Shown::AtMost { bound: mean, n },
        (true, true) => Shown::hidden(HiddenReason::ProtectsAnswers),
    })
}

/// The highest and lowest behaviours, never one in both; of equals the earlier in the questionnaire.
fn extremes(mut rated: Vec<(&str, f64)>) -> Vec<Cell> {
    rated.sort_by(|a, b| b.1.total_cmp(&a.1));
    let named = NAMED.min(rated.len() / 2);
    let ranks = || (1u32..).map(|rank| Shown::Value { value: f64::from(rank), low: None, high: None, n: None });
    let highest =
        rated.iter().take(named).zip(ranks()).map(|((key, _), rank)| cell(ALL_OTHERS, key, Figure::Highest, rank));
    let lowest =
        rated.iter().rev().take(named).zip(ranks()).map(|((key, _), rank)| cell(ALL_OTHERS, key, Figure::Lowest, rank));
    highest.chain(lowest).collect()
}
