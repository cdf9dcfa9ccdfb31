//! The thresholds of a survey: set before launch, stored with it, printed on its release, never changed after.

use serde::{Deserialize, Serialize};

/// No threshold may be lower.
pub const FLOOR: u32 = 3;

/// Thresholds and slack. Made by [`Rules::new`], [`Rules::default`] or [`Rules::reviews`]; reading JSON checks too.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Settings", into = "Settings")]
pub struct Rules {
    settings: Settings,
}

/// The plain settings, before they are checked. Absent ones take their default.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// Scores need this many respondents.
    pub scores: u32,
    /// Comments need this many writers.
    pub comments: u32,
    /// Participation needs this many invited.
    pub participation: u32,
    /// Hidden parts of a whole must sum to at least this many, or to nobody.
    pub hidden_sum: u32,
    /// Groups of at least this many are never hidden to protect another.
    pub exempt_from: Option<u32>,
    /// How many respondents may join their knowledge against another; raises thresholds and slack.
    pub insiders: u32,
    /// Whether very good results of employees are shown as a bound ("80 or more").
    pub upper_bound: bool,
    /// The same for customers' answers.
    pub upper_bound_customers: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            scores: 5,
            comments: 10,
            participation: 5,
            hidden_sum: 5,
            exempt_from: None,
            insiders: 0,
            upper_bound: true,
            upper_bound_customers: true,
        }
    }
}

/// Why settings are refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RulesError {
    /// A threshold below [`FLOOR`].
    #[error("the threshold `{setting}` is {value}; it must be at least {FLOOR}")]
    TooLoose {
        /// The name of the setting.
        setting: &'static str,
        /// What was asked for.
        value: u32,
    },
    /// More than two insiders, the highest number for which the rules were checked.
    #[error("`insiders` is {0}; it must be 0, 1 or 2")]
    TooManyInsiders(u32),
    /// Groups smaller than twice the sum would be exempt, so that hardly anything is protected.
    #[error("`exempt_from` is {0}; it must be at least 100")]
    ExemptTooSmall(u32),
}

impl Rules {
    /// Checks settings.
    ///
    /// # Errors
    /// Where a threshold is looser than [`FLOOR`], or insiders or the exemption are out of range.
    pub fn new(settings: Settings) -> Result<Self, RulesError> {
        let thresholds = [
            ("scores", settings.scores),
            ("comments", settings.comments),
            ("participation", settings.participation),
            ("hidden_sum", settings.hidden_sum),
        ];
        for (setting, value) in thresholds {
            if value < FLOOR {
                return Err(RulesError::TooLoose { setting, value });
            }
        }
        if settings.insiders > 2 {
            return Err(RulesError::TooManyInsiders(settings.insiders));
        }
        match settings.exempt_from {
            Some(exempt) if exempt < 100 => Err(RulesError::ExemptTooSmall(exempt)),
            _ => Ok(Self { settings }),
        }
    }

    /// The rules of 360° reviews: groups of three, and very good ratings are shown as they are.
    pub fn reviews() -> Self {
        let settings = Settings { scores: 3, comments: 3, participation: 3, hidden_sum: 3, ..Settings::default() };
        Self { settings: Settings { upper_bound: false, upper_bound_customers: false, ..settings } }
    }

    /// The settings, to be stored and printed.
    pub const fn settings(&self) -> Settings {
        self.settings
    }

    /// Respondents that a score needs, insiders included.
    pub const fn scores(&self) -> u32 {
        self.settings.scores + self.settings.insiders
    }

    /// Writers that comments need, insiders included.
    pub const fn comments(&self) -> u32 {
        self.settings.comments + self.settings.insiders
    }

    /// Invited people that a participation rate needs.
    pub const fn participation(&self) -> u32 {
        self.settings.participation
    }

    /// What hidden parts of a whole must sum to, insiders included.
    pub const fn hidden_sum(&self) -> u32 {
        self.settings.hidden_sum + self.settings.insiders
    }

    /// The size from which a group is never hidden to protect another.
    pub const fn exempt_from(&self) -> Option<u32> {
        self.settings.exempt_from
    }

    /// How many respondents may join their knowledge.
    pub const fn insiders(&self) -> u32 {
        self.settings.insiders
    }

    /// Whether very good results are shown as a bound, on the side of customers or else.
    pub const fn upper_bound(&self, customers: bool) -> bool {
        if customers { self.settings.upper_bound_customers } else { self.settings.upper_bound }
    }
}

impl TryFrom<Settings> for Rules {
    type Error = RulesError;
    fn try_from(settings: Settings) -> Result<Self, RulesError> {
        Self::new(settings)
    }
}

impl From<Rules> for Settings {
    fn from(rules: Rules) -> Self {
        rules.settings
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn looser_than_three_is_refused() {
        let loose = Settings { scores: 2, ..Settings::default() };
        assert_eq!(Rules::new(loose), Err(RulesError::TooLoose { setting: "scores", value: 2 }));
        let json = r#"{"scores":5,"hidden_sum":1}"#;
        assert!(serde_json::from_str::<Rules>(json).is_err(), "stored settings are checked as well");
    }

    #[test]
    fn rules_survive_storage_and_absent_settings_take_their_default() {
        for rules in [Rules::default(), Rules::reviews()] {
            let json = serde_json::to_string(&rules).expect("plain data");
            assert_eq!(serde_json::from_str::<Rules>(&json).expect("own JSON"), rules);
        }
        assert_eq!(serde_json::from_str::<Rules>("{}").expect("defaults"), Rules::default());
    }

    #[test]
    fn insiders_raise_the_thresholds() {
        let rules = Rules::new(Settings { insiders: 2, ..Settings::default() }).expect("allowed");
        assert_eq!((rules.scores(), rules.comments(), rules.hidden_sum()), (7, 12, 7));
    }
}
