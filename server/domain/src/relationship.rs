//! In what relation a rater stands to the subject of a 360° review.

use serde::{Deserialize, Serialize};

use crate::people::keyed;

/// The relation of a rater to the subject.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Relationship {
    /// The subject; identified.
    Self_,
    /// The subject's manager; identified.
    Manager,
    /// A colleague with the same manager.
    Peer,
    /// Somebody whose manager the subject is.
    DirectReport,
    /// Another member of the team or of a neighbouring one.
    OtherTeamMember,
    /// A contact of a customer the subject's unit serves.
    Customer,
    /// A contact of a supplier.
    Supplier,
}

keyed!(Relationship {
    Self_ => "self",
    Manager => "manager",
    Peer => "peer",
    DirectReport => "direct_report",
    OtherTeamMember => "other_team_member",
    Customer => "customer",
    Supplier => "supplier",
});

impl Relationship {
    /// Identified relationships say so before rating and have no threshold.
    pub const fn is_identified(self) -> bool {
        matches!(self, Self::Self_ | Self::Manager)
    }

    /// Customers and suppliers answer from outside, with wording for outsiders.
    pub const fn is_external(self) -> bool {
        matches!(self, Self::Customer | Self::Supplier)
    }
}
