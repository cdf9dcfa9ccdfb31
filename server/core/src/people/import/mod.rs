//! Importing units and people: a plan that says what would happen, and the same plan carried out in one transaction.
//!
//! Codes decide who is who, so people keep their identifiers, passwords and answers. Nothing is imported unless all is
//! right; whoever is missing from the file is left as they are; importing twice changes nothing.

mod beyond;
mod columns;
mod known;
mod lines;
mod people;
mod roles;
mod units;
mod write;

use std::sync::Arc;

use ayeneh_domain::permission::Right;

pub use columns::{PEOPLE_COLUMNS, UNIT_COLUMNS, example};
use known::Known;

pub use crate::import::{Effect, Sample, Tally};
use crate::{
    Ctx, Problem, Result,
    import::{ImportFile, Problems, TRIES, Table, busy, off_thread, read_off_thread},
};

/// What an import would do, or has done.
#[derive(Clone, Debug, Default)]
pub struct PeoplePlan {
    /// Units in the file.
    pub units: Tally,
    /// People in the file.
    pub people: Tally,
    /// People who work here, are not in the file, and stay as they are.
    pub left: usize,
    /// People who get other roles than they have, new ones among them.
    pub roles_changed: usize,
    /// Some rows, those with an effect first.
    pub samples: Vec<Sample>,
    writes: write::Writes,
}

impl PeoplePlan {
    /// Whether carrying it out changes nothing.
    pub fn changes_nothing(&self) -> bool {
        self.writes.is_empty()
    }
}

/// Says what importing the files would do, and changes nothing.
///
/// # Errors
/// [`crate::Error::Invalid`] with every problem of every row; [`crate::Error::Refused`] without the right for all people.
pub async fn preview(ctx: &Ctx, files: &[ImportFile]) -> Result<PeoplePlan> {
    ctx.require_everywhere(Right::PeopleManage)?;
    let tables = Arc::new(read_off_thread(files).await?);
    let known = Arc::new(Known::load(&mut ctx.read().await?, ctx).await?);
    planned(&known, &tables).await
}

/// Imports the files, wholly or not at all. The plan is made before anybody has to wait: it is carried out if the
/// organisation is still what it was made for, else made again.
///
/// # Errors
/// As [`preview`]; [`crate::Error::Conflict`] where others never stop changing people.
pub async fn apply(ctx: &Ctx, files: &[ImportFile]) -> Result<PeoplePlan> {
    ctx.require_everywhere(Right::PeopleManage)?;
    let tables = Arc::new(read_off_thread(files).await?);
    for _ in 0..TRIES {
        let known = Arc::new(Known::load(&mut ctx.read().await?, ctx).await?);
        let plan = planned(&known, &tables).await?;
        let mut tx = ctx.write().await?;
        if Known::load(&mut tx, ctx).await?.is_as(&known) {
            plan.writes.write(&mut tx, ctx).await?;
            tx.commit().await?;
            return Ok(plan);
        }
    }
    Err(busy())
}

async fn planned(known: &Arc<Known>, tables: &Arc<Vec<Table>>) -> Result<PeoplePlan> {
    let (known, tables) = (Arc::clone(known), Arc::clone(tables));
    off_thread(move || plan(&known, &tables)).await
}

/// The whole plan: lines from cells, units, people, roles, and what is to be written.
fn plan(known: &Known, tables: &[Table]) -> std::result::Result<PeoplePlan, Vec<Problem>> {
    let mut problems = Problems::default();
    let lines = lines::read(known, tables, &mut problems);
    let units = units::merge(known, &lines, &mut problems);
    let people = people::merge(known, &lines, &units, &mut problems);
    problems.or_else_named()?;
    let (grants, roles_changed) = roles::merge(known, &lines, &units, &people);
    let problems = beyond::check(known, &lines, &people, &grants);
    Problems::from(problems).or_else_named()?;
    Ok(PeoplePlan {
        units: units.tally,
        people: people.tally,
        left: known.people.iter().filter(|person| person.active).count().saturating_sub(people.seen_active),
        roles_changed,
        samples: people.samples,
        writes: write::Writes { units: units.writes, people: people.writes, parked: people.parked, grants },
    })
}
