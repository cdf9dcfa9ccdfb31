//! `ayeneh import`: the same plan and the same all-or-nothing as the pages, from the terminal.

use std::path::PathBuf;

use ayeneh_core::{
    Core, Ctx, Error, Problem,
    customers::import as customers,
    import::{ImportFile, Tally},
    people::import as people,
    sign_in,
};
use ayeneh_domain::bilingual::Locale;
use clap::{Args, Subcommand};

use crate::{config::Config, start};

/// Bring data in from files. Without `--apply` only says what would happen.
#[derive(Debug, Subcommand)]
pub enum Import {
    /// Units and people.
    People(Source),
    /// Accounts and contacts.
    Customers(Source),
}

/// From where, and as whom.
#[derive(Debug, Args)]
pub struct Source {
    /// CSV or XLSX; a second file for units or accounts if they have their own.
    #[arg(required = true, num_args = 1..=2)]
    files: Vec<PathBuf>,
    /// The mail address of whom it is imported as; chooses the organisation too.
    #[arg(long)]
    email: String,
    /// Import, if everything is right.
    #[arg(long)]
    apply: bool,
}

/// Runs `ayeneh import …`.
pub async fn run(config: &Config, command: Import) -> Result<(), String> {
    let core = start::core(config, config.listen).await?;
    let done = match &command {
        Import::People(source) => import_people(&core, source).await,
        Import::Customers(source) => import_customers(&core, source).await,
    };
    core.db.close().await;
    done
}

async fn import_people(core: &Core, source: &Source) -> Result<(), String> {
    let (ctx, files) = prepared(core, source).await?;
    let plan = if source.apply { people::apply(&ctx, &files).await } else { people::preview(&ctx, &files).await };
    let plan = plan.map_err(|error| said(error, ctx.locale))?;
    tally("people", plan.people);
    tally("units", plan.units);
    println!("{} people are not in the file and stay as they are.", plan.left);
    outcome(source, plan.changes_nothing());
    Ok(())
}

async fn import_customers(core: &Core, source: &Source) -> Result<(), String> {
    let (ctx, files) = prepared(core, source).await?;
    let plan = if source.apply { customers::apply(&ctx, &files).await } else { customers::preview(&ctx, &files).await };
    let plan = plan.map_err(|error| said(error, ctx.locale))?;
    tally("contacts", plan.contacts);
    tally("accounts", plan.accounts);
    println!("{} contacts are not in the file and stay as they are.", plan.left);
    outcome(source, plan.changes_nothing());
    Ok(())
}

async fn prepared(core: &Core, source: &Source) -> Result<(Ctx, Vec<ImportFile>), String> {
    let mut files = Vec::new();
    for path in &source.files {
        let bytes = std::fs::read(path).map_err(|error| format!("{} cannot be read: {error}", path.display()))?;
        files.push(ImportFile { name: path.display().to_string(), bytes });
    }
    let found = sign_in::acting_by_address(core, &source.email).await.map_err(|error| error.to_string())?;
    Ok((found.ok_or_else(|| format!("nobody active has the address {}", source.email))?, files))
}

fn tally(what: &str, tally: Tally) {
    println!("{what}: {} new, {} changed, {} unchanged", tally.added, tally.changed, tally.unchanged);
}

fn outcome(source: &Source, changes_nothing: bool) {
    match (source.apply, changes_nothing) {
        (_, true) => println!("Nothing to change."),
        (true, false) => println!("Imported."),
        (false, false) => println!("Nothing is imported yet; add --apply to do it."),
    }
}

/// Every problem on a line of its own.
fn said(error: Error, locale: Locale) -> String {
    let line = |problem: &Problem| {
        let row = problem.row.map(|row| format!("row {row}, ")).unwrap_or_default();
        format!("\n  {row}{}: {}", problem.field.as_deref().unwrap_or("file"), problem.message.get(locale))
    };
    match error {
        Error::Invalid(problems) => {
            format!("nothing was imported:{}", problems.iter().map(line).collect::<String>())
        }
        Error::Refused => "this person may not import; choose an administrator or somebody of HR".to_owned(),
        error => error.to_string(),
    }
}
