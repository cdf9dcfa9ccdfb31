//! The figures of one topic in one group, as far as the number of answers allows them (rules 9 and 10).
//!
//! 5–9: the index. 10–24: also bands. From 25: distribution, deviation, own interval, agreement, NPS split. Below 25
//! intervals use the deviation of the whole organisation.

use super::{
    cell::{Figure, HiddenReason, Shown},
    counts::Count,
    topics::{ItemOutcome, Kind, Topic},
};
use crate::{
    disclosure::{
        bands::{self, Bands, Cuts},
        detail::Detail,
        slack::{OPEN_FROM, Place, Slack},
    },
    scoring::{NetPromoter, Scale, Tally, nps_split, satisfaction},
    statistics::{Interval, Moments, Share, mean_interval, mean_interval_with_sd, r_wg, r_wg_j},
};

/// What figures need to know besides the counts.
#[derive(Clone, Copy, Debug)]
pub(super) struct Budget {
    /// How much is told of the group.
    pub detail: Detail,
    /// Respondents who may join their knowledge.
    pub insiders: u32,
    /// Whether very good results are shown as a bound.
    pub upper: bool,
    /// The organisation's standard deviation, in index or NPS points; `None` below 25 respondents.
    pub organisation_sd: Option<f64>,
    /// Whether the mean on the scale is a figure of its own.
    pub with_mean: bool,
}

impl Budget {
    /// Whether everything is told.
    const fn is_open(&self) -> bool {
        matches!(self.detail, Detail::Open)
    }

    /// Why a group of `n` answers does not tell this; `None` where it does.
    fn withholds(&self, wanted: Detail, n: u32) -> Option<HiddenReason> {
        let threshold = wanted.needs();
        match () {
            () if n < threshold => Some(HiddenReason::TooFew { threshold }),
            () if self.detail < wanted => Some(HiddenReason::ProtectsSibling),
            () => None,
        }
    }

    /// A figure as it is told: a whole number where not everything is.
    fn told(&self, place: Place) -> Place {
        match place {
            Place::Exact(value) if !self.is_open() => Place::Exact(value.round()),
            place => place,
        }
    }
}

/// The organisation's standard deviation for small groups' intervals; `None` where it would say too much itself.
pub(super) fn organisation_sd(topic: &Topic, count: &Count) -> Option<f64> {
    if count.n() < OPEN_FROM {
        return None;
    }
    match (net_promoter(topic, count), topic.scale()) {
        (Some(net), _) => {
            let (n, score) = (net.n() as f64, net.score()? / 100.0);
            let either = (net.promoters + net.detractors) as f64 / n;
            Some(100.0 * (either - score * score).sqrt())
        }
        (None, scale) => count.moments(scale)?.sd(),
    }
}

/// All figures of a topic that is shown in this group; the first is the main one.
pub(super) fn figures(topic: &Topic, count: &Count, budget: &Budget) -> Vec<(Figure, Shown)> {
    if let Some(net) = net_promoter(topic, count) {
        return net_figures(net, budget);
    }
    let Some(moments) = count.moments(topic.scale()) else { return Vec::new() };
    let index = index(moments, budget);
    let mut all = vec![(Figure::Index, index.clone())];
    if let Some((scale, counts)) = topic.scale().zip(band_counts(topic, count)) {
        all.push((Figure::Bands, bands_shown(&counts, scale, count.n(), budget)));
    }
    if let (true, Some(_), Some(sd)) = (budget.is_open(), index.exact(), moments.sd()) {
        all.push((Figure::Sd, Shown::value(sd, count.n())));
        all.extend(agreement(topic, count).map(|r| (Figure::Rwg, Shown::value(r, count.n()))));
    }
    match (count, &topic.kind) {
        (Count::Item(tally), Kind::Item { outcome, not_applicable, .. }) => {
            item_figures(&mut all, tally, *outcome, budget);
            if *not_applicable {
                all.extend(not_applicable_share(tally, budget));
            }
        }
        (Count::Element { complete, .. }, _) if budget.is_open() && complete.n() >= u64::from(OPEN_FROM) => {
            all.extend(complete.alpha().ok().map(|alpha| {
                let n = u32::try_from(alpha.n).unwrap_or(u32::MAX);
                (Figure::Alpha, with_interval(alpha.alpha, alpha.interval, n))
            }));
        }
        _ => {}
    }
    all
}

/// r_wg of an item, r_wg(j) of an element, from 25 respondents.
pub(super) fn agreement(topic: &Topic, count: &Count) -> Option<f64> {
    let points = topic.scale()?.points();
    match count {
        Count::Item(tally) if tally.n() >= u64::from(OPEN_FROM) => r_wg(tally.moments()?, points),
        Count::Element { complete, .. } if complete.n() >= u64::from(OPEN_FROM) => r_wg_j(&complete.items(), points),
        _ => None,
    }
}

