//! Signing in by password or by a link in a mail, and the sessions that follow.
//!
//! Known and unknown addresses get the same answer after the same work.

mod link;
mod password;
mod session;
mod set_up;
pub mod store;

pub use link::{
    LinkPurpose, LinkState, answer_link_requests, enter_with_link, link_state, password_with_link, request_link,
};
pub use password::{
    Argon, MAX_CHARS, MIN_CHARS, Verify, choose_password, has_password, hash_password, with_password, with_password_by,
};
pub use session::{
    NewSession, OpenSession, acting_by_address, bearer, end_other_sessions, end_session, open_sessions, resume,
};
pub use set_up::{SetUp, ensure_set_up_link, set_up};

pub(crate) use session::open_sessions_of;

#[cfg(any(test, feature = "testing"))]
pub(crate) use session::begin;
