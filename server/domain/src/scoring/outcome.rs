//! The outcome figures: NPS and eNPS, CSAT, CES.

use super::{scale::Scale, tally::Tally};
use crate::statistics::{Interval, Refusal, Share, Z, mean_interval};

/// Detractors (0–6), passives (7–8) and promoters (9–10).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NetPromoter {
    /// Answered 0 to 6.
    pub detractors: u64,
    /// Answered 7 or 8.
    pub passives: u64,
    /// Answered 9 or 10.
    pub promoters: u64,
}

/// Splits answers to "how likely are you to recommend" (0 to 10); `None` where the tally is of another scale.
pub fn nps_split(tally: &Tally) -> Option<NetPromoter> {
    let counts = tally.counts();
    (tally.scale() == Scale::RECOMMEND).then(|| NetPromoter {
        detractors: counts[..7].iter().sum(),
        passives: counts[7..9].iter().sum(),
        promoters: counts[9..].iter().sum(),
    })
}

impl NetPromoter {
    /// How many answered (n).
    pub const fn n(self) -> u64 {
        self.detractors + self.passives + self.promoters
    }

    /// NPS or eNPS: percentage of promoters minus percentage of detractors, −100 to 100; `None` of nobody.
    pub fn score(self) -> Option<f64> {
        let n = self.n();
        (n > 0).then(|| 100.0 * (self.promoters as f64 - self.detractors as f64) / n as f64)
    }

    /// Its interval by the adjusted Wald method with 3 added (Rocks 2016, "(3, T)"): as if 3 more had answered, ¾ of one a
    /// promoter, ¾ a detractor, the rest passive. With p and d the adjusted shares and n' = n + 3:
    /// 100 · (p − d ± 1.96 √((p + d − (p − d)²) / n')), cut at ±100. `None` of nobody. Its centre lies nearer to 0 than the score.
    pub fn interval(self) -> Option<Interval> {
        if self.n() == 0 {
            return None;
        }
        let n = self.n() as f64 + 3.0;
        let (promoters, detractors) = ((self.promoters as f64 + 0.75) / n, (self.detractors as f64 + 0.75) / n);
        let net = promoters - detractors;
        let error = ((promoters + detractors - net * net) / n).sqrt();
        Some(Interval::around(100.0 * net, 100.0 * Z * error).within(-100.0, 100.0))
    }
}

/// CSAT: the share of the top two points of five, with Wilson's interval in [`Share::interval`]; `None` of nobody.
pub fn satisfaction(tally: &Tally) -> Option<Share> {
    tally.top(2)
}

/// CES: the mean on 1 to 7 with Student's interval.
///
/// # Errors
/// [`Refusal::TooFewRespondents`] below two answers.
pub fn effort(tally: &Tally) -> Result<(f64, Interval), Refusal> {
    let few = Refusal::TooFewRespondents { have: tally.n() as usize, need: 2 };
    let moments = tally.moments().ok_or(few)?;
    let interval = mean_interval(moments).map_err(|_| few)?;
    let (least, most) = (f64::from(tally.scale().min()), f64::from(tally.scale().max()));
    Ok((moments.mean(), interval.within(least, most)))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn splits_at_seven_and_nine() {
        let tally = Tally::of(Scale::RECOMMEND, 0..=10).expect("on the scale");
        let split = nps_split(&tally).expect("0 to 10");
        assert_eq!(split, NetPromoter { detractors: 7, passives: 2, promoters: 2 });
        assert_eq!(split.score(), Some(-500.0 / 11.0));
        assert_eq!(nps_split(&Tally::new(Scale::YES_PARTLY_NO)), None);
    }

    /// By hand: 15 promoters and 5 detractors of 37 become 15.75 and 5.75 of 40: net 0.25, variance (0.5375 − 0.0625) / 40.
    #[test]
    fn interval_adds_three_answers() {
        let split = NetPromoter { detractors: 5, passives: 17, promoters: 15 };
        let interval = split.interval().expect("37 answers");
        let margin = 196.0 * 0.011_875_f64.sqrt() * (Z / 1.96);
        assert!((interval.low - (25.0 - margin)).abs() < 1e-12);
        assert!((interval.high - (25.0 + margin)).abs() < 1e-12);
    }

    #[test]
    fn nobody_has_no_score() {
        let nobody = NetPromoter { detractors: 0, passives: 0, promoters: 0 };
        assert_eq!((nobody.score(), nobody.interval()), (None, None));
    }

    #[test]
    fn satisfaction_and_effort() {
        let five = Tally::of(Scale::new(1, 5).expect("five points"), [5, 4, 3, 1]).expect("on the scale");
        assert_eq!(satisfaction(&five), Share::new(2, 4));
        let seven = Scale::new(1, 7).expect("seven points");
        let (mean, interval) = effort(&Tally::of(seven, [2, 3, 4]).expect("on the scale")).expect("three answers");
        assert_eq!(mean, 3.0);
        assert!((interval.high - 5.484_137_711_719_546).abs() < 1e-9);
        let one = Tally::of(seven, [2]).expect("on the scale");
        assert_eq!(effort(&one), Err(Refusal::TooFewRespondents { have: 1, need: 2 }));
    }

    proptest! {
        #[test]
        fn score_and_interval_stay_on_their_scale(detractors in 0_u64..200, passives in 0_u64..200, promoters in 1_u64..200) {
            let split = NetPromoter { detractors, passives, promoters };
            let score = split.score().expect("at least one promoter");
            let interval = split.interval().expect("at least one promoter");
            prop_assert!((-100.0..=100.0).contains(&score));
            prop_assert!(interval.low <= interval.high && interval.low >= -100.0 && interval.high <= 100.0);
        }
    }
}