fn net_promoter(topic: &Topic, count: &Count) -> Option<NetPromoter> {
    match count {
        Count::Item(tally) if topic.is_recommend() => nps_split(tally),
        _ => None,
    }
}

fn with_interval(value: f64, interval: Option<Interval>, n: u32) -> Shown {
    Shown::Value { value, low: interval.map(|i| i.low), high: interval.map(|i| i.high), n: Some(n) }
}

/// A figure within its slack; `interval` is asked only where the figure is exact.
fn placed(place: Place, n: u32, interval: impl FnOnce(f64) -> Option<Interval>) -> Shown {
    match place {
        Place::Exact(value) => with_interval(value, interval(value), n),
        Place::AtLeast(bound) => Shown::AtLeast { bound, n: Some(n) },
        Place::AtMost(bound) => Shown::AtMost { bound, n: Some(n) },
        Place::Nowhere => Shown::hidden(HiddenReason::ProtectsAnswers),
    }
}

fn index(moments: Moments, budget: &Budget) -> Shown {
    let n = u32::try_from(moments.n()).unwrap_or(u32::MAX);
    let place = Slack::percent(budget.insiders, budget.upper).place(moments.mean(), n);
    placed(budget.told(place), n, |value| {
        let interval = match budget.organisation_sd {
            _ if budget.is_open() => mean_interval(moments).ok(),
            Some(sd) => Some(mean_interval_with_sd(value, moments.n(), sd)),
            None => None,
        };
        interval.map(|interval| interval.within(0.0, 100.0))
    })
}

fn net_figures(net: NetPromoter, budget: &Budget) -> Vec<(Figure, Shown)> {
    let n = u32::try_from(net.n()).unwrap_or(u32::MAX);
    let Some(score) = net.score() else { return Vec::new() };
    let place = Slack::net(budget.insiders, budget.upper).place(score, n);
    let shown = placed(budget.told(place), n, |value| {
        let own = || budget.organisation_sd.map(|sd| mean_interval_with_sd(value, net.n(), sd).within(-100.0, 100.0));
        if budget.is_open() { net.interval() } else { own() }
    });
    let counts = [net.detractors, net.passives, net.promoters].map(|count| u32::try_from(count).unwrap_or(u32::MAX));
    let cuts = Cuts { unfavourable_to: 6, neutral_to: 8, top: 10 };
    let split = if let Some(reason) = budget.withholds(Detail::Open, n) {
        Shown::hidden(reason)
    } else {
        let merged = bands::shown(counts, 0, cuts, Slack::percent(budget.insiders, budget.upper));
        band_parts(&merged, cuts, 0, n)
    };
    vec![(Figure::Nps, shown), (Figure::NpsSplit, split)]
}

/// People per band and the sum of steps, with the grid they are on; `None` where small groups' answers are not on one grid
/// (somebody skipped an item of the element) and for the mean over elements.
struct BandCounts {
    people: [u32; 3],
    sum: u32,
    fine: u32,
}

fn band_counts(topic: &Topic, count: &Count) -> Option<BandCounts> {
    let scale = topic.scale()?;
    let cuts = Cuts::of_points(scale.points());
    let mut counts = BandCounts { people: [0; 3], sum: 0, fine: 1 };
    let mut add = |steps: f64, people: u64, fine: f64| {
        let people = u32::try_from(people).unwrap_or(u32::MAX);
        counts.people[cuts.band_of_mean(steps)] += people;
        counts.sum = counts.sum.saturating_add((steps * fine).round() as u32 * people);
    };
    match count {
        Count::Item(tally) => {
            for (steps, people) in (0u32..).zip(tally.counts()) {
                add(f64::from(steps), *people, 1.0);
            }
        }
        Count::Element { scores, complete, .. } => {
            let all_complete = complete.n() == u64::from(count.n());
            if !all_complete && count.n() < OPEN_FROM {
                return None;
            }
            let items = topic.parts().len();
            for (score, people) in scores {
                add(score.mean() - f64::from(scale.min()), *people, items as f64);
            }
            counts.fine = u32::try_from(items).ok()?;
        }
        Count::Overall { .. } => return None,
    }
    Some(counts)
}

fn bands_shown(counts: &BandCounts, scale: Scale, n: u32, budget: &Budget) -> Shown {
    if let Some(reason) = budget.withholds(Detail::Bands, n) {
        return Shown::hidden(reason);
    }
    let cuts = Cuts::of_points(scale.points());
    let slack = Slack::percent(budget.insiders, budget.upper);
    let merged = bands::shown(counts.people, counts.sum, cuts.finer(counts.fine), slack);
    band_parts(&merged, cuts, scale.min(), n)
}

