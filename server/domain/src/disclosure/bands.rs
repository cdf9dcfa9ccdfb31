//! Unfavourable, neutral, favourable: how neighbours merge, and where bands and mean together say too much (rule 10).
//!
//! Each band needs two people. Bands merge in a fixed order: unfavourable + neutral | favourable, else
//! unfavourable | rest, else none. Below 25 respondents a mean and bands, each safe, can still exclude an answer
//! together. So for a count and a shown mean all outputs that can occur are gone through. Where in one of them some
//! answer can be nobody's, its bands are withdrawn. Then "no bands" is itself an output: where that excludes an answer,
//! bands are withdrawn for every set of answers with that count and shown mean. After that every output that can be
//! seen leaves every answer possible, which a test checks over all sets of answers.

use super::slack::{BANDS_FROM, OPEN_FROM, Place, Slack};

/// How many people a band needs, without insiders.
const BAND_LEAST: u32 = 2;

/// Guards comparisons against the last bits of a mean.
const EPSILON: f64 = 1e-9;

/// Where the bands of a scale end, in steps of the scale counted from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cuts {
    /// The last unfavourable step.
    pub unfavourable_to: u32,
    /// The last neutral step.
    pub neutral_to: u32,
    /// The last step.
    pub top: u32,
}

impl Cuts {
    /// The bands of a scale with `points` points: the middle point, of an even number the middle two are neutral; three
    /// points are a band each; four and two have no neutral band.
    pub const fn of_points(points: u8) -> Self {
        let top = points.saturating_sub(1) as u32;
        match points {
            0..=2 => Self { unfavourable_to: 0, neutral_to: 0, top },
            4 => Self { unfavourable_to: 1, neutral_to: 1, top },
            _ if points % 2 == 1 => Self { unfavourable_to: top / 2 - 1, neutral_to: top / 2, top },
            _ => Self { unfavourable_to: top / 2 - 1, neutral_to: top / 2 + 1, top },
        }
    }

    /// The same bands on a grid `fine` times as fine, as means of `fine` items have it: each mean belongs to the band of
    /// the nearest point, between two bands to the neutral one.
    pub const fn finer(self, fine: u32) -> Self {
        let unfavourable_to = ((self.unfavourable_to * 2 + 1) * fine - 1) / 2;
        let has_neutral = self.neutral_to > self.unfavourable_to;
        let neutral_to = if has_neutral { (self.neutral_to * 2 + 1) * fine / 2 } else { unfavourable_to };
        Self { unfavourable_to, neutral_to, top: self.top * fine }
    }

    /// In which band a step lies.
    pub const fn band(self, step: u32) -> usize {
        if step <= self.unfavourable_to {
            0
        } else if step <= self.neutral_to {
            1
        } else {
            2
        }
    }

    /// In which band a mean lies, in steps from 0: that of the nearest point, between two bands the neutral one.
    pub fn band_of_mean(self, mean: f64) -> usize {
        let has_neutral = self.neutral_to > self.unfavourable_to;
        if mean < f64::from(self.unfavourable_to) + 0.5 - EPSILON {
            0
        } else if has_neutral && mean <= f64::from(self.neutral_to) + 0.5 + EPSILON {
            1
        } else {
            2
        }
    }

    /// First and last step of each band; `None` for a band that the scale does not have.
    const fn ranges(self) -> [Option<(u32, u32)>; 3] {
        let neutral = if self.neutral_to > self.unfavourable_to {
            Some((self.unfavourable_to + 1, self.neutral_to))
        } else {
            None
        };
        [Some((0, self.unfavourable_to)), neutral, Some((self.neutral_to + 1, self.top))]
    }

    /// Least and greatest sum of steps that these counts can have; `None` where a band is not there.
    fn sums(self, counts: [u32; 3]) -> Option<(u32, u32)> {
        self.ranges().into_iter().zip(counts).try_fold((0, 0), |(low, high), (range, count)| match range {
            _ if count == 0 => Some((low, high)),
            Some((first, last)) => Some((low + first * count, high + last * count)),
            None => None,
        })
    }
}

/// Bands as they are shown: how many people each part has, and the bands that it joins.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Bands {
    /// All three (or the two that the scale has).
    Apart([u32; 3]),
    /// Unfavourable and neutral together, favourable.
    LowerJoined([u32; 2]),
    /// Unfavourable, neutral and favourable together.
    UpperJoined([u32; 2]),
    /// None.
    Withdrawn,
}

