//! Services and stores on both engines.

mod sign_in;
mod statements;
