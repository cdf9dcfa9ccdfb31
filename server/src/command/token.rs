//! `ayeneh token create`: a bearer token for a program.

use ayeneh_core::tokens;
use ayeneh_domain::permission::Right;
use clap::Subcommand;

use super::{acting::Acting, said, typed};
use crate::{config::Config, start};

/// Work on API tokens.
#[derive(Debug, Subcommand)]
pub enum Token {
    /// Make a token that acts as somebody. It is printed once.
    Create {
        #[command(flatten)]
        acting: Acting,
        /// What it is for.
        #[arg(long)]
        name: String,
        /// Rights, separated by commas; all the person has without it.
        #[arg(long, value_delimiter = ',')]
        scopes: Vec<String>,
    },
}

/// Runs `ayeneh token …`.
pub async fn run(config: &Config, Token::Create { acting, name, scopes }: Token) -> Result<(), String> {
    let name = typed("--name", &name)?;
    let scopes = rights(&scopes)?;
    let core = start::core(config, config.listen).await?;
    let made = async {
        let ctx = acting.find(&core).await?;
        tokens::issue(&ctx, &name, &scopes, None).await.map_err(|error| said(&error))
    };
    let made = made.await;
    core.db.close().await;
    let (_, token) = made?;
    println!("{token}");
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
