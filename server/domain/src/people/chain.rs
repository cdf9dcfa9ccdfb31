//! Chains in which everybody has at most one next: units and their parents, people and their managers.

/// The circles in a list where `next[i]` is what follows `i`: each once, beginning with its smallest member. What only
/// leads into a circle is no part of it. `next` must hold positions of the list.
pub fn cycles(next: &[Option<usize>]) -> Vec<Vec<usize>> {
    // 0: not seen; otherwise 1 + the number of the walk that saw it first.
    let mut seen = vec![0; next.len()];
    let mut found = Vec::new();
    for start in 0..next.len() {
        let mut at = start;
        while seen[at] == 0 {
            seen[at] = start + 1;
            match next[at] {
                Some(following) => at = following,
                None => break,
            }
        }
        if seen[at] == start + 1 && next[at].is_some() {
            found.push(circle(next, at));
        }
    }
    found
}

fn circle(next: &[Option<usize>], on_it: usize) -> Vec<usize> {
    let mut members = vec![on_it];
    while let Some(following) = next[members[members.len() - 1]].filter(|following| *following != on_it) {
        members.push(following);
    }
    let smallest = members.iter().enumerate().min_by_key(|(_, member)| **member).map_or(0, |(at, _)| at);
    members.rotate_left(smallest);
    members
}

/// The positions of a list without circles, ordered so that whatever follows something stands before it: parents before
/// children, managers before their reports.
pub fn followers_last(next: &[Option<usize>]) -> Vec<usize> {
    let mut depth: Vec<Option<usize>> = vec![None; next.len()];
    for start in 0..next.len() {
        let mut way = Vec::new();
        let mut at = Some(start);
        while let Some(here) = at.filter(|here| depth[*here].is_none()) {
            way.push(here);
            at = next[here];
        }
        let first = at.and_then(|here| depth[here]).map_or(0, |depth| depth + 1);
        for (here, known) in way.into_iter().rev().zip(first..) {
            depth[here] = Some(known);
        }
    }
    let mut order: Vec<usize> = (0..next.len()).collect();
    order.sort_by_key(|at| depth[*at]);
    order
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn finds_circles_and_only_them() {
        assert!(cycles(&[None, Some(0), Some(0), Some(2)]).is_empty());
        assert_eq!(cycles(&[Some(0)]), [[0]]);
        // 3 → 1 → 2 → 1: 3 leads in, 1 and 2 are the circle.
        assert_eq!(cycles(&[None, Some(2), Some(1), Some(1)]), [[1, 2]]);
        assert_eq!(cycles(&[Some(2), Some(0), Some(1), None, Some(4)]), vec![vec![0, 2, 1], vec![4]]);
        assert_eq!(cycles(&[Some(1), Some(2), Some(1)]), [[1, 2]]);
    }

    proptest! {
        #[test]
        fn what_follows_stands_before(parents in prop::collection::vec(prop::option::of(0usize..40), 0..40)) {
            let next: Vec<_> = parents.iter().enumerate().map(|(at, p)| p.filter(|p| *p < at)).collect();
            prop_assert!(cycles(&next).is_empty());
            let order = followers_last(&next);
            let place = |at: usize| order.iter().position(|other| *other == at);
            for (at, parent) in next.iter().enumerate() {
                if let Some(parent) = parent {
                    prop_assert!(place(*parent) < place(at));
                }
            }
        }
    }
}
