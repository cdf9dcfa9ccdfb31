//! The group report of a cycle: means over the subjects of a unit or a level, made of what is shown in their reports.
//!
//! Raters are protected by the reports: no figure here is made of an answer that no report shows. Subjects are protected
//! here: a group needs five of them, hidden parts of a group sum to five or to nobody, a mean is exact only where each of
//! them may still have any figure, and units and levels together leave no handful either. All of it is asked twice: of all
//! subjects, and of those whose own reports the reader cannot read, because the others can be subtracted.

mod join;
mod mean;

use std::collections::BTreeMap;

pub use self::join::join_groups;
use self::mean::mean;
use super::cell::{HiddenReason, Shown};
use crate::{
    disclosure::{
        Rules, Settings,
        partition::{Decision, Thresholds, Tree, siblings},
    },
    people::Level,
};

/// Somebody who is reviewed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Member {
    /// The node of the tree of units in which the review counts; 0 is the whole.
    pub node: usize,
    /// The level, where it is known.
    pub level: Option<Level>,
    /// Whether who reads can read this person's own report, or could.
    pub known: bool,
}

/// One figure of all groups.
#[derive(Clone, Debug, PartialEq)]
pub struct Grouped {
    /// By node of the tree, the whole first; absent where nobody of the group was asked.
    pub nodes: Vec<Option<Shown>>,
    /// By level.
    pub levels: BTreeMap<Level, Shown>,
}

/// The rules of groups of subjects: never looser than those of a survey, whatever a cycle asks of raters.
pub fn group_rules(cycle: &Rules) -> Rules {
    let usual = Settings::default();
    let settings = Settings {
        scores: usual.scores.max(cycle.settings().scores),
        hidden_sum: usual.hidden_sum.max(cycle.settings().hidden_sum),
        insiders: cycle.insiders(),
        ..usual
    };
    Rules::new(settings).unwrap_or_default()
}

/// A member's figure.
#[derive(Clone, Copy, Debug)]
struct Counted<'a>(Member, f64, &'a Shown);

/// Joins the figures that reports show in the eyes of one relation, one a member in the order of `members`; absent where the
/// member's raters were not asked.
pub fn group(rules: &Rules, tree: &Tree, members: &[Member], figures: &[Option<&Shown>]) -> Grouped {
    let thresholds = Thresholds::scores(rules);
    let counted: Vec<Counted> = members
        .iter()
        .zip(figures)
        .filter_map(|(member, figure)| figure.and_then(|shown| Some(Counted(*member, shown.position()?, shown))))
        .collect();
    let decisions = decide(thresholds, tree, &counted);
    let asked = asked(tree, members, figures);
    let shown = |decision: Decision, of: &mut dyn Iterator<Item = &Counted>| match decision {
        Decision::Show => mean(rules, of),
        Decision::TooFew => Shown::hidden(HiddenReason::TooFew { threshold: rules.scores() }),
        Decision::ProtectsSibling => Shown::hidden(HiddenReason::ProtectsSibling),
    };
    let nodes = (0..tree.len()).map(|node| {
        let mut within = counted.iter().filter(|one| tree.upwards(one.0.node).any(|above| above == node));
        asked[node].then(|| shown(decisions[node], &mut within))
    });
    let nodes = nodes.collect();
    let levels = level_decisions(thresholds, tree, &decisions, &counted).into_iter().map(|(level, decision)| {
        (level, shown(decision, &mut counted.iter().filter(|one| one.0.level == Some(level))))
    });
    Grouped { levels: levels.collect(), nodes }
}

/// Where anybody was asked, with or without a figure.
fn asked(tree: &Tree, members: &[Member], figures: &[Option<&Shown>]) -> Vec<bool> {
    let mut asked = vec![false; tree.len()];
    for (member, _) in members.iter().zip(figures).filter(|(_, figure)| figure.is_some()) {
        tree.upwards(member.node).for_each(|node| asked[node] = true);
    }
    asked
}

/// Which units are shown: first no handful of those whose reports the reader cannot read, then the thresholds of all.
fn decide(thresholds: Thresholds, tree: &Tree, counted: &[Counted]) -> Vec<Decision> {
    let (mut all, mut unknown) = (vec![0; tree.len()], vec![0; tree.len()]);
    for Counted(member, ..) in counted {
        all[member.node] += 1;
        unknown[member.node] += u32::from(!member.known);
    }
    let withheld = tree.leaving_no_handful(&unknown, thresholds.hidden_sum);
    let outer: Vec<Decision> =
        withheld.into_iter().map(|is| if is { Decision::ProtectsSibling } else { Decision::Show }).collect();
    tree.decide_within(&all, thresholds, &outer)
}

/// Which levels are shown: as parts of the whole, and so that every piece which shown units and levels cut out of it holds
/// nobody or enough. Then whatever can be worked out of all of them together is made of such pieces.
fn level_decisions(
    thresholds: Thresholds,
    tree: &Tree,
    units: &[Decision],
    counted: &[Counted],
) -> BTreeMap<Level, Decision> {
    let of = |level: Option<Level>| counted.iter().filter(|one| one.0.level == level).count();
    let small = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    let levels: Vec<Level> = Level::ALL.iter().copied().filter(|level| of(Some(*level)) > 0).collect();
    let counts: Vec<u32> = levels.iter().map(|level| small(of(Some(*level)))).collect();
    let mut decisions = siblings(&counts, small(of(None)), thresholds);
    if !units[0].is_shown() {
        decisions.fill(Decision::TooFew);
    }
    let few = 1..thresholds.hidden_sum;
    loop {
        let shows = |level: Option<Level>| {
            let place = levels.iter().position(|one| Some(*one) == level);
            place.filter(|place| decisions[*place].is_shown())
        };
        let mut pieces: BTreeMap<(usize, Option<usize>), (u32, u32)> = BTreeMap::new();
        for Counted(member, ..) in counted {
            let unit = tree.upwards(member.node).find(|node| units[*node].is_shown()).unwrap_or(0);
            let piece = pieces.entry((unit, shows(member.level))).or_default();
            piece.0 += 1;
            piece.1 += u32::from(!member.known);
        }
        let is_whole = pieces.values().all(|(all, unknown)| !few.contains(all) && !few.contains(unknown));
        let shown = (0..levels.len()).filter(|place| decisions[*place].is_shown());
        let victim = shown.min_by_key(|place| counts[*place]).filter(|_| !is_whole);
        let Some(victim) = victim else { break };
        decisions[victim] = Decision::ProtectsSibling;
    }
    levels.into_iter().zip(decisions).collect()
}

#[cfg(test)]
mod tests;
