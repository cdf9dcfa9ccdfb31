//! A plan as the subject or the manager reads it, and what the next report takes over from it.

use std::collections::BTreeMap;

use ayeneh_domain::{
    bilingual::Bilingual,
    calendar::Date,
    ids::{ActionId, GoalId, OrganisationId, PersonId, SurveyId},
    plan::{GoalState, offered},
};
use uuid::Uuid;

use super::{
    Action, CheckIn, Goal, Offered, Plan,
    reached::{self, Reached},
    store,
};
use crate::{
    Ctx, Result,
    db::Tx,
    results::{self, Asked, Report},
};

type Sql<T> = std::result::Result<T, sqlx::Error>;

/// The plan after a report, for its subject and the manager.
///
/// # Errors
/// [`crate::Error::NotFound`] for everybody else, and while the report is not open.
pub async fn plan(ctx: &Ctx, cycle: SurveyId, subject: PersonId) -> Result<Plan> {
    let mut tx = ctx.read().await?;
    let found = reached::find(ctx, &mut tx, cycle, subject).await?;
    let asked = results::behaviours(&mut tx, ctx.organisation, cycle).await?;
    let goals = goals(ctx, &mut tx, &found, &asked).await?;
    drop(tx);
    let offered = match found.is_own {
        true => offer(&asked, &goals, &results::report(ctx, cycle, subject).await?),
        false => Vec::new(),
    };
    Ok(Plan {
        cycle,
        title: found.title,
        subject,
        name: found.subject.name,
        is_own: found.is_own,
        with: found.manager.as_ref().map(|manager| manager.id),
        manager: found.manager.map(|manager| manager.name),
        goals,
        offered,
    })
}

/// The behaviours that are no goal yet, blind spots and the lowest first.
fn offer(asked: &[Asked], goals: &[Goal], report: &Report) -> Vec<Offered> {
    let blind = report.competencies.iter().filter(|competency| competency.is_blind_spot);
    let blind: Vec<&str> = blind.flat_map(|one| &one.behaviours).map(|behaviour| behaviour.key.as_str()).collect();
    let lowest: Vec<&str> = report.lowest.iter().map(String::as_str).collect();
    let all: Vec<&str> = asked.iter().map(|behaviour| behaviour.key.as_str()).collect();
    let texts: BTreeMap<&str, &Bilingual> = asked.iter().map(|one| (one.key.as_str(), &one.text)).collect();
    let offers = offered(&blind, &lowest, &all).into_iter();
    let offers = offers.filter(|(key, _)| goals.iter().all(|goal| goal.behaviour != *key));
    offers.map(|(key, offer)| Offered { key: key.to_owned(), text: texts[key].clone(), offer }).collect()
}

async fn goals(ctx: &Ctx, tx: &mut Tx, plan: &Reached, asked: &[Asked]) -> Result<Vec<Goal>> {
    let (organisation, cycle, subject) = (ctx.organisation, plan.cycle, plan.subject.id);
    let mut actions = by_goal(store::actions(tx, organisation, cycle, subject).await?, |row| row.goal_id, action)?;
    let mut check_ins = store::check_ins(tx, organisation, cycle, subject).await?;
    // A manager who comes later does not read what was said before.
    check_ins.retain(|row| plan.is_own || row.manager_id == Some(ctx.person.0));
    let offset = ctx.core.settings.utc_offset_minutes;
    let mut written = by_goal(check_ins, |row| row.goal_id, |row| check_in(row, &plan.subject.name, offset))?;
    let mut goals = Vec::new();
    for row in store::goals(tx, organisation, cycle, subject).await? {
        let behaviour = asked.iter().find(|one| one.key == row.behaviour);
        let (begun_on, ended_on) = row.days()?;
        goals.push(Goal {
            id: GoalId(row.id),
            text: behaviour.map_or_else(|| Bilingual::same(&row.behaviour), |one| one.text.clone()),
            competency: behaviour.map_or_else(|| Bilingual::same(""), |one| one.name.clone()),
            state: row.state()?,
            progress: row.progress()?,
            begun_on,
            ended_on,
            actions: actions.remove(&row.id).unwrap_or_default(),
            check_ins: written.remove(&row.id).unwrap_or_default(),
            behaviour: row.behaviour,
            aim: row.aim,
            reason: row.reason,
        });
    }
    Ok(goals)
}

/// Rows by the goal they belong to, in their order.
fn by_goal<R, T>(
    rows: Vec<R>,
    goal: impl Fn(&R) -> Uuid,
    read: impl Fn(R) -> Sql<T>,
) -> Result<BTreeMap<Uuid, Vec<T>>> {
    let mut found: BTreeMap<Uuid, Vec<T>> = BTreeMap::new();
    for row in rows {
        found.entry(goal(&row)).or_default().push(read(row)?);
    }
    Ok(found)
}

fn action(row: store::ActionRow) -> Sql<Action> {
    let (due_on, done_on) = row.days()?;
    Ok(Action { id: ActionId(row.id), kind: row.kind()?, body: row.body, due_on, done_on })
}

fn check_in(row: store::CheckInRow, subject: &str, offset_minutes: i32) -> Sql<CheckIn> {
    let progress = row.progress()?;
    let on = Date::at(row.written_at, offset_minutes);
    let name = if row.by_subject { subject.to_owned() } else { row.manager.unwrap_or_default() };
    Ok(CheckIn { by_subject: row.by_subject, name, progress, body: row.body, on })
}

/// The behaviours that were goals in a plan, and where each goal stands. Who may learn of them is decided before.
pub(crate) async fn chosen(
    tx: &mut Tx,
    organisation: OrganisationId,
    cycle: SurveyId,
    subject: PersonId,
) -> Result<Vec<(String, GoalState)>> {
    let rows = store::goals(tx, organisation, cycle, subject).await?;
    rows.into_iter().map(|row| Ok((row.behaviour.clone(), row.state()?))).collect()
}
