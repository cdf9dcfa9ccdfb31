//! The whole server through its router, on both engines: a file per feature, one binary.

mod api;
mod app;
mod command;
mod cycles;
mod cycles_api;
mod home;
mod http;
mod me;
mod measures;
mod openapi;
mod pages;
mod people;
mod people_edit;
mod proxies;
mod respond;
mod results;
mod scope;
mod scope_company;
mod scope_walk;
mod sign_in;
mod stop;
mod surveys;
mod texts;
mod tokens;
