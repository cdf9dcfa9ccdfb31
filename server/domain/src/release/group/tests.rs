//! Groups by example, and attacks on them.

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

#[test]
fn a_figure_is_a_whole_number_however_many_there_are() {
    let figures: Vec<Shown> = (0..30).map(|n| Shown::value(40.4 + f64::from(n % 2), 3)).collect();
    let found = grouped(&Tree::flat(0), &people(&[(0, 30)]), &figures);
    assert_eq!(found.nodes[0], Some(Shown::value(41.0, 30)));
}

#[test]
fn what_is_left_when_known_reports_are_subtracted_is_bounded_as_well() {
    let mut members = people(&[(0, 15)]);
    members[..5].iter_mut().for_each(|member| member.known = false);
    let of = |left: f64| {
        let figures: Vec<Shown> = (0..15).map(|n| Shown::value(if n < 5 { left } else { 40.0 }, 3)).collect();
        grouped(&Tree::flat(0), &members, &figures).nodes.remove(0).expect("asked")
    };
    assert_eq!(of(60.0), Shown::value(47.0, 15));
    assert_eq!(of(100.0), Shown::AtLeast { bound: 53.0, n: Some(15) }, "five of 80 or more and ten of 40");
    assert_eq!(of(0.0), Shown::AtMost { bound: 34.0, n: Some(15) }, "five of 20 or less and ten of 40");
}

#[test]
fn relations_are_joined_from_what_is_shown_of_them() {
    let rules = group_rules(&Rules::reviews());
    let members = people(&[(1, 8), (2, 8)]);
    let of = |figure: f64, counts: [usize; 2]| {
        let shown = Shown::value(figure, 3);
        let is_in = |at: &usize| if *at < 8 { *at < counts[0] } else { at - 8 < counts[1] };
        let figures: Vec<Option<&Shown>> = (0..16).map(|at| is_in(&at).then_some(&shown)).collect();
        group(&rules, &Tree::flat(2), &members, &figures)
    };
    // One of unit 1 has no peers but direct reports.
    let (peers, below, outside) = (of(40.0, [7, 8]), of(80.0, [1, 5]), of(60.0, [0, 4]));
    let all = join_groups(&[&peers, &below, &outside]);
    assert_eq!(all.nodes[1], Some(Shown::value(40.0, 7)), "nothing of the one below whom somebody stands");
    assert_eq!(all.nodes[0], Some(Shown::value((40.0 * 15.0 + 80.0 * 6.0) / 21.0, 15)), "weighed by reports: {all:?}");
    assert_eq!(join_groups(&[&outside]).nodes, outside.nodes, "four are hidden in whatever they are joined");
    assert_eq!(join_groups(&[]).nodes, []);
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

    /// The attack itself: sums and differences of up to four shown figures are about nobody or at least five people, and
    /// about nobody or at least five whose reports the reader cannot read.
    #[test]
    fn no_sum_or_difference_of_shown_figures_is_about_a_handful(
        (parents, people) in companies(),
        cases in prop::collection::vec((any::<prop::sample::Index>(), -2i32..=2), 40 * 4),
    ) {
        let tree = Tree::new(parents);
        let value = Shown::value(50.0, 3);
        let members: Vec<Member> = people.iter().map(|(member, _)| *member).collect();
        let figures: Vec<_> = people.iter().map(|(_, kind)| (*kind > 1).then_some(&value)).collect();
        let found = group(&group_rules(&Rules::reviews()), &tree, &members, &figures);
        let has_figure = |at: usize| figures[at].is_some();
        let mut rows: Vec<Vec<bool>> = Vec::new();
        let is_shown = |shown: &Option<Shown>| shown.as_ref().is_some_and(|shown| !shown.is_hidden());
        for (node, _) in found.nodes.iter().enumerate().filter(|(_, shown)| is_shown(shown)) {
            let within = |at: usize| has_figure(at) && tree.upwards(members[at].node).any(|above| above == node);
            rows.push((0..members.len()).map(within).collect());
        }
        for (level, _) in found.levels.iter().filter(|(_, shown)| !shown.is_hidden()) {
            rows.push((0..members.len()).map(|at| has_figure(at) && members[at].level == Some(*level)).collect());
        }
        for case in cases.chunks(4).filter(|_| !rows.is_empty()) {
            let (mut all, mut unknown) = (0, 0);
            for (at, member) in members.iter().enumerate() {
                let left: i32 = case.iter().map(|(row, times)| if row.get(&rows)[at] { *times } else { 0 }).sum();
                all += u32::from(left != 0);
                unknown += u32::from(left != 0 && !member.known);
            }
            prop_assert!(!(1..5).contains(&all) && !(1..5).contains(&unknown), "{all} people, {unknown} unknown");
        }
    }

    /// Whatever the reader knows of some reports, what is left for the others is no end of the scale.
    #[test]
    fn what_is_told_of_the_unknown_leaves_each_any_figure(
        known in prop::collection::vec(0u32..=100, 0..12),
        unknown in prop::collection::vec(prop_oneof![Just(0u32), Just(100), 0u32..=100], 5..12),
    ) {
        let all = [known.clone(), unknown.clone()].concat();
        let members: Vec<Member> = (0..all.len()).map(|at| Member { known: at < known.len(), ..member(0) }).collect();
        let figures: Vec<Shown> = all.iter().map(|figure| Shown::value(f64::from(*figure), 3)).collect();
        let found = grouped(&Tree::flat(0), &members, &figures).nodes.remove(0).expect("asked");
        let (n, sum): (f64, f64) = (f64::from(u32::try_from(all.len()).unwrap_or(0)), known.iter().copied().map(f64::from).sum());
        let people = f64::from(u32::try_from(unknown.len()).unwrap_or(0));
        // As far as the figure, a whole number, tells it: between these two the others' sum lies.
        let (low, high) = match found {
            Shown::Value { value, .. } => ((value - 0.5) * n - sum, (value + 0.5) * n - sum),
            Shown::AtLeast { bound, .. } => (bound * n - sum, people * 100.0),
            Shown::AtMost { bound, .. } => (0.0, bound * n - sum),
            _ => (0.0, people * 100.0),
        };
        let could_be = |figure: f64| figure + (people - 1.0) * 100.0 >= low - 1e-6 && figure <= high + 1e-6;
        prop_assert!(could_be(0.0) && could_be(100.0), "{found:?}: {low} to {high} of {people}");
    }
}
