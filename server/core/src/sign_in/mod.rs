//! Signing in by password or by a link in a mail, and the sessions that follow.
//!
//! Known and unknown addresses get the same answer after the same work.

mod link;
mod password;
mod session;
mod set_up;
pub mod store;

pub use link::{LinkPurpose, enter_with_link, inspect_link, request_link};
pub use password::{MAX_CHARS, MIN_CHARS, change_password, hash_password, with_password};
pub use session::{NewSession, acting_by_address, bearer, end_session, resume};
pub use set_up::{SetUp, ensure_set_up_link, set_up};
