//! The group report of a cycle: means over the subjects of a unit or a level, made of what is shown in their reports.
//!
//! Raters are protected by the reports: no figure here is made of an answer that no report shows. Subjects are protected
//! here: a group needs five of them, hidden parts of a group sum to five or to nobody, a mean is exact only where each of
//! them may still have any figure, and units and levels together leave no handful either. All of it is asked twice: of all
//! subjects, and of those whose own reports the reader cannot read, because the others can be subtracted.

use std::collections::BTreeMap;

use super::cell::{HiddenReason, Shown};
use crate::{
    disclosure::{
        Rules, Settings,
        partition::{Decision, Thresholds, Tree, siblings},
        slack::{Place, Slack},
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
    /// Whether who reads can read this person's own report.
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

/// Joins the figures that reports show, one a member in the order of `members`; absent where the member's raters were not
/// asked.
pub fn group(rules: &Rules, tree: &Tree, members: &[Member], figures: &[Option<&Shown>]) -> Grouped {
    let thresholds = Thresholds::scores(rules);
    let counted: Vec<(Member, f64, &Shown)> = members
        .iter()
        .zip(figures)
        .filter_map(|(member, figure)| figure.and_then(|shown| Some((*member, shown.position()?, shown))))
        .collect();
    let decisions = decide(thresholds, tree, &counted);
    let asked = asked(tree, members, figures);
    let shown = |decision: Decision, of: &mut dyn Iterator<Item = (f64, &Shown)>| match decision {
        Decision::Show => mean(rules, of),
        Decision::TooFew => Shown::hidden(HiddenReason::TooFew { threshold: rules.scores() }),
        Decision::ProtectsSibling => Shown::hidden(HiddenReason::ProtectsSibling),
    };
    let nodes = (0..tree.len()).map(|node| {
        let within = counted.iter().filter(|(member, ..)| tree.upwards(member.node).any(|above| above == node));
        asked[node].then(|| shown(decisions[node], &mut within.map(|(_, position, shown)| (*position, *shown))))
    });
    let nodes = nodes.collect();
    let levels = level_decisions(thresholds, tree, &decisions, &counted).into_iter().map(|(level, decision)| {
        let of = counted.iter().filter(|(member, ..)| member.level == Some(level));
        (level, shown(decision, &mut of.map(|(_, position, shown)| (*position, *shown))))
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
fn decide(thresholds: Thresholds, tree: &Tree, counted: &[(Member, f64, &Shown)]) -> Vec<Decision> {
    let (mut all, mut unknown) = (vec![0; tree.len()], vec![0; tree.len()]);
    for (member, ..) in counted {
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
    counted: &[(Member, f64, &Shown)],
) -> BTreeMap<Level, Decision> {
    let of = |level: Option<Level>| counted.iter().filter(|(member, ..)| member.level == level).count();
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
        for (member, ..) in counted {
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

/// The mean of what reports show, each counting once; a bound where one of them is.
fn mean<'a>(rules: &Rules, of: &mut dyn Iterator<Item = (f64, &'a Shown)>) -> Shown {
    let (mut people, mut sum, mut least, mut most) = (0u32, 0.0, false, false);
    for (position, shown) in of {
        people += 1;
        sum += position;
        least |= matches!(shown, Shown::AtLeast { .. });
        most |= matches!(shown, Shown::AtMost { .. });
    }
    let (figure, n) = (sum / f64::from(people.max(1)), Some(people));
    let place = Slack::percent(rules.insiders(), true).place(figure, people);
    match (place, least, most) {
        (Place::Nowhere, ..) | (_, true, true) => Shown::hidden(HiddenReason::ProtectsAnswers),
        (Place::Exact(value), false, false) => Shown::value(value, people),
        (Place::AtLeast(bound), _, false) => Shown::AtLeast { bound: bound.min(figure.floor()), n },
        (Place::AtMost(bound), false, _) => Shown::AtMost { bound: bound.max(figure.ceil()), n },
        (Place::Exact(_) | Place::AtMost(_), true, false) => Shown::AtLeast { bound: figure.floor(), n },
        (Place::Exact(_) | Place::AtLeast(_), false, true) => Shown::AtMost { bound: figure.ceil(), n },
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    fn member(node: usize) -> Member {
        Member { node, level: Some(Level::Manager), known: true }
    }

    fn grouped(tree: &Tree, members: &[Member], figures: &[Shown]) -> Grouped {
        group(&group_rules(&Rules::reviews()), tree, members, &figures.iter().map(Some).collect::<Vec<_>>())
    }

    fn people(counts: &[(usize, usize)]) -> Vec<Member> {
        counts.iter().flat_map(|&(node, count)| vec![member(node); count]).collect()
    }

    #[test]
    fn a_group_needs_five_whatever_the_cycle_asks_of_raters() {
        let members = people(&[(1, 5), (2, 4), (3, 9)]);
        let figures: Vec<Shown> = (0..18).map(|n| Shown::value(40.0 + f64::from(n), 3)).collect();
        let found = grouped(&Tree::flat(3), &members, &figures);
        assert_eq!(found.nodes[0], Some(Shown::value(49.0, 18)), "a whole number below 25");
        assert_eq!(found.nodes[2], Some(Shown::hidden(HiddenReason::TooFew { threshold: 5 })));
        assert_eq!(found.nodes[1], Some(Shown::hidden(HiddenReason::ProtectsSibling)), "four would be left over");
        assert!(found.nodes[3].as_ref().is_some_and(|shown| shown.exact().is_some()));
    }

    #[test]
    fn those_whose_reports_the_reader_knows_are_no_cover() {
        let figures = vec![Shown::value(50.0, 4); 12];
        let mut members = people(&[(1, 6), (2, 6)]);
        assert!(grouped(&Tree::flat(2), &members, &figures).nodes.iter().flatten().all(|shown| !shown.is_hidden()));
        members[0].known = false;
        let found = grouped(&Tree::flat(2), &members, &figures);
        assert!(found.nodes[0].as_ref().is_some_and(Shown::is_hidden), "eleven can be subtracted");
        members.iter_mut().for_each(|member| member.known = false);
        members[0].known = true;
        let found = grouped(&Tree::flat(2), &members, &figures);
        assert!(found.nodes.iter().flatten().all(|shown| !shown.is_hidden()), "five and six stay unknown");
    }

    #[test]
    fn bounds_stay_bounds_and_ends_are_bounded() {
        let members = people(&[(0, 5)]);
        let of = |figures: [Shown; 5]| grouped(&Tree::flat(0), &members, &figures).nodes.remove(0).expect("asked");
        let value = |value| Shown::value(value, 3);
        let (low, high) = (Shown::AtMost { bound: 34.0, n: Some(3) }, Shown::AtLeast { bound: 80.0, n: Some(3) });
        assert_eq!(
            of([value(60.0), value(60.0), value(60.0), value(60.0), low.clone()]),
            Shown::AtMost { bound: 55.0, n: Some(5) }
        );
        assert_eq!(
            of([value(100.0), value(100.0), value(100.0), value(100.0), value(100.0)]),
            Shown::AtLeast { bound: 80.0, n: Some(5) }
        );
        let both = of([value(60.0), value(60.0), value(60.0), low, high]);
        assert_eq!(both, Shown::hidden(HiddenReason::ProtectsAnswers));
    }

    #[test]
    fn where_nobody_was_asked_there_is_nothing_to_hide() {
        let members = people(&[(1, 5), (2, 5)]);
        let shown = Shown::value(50.0, 3);
        let hidden = Shown::hidden(HiddenReason::TooFew { threshold: 3 });
        let figures: Vec<Option<&Shown>> = (0..10)
            .map(|n| {
                if n < 5 {
                    None
                } else if n < 9 {
                    Some(&shown)
                } else {
                    Some(&hidden)
                }
            })
            .collect();
        let found = group(&group_rules(&Rules::reviews()), &Tree::flat(2), &members, &figures);
        assert_eq!(found.nodes[1], None);
        assert!(found.nodes[2].as_ref().is_some_and(Shown::is_hidden), "four of five have a figure");
    }

    #[test]
    fn a_level_that_a_unit_cuts_into_a_handful_is_hidden() {
        let mut members = people(&[(1, 8), (2, 8)]);
        members.iter_mut().take(5).for_each(|member| member.level = Some(Level::Executive));
        let found = grouped(&Tree::flat(2), &members, &vec![Shown::value(50.0, 3); 16]);
        assert!(found.nodes.iter().flatten().all(|shown| !shown.is_hidden()), "units come first");
        assert!(found.levels.values().all(Shown::is_hidden), "three managers of unit 1 would be left over: {found:?}");
    }

    fn companies() -> impl Strategy<Value = (Vec<Option<usize>>, Vec<(Member, u8)>)> {
        (1usize..7).prop_flat_map(|nodes| {
            let parents = (0..nodes).map(|node| (0..node.max(1)).prop_map(Some)).collect::<Vec<_>>();
            let level = prop::option::of(prop::sample::select(Level::ALL));
            let one = (0..nodes, level, prop::bool::weighted(0.3), 0u8..10);
            let one = one.prop_map(|(node, level, known, kind)| (Member { node, level, known }, kind));
            (parents, prop::collection::vec(one, 0..60))
        })
    }

    proptest! {
        /// Whatever is made by adding and subtracting shown groups is made of pieces: those who are in the same of them.
        #[test]
        fn no_piece_of_what_is_shown_is_a_handful((parents, people) in companies()) {
            let tree = Tree::new(parents);
            let hidden = Shown::hidden(HiddenReason::TooFew { threshold: 3 });
            let value = Shown::value(50.0, 3);
            let members: Vec<Member> = people.iter().map(|(member, _)| *member).collect();
            let figures: Vec<_> = people.iter().map(|(_, kind)| match kind {
                0 => None,
                1 => Some(&hidden),
                _ => Some(&value),
            }).collect();
            let found = group(&group_rules(&Rules::reviews()), &tree, &members, &figures);
            let mut pieces: BTreeMap<(BTreeSet<usize>, Option<Level>), (u32, u32)> = BTreeMap::new();
            for (member, figure) in members.iter().zip(&figures) {
                if figure.is_none_or(Shown::is_hidden) {
                    continue;
                }
                let is_shown = |node: &usize| found.nodes[*node].as_ref().is_some_and(|shown| !shown.is_hidden());
                let units: BTreeSet<usize> = tree.upwards(member.node).filter(is_shown).collect();
                let level = member.level.filter(|level| found.levels.get(level).is_some_and(|shown| !shown.is_hidden()));
                if units.is_empty() && level.is_none() {
                    continue;
                }
                let piece = pieces.entry((units, level)).or_default();
                piece.0 += 1;
                piece.1 += u32::from(!member.known);
            }
            for (piece, (all, unknown)) in pieces {
                prop_assert!(all >= 5 && (unknown == 0 || unknown >= 5), "{piece:?}: {all}, {unknown}");
            }
        }

        #[test]
        fn what_is_hidden_depends_on_counts_only((parents, people) in companies(), other in 0.0..100.0) {
            let tree = Tree::new(parents);
            let (one, two) = (Shown::value(50.0, 3), Shown::value(other, 3));
            let members: Vec<Member> = people.iter().map(|(member, _)| *member).collect();
            let rules = group_rules(&Rules::reviews());
            let hides = |shown: &Shown| {
                let found = group(&rules, &tree, &members, &vec![Some(shown); members.len()]);
                let nodes: Vec<_> = found.nodes.iter().map(|shown| shown.as_ref().map(Shown::is_hidden)).collect();
                (nodes, found.levels.values().map(Shown::is_hidden).collect::<Vec<_>>())
            };
            prop_assert_eq!(hides(&one), hides(&two));
        }
    }
}
