//! The whole server through its router, on both engines: a file per feature, one binary.

mod api;
mod app;
mod home;
mod measures;
mod pages;
mod people;
mod respond;
mod results;
mod stop;
mod surveys;
