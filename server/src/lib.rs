//! The server: configuration, start-up, HTTP around the pages of `ayeneh-app`, the REST API, and the command line.

pub mod api;
mod bench;
pub mod command;
pub mod config;
pub mod http;
pub mod jobs;
pub mod secret_file;
pub mod start;
pub mod trusted_proxies;