impl Bands {
    /// Merges until each part has at least `least` people, in the fixed order.
    pub fn merge(counts: [u32; 3], cuts: Cuts, least: u32) -> Self {
        let [unfavourable, neutral, favourable] = counts;
        let has_neutral = cuts.neutral_to > cuts.unfavourable_to;
        let enough = |parts: &[u32]| parts.iter().all(|&part| part >= least);
        if enough(&[unfavourable, favourable]) && (!has_neutral || neutral >= least) {
            Self::Apart(counts)
        } else if has_neutral && enough(&[unfavourable + neutral, favourable]) {
            Self::LowerJoined([unfavourable + neutral, favourable])
        } else if has_neutral && enough(&[unfavourable, neutral + favourable]) {
            Self::UpperJoined([unfavourable, neutral + favourable])
        } else {
            Self::Withdrawn
        }
    }
}

/// The points of a distribution (from 25 respondents): last step and people of each part. Parts end where the bands beside
/// it end, else both together would single people out who are between two ends; within a band neighbours are joined until
/// each part has two people. Nothing where not even two parts are left.
pub fn distribution(counts: &[u64], cuts: Cuts, insiders: u32) -> Vec<(usize, u64)> {
    let least = BAND_LEAST + insiders;
    let mut bands = [0; 3];
    for (step, count) in (0..).zip(counts) {
        bands[cuts.band(step)] += u32::try_from(*count).unwrap_or(u32::MAX);
    }
    let (unfavourable, neutral) = (cuts.unfavourable_to as usize + 1, cuts.neutral_to as usize + 1);
    let ends = match Bands::merge(bands, cuts, least) {
        Bands::Apart(_) => vec![unfavourable, neutral],
        Bands::LowerJoined(_) => vec![neutral],
        Bands::UpperJoined(_) => vec![unfavourable],
        Bands::Withdrawn => Vec::new(),
    };
    let (mut parts, mut first) = (Vec::new(), 0);
    for end in ends.into_iter().chain([counts.len()]).filter(|end| *end <= counts.len()) {
        parts.extend(joined(&counts[first..end], u64::from(least)).into_iter().map(|(step, n)| (first + step, n)));
        first = end;
    }
    if parts.len() < 2 { Vec::new() } else { parts }
}

/// Neighbours joined until each part has `least` people; what is left over goes to the last part.
fn joined(counts: &[u64], least: u64) -> Vec<(usize, u64)> {
    let mut parts: Vec<(usize, u64)> = Vec::new();
    let mut open = 0;
    for (step, count) in counts.iter().enumerate() {
        open += count;
        if open >= least {
            parts.push((step, open));
            open = 0;
        }
    }
    if let Some(last) = parts.last_mut() {
        *last = (counts.len() - 1, last.1 + open);
    }
    parts
}

/// The bands that may be shown beside a mean of `n` respondents whose steps sum to `sum`. Below 25 the answer depends on
/// the other sets of answers too; the cost is n² · steps.
pub fn shown(counts: [u32; 3], sum: u32, cuts: Cuts, slack: Slack) -> Bands {
    let n = counts.iter().sum();
    if n < BANDS_FROM || (slack.insiders > 0 && n < OPEN_FROM) {
        return Bands::Withdrawn;
    }
    let bands = Bands::merge(counts, cuts, BAND_LEAST + slack.insiders);
    if n < OPEN_FROM && !safe_together(&bands, n, sum, cuts, slack) { Bands::Withdrawn } else { bands }
}

/// Whether these bands beside this mean leave every answer possible, and so does their absence for others.
fn safe_together(bands: &Bands, n: u32, sum: u32, cuts: Cuts, slack: Slack) -> bool {
    let sums = same_mean(n, sum, cuts, slack);
    let mut outputs: Vec<(Bands, [u32; 3])> = Vec::new();
    for unfavourable in 0..=n {
        for neutral in 0..=n - unfavourable {
            let counts = [unfavourable, neutral, n - unfavourable - neutral];
            if cuts.sums(counts).is_some_and(|(low, high)| low <= sums.1 && high >= sums.0) {
                outputs.push((Bands::merge(counts, cuts, BAND_LEAST), counts));
            }
        }
    }
    outputs.sort();
    let mut without = Vec::new();
    for output in outputs.chunk_by(|a, b| a.0 == b.0) {
        if output[0].0 == Bands::Withdrawn || !leaves_all(output, cuts, sums) {
            if output[0].0 == *bands {
                return false;
            }
            without.extend_from_slice(output);
        }
    }
    without.is_empty() || leaves_all(&without, cuts, sums)
}

