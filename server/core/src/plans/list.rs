//! Plans at a glance: one's own and those of the team; and for HR how many there are, and nothing else.

use ayeneh_domain::{
    bilingual::Bilingual,
    calendar::Date,
    ids::{PersonId, SurveyId},
    permission::Right,
    survey::Kind,
};

use super::store;
use crate::{Ctx, Error, Result, people::Units, surveys::store::survey};

/// An open report, with what there is of a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// The cycle.
    pub cycle: SurveyId,
    /// Its title.
    pub title: Bilingual,
    /// Whose.
    pub subject: PersonId,
    /// The name.
    pub name: String,
    /// Whether it is one's own.
    pub is_own: bool,
    /// How many goals there are.
    pub goals: usize,
    /// How many of them are open.
    pub open: usize,
    /// The day on which the next action is due.
    pub next_due: Option<Date>,
}

/// The own plans, then those of everybody who reports to who acts; an open report without a plan is listed too.
///
/// # Errors
/// [`Error::Refused`] without the right to read the own report; the database's.
pub async fn plans(ctx: &Ctx) -> Result<Vec<Listed>> {
    ctx.require(Right::OwnReport)?;
    let mut tx = ctx.read().await?;
    let rows = store::listed(&mut tx, ctx.organisation, ctx.person).await?;
    let number = |count: i64| usize::try_from(count).unwrap_or_default();
    let read = |row: store::ListedRow| {
        Ok(Listed {
            cycle: SurveyId(row.survey_id),
            subject: PersonId(row.subject_id),
            is_own: row.subject_id == ctx.person.0,
            goals: number(row.goals),
            open: number(row.open_goals),
            next_due: row.next_due()?,
            title: Bilingual::new(row.title_fa, row.title_en),
            name: row.name,
        })
    };
    rows.into_iter().map(read).collect()
}

/// Of fewer open reports it is not told how many have a plan.
const FEWEST: usize = 5;

/// How many plans a cycle has led to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counted {
    /// Open reports.
    pub reports: usize,
    /// Those of them with a plan; absent where so few reports are open that it would tell of whom.
    pub plans: Option<usize>,
}

/// How many of those whose report is open have a plan, in the units of who acts. What stands in a plan is not told.
///
/// # Errors
/// [`Error::Refused`] without the right to read reports; [`Error::NotFound`] for a survey that is not there or no cycle.
pub async fn count(ctx: &Ctx, cycle: SurveyId) -> Result<Counted> {
    let reach = ctx.require(Right::ReportsView)?;
    let mut tx = ctx.read().await?;
    let found = survey::find(&mut tx, ctx.organisation, cycle).await?;
    if found.is_none_or(|survey| survey.kind != Kind::Cycle) {
        return Err(Error::NotFound);
    }
    let units = Units::load(&mut tx, ctx.organisation).await?;
    let rows = store::with_plan(&mut tx, ctx.organisation, cycle).await?;
    let seen: Vec<bool> =
        rows.into_iter().filter(|(unit, _)| units.tree().reaches(&reach, *unit)).map(|(_, has)| has).collect();
    let plans = seen.iter().filter(|has| **has).count();
    Ok(Counted { reports: seen.len(), plans: (seen.len() >= FEWEST).then_some(plans) })
}
