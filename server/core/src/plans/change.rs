//! What the subject changes in the own plan: goals, where they stand, and what is done for them.

use ayeneh_domain::{
    calendar::Date,
    ids::{ActionId, GoalId, PersonId, SurveyId},
    plan::{ActionKind, FURTHEST_DAYS, GoalState, LONGEST_LINE, MOST_ACTIONS, MOST_GOALS},
};
use ayeneh_text::{self as text, plan as words};

use super::{reached, store};
use crate::{Ctx, Error, Problem, Result, results, surveys};

/// Adds a goal: a behaviour of the report, and what is to be different.
///
/// # Errors
/// [`Error::Invalid`] for a behaviour that was not asked about or is a goal already, a very long aim, and more goals than
/// a plan holds; [`Error::NotFound`] for everybody but the subject.
pub async fn add_goal(ctx: &Ctx, cycle: SurveyId, subject: PersonId, behaviour: &str, aim: &str) -> Result<GoalId> {
    let aim = aim.trim();
    let mut tx = ctx.write().await?;
    let plan = reached::own(ctx, &mut tx, cycle, subject).await?;
    let mut problems = Vec::new();
    let asked = results::behaviours(&mut tx, ctx.organisation, cycle).await?;
    if asked.iter().all(|one| one.key != behaviour) {
        problems.push(Problem::field("behaviour", |l| text::field_errors::choose(l).to_owned()));
    }
    problems.extend(too_long("aim", aim));
    if store::goals(&mut tx, ctx.organisation, cycle, subject).await?.len() >= MOST_GOALS {
        problems.push(Problem::field("behaviour", |l| words::too_many_goals(l, text::figure::integer(l, MOST_GOALS))));
    }
    if !problems.is_empty() {
        return Err(Error::Invalid(problems));
    }
    let (id, today) = (GoalId(ctx.core.new_id()), surveys::today(&ctx.core));
    let of = (cycle, plan.subject.id);
    if !store::insert_goal(&mut tx, ctx.organisation, of, id, (behaviour, aim), today).await? {
        return Err(Error::invalid(Problem::field("behaviour", |l| words::chosen_already(l).to_owned())));
    }
    tx.commit().await?;
    Ok(id)
}

fn too_long(field: &str, typed: &str) -> Option<Problem> {
    let is = typed.chars().count() > LONGEST_LINE;
    is.then(|| Problem::field(field, |l| text::field_errors::too_long(l, LONGEST_LINE)))
}

/// Notes a goal as reached, drops it with a reason, or takes it up again.
///
/// # Errors
/// [`Error::Invalid`] for dropping without a reason; [`Error::Conflict`] where the step does not follow;
/// [`Error::NotFound`] for everybody but the subject.
pub async fn set_state(
    ctx: &Ctx,
    (cycle, subject, goal): (SurveyId, PersonId, GoalId),
    state: GoalState,
    reason: &str,
) -> Result<()> {
    let reason = if state == GoalState::Dropped { reason.trim() } else { "" };
    let mut tx = ctx.write().await?;
    let plan = reached::own(ctx, &mut tx, cycle, subject).await?;
    let before = reached::goal(ctx, &mut tx, &plan, goal).await?.state()?;
    if !before.may_become(state) {
        return Err(Error::conflict(|l| words::not_now(l, words_of(l, before))));
    }
    if state == GoalState::Dropped && reason.is_empty() {
        return Err(Error::invalid(Problem::field("reason", |l| words::say_why(l).to_owned())));
    }
    if let Some(problem) = too_long("reason", reason) {
        return Err(Error::invalid(problem));
    }
    let ended_on = (!state.is_open()).then(|| surveys::today(&ctx.core));
    if !store::set_state(&mut tx, ctx.organisation, goal, (before, state), (reason, ended_on)).await? {
        return Err(Error::conflict(|l| words::not_now(l, words_of(l, before))));
    }
    Ok(tx.commit().await?)
}

fn words_of(l: text::Locale, state: GoalState) -> &'static str {
    text::name::goal_state(l, state)
}

/// Removes a goal that was chosen by mistake, with its actions.
///
/// # Errors
/// [`Error::Conflict`] once somebody has written about it; [`Error::NotFound`] for everybody but the subject.
pub async fn remove_goal(ctx: &Ctx, (cycle, subject, goal): (SurveyId, PersonId, GoalId)) -> Result<()> {
    let mut tx = ctx.write().await?;
    let plan = reached::own(ctx, &mut tx, cycle, subject).await?;
    reached::goal(ctx, &mut tx, &plan, goal).await?;
    if !store::delete_goal(&mut tx, ctx.organisation, goal).await? {
        return Err(Error::conflict(|l| words::written_about(l).to_owned()));
    }
    Ok(tx.commit().await?)
}

