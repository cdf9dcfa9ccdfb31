//! `ayeneh admin create`: a way in that needs no browser, for servers without one and for a second organisation.

use ayeneh_core::{
    organisation::{Founder, found},
    people,
    sign_in::hash_password,
};
use ayeneh_domain::{
    bilingual::{Bilingual, Locale},
    mail_address::MailAddress,
};
use clap::Subcommand;

use super::typed;
use crate::{config::Config, start};

/// Work on administrators.
#[derive(Debug, Subcommand)]
pub enum Admin {
    /// Make an organisation with its administrator. The password is read from AYENEH_ADMIN_PASSWORD or asked for.
    Create {
        /// Name of the organisation in Persian.
        #[arg(long)]
        name_fa: String,
        /// Name of the organisation in English.
        #[arg(long)]
        name_en: String,
        /// Name of the administrator.
        #[arg(long)]
        person: String,
        /// Mail address of the administrator.
        #[arg(long)]
        email: String,
        /// Language of the administrator, fa or en.
        #[arg(long, default_value = "fa")]
        locale: String,
    },
}

/// Runs `ayeneh admin …`.
pub async fn run(
    config: &Config,
    Admin::Create { name_fa, name_en, person, email, locale }: Admin,
) -> Result<(), String> {
    let (name_fa, name_en) = (typed("--name-fa", &name_fa)?, typed("--name-en", &name_en)?);
    let person = typed("--person", &person)?;
    let email =
        MailAddress::parse(&email).map_err(|error| format!("--email: {error}. Write one like hr@example.org."))?;
    let locale = Locale::from_tag(&locale).ok_or("--locale must be fa or en")?;
    let password = password()?;
    let core = start::core(config, config.listen).await?;
    let hash = hash_password(&*core.random, password).await.map_err(|error| error.to_string())?;
    let founder = Founder { name: person, email: email.as_str().to_ascii_lowercase(), locale };
    let mut tx = core.db.write().await.map_err(|error| error.to_string())?;
    let name = Bilingual::new(name_fa, name_en);
    let (organisation, administrator) =
        found(&core, &mut tx, &name, &founder).await.map_err(|error| error.to_string())?;
    people::store::set_password(&mut tx, organisation, administrator, &hash)
        .await
        .map_err(|error| error.to_string())?;
    tx.commit().await.map_err(|error| error.to_string())?;
    println!("Organisation {organisation} is there; {} may sign in.", founder.email);
    core.db.close().await;
    Ok(())
}

fn password() -> Result<String, String> {
    let password = match std::env::var("AYENEH_ADMIN_PASSWORD") {
        Ok(password) => password,
        Err(_) => {
            eprint!("Password: ");
            let mut line = String::new();
            std::io::stdin().read_line(&mut line).map_err(|error| error.to_string())?;
            line.trim_end_matches(['\r', '\n']).to_owned()
        }
    };
    if password.chars().count() < ayeneh_core::sign_in::MIN_CHARS {
        return Err("the password is too short: use at least 8 characters".into());
    }
    Ok(password)
}
