//! Services and stores on both engines.

mod customers;
mod people;
mod respond;
mod sign_in;
mod statements;
