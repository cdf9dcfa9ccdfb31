//! The command line: a file per command.

mod admin;
mod demo;
mod doctor;
mod import;
mod migrate;
mod secret;
mod serve;
mod token;

use clap::{Parser, Subcommand};

use crate::config::Config;

/// Ayeneh: one mirror for employees and customers.
#[derive(Debug, Parser)]
#[command(name = "ayeneh", version, about)]
pub struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve the pages and the API (the default work).
    Serve,
    /// Bring the database schema up to date and stop.
    Migrate,
    /// Say what is wrong with the configuration, the database, the mail server.
    Doctor,
    /// Load an invented company into an empty database, print how to sign in, and serve.
    Demo,
    /// Make an organisation's administrator from the terminal.
    #[command(subcommand)]
    Admin(admin::Admin),
    /// Bring people or customers in from files.
    #[command(subcommand)]
    Import(import::Import),
    /// Say what to do about a lost secret, and do it.
    #[command(subcommand)]
    Secret(secret::Secret),
    /// Make a bearer token for a program.
    #[command(subcommand)]
    Token(token::Token),
}

/// Runs a command.
///
/// # Errors
/// A sentence for the terminal.
pub async fn run(cli: Cli) -> Result<(), String> {
    let config = Config::load()?;
    match cli.command {
        Command::Serve => serve::run(config).await,
        Command::Migrate => migrate::run(&config).await,
        Command::Doctor => doctor::run(&config).await,
        Command::Demo => demo::run(config).await,
        Command::Admin(command) => admin::run(&config, command).await,
        Command::Import(command) => import::run(&config, command).await,
        Command::Secret(command) => secret::run(&config, command).await,
        Command::Token(command) => token::run(&config, command).await,
    }
}
