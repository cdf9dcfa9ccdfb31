//! Services and stores on both engines.

mod respond;
mod sign_in;
mod statements;
