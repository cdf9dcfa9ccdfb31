//! One run of questionnaires: what kinds there are, how a run goes on, who is asked, and what stands in its way.
//!
//! Rules only; who acts and what is stored is the services' matter.

pub mod audience;
pub mod launch;
pub mod pace;
pub mod participation;
pub mod raters;
mod state;

use serde::{Deserialize, Serialize};

pub use self::state::{NotNow, State, Step};
use crate::{
    disclosure::Rules,
    people::keyed,
    questionnaire::{Questionnaire, Side, builtin},
    relationship::Relationship,
};

/// What kind of run it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Employees and customers answer the same questions about the same elements.
    Wave,
    /// A 360° round.
    Cycle,
    /// The twenty questions, asked of all levels.
    Assessment,
    /// The five signs of how an unhappy customer fares, asked of all levels.
    Recovery,
    /// Answers to an old survey, imported.
    Historical,
}

keyed!(Kind {
    Wave => "wave",
    Cycle => "cycle",
    Assessment => "assessment",
    Recovery => "recovery",
    Historical => "historical",
});

/// What is promised to respondents about their names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// Answer and respondent are linked, and the page says so.
    Identified,
    /// Sealed without name, time and order; read by the release builder alone.
    Confidential,
    /// As confidential, with the invitation separated from the answer.
    Anonymous,
}

keyed!(Mode { Identified => "identified", Confidential => "confidential", Anonymous => "anonymous" });

/// Which wording of the questions a respondent gets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Wording {
    /// An employee about the employer.
    Employee,
    /// A customer about the company.
    Customer,
    /// The subject of a review about oneself.
    Self_,
    /// A colleague about the subject.
    Rater,
    /// An outsider about the subject.
    External,
    /// The same for everybody.
    All,
    /// The five signs, the same for everybody.
    Signs,
}

keyed!(Wording {
    Employee => "employee",
    Customer => "customer",
    Self_ => "self",
    Rater => "rater",
    External => "external",
    All => "all",
    Signs => "signs",
});

impl Kind {
    /// The wordings that are frozen at launch. Imported answers have none of ours.
    pub const fn wordings(self) -> &'static [Wording] {
        match self {
            Self::Wave => &[Wording::Employee, Wording::Customer],
            Self::Cycle => &[Wording::Self_, Wording::Rater, Wording::External],
            Self::Assessment => &[Wording::All],
            Self::Recovery => &[Wording::Signs],
            Self::Historical => &[],
        }
    }

    /// The thresholds it is launched with.
    pub fn rules(self) -> Rules {
        match self {
            Self::Cycle => Rules::reviews(),
            Self::Wave | Self::Assessment | Self::Recovery | Self::Historical => Rules::default(),
        }
    }

    /// Whether it asks all levels of the company the same questions.
    pub const fn is_assessment(self) -> bool {
        matches!(self, Self::Assessment | Self::Recovery)
    }
}

impl Wording {
    /// The built-in questionnaire of this wording.
    pub fn questionnaire(self) -> &'static Questionnaire {
        match self {
            Self::Employee => builtin::trust(builtin::Trust::Employee),
            Self::Customer => builtin::trust(builtin::Trust::Customer),
            Self::Self_ => builtin::behaviour(Relationship::Self_),
            Self::Rater => builtin::behaviour(Relationship::Peer),
            Self::External => builtin::behaviour(Relationship::Customer),
            Self::All => builtin::centricity(),
            Self::Signs => builtin::recovery(),
        }
    }

    /// The wording for a rater in this relation.
    pub const fn of(relationship: Relationship) -> Self {
        match relationship {
            Relationship::Self_ => Self::Self_,
            _ if relationship.is_external() => Self::External,
            _ => Self::Rater,
        }
    }

    /// The side of the mirror on which a respondent with this wording stands.
    pub const fn side(self) -> Side {
        match self {
            Self::Customer | Self::External => Side::Customer,
            Self::Employee | Self::Self_ | Self::Rater | Self::All | Self::Signs => Side::Employee,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_wording_of_a_kind_has_its_questionnaire() {
        let keys = |kind: Kind| -> Vec<&str> {
            kind.wordings().iter().map(|wording| wording.questionnaire().key.as_str()).collect()
        };
        assert_eq!(keys(Kind::Wave), ["trust.employee", "trust.customer"]);
        assert_eq!(keys(Kind::Cycle), ["behaviour.360.self", "behaviour.360", "behaviour.360.external"]);
        assert_eq!(keys(Kind::Assessment), ["centricity.20"]);
        assert_eq!(keys(Kind::Recovery), ["recovery.5"]);
        assert!(keys(Kind::Historical).is_empty());
    }

    #[test]
    fn raters_get_the_wording_of_their_relation() {
        for relationship in Relationship::ALL {
            let wording = Wording::of(*relationship);
            assert_eq!(wording.side() == Side::Customer, relationship.is_external());
            assert_eq!(wording.questionnaire().key, builtin::behaviour(*relationship).key);
        }
    }
}
