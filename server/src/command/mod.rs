//! The command line: a file per command.

mod acting;
mod admin;
mod demo;
mod doctor;
mod import;
mod migrate;
mod secret;
mod serve;
mod token;

use ayeneh_core::{Error, Problem};
use ayeneh_domain::{bilingual::Locale, plain_text};
use clap::{Parser, Subcommand};

use crate::config::Config;

/// Ayeneh: one mirror for employees and customers.
#[derive(Debug, Parser)]
#[command(name = "ayeneh", version, about)]
pub struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve the pages and the API; what is done without a command.
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
    let command = cli.command.unwrap_or(Command::Serve);
    // The doctor says all that is wrong; nobody else begins with a setting that cannot be right.
    if !matches!(command, Command::Doctor)
        && let Some((_, fault)) = config.faults().into_iter().next()
    {
        return Err(fault);
    }
    match command {
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

/// A name or title from the terminal, in one line and not empty.
fn typed(argument: &str, text: &str) -> Result<String, String> {
    let line = plain_text::one_line(text.trim())
        .map_err(|fault| format!("{argument}: {}", ayeneh_text::field_error::text(Locale::En, fault)))?;
    if line.trim().is_empty() {
        return Err(format!("{argument} is empty. Write a name behind it."));
    }
    Ok(line.into_owned())
}

/// Problems, a line each.
fn listed(problems: &[Problem], locale: Locale) -> String {
    let line = |problem: &Problem| {
        let row = problem.row.map(|row| format!("row {row}, ")).unwrap_or_default();
        format!("\n  {row}{}: {}", problem.field.as_deref().unwrap_or("file"), problem.message.get(locale))
    };
    problems.iter().map(line).collect()
}

/// An error of a service for the terminal.
fn said(error: &Error) -> String {
    match error {
        Error::Invalid(problems) => listed(problems, Locale::En).trim_start().to_owned(),
        Error::Conflict(problem) => problem.message.en.clone(),
        error => error.to_string(),
    }
}
