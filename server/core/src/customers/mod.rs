//! Customers and suppliers: accounts, the contacts there, and the unit that serves them.

mod edit;
pub mod import;
mod list;
pub mod rows;
pub mod store;

pub use edit::{ContactDetail, ContactDraft, change_contact, contact, set_asked};
pub use list::{AccountDetail, CustomersPage, CustomersQuery, find, list, list_after};
pub use rows::{Account, Contact};
pub use store::contacts;
