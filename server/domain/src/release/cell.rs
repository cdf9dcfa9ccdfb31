//! The one shape of everything that may ever be shown: a cell is one figure of one topic for one group.
//!
//! A cell that is hidden says why and where the nearest shown figure is, and carries no count: how many answered is
//! hidden with what they answered.

use serde::{Deserialize, Serialize};

use crate::{
    ids::{PersonId, UnitId},
    people::keyed,
    questionnaire::Side,
};

/// The topic of participation cells.
pub const PARTICIPATION: &str = "participation";
/// The topic of the mean over all elements of a respondent.
pub const OVERALL: &str = "overall";
/// 360°: the group of raters that joins relationships which are too small to be shown alone.
pub const POOL: &str = "others";
/// 360°: everybody but the subject, as far as their groups are shown.
pub const ALL_OTHERS: &str = "all_others";
/// 360°: colleagues (manager, peers, direct reports, other team members), as far as their groups are shown.
pub const COLLEAGUES: &str = "colleagues";
/// 360°: customers and suppliers, as far as their groups are shown.
pub const OUTSIDE: &str = "outside";

/// One released figure, or the reason why it is not there.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Cell {
    /// The unit with everybody below it; `None` is the whole organisation.
    pub unit: Option<UnitId>,
    /// 360°: who is reviewed.
    pub subject: Option<PersonId>,
    /// The side of the mirror; `None` where both are joined (gaps) or there is one side only.
    pub side: Option<Side>,
    /// The relationship's key, [`POOL`], [`ALL_OTHERS`], [`COLLEAGUES`], [`OUTSIDE`], a level's key, or two keys
    /// joined by `:` for a gap between groups (first minus second); `None` is everybody.
    pub group: Option<String>,
    /// The key of an element, item or outcome, [`OVERALL`] or [`PARTICIPATION`].
    pub topic: String,
    /// What figure of the topic.
    pub figure: Figure,
    /// The figure, or why it is hidden.
    pub shown: Shown,
}

/// Which figure of a topic a cell holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Figure {
    /// `Parts`: invited, answered.
    Participation,
    /// (mean − min)/(max − min) · 100; the interval is 95 %. Whole number below 25 respondents.
    Index,
    /// The mean on the scale itself; nothing that the index does not say.
    Mean,
    /// `Parts` in percent: unfavourable, neutral, favourable, neighbours merged where too few; see `ends`.
    Bands,
    /// `Parts` in percent by point of the scale, neighbours merged where too few; from 25 respondents.
    Distribution,
    /// Standard deviation in index points (0–100 scale); from 25 respondents.
    Sd,
    /// Within-group agreement r_wg or r_wg(j), from 25; for the whole organisation the median over shown units.
    Rwg,
    /// ICC(1) of the lowest units, whole organisation.
    Icc1,
    /// ICC(2) of the lowest units, whole organisation.
    Icc2,
    /// Value 1 where a unit's mean stands for people who do not agree (median r_wg < .70 or ICC(2) < .60).
    Disagreement,
    /// Cronbach's α with Feldt's interval.
    Alpha,
    /// Net promoter score, −100 to 100, with adjusted Wald interval from 25.
    Nps,
    /// `Parts` in percent: detractors 0–6, passives 7–8, promoters 9–10; from 25.
    NpsSplit,
    /// Share of the top two points in percent, with Wilson interval from 25.
    Csat,
    /// Effort: the mean on 1–7.
    Ces,
    /// Share of "don't know" or "does not apply" in percent; from 25.
    NotApplicable,
    /// Difference of two shown indices: employees − customers, self − others, or the group's first − second.
    Gap,
    /// The p-value of the gap after Benjamini–Hochberg over all gaps of the release; where both sides have 25.
    GapSignificance,
    /// Pearson's r between both sides over units, with Fisher's interval; n counts units.
    Together,
    /// 360°: in words from 10 raters; 0 close, 1 mixed.
    Spread,
    /// 360°, value 1: self sees it a third of the scale's points above others.
    BlindSpot,
    /// 360°, value 1: others see it a third of the scale's points above self.
    HiddenStrength,
    /// 360°: one of the behaviours that others rate highest; the value is the rank, 1 first.
    Highest,
    /// 360°: one of the behaviours that others rate lowest; the value is the rank, 1 lowest.
    Lowest,
    /// How many comments are released here; n counts writers.
    Comments,
}

keyed!(Figure {
    Participation => "participation",
    Index => "index",
    Mean => "mean",
    Bands => "bands",
    Distribution => "distribution",
    Sd => "sd",
    Rwg => "rwg",
    Icc1 => "icc1",
    Icc2 => "icc2",
    Disagreement => "disagreement",
    Alpha => "alpha",
    Nps => "nps",
    NpsSplit => "nps_split",
    Csat => "csat",
    Ces => "ces",
    NotApplicable => "not_applicable",
    Gap => "gap",
    GapSignificance => "gap_significance",
    Together => "together",
    Spread => "spread",
    BlindSpot => "blind_spot",
    HiddenStrength => "hidden_strength",
    Highest => "highest",
    Lowest => "lowest",
    Comments => "comments",
});