fn band_parts(bands: &Bands, cuts: Cuts, least: u8, n: u32) -> Shown {
    let point = |step: u32| least.saturating_add(u8::try_from(step).unwrap_or(u8::MAX));
    let (low, middle, high) = (point(cuts.unfavourable_to), point(cuts.neutral_to), point(cuts.top));
    let (counts, ends) = match *bands {
        Bands::Apart([first, _, last]) if low == middle => (vec![first, last], vec![low, high]),
        Bands::Apart(counts) => (counts.to_vec(), vec![low, middle, high]),
        Bands::LowerJoined(counts) => (counts.to_vec(), vec![middle, high]),
        Bands::UpperJoined(counts) => (counts.to_vec(), vec![low, high]),
        Bands::Withdrawn => return Shown::hidden(HiddenReason::ProtectsAnswers),
    };
    let values = counts.into_iter().map(|count| f64::from(count) * 100.0 / f64::from(n)).collect();
    Shown::Parts { values, ends, n: Some(n) }
}

fn item_figures(all: &mut Vec<(Figure, Shown)>, tally: &Tally, outcome: ItemOutcome, budget: &Budget) {
    all.push((Figure::Distribution, distribution(tally, budget)));
    let index = all[0].1.clone();
    if budget.with_mean {
        all.push((Figure::Mean, on_scale(&index, tally, budget.is_open())));
    }
    match outcome {
        ItemOutcome::Effort => all.push((Figure::Ces, on_scale(&index, tally, budget.is_open()))),
        ItemOutcome::Satisfaction => {
            let bands = all.iter().find(|(figure, _)| *figure == Figure::Bands).map(|(_, shown)| shown);
            let csat = top_two(tally, bands, budget);
            all.push((Figure::Csat, csat));
        }
        ItemOutcome::Plain | ItemOutcome::Recommend => {}
    }
}

/// The index, read on the scale itself: it says the same and so is as safe.
fn on_scale(index: &Shown, tally: &Tally, is_open: bool) -> Shown {
    let scale = tally.scale();
    let read = |index: f64| f64::from(scale.min()) + index / 100.0 * scale.width();
    match (index, tally.mean()) {
        (&Shown::Value { low, high, n, .. }, Some(mean)) if is_open => {
            Shown::Value { value: mean, low: low.map(read), high: high.map(read), n }
        }
        (&Shown::Value { value, low, high, n }, _) => {
            Shown::Value { value: read(value), low: low.map(read), high: high.map(read), n }
        }
        (&Shown::AtLeast { bound, n }, _) => Shown::AtLeast { bound: read(bound), n },
        (&Shown::AtMost { bound, n }, _) => Shown::AtMost { bound: read(bound), n },
        (other, _) => other.clone(),
    }
}

fn distribution(tally: &Tally, budget: &Budget) -> Shown {
    let n = tally.n();
    let count = u32::try_from(n).unwrap_or(u32::MAX);
    if let Some(reason) = budget.withholds(Detail::Open, count) {
        return Shown::hidden(reason);
    }
    let parts = bands::distribution(tally.counts(), Cuts::of_points(tally.scale().points()), budget.insiders);
    if parts.is_empty() {
        return Shown::hidden(HiddenReason::ProtectsAnswers);
    }
    let least = usize::from(tally.scale().min());
    Shown::Parts {
        values: parts.iter().map(|(_, people)| *people as f64 * 100.0 / n as f64).collect(),
        ends: parts.iter().map(|(step, _)| u8::try_from(least + step).unwrap_or(u8::MAX)).collect(),
        n: Some(count),
    }
}

/// Satisfaction: from 25 the share of the top two points; below, what the bands say already.
fn top_two(tally: &Tally, bands: Option<&Shown>, budget: &Budget) -> Shown {
    let n = u32::try_from(tally.n()).unwrap_or(u32::MAX);
    match (satisfaction(tally), bands) {
        (Some(share), _) if budget.is_open() => share_shown(share, budget.insiders, budget.upper),
        (_, Some(Shown::Parts { values, ends, .. })) if ends.ends_with(&[3, 5]) => {
            Shown::value(values.last().copied().unwrap_or_default(), n)
        }
        _ => Shown::hidden(budget.withholds(Detail::Bands, n).unwrap_or(HiddenReason::ProtectsAnswers)),
    }
}

fn not_applicable_share(tally: &Tally, budget: &Budget) -> Option<(Figure, Shown)> {
    let share = tally.not_applicable().filter(|_| budget.is_open())?;
    Some((Figure::NotApplicable, share_shown(share, budget.insiders, true)))
}

/// A share in percent with Wilson's interval, never 0 or 100.
fn share_shown(share: Share, insiders: u32, upper: bool) -> Shown {
    let n = u32::try_from(share.of()).unwrap_or(u32::MAX);
    let place = Slack::percent(insiders, upper).place(share.value() * 100.0, n);
    placed(place, n, |_| Some(share.interval().map(|end| end * 100.0)))
}