/// An action as it is typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewAction {
    /// Done at work, or learned; absent where nothing was chosen.
    pub kind: Option<ActionKind>,
    /// What.
    pub body: String,
    /// The day on which it is to be done, in either calendar.
    pub due_on: String,
}

/// Adds an action to an open goal; the same once more, as of a form that was sent twice, is the one that is there.
///
/// # Errors
/// [`Error::Invalid`] for an empty or very long text, no kind, a day that cannot be read or is over, and more actions than
/// a goal holds; [`Error::Conflict`] for a goal that is over; [`Error::NotFound`] for everybody but the subject.
pub async fn add_action(
    ctx: &Ctx,
    (cycle, subject, goal): (SurveyId, PersonId, GoalId),
    new: &NewAction,
) -> Result<ActionId> {
    let body = new.body.trim();
    let mut tx = ctx.write().await?;
    let plan = reached::own(ctx, &mut tx, cycle, subject).await?;
    require_open(reached::goal(ctx, &mut tx, &plan, goal).await?.state()?)?;
    let mut problems = Vec::new();
    if body.is_empty() {
        problems.push(Problem::field("body", |l| text::field_errors::required(l).to_owned()));
    }
    problems.extend(too_long("body", body));
    if new.kind.is_none() {
        problems.push(Problem::field("kind", |l| text::field_errors::choose(l).to_owned()));
    }
    let due = due_on(&new.due_on, surveys::today(&ctx.core), &mut problems);
    if let (Some(kind), Some(due), true) = (new.kind, due, problems.is_empty())
        && let Some(same) = store::same_action(&mut tx, ctx.organisation, goal, (kind, body), due).await?
    {
        return Ok(same);
    }
    let count = store::action_count(&mut tx, ctx.organisation, goal).await?;
    if usize::try_from(count).is_ok_and(|count| count >= MOST_ACTIONS) {
        let most = |l| words::too_many_actions(l, text::figure::integer(l, MOST_ACTIONS));
        problems.push(Problem::field("body", most));
    }
    let (Some(kind), Some(due), true) = (new.kind, due, problems.is_empty()) else {
        return Err(Error::Invalid(problems));
    };
    let id = ActionId(ctx.core.new_id());
    store::insert_action(&mut tx, ctx.organisation, (goal, id), (kind, body), due).await?;
    tx.commit().await?;
    Ok(id)
}

/// What is over gets no more actions and check-ins.
pub(super) fn require_open(state: GoalState) -> Result<()> {
    match state.is_open() {
        true => Ok(()),
        false => Err(Error::conflict(|l| words::not_now(l, words_of(l, state)))),
    }
}

/// The typed day: today or later, and not so far away that the year must be a slip.
fn due_on(typed: &str, today: Date, problems: &mut Vec<Problem>) -> Option<Date> {
    match Date::parse_typed(typed, today) {
        Err(error) => problems.push(Problem::field("due_on", |l| text::field_error::date(l, error))),
        Ok(day) if day < today => problems.push(Problem::field("due_on", |l| words::due_over(l).to_owned())),
        Ok(day) if day > today.plus_days(FURTHEST_DAYS) => {
            problems.push(Problem::field("due_on", |l| words::due_far(l).to_owned()));
        }
        Ok(day) => return Some(day),
    }
    None
}

/// Notes an action as done today, or as not done after all.
///
/// # Errors
/// [`Error::Conflict`] for a goal that is over; [`Error::NotFound`] for everybody but the subject.
pub async fn finish_action(
    ctx: &Ctx,
    (cycle, subject, goal): (SurveyId, PersonId, GoalId),
    action: ActionId,
    done: bool,
) -> Result<()> {
    let mut tx = ctx.write().await?;
    let plan = reached::own(ctx, &mut tx, cycle, subject).await?;
    require_open(reached::goal(ctx, &mut tx, &plan, goal).await?.state()?)?;
    let day = done.then(|| surveys::today(&ctx.core));
    if !store::finish_action(&mut tx, ctx.organisation, (goal, action), day).await? {
        return Err(Error::NotFound);
    }
    Ok(tx.commit().await?)
}

/// Removes an action.
///
/// # Errors
/// As [`finish_action`].
pub async fn remove_action(
    ctx: &Ctx,
    (cycle, subject, goal): (SurveyId, PersonId, GoalId),
    action: ActionId,
) -> Result<()> {
    let mut tx = ctx.write().await?;
    let plan = reached::own(ctx, &mut tx, cycle, subject).await?;
    require_open(reached::goal(ctx, &mut tx, &plan, goal).await?.state()?)?;
    if !store::delete_action(&mut tx, ctx.organisation, (goal, action)).await? {
        return Err(Error::NotFound);
    }
    Ok(tx.commit().await?)
}
