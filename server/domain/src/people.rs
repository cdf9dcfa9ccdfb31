//! People: what is known of an employee, as far as rules need it.

pub mod chain;
pub mod tree;

use serde::{Deserialize, Serialize};

/// A person's level in the company; assessments compare levels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// The top team.
    Executive,
    /// Leads a unit or a team.
    Manager,
    /// Everybody else.
    Staff,
}

/// How long a person has been employed, in bands so that it identifies nobody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TenureBand {
    /// Less than one year.
    Under1,
    /// One year to less than three.
    From1To3,
    /// Three years to less than eight.
    From3To8,
    /// Eight years and more.
    Over8,
}

macro_rules! keyed {
    ($name:ident { $($variant:ident => $key:literal),+ $(,)? }) => {
        impl $name {
            /// Every value, in order.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// The key stored in the database and used in files and the API.
            pub const fn key(self) -> &'static str {
                match self { $(Self::$variant => $key),+ }
            }

            /// Reads a key; `None` if there is no such value.
            pub fn from_key(key: &str) -> Option<Self> {
                match key { $($key => Some(Self::$variant),)+ _ => None }
            }
        }
    };
}
pub(crate) use keyed;

keyed!(Level { Executive => "executive", Manager => "manager", Staff => "staff" });
keyed!(TenureBand { Under1 => "under_1", From1To3 => "1_to_3", From3To8 => "3_to_8", Over8 => "over_8" });
