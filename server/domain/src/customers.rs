//! Customers and suppliers, as far as rules need it.

use serde::{Deserialize, Serialize};

use crate::people::keyed;

/// What an account is to the company.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AccountKind {
    /// It buys.
    Customer,
    /// It delivers.
    Supplier,
}

keyed!(AccountKind { Customer => "customer", Supplier => "supplier" });
