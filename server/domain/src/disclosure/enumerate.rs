//! Every possible set of answers, for tests that check a rule over all of them.

/// All ways in which `n` people can choose among `points` points: how many chose each.
pub fn answer_sets(n: u32, points: usize) -> Vec<Vec<u32>> {
    if points == 1 {
        return vec![vec![n]];
    }
    (0..=n)
        .flat_map(|first| {
            answer_sets(n - first, points - 1).into_iter().map(move |mut rest| {
                rest.insert(0, first);
                rest
            })
        })
        .collect()
}
