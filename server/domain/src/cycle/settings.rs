//! What HR settles of a cycle before it begins: how many raters of each relation, how many reviews one rater may be asked
//! for, and who opens the reports.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{people::keyed, relationship::Relationship};

/// Nobody can be asked for more reviews than this, whatever is settled.
pub const MOST_REVIEWS: u32 = 50;
/// Nobody can have more raters of one relation than this.
pub const MOST_RATERS: u32 = 50;

/// Who opens a report to its subject once the release is built.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Gate {
    /// HR, one by one or all at once.
    #[default]
    Hr,
    /// The subject's manager, after a talk; HR too.
    Manager,
}

keyed!(Gate { Hr => "hr", Manager => "manager" });

/// How many raters of a relation a subject has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// At least so many, as far as there are any to choose from.
    pub least: u32,
    /// At most so many; 0 leaves the relation out.
    pub most: u32,
}

/// What is settled of a cycle. Made by [`Settings::new`] or [`Settings::default`]; reading JSON checks too.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Plain", into = "Plain")]
pub struct Settings {
    plain: Plain,
}

/// The plain settings, before they are checked. Absent ones take their default.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Plain {
    /// By relation that can be nominated.
    pub limits: BTreeMap<Relationship, Limits>,
    /// How many reviews of others one rater may be asked for.
    pub most_reviews: u32,
    /// Who opens the reports.
    pub gate: Gate,
}

impl Default for Plain {
    fn default() -> Self {
        Self { limits: NOMINATED.into_iter().collect(), most_reviews: 8, gate: Gate::Hr }
    }
}

/// The relations that are nominated, with the limits they begin with; self and manager are given.
const NOMINATED: [(Relationship, Limits); 5] = [
    (Relationship::Peer, Limits { least: 3, most: 8 }),
    (Relationship::DirectReport, Limits { least: 3, most: 12 }),
    (Relationship::OtherTeamMember, Limits { least: 0, most: 6 }),
    (Relationship::Customer, Limits { least: 0, most: 6 }),
    (Relationship::Supplier, Limits { least: 0, most: 6 }),
];

/// Why settings are refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SettingsError {
    /// More are needed than allowed.
    #[error("`{0:?}`: the least is more than the most")]
    LeastAboveMost(Relationship),
    /// More than [`MOST_RATERS`].
    #[error("`{0:?}`: more than {MOST_RATERS} raters")]
    TooMany(Relationship),
    /// Limits for a relation that is given, or none for one that is nominated.
    #[error("`{0:?}` is not nominated")]
    NotNominated(Relationship),
    /// Not between 1 and [`MOST_REVIEWS`].
    #[error("reviews of one rater must be 1 to {MOST_REVIEWS}")]
    Reviews,
}

impl Settings {
    /// Checks settings. Relations that are left out get the limits they begin with.
    ///
    /// # Errors
    /// Everything that is out of range.
    pub fn new(mut plain: Plain) -> Result<Self, Vec<SettingsError>> {
        let mut errors = Vec::new();
        for (relationship, limits) in NOMINATED {
            plain.limits.entry(relationship).or_insert(limits);
        }
        for (&relationship, limits) in &plain.limits {
            if !is_nominated(relationship) {
                errors.push(SettingsError::NotNominated(relationship));
            } else if limits.most > MOST_RATERS {
                errors.push(SettingsError::TooMany(relationship));
            } else if limits.least > limits.most {
                errors.push(SettingsError::LeastAboveMost(relationship));
            }
        }
        if !(1..=MOST_REVIEWS).contains(&plain.most_reviews) {
            errors.push(SettingsError::Reviews);
        }
        if errors.is_empty() { Ok(Self { plain }) } else { Err(errors) }
    }

    /// The limits of a relation; one that is given has none.
    pub fn limits(&self, relationship: Relationship) -> Option<Limits> {
        self.plain.limits.get(&relationship).copied()
    }

    /// The relations that are nominated and not left out, in the order of the report.
    pub fn nominated(&self) -> impl Iterator<Item = (Relationship, Limits)> + '_ {
        self.plain.limits.iter().map(|(relationship, limits)| (*relationship, *limits)).filter(|(_, l)| l.most > 0)
    }

    /// How many reviews of others one rater may be asked for.
    pub const fn most_reviews(&self) -> u32 {
        self.plain.most_reviews
    }

    /// Who opens the reports.
    pub const fn gate(&self) -> Gate {
        self.plain.gate
    }

    /// The settings, to be shown and changed.
    pub fn plain(&self) -> Plain {
        self.plain.clone()
    }
}

impl TryFrom<Plain> for Settings {
    type Error = String;
    fn try_from(plain: Plain) -> Result<Self, String> {
        Self::new(plain).map_err(|errors| errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))
    }
}

impl From<Settings> for Plain {
    fn from(settings: Settings) -> Self {
        settings.plain
    }
}

/// Whether raters of this relation are nominated; self and manager are given.
pub fn is_nominated(relationship: Relationship) -> bool {
    NOMINATED.iter().any(|(nominated, _)| *nominated == relationship)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(relationship: Relationship, least: u32, most: u32) -> Result<Settings, Vec<SettingsError>> {
        Settings::new(Plain { limits: [(relationship, Limits { least, most })].into(), ..Plain::default() })
    }

    #[test]
    fn what_is_out_of_range_is_named() {
        assert_eq!(with(Relationship::Peer, 5, 4), Err(vec![SettingsError::LeastAboveMost(Relationship::Peer)]));
        assert_eq!(with(Relationship::Peer, 0, 51), Err(vec![SettingsError::TooMany(Relationship::Peer)]));
        assert_eq!(with(Relationship::Self_, 1, 1), Err(vec![SettingsError::NotNominated(Relationship::Self_)]));
        for most_reviews in [0, 51] {
            let plain = Plain { most_reviews, ..Plain::default() };
            assert_eq!(Settings::new(plain), Err(vec![SettingsError::Reviews]));
        }
    }

    #[test]
    fn a_relation_of_nobody_is_left_out() {
        let settings = with(Relationship::Supplier, 0, 0).expect("allowed");
        assert!(settings.nominated().all(|(relationship, _)| relationship != Relationship::Supplier));
        assert_eq!(settings.limits(Relationship::Peer), Some(Limits { least: 3, most: 8 }), "the others begin as ever");
    }

    #[test]
    fn settings_survive_storage() {
        let settings = with(Relationship::Customer, 3, 9).expect("allowed");
        let json = serde_json::to_string(&settings).expect("plain data");
        assert_eq!(serde_json::from_str::<Settings>(&json).expect("own JSON"), settings);
        assert_eq!(serde_json::from_str::<Settings>("{}").expect("defaults"), Settings::default());
        assert!(serde_json::from_str::<Settings>(r#"{"most_reviews":0}"#).is_err(), "what is stored is checked too");
    }
}
