//! The questionnaires that come with Ayeneh, as documents in `server/domain/questionnaires`.
//!
//! Texts are data, not code: a linguist can mend a sentence without touching a rule. The tests here hold what a
//! reader would not notice at once: mirrored wordings ask the same items, and Persian is written as Persian.

use std::sync::LazyLock;

use super::{Questionnaire, Side};
use crate::relationship::Relationship;

/// About whom the trust questionnaire asks, and whom: the four mirrored wordings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trust {
    /// A customer about the company.
    Customer,
    /// An employee about the employer.
    Employee,
    /// An internal customer about another department.
    Internal,
    /// A supplier about the company.
    Supplier,
}

impl From<Side> for Trust {
    fn from(side: Side) -> Self {
        match side {
            Side::Employee => Self::Employee,
            Side::Customer => Self::Customer,
        }
    }
}

macro_rules! documents {
    ($($name:ident = $file:literal;)+) => {
        $(static $name: LazyLock<Questionnaire> = LazyLock::new(|| read(include_str!(concat!("../../questionnaires/", $file, ".json"))));)+
        /// Every questionnaire that comes with Ayeneh.
        pub fn all() -> Vec<&'static Questionnaire> {
            vec![$(&$name),+]
        }
    };
}

documents! {
    TRUST_CUSTOMER = "trust.customer";
    TRUST_EMPLOYEE = "trust.employee";
    TRUST_INTERNAL = "trust.internal";
    TRUST_SUPPLIER = "trust.supplier";
    BEHAVIOUR = "behaviour.360";
    BEHAVIOUR_SELF = "behaviour.360.self";
    BEHAVIOUR_EXTERNAL = "behaviour.360.external";
    CENTRICITY = "centricity.20";
    RECOVERY = "recovery.5";
}

fn read(text: &str) -> Questionnaire {
    serde_json::from_str(text).expect("a test reads every built-in questionnaire")
}

/// The trust questionnaire in one of its wordings (`trust.customer`, …).
pub fn trust(wording: Trust) -> &'static Questionnaire {
    match wording {
        Trust::Customer => &TRUST_CUSTOMER,
        Trust::Employee => &TRUST_EMPLOYEE,
        Trust::Internal => &TRUST_INTERNAL,
        Trust::Supplier => &TRUST_SUPPLIER,
    }
}

/// The 360° set in the wording for a rater: about oneself, about a colleague, or what an outsider can see.
pub fn behaviour(relationship: Relationship) -> &'static Questionnaire {
    match relationship {
        Relationship::Self_ => &BEHAVIOUR_SELF,
        _ if relationship.is_external() => &BEHAVIOUR_EXTERNAL,
        _ => &BEHAVIOUR,
    }
}

/// The twenty questions on customer-centricity (`centricity.20`).
pub fn centricity() -> &'static Questionnaire {
    &CENTRICITY
}

/// The service-recovery check of five signs (`recovery.5`).
pub fn recovery() -> &'static Questionnaire {
    &RECOVERY
}

/// The questionnaire of a key, e.g. `trust.employee`.
pub fn by_key(key: &str) -> Option<&'static Questionnaire> {
    all().into_iter().find(|questionnaire| questionnaire.key == key)
}

#[cfg(test)]
mod tests;
