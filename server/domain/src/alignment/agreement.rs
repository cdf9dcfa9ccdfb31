//! What a coefficient of concordance means in a word.

use crate::{release::Shown, statistics::concordance_p};

/// Below this p the order is more than chance.
const SURE: f64 = 0.05;

/// How far those who ranked agree. The steps are Schmidt's (1997, Decision Sciences 28): 0.3 weak, 0.7 strong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Agreement {
    /// No more than orders drawn by lot would.
    Chance,
    /// Hardly: the common order hides very different ones.
    Weak,
    /// In part.
    Partly,
    /// Largely: the order speaks for nearly all.
    Strong,
}

impl Agreement {
    /// Of a party's W over so many behaviours; `None` where it is hidden. A bound ("0.6 or more") counts as its bound.
    pub fn of(w: &Shown, behaviours: usize) -> Option<Self> {
        let (value, n) = (w.position()?, w.n()?);
        if concordance_p(value, f64::from(n), behaviours as f64) >= SURE {
            return Some(Self::Chance);
        }
        Some(Self::between(value))
    }

    /// Of a W between parties, where chance cannot be told from so few.
    pub const fn between(w: f64) -> Self {
        match w {
            w if w < 0.3 => Self::Weak,
            w if w < 0.7 => Self::Partly,
            _ => Self::Strong,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_small_group_agrees_by_chance_where_a_large_one_does_not() {
        assert_eq!(Agreement::of(&Shown::value(0.2, 5), 8), Some(Agreement::Chance), "W is 1/n by chance");
        assert_eq!(Agreement::of(&Shown::value(0.2, 60), 8), Some(Agreement::Weak));
        assert_eq!(Agreement::of(&Shown::value(0.5, 60), 8), Some(Agreement::Partly));
        let bound = Shown::AtLeast { bound: 0.8, n: Some(9) };
        assert_eq!(Agreement::of(&bound, 8), Some(Agreement::Strong));
        assert_eq!(Agreement::of(&Shown::hidden(crate::release::HiddenReason::TooFew { threshold: 5 }), 8), None);
    }
}
