//! `ayeneh token create`: a bearer token for a program.

use ayeneh_core::{sign_in, tokens};
use ayeneh_domain::{mail_address::MailAddress, permission::Right};
use clap::Subcommand;

use crate::{config::Config, start};

/// Work on API tokens.
#[derive(Debug, Subcommand)]
pub enum Token {
    /// Make a token that acts as somebody. It is printed once.
    Create {
        /// The mail address of whom it acts as.
        #[arg(long)]
        email: String,
        /// What it is for.
        #[arg(long)]
        name: String,
        /// Rights, separated by commas; all the person has without it.
        #[arg(long, value_delimiter = ',')]
        scopes: Vec<String>,
    },
}

/// Runs `ayeneh token …`.
pub async fn run(config: &Config, Token::Create { email, name, scopes }: Token) -> Result<(), String> {
    let email = MailAddress::parse(&email).map_err(|error| error.to_string())?;
    let scopes = rights(&scopes)?;
    let core = start::core(config, config.listen).await?;
    let found = sign_in::acting_by_address(&core, email.as_str()).await.map_err(|error| error.to_string())?;
    let ctx = found.ok_or_else(|| format!("nobody active has the address {}", email.as_str()))?;
    let (_, token) = tokens::issue(&ctx, &name, &scopes, None).await.map_err(|error| error.to_string())?;
    println!("{token}");
    core.db.close().await;
    Ok(())
}

fn rights(keys: &[String]) -> Result<Vec<Right>, String> {
    if keys.is_empty() {
        return Ok(Right::ALL.to_vec());
    }
    let known: Vec<&str> = Right::ALL.iter().map(|right| right.key()).collect();
    let unknown = |key: &String| format!("there is no right \"{key}\"; the rights are {}", known.join(", "));
    keys.iter().map(|key| Right::from_key(key).ok_or_else(|| unknown(key))).collect()
}