/// What is shown of a figure.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Shown {
    /// The figure, with its 95 % interval where there is one.
    Value {
        /// The figure.
        value: f64,
        /// The interval's lower end.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        low: Option<f64>,
        /// The interval's upper end.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        high: Option<f64>,
        /// On how many it rests.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        n: Option<u32>,
    },
    /// "80 or more": an exact figure would say what nobody answered.
    AtLeast {
        /// The bound, rounded outward.
        bound: f64,
        /// On how many it rests.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        n: Option<u32>,
    },
    /// "20 or less".
    AtMost {
        /// The bound, rounded outward.
        bound: f64,
        /// On how many it rests.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        n: Option<u32>,
    },
    /// Several figures that belong together.
    Parts {
        /// The figures, in the order of the scale.
        values: Vec<f64>,
        /// The last point of the scale that each part covers; empty where the parts are not parts of a scale.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        ends: Vec<u8>,
        /// On how many they rest.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        n: Option<u32>,
    },
    /// Not shown, and not how many either.
    Hidden {
        /// Why.
        reason: HiddenReason,
        /// Where to look instead.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        nearest: Option<Nearest>,
    },
}

impl Shown {
    /// A figure without an interval.
    pub const fn value(value: f64, n: u32) -> Self {
        Self::Value { value, low: None, high: None, n: Some(n) }
    }

    /// Hidden, with nothing near that is shown.
    pub const fn hidden(reason: HiddenReason) -> Self {
        Self::Hidden { reason, nearest: None }
    }

    /// The exact figure; `None` for bounds, parts and what is hidden.
    pub const fn exact(&self) -> Option<f64> {
        match self {
            Self::Value { value, .. } => Some(*value),
            _ => None,
        }
    }

    /// The figure or its bound, to place it on an axis or in an order; `None` for parts and what is hidden.
    pub const fn position(&self) -> Option<f64> {
        match self {
            Self::Value { value, .. } => Some(*value),
            Self::AtLeast { bound, .. } | Self::AtMost { bound, .. } => Some(*bound),
            Self::Parts { .. } | Self::Hidden { .. } => None,
        }
    }

    /// The key of the variant, as in JSON.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Value { .. } => "value",
            Self::AtLeast { .. } => "at_least",
            Self::AtMost { .. } => "at_most",
            Self::Parts { .. } => "parts",
            Self::Hidden { .. } => "hidden",
        }
    }

    /// On how many it rests, where that is shown.
    pub const fn n(&self) -> Option<u32> {
        match self {
            Self::Value { n, .. } | Self::AtLeast { n, .. } | Self::AtMost { n, .. } | Self::Parts { n, .. } => *n,
            Self::Hidden { .. } => None,
        }
    }

    /// The same for somebody who sees these units (`None` is the whole organisation): what is hidden points to no unit
    /// that this reader may not see. Further up there is nothing to point to instead: whoever does not see a unit sees
    /// none above it.
    pub fn within(self, sees: impl Fn(Option<UnitId>) -> bool) -> Self {
        match self {
            Self::Hidden { reason, nearest: Some(nearest) } => {
                let may = match &nearest {
                    Nearest::Unit { unit } => sees(Some(*unit)),
                    Nearest::Everybody => sees(None),
                    Nearest::Group { .. } => true,
                };
                Self::Hidden { reason, nearest: may.then_some(nearest) }
            }
            shown => shown,
        }
    }

    /// Whether nothing is shown.
    pub const fn is_hidden(&self) -> bool {
        matches!(self, Self::Hidden { .. })
    }
}

/// Why a cell is hidden. Depends on counts and on what is shown, never on a hidden answer.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "why", rename_all = "snake_case")]
pub enum HiddenReason {
    /// Fewer than this many answered (units, for figures over units).
    TooFew {
        /// How many are needed.
        threshold: u32,
    },
    /// Shown, it would give away a smaller neighbour by subtraction.
    ProtectsSibling,
    /// One of its items is hidden and could be worked out from it.
    ItemHidden,
    /// The figure would say what somebody did or did not answer.
    ProtectsAnswers,
    /// This group was not asked.
    NotAsked,
}

impl HiddenReason {
    /// The key of the variant, as in JSON.
    pub const fn key(&self) -> &'static str {
        match self {
            Self::TooFew { .. } => "too_few",
            Self::ProtectsSibling => "protects_sibling",
            Self::ItemHidden => "item_hidden",
            Self::ProtectsAnswers => "protects_answers",
            Self::NotAsked => "not_asked",
        }
    }
}

/// Where the nearest shown figure of the same topic is.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "at", rename_all = "snake_case")]
pub enum Nearest {
    /// A unit above.
    Unit {
        /// The unit.
        unit: UnitId,
    },
    /// Another group of the same subject or unit.
    Group {
        /// Its key.
        group: String,
    },
    /// The whole organisation.
    Everybody,
}

/// A comment, without scores, in the lowest unit or pool with enough writers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Comment {
    /// The unit; `None` is the whole organisation.
    pub unit: Option<UnitId>,
    /// 360°: who is reviewed.
    pub subject: Option<PersonId>,
    /// The side of the mirror.
    pub side: Option<Side>,
    /// 360°: the relationship's key or pool.
    pub group: Option<String>,
    /// The key of the open question.
    pub topic: String,
    /// What was written.
    pub text: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_hidden_is_stored_without_a_count() {
        let shown = Shown::hidden(HiddenReason::TooFew { threshold: 5 });
        let json = serde_json::to_string(&shown).expect("plain data");
        assert_eq!(json, r#"{"kind":"hidden","reason":{"why":"too_few","threshold":5}}"#);
        assert_eq!(serde_json::from_str::<Shown>(&json).expect("own JSON"), shown);
        assert_eq!(shown.n(), None);
    }

    #[test]
    fn a_bound_has_a_place_on_the_axis_but_is_no_exact_figure() {
        let shown = Shown::AtLeast { bound: 80.0, n: Some(5) };
        assert_eq!((shown.exact(), shown.position(), shown.n()), (None, Some(80.0), Some(5)));
    }
}