/// Whether every answer is possible for somebody, seeing one of these outputs.
fn leaves_all(output: &[(Bands, [u32; 3])], cuts: Cuts, sums: (u32, u32)) -> bool {
    (0..=cuts.top).all(|step| output.iter().any(|(_, counts)| can_answer(*counts, step, cuts, sums)))
}

/// Whether with these counts somebody can have answered `step` and the sum still be one of `sums`. Sums of a band are
/// all the numbers between its least and greatest, so comparing the ends is enough.
fn can_answer(mut counts: [u32; 3], step: u32, cuts: Cuts, sums: (u32, u32)) -> bool {
    let band = cuts.band(step);
    if counts[band] == 0 {
        return false;
    }
    counts[band] -= 1;
    cuts.sums(counts).is_some_and(|(low, high)| low + step <= sums.1 && high + step >= sums.0)
}

/// Least and greatest sum of steps whose mean is shown like this one.
fn same_mean(n: u32, sum: u32, cuts: Cuts, slack: Slack) -> (u32, u32) {
    let place = |sum: u32| -> Place {
        let index = f64::from(sum) * 100.0 / (f64::from(n) * f64::from(cuts.top));
        slack.place(index, n)
    };
    let here = place(sum);
    let least = (0..=sum).rev().take_while(|&other| place(other) == here).last().unwrap_or(sum);
    let most = (sum..=n * cuts.top).take_while(|&other| place(other) == here).last().unwrap_or(sum);
    (least, most)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::disclosure::enumerate::answer_sets;

    const FIVE: Cuts = Cuts::of_points(5);
    const SLACK: Slack = Slack::percent(0, true);

    fn output(set: &[u32], cuts: Cuts) -> (Place, Bands) {
        let n: u32 = set.iter().sum();
        let sum: u32 = (0..).zip(set).map(|(step, count)| step * count).sum();
        let mut counts = [0; 3];
        for (step, count) in (0..).zip(set) {
            counts[cuts.band(step)] += count;
        }
        let index = f64::from(sum) * 100.0 / f64::from(n * cuts.top);
        (SLACK.place(index, n), shown(counts, sum, cuts, SLACK))
    }

    /// Share of answer sets that keep bands, and every output in which some answer is nobody's.
    fn survey(n: u32, points: u8) -> (f64, Vec<String>) {
        let cuts = Cuts::of_points(points);
        let mut seen: BTreeMap<String, Vec<bool>> = BTreeMap::new();
        let (mut kept, mut all) = (0.0, 0.0);
        for set in answer_sets(n, usize::from(points)) {
            let output = output(&set, cuts);
            all += 1.0;
            kept += if output.1 == Bands::Withdrawn { 0.0 } else { 1.0 };
            let seen = seen.entry(format!("{output:?}")).or_insert_with(|| vec![false; set.len()]);
            for (answer, count) in seen.iter_mut().zip(&set) {
                *answer |= *count > 0;
            }
        }
        let excluding = seen.into_iter().filter(|(_, seen)| seen.contains(&false)).map(|(output, _)| output);
        (kept / all, excluding.collect())
    }

    #[test]
    fn mean_and_bands_together_exclude_no_answer() {
        for n in [5, 10, 12, 15] {
            let (_, excluding) = survey(n, 5);
            assert!(excluding.is_empty(), "n {n}: {excluding:?}");
        }
    }

    #[test]
    fn most_sets_of_answers_keep_their_bands() {
        let kept = [10, 12, 15].map(|n| (survey(n, 5).0 * 100.0).round());
        assert_eq!(kept, [72.0, 79.0, 86.0], "in percent");
    }

    #[test]
    fn other_scales_exclude_no_answer_either() {
        for (n, points) in [(10, 3), (12, 3), (24, 3), (10, 4), (10, 7), (11, 2), (10, 6)] {
            let (_, excluding) = survey(n, points);
            assert!(excluding.is_empty(), "n {n}, {points} points: {excluding:?}");
        }
    }

    #[test]
    fn means_of_two_items_exclude_no_mean() {
        let cuts = FIVE.finer(2);
        let mut seen: BTreeMap<String, Vec<bool>> = BTreeMap::new();
        for set in answer_sets(10, 9) {
            let seen = seen.entry(format!("{:?}", output(&set, cuts))).or_insert_with(|| vec![false; 9]);
            for (answer, count) in seen.iter_mut().zip(&set) {
                *answer |= *count > 0;
            }
        }
        assert!(seen.values().all(|seen| !seen.contains(&false)));
    }

    #[test]
    fn a_band_of_one_is_merged() {
        assert_eq!(output(&[0, 0, 1, 0, 9], FIVE).1, Bands::Withdrawn, "nine 5, one 3");
        assert_eq!(Bands::merge([1, 3, 8], FIVE, 2), Bands::LowerJoined([4, 8]));
        assert_eq!(Bands::merge([6, 5, 1], FIVE, 2), Bands::UpperJoined([6, 6]));
        assert_eq!(Bands::merge([6, 0, 6], FIVE, 2), Bands::LowerJoined([6, 6]));
        assert_eq!(Bands::merge([6, 0, 6], Cuts::of_points(4), 2), Bands::Apart([6, 0, 6]));
    }

    #[test]
    fn points_of_a_distribution_are_joined_until_two_people_are_there() {
        assert_eq!(distribution(&[0, 1, 5, 10, 9], FIVE, 0), [(2, 6), (3, 10), (4, 9)]);
        assert_eq!(distribution(&[4, 6, 15, 1, 0], FIVE, 0), [(0, 4), (1, 6), (4, 16)]);
        assert_eq!(distribution(&[0, 0, 0, 0, 30], FIVE, 0), [], "all the same: nothing to show");
        assert_eq!(distribution(&[0, 0, 0, 10, 20], FIVE, 0), [(3, 10), (4, 20)], "no bands beside it");
        assert_eq!(distribution(&[0, 2, 1, 10, 12], FIVE, 0), [(2, 3), (3, 10), (4, 12)], "the bands end at the third");
    }

    #[test]
    fn bands_and_distribution_together_single_nobody_out() {
        for (points, n) in [(5, 25), (4, 25), (3, 30), (7, 25)] {
            let cuts = Cuts::of_points(points);
            for set in answer_sets(n, usize::from(points)).into_iter().step_by(if points == 7 { 97 } else { 1 }) {
                let counts: Vec<u64> = set.iter().map(|count| u64::from(*count)).collect();
                let mut ends: Vec<usize> = distribution(&counts, cuts, 0).into_iter().map(|(step, _)| step).collect();
                let (_, bands) = output(&set, cuts);
                let (unfavourable, neutral) = (cuts.unfavourable_to as usize, cuts.neutral_to as usize);
                ends.extend(match bands {
                    Bands::Apart(_) => vec![unfavourable, neutral],
                    Bands::LowerJoined(_) => vec![neutral],
                    Bands::UpperJoined(_) => vec![unfavourable],
                    Bands::Withdrawn => vec![],
                });
                ends.push(counts.len() - 1);
                ends.sort_unstable();
                ends.dedup();
                let mut first = 0;
                for end in ends {
                    let people: u64 = counts[first..=end].iter().sum();
                    assert!(people != 1, "{set:?}: one person in {first} to {end}");
                    first = end + 1;
                }
            }
        }
    }

    #[test]
    fn a_mean_belongs_to_the_band_of_the_nearest_point() {
        let bands = [1.0, 1.4, 1.5, 2.5, 2.6].map(|mean| FIVE.band_of_mean(mean));
        assert_eq!(bands, [0, 0, 1, 1, 2]);
        for fine in 1..5 {
            for step in 0..=4 * fine {
                let mean = f64::from(step) / f64::from(fine);
                assert_eq!(FIVE.finer(fine).band(step), FIVE.band_of_mean(mean), "{step}/{fine}");
            }
        }
    }

    #[test]
    fn bands_of_finer_grids_are_those_of_the_nearest_point() {
        assert_eq!(FIVE.finer(1), FIVE);
        assert_eq!(FIVE.finer(2), Cuts { unfavourable_to: 2, neutral_to: 5, top: 8 });
        assert_eq!(FIVE.finer(3), Cuts { unfavourable_to: 4, neutral_to: 7, top: 12 });
        assert_eq!(Cuts::of_points(4).finer(2), Cuts { unfavourable_to: 2, neutral_to: 2, top: 6 });
    }
}
