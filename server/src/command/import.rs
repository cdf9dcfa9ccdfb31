//! `ayeneh import`: the same plan and the same all-or-nothing as the pages, from the terminal.

use std::path::PathBuf;

use ayeneh_core::{
    Core, Ctx, Error,
    customers::import as customers,
    historical::{OldSurvey, import_answers},
    import::{ImportFile, Tally},
    measures,
    people::import as people,
};
use ayeneh_domain::{
    bilingual::{Bilingual, Locale},
    questionnaire::Side,
};
use clap::{Args, Subcommand};

use super::{acting::Acting, listed, typed};
use crate::{config::Config, start};

/// Bring data in from files. Without `--apply` only says what would happen.
#[derive(Debug, Subcommand)]
pub enum Import {
    /// Units and people.
    People(Source),
    /// Accounts and contacts.
    Customers(Source),
    /// Monthly readings of measures.
    Measures(Source),
    /// Answers to an old survey; imported, sealed and released at once.
    Historical(Historical),
}

/// From where, and as whom.
#[derive(Debug, Args)]
pub struct Source {
    /// CSV or XLSX; a second file for units or accounts if they have their own.
    #[arg(required = true, num_args = 1..=2)]
    files: Vec<PathBuf>,
    #[command(flatten)]
    acting: Acting,
    /// Import, if everything is right.
    #[arg(long)]
    apply: bool,
}

/// An old survey.
#[derive(Debug, Args)]
pub struct Historical {
    /// CSV or XLSX: unit, item, value, respondent; if known period, item_fa, item_en.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    #[command(flatten)]
    acting: Acting,
    /// What the survey was called, in Persian.
    #[arg(long)]
    title_fa: String,
    /// What the survey was called, in English.
    #[arg(long)]
    title_en: String,
    /// Who answered it: employee or customer.
    #[arg(long, default_value = "customer")]
    side: String,
    /// The points of its scale, from 1.
    #[arg(long, default_value_t = 5)]
    points: u8,
    /// The month of rows that name none, e.g. 2026-08.
    #[arg(long, default_value = "")]
    period: String,
    /// Say that each row is another person, where the file has no column respondent. Kept and shown with the survey.
    #[arg(long)]
    rows_are_people: bool,
}

/// Runs `ayeneh import …`.
pub async fn run(config: &Config, command: Import) -> Result<(), String> {
    let core = start::core(config, config.listen).await?;
    let done = match &command {
        Import::People(source) => import_people(&core, source).await,
        Import::Customers(source) => import_customers(&core, source).await,
        Import::Measures(source) => import_measures(&core, source).await,
        Import::Historical(old) => import_historical(&core, old).await,
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

async fn import_measures(core: &Core, source: &Source) -> Result<(), String> {
    let (ctx, files) = prepared(core, source).await?;
    let import = if source.apply {
        measures::import_files(&ctx, &files).await
    } else {
        measures::preview_files(&ctx, &files).await
    };
    let import = import.map_err(|error| said(error, ctx.locale))?;
    println!("readings: {} new, {} changed, {} unchanged", import.new, import.changed, import.unchanged);
    if import.left_out > 0 {
        println!("{} rows have no value yet and are left out.", import.left_out);
    }
    outcome(source, import.new + import.changed == 0);
    Ok(())
}

async fn import_historical(core: &Core, old: &Historical) -> Result<(), String> {
    let side = Side::from_key(&old.side).ok_or("--side must be employee or customer")?;
    let (ctx, files) = acting_with(core, &old.acting, &old.files).await?;
    let title = Bilingual::new(typed("--title-fa", &old.title_fa)?, typed("--title-en", &old.title_en)?);
    let survey =
        OldSurvey { title, side, points: old.points, period: old.period.clone(), rows_are_people: old.rows_are_people };
    for one in import_answers(&ctx, &survey, files).await.map_err(|error| said(error, ctx.locale))? {
        println!("{}: {} respondents, released as {}", one.month, one.respondents, one.release);
        if one.rows_are_people {
            println!("{}: rows without a respondent were counted as people of their own, as you said.", one.month);
        }
    }
    Ok(())
}

async fn prepared(core: &Core, source: &Source) -> Result<(Ctx, Vec<ImportFile>), String> {
    acting_with(core, &source.acting, &source.files).await
}

async fn acting_with(core: &Core, acting: &Acting, paths: &[PathBuf]) -> Result<(Ctx, Vec<ImportFile>), String> {
    let mut files = Vec::new();
    for path in paths {
        let bytes = std::fs::read(path).map_err(|error| {
            format!("{} cannot be read: {error}. Check the path and who may read it.", path.display())
        })?;
        files.push(ImportFile { name: path.display().to_string(), bytes });
    }
    Ok((acting.find(core).await?, files))
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

/// Every problem on a line of its own, in the language of who imports.
fn said(error: Error, locale: Locale) -> String {
    match error {
        Error::Invalid(problems) => format!("nothing was imported:{}", listed(&problems, locale)),
        Error::Conflict(problem) => problem.message.get(locale).to_owned(),
        Error::Refused(_) => {
            "this person may not import; choose an administrator or somebody of HR with --email".to_owned()
        }
        error => error.to_string(),
    }
}
