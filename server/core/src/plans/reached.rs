//! Whose plan may be opened by whom: the subject's own once the report is open, and that of somebody who reports to who
//! acts, as long as they work here. Everybody else is told that there is nothing, HR too.

use ayeneh_domain::{
    bilingual::Bilingual,
    ids::{GoalId, PersonId, SurveyId},
    permission::Right,
    survey::Kind,
};

use super::store;
use crate::{
    Ctx, Error, Result,
    db::Tx,
    people::{self, Person},
    results, surveys,
};

/// A plan that may be opened.
pub(super) struct Reached {
    pub cycle: SurveyId,
    pub title: Bilingual,
    pub subject: Person,
    /// The manager now; a manager who has left is none.
    pub manager: Option<Person>,
    pub is_own: bool,
}

/// Finds a plan.
pub(super) async fn find(ctx: &Ctx, tx: &mut Tx, cycle: SurveyId, subject: PersonId) -> Result<Reached> {
    let survey = surveys::store::survey::find(tx, ctx.organisation, cycle).await?;
    let survey = survey.filter(|survey| survey.kind == Kind::Cycle).ok_or(Error::NotFound)?;
    let reviewed = results::review_subject(tx, ctx.organisation, cycle, subject).await?.ok_or(Error::NotFound)?;
    let is_own = subject == ctx.person;
    let leads = reviewed.manager == Some(ctx.person);
    if reviewed.released_at.is_none() || !(is_own || leads) || !ctx.may(Right::OwnReport) {
        return Err(Error::NotFound);
    }
    let subject = people::store::person(tx, ctx.organisation, subject).await?.filter(|subject| subject.active);
    let manager = match reviewed.manager {
        Some(manager) => people::store::person(tx, ctx.organisation, manager).await?.filter(|manager| manager.active),
        None => None,
    };
    Ok(Reached { cycle, title: survey.title, subject: subject.ok_or(Error::NotFound)?, manager, is_own })
}

/// Finds the own plan; only its subject changes goals and actions.
pub(super) async fn own(ctx: &Ctx, tx: &mut Tx, cycle: SurveyId, subject: PersonId) -> Result<Reached> {
    let found = find(ctx, tx, cycle, subject).await?;
    if found.is_own { Ok(found) } else { Err(Error::NotFound) }
}

/// A goal of a plan that may be opened.
pub(super) async fn goal(ctx: &Ctx, tx: &mut Tx, plan: &Reached, id: GoalId) -> Result<store::GoalRow> {
    store::goal(tx, ctx.organisation, plan.cycle, (plan.subject.id, id)).await?.ok_or(Error::NotFound)
}
