//! Development plans: the own and those of the team, goals with their actions and check-ins; for HR only how many there are.

use axum::{Json, http::StatusCode};
use ayeneh_core::plans;
use ayeneh_domain::{
    ids::{ActionId, GoalId, PersonId, SurveyId},
    plan::{ActionKind, GoalState, Progress},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use super::{
    bearer::Caller,
    extract::{Body, Path},
    problem::{ApiError, said},
    schema::{Made, Text},
};
use crate::http::AppState;

/// The operations of this file.
pub fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(all))
        .routes(routes!(count))
        .routes(routes!(plan))
        .routes(routes!(add_goal))
        .routes(routes!(set_state, remove_goal))
        .routes(routes!(add_action))
        .routes(routes!(finish_action, remove_action))
        .routes(routes!(check_in))
}

/// An open report, with what there is of a plan.
#[derive(Serialize, ToSchema)]
struct PlanAtAGlance {
    /// The cycle.
    cycle: Uuid,
    /// Its title.
    title: Text,
    /// Whose.
    person: Uuid,
    /// The name.
    name: String,
    /// Whether it is of whoever the token acts as; else it is of somebody who reports to them.
    own: bool,
    /// How many goals there are.
    goals: usize,
    /// How many of them are open.
    open: usize,
    /// The day on which the next action is due.
    #[serde(skip_serializing_if = "Option::is_none")]
    next_due: Option<String>,
}

/// The own plans, then those of everybody who reports to whoever the token acts as.
#[utoipa::path(get, path = "/plans", tag = "plans", security(("bearer" = [])),
    responses((status = OK, body = Vec<PlanAtAGlance>)))]
async fn all(Caller(ctx, _): Caller) -> Result<Json<Vec<PlanAtAGlance>>, ApiError> {
    let found = said(&ctx, plans::plans(&ctx).await)?;
    let told = |one: plans::Listed| PlanAtAGlance {
        cycle: one.cycle.0,
        title: Text::from(&one.title),
        person: one.subject.0,
        name: one.name,
        own: one.is_own,
        goals: one.goals,
        open: one.open,
        next_due: one.next_due.map(|day| day.to_string()),
    };
    Ok(Json(found.into_iter().map(told).collect()))
}

/// How many plans a cycle has led to.
#[derive(Serialize, ToSchema)]
struct PlansCounted {
    /// Open reports in the units of the token.
    reports: usize,
    /// Those of them with a plan; absent while fewer than five reports are open, because it would tell of whom.
    #[serde(skip_serializing_if = "Option::is_none")]
    plans: Option<usize>,
}

/// How many of those whose report is open have a plan; what stands in a plan is not told.
#[utoipa::path(get, path = "/cycles/{id}/plans", tag = "plans", security(("bearer" = [])),
    params(("id" = Uuid, Path)), responses((status = OK, body = PlansCounted)))]
async fn count(Caller(ctx, _): Caller, Path(id): Path<Uuid>) -> Result<Json<PlansCounted>, ApiError> {
    let found = said(&ctx, plans::count(&ctx, SurveyId(id)).await)?;
    Ok(Json(PlansCounted { reports: found.reports, plans: found.plans }))
}

/// The plan after a report, as its subject or the manager reads it.
#[derive(Serialize, ToSchema)]
struct DevelopmentPlan {
    /// Whose.
    person: Uuid,
    /// The name.
    name: String,
    /// Whether it is of whoever the token acts as.
    own: bool,
    /// The manager now.
    #[serde(skip_serializing_if = "Option::is_none")]
    with: Option<Uuid>,
    /// The goals, open ones first.
    goals: Vec<PlanGoal>,
    /// For the subject: behaviours that are no goal yet, blind spots and the lowest first.
    offered: Vec<OfferedBehaviour>,
}

/// A goal.
#[derive(Serialize, ToSchema)]
struct PlanGoal {
    /// Its identifier.
    id: Uuid,
    /// The key of the behaviour.
    behaviour: String,
    /// What can be seen being done.
    text: Text,
    /// What is to be different; may be empty.
    aim: String,
    /// `open`, `done` or `dropped`.
    state: &'static str,
    /// Why it was dropped; empty unless it was.
    reason: String,
    /// `none`, `some` or `done`, as the last check-in says.
    progress: &'static str,
    /// The day on which it was chosen.
    begun_on: String,
    /// The day on which it was reached or dropped.
    #[serde(skip_serializing_if = "Option::is_none")]
    ended_on: Option<String>,
    /// What is done for it, by the day it is due.
    actions: Vec<PlanAction>,
    /// What subject and manager wrote, latest first; a manager reads only what was written in their own time.
    check_ins: Vec<PlanCheckIn>,
}

/// Something done for a goal.
#[derive(Serialize, ToSchema)]
struct PlanAction {
    /// Its identifier.
    id: Uuid,
    /// `action` or `training`.
    kind: &'static str,
    /// What.
    body: String,
    /// The day on which it is to be done.
    due_on: String,
    /// The day on which it was done.
    #[serde(skip_serializing_if = "Option::is_none")]
    done_on: Option<String>,
}

/// A word about a goal.
#[derive(Serialize, ToSchema)]
struct PlanCheckIn {
    /// Whether the subject wrote it; else the manager.
    by_subject: bool,
    /// Who wrote it.
    name: String,
    /// `none`, `some` or `done`.
    progress: &'static str,
    /// What was written; may be empty.
    note: String,
    /// The day.
    on: String,
}

/// A behaviour to choose.
#[derive(Serialize, ToSchema)]
struct OfferedBehaviour {
    /// Its key.
    key: String,
    /// What can be seen being done.
    text: Text,
    /// `blind_spot`, `lowest` or `other`.
    offer: &'static str,
}

/// The plan after a report, for its subject and the manager; nobody else learns that there is one.
#[utoipa::path(get, path = "/cycles/{id}/reports/{person}/plan", tag = "plans", security(("bearer" = [])),
    params(("id" = Uuid, Path), ("person" = Uuid, Path)), responses((status = OK, body = DevelopmentPlan)))]
async fn plan(
    Caller(ctx, _): Caller,
    Path((id, person)): Path<(Uuid, Uuid)>,
) -> Result<Json<DevelopmentPlan>, ApiError> {
    let found = said(&ctx, plans::plan(&ctx, SurveyId(id), PersonId(person)).await)?;
    let offered =
        |one: plans::Offered| OfferedBehaviour { key: one.key, text: Text::from(&one.text), offer: one.offer.key() };
    Ok(Json(DevelopmentPlan {
        person,
        name: found.name,
        own: found.is_own,
        with: found.with.map(|manager| manager.0),
        goals: found.goals.into_iter().map(goal).collect(),
        offered: found.offered.into_iter().map(offered).collect(),
    }))
}

fn goal(goal: plans::Goal) -> PlanGoal {
    let action = |one: plans::Action| PlanAction {
        id: one.id.0,
        kind: one.kind.key(),
        body: one.body,
        due_on: one.due_on.to_string(),
        done_on: one.done_on.map(|day| day.to_string()),
    };
    let check_in = |one: plans::CheckIn| PlanCheckIn {
        by_subject: one.by_subject,
        name: one.name,
        progress: one.progress.key(),
        note: one.body,
        on: one.on.to_string(),
    };
    PlanGoal {
        id: goal.id.0,
        behaviour: goal.behaviour,
        text: Text::from(&goal.text),
        aim: goal.aim,
        state: goal.state.key(),
        reason: goal.reason,
        progress: goal.progress.key(),
        begun_on: goal.begun_on.to_string(),
        ended_on: goal.ended_on.map(|day| day.to_string()),
        actions: goal.actions.into_iter().map(action).collect(),
        check_ins: goal.check_ins.into_iter().map(check_in).collect(),
    }
}

/// A goal to be.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewGoal {
    /// The key of a behaviour of the report.
    behaviour: String,
    /// What is to be different, up to 300 characters; may be empty.
    #[serde(default)]
    aim: String,
}

/// Makes a behaviour of the own report a goal.
#[utoipa::path(post, path = "/cycles/{id}/reports/{person}/plan/goals", tag = "plans", security(("bearer" = [])),
    params(("id" = Uuid, Path), ("person" = Uuid, Path)), request_body = NewGoal,
    responses((status = CREATED, body = Made)))]
async fn add_goal(
    Caller(ctx, _): Caller,
    Path((id, person)): Path<(Uuid, Uuid)>,
    Body(new): Body<NewGoal>,
) -> Result<(StatusCode, Json<Made>), ApiError> {
    let made = plans::add_goal(&ctx, SurveyId(id), PersonId(person), &new.behaviour, &new.aim).await;
    Ok((StatusCode::CREATED, Json(Made { id: said(&ctx, made)?.0 })))
}

/// Where a goal is to stand.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewGoalState {
    /// `open`, `done` or `dropped`.
    #[schema(value_type = String)]
    state: GoalState,
    /// Why it is dropped, up to 300 characters.
    #[serde(default)]
    reason: String,
}

fn at((id, person, goal): (Uuid, Uuid, Uuid)) -> (SurveyId, PersonId, GoalId) {
    (SurveyId(id), PersonId(person), GoalId(goal))
}

/// Notes an own goal as reached, drops it with a reason, or takes it up again.
#[utoipa::path(put, path = "/cycles/{id}/reports/{person}/plan/goals/{goal}", tag = "plans", security(("bearer" = [])),
    params(("id" = Uuid, Path), ("person" = Uuid, Path), ("goal" = Uuid, Path)), request_body = NewGoalState,
    responses((status = NO_CONTENT), (status = CONFLICT)))]
async fn set_state(
    Caller(ctx, _): Caller,
    Path(path): Path<(Uuid, Uuid, Uuid)>,
    Body(new): Body<NewGoalState>,
) -> Result<StatusCode, ApiError> {
    said(&ctx, plans::set_state(&ctx, at(path), new.state, &new.reason).await)?;
    Ok(StatusCode::NO_CONTENT)
}

/// Removes an own goal that nobody has written about, with its actions.
#[utoipa::path(delete, path = "/cycles/{id}/reports/{person}/plan/goals/{goal}", tag = "plans",
    security(("bearer" = [])), params(("id" = Uuid, Path), ("person" = Uuid, Path), ("goal" = Uuid, Path)),
    responses((status = NO_CONTENT), (status = CONFLICT)))]
async fn remove_goal(Caller(ctx, _): Caller, Path(path): Path<(Uuid, Uuid, Uuid)>) -> Result<StatusCode, ApiError> {
    said(&ctx, plans::remove_goal(&ctx, at(path)).await)?;
    Ok(StatusCode::NO_CONTENT)
}

/// An action to be.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewPlanAction {
    /// `action` or `training`.
    #[schema(value_type = String)]
    kind: ActionKind,
    /// What, up to 300 characters.
    body: String,
    /// The day on which it is to be done, as people write it in either calendar.
    due_on: String,
}

/// Adds an action to an own open goal.
#[utoipa::path(post, path = "/cycles/{id}/reports/{person}/plan/goals/{goal}/actions", tag = "plans",
    security(("bearer" = [])), params(("id" = Uuid, Path), ("person" = Uuid, Path), ("goal" = Uuid, Path)),
    request_body = NewPlanAction, responses((status = CREATED, body = Made), (status = CONFLICT)))]
async fn add_action(
    Caller(ctx, _): Caller,
    Path(path): Path<(Uuid, Uuid, Uuid)>,
    Body(new): Body<NewPlanAction>,
) -> Result<(StatusCode, Json<Made>), ApiError> {
    let new = plans::NewAction { kind: Some(new.kind), body: new.body, due_on: new.due_on };
    let made = said(&ctx, plans::add_action(&ctx, at(path), &new).await)?;
    Ok((StatusCode::CREATED, Json(Made { id: made.0 })))
}

/// Whether an action is done.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ActionDone {
    /// Done today, or not done after all.
    done: bool,
}

/// Notes an own action as done today, or as not done.
#[utoipa::path(put, path = "/cycles/{id}/reports/{person}/plan/goals/{goal}/actions/{action}", tag = "plans",
    security(("bearer" = [])),
    params(("id" = Uuid, Path), ("person" = Uuid, Path), ("goal" = Uuid, Path), ("action" = Uuid, Path)),
    request_body = ActionDone, responses((status = NO_CONTENT), (status = CONFLICT)))]
async fn finish_action(
    Caller(ctx, _): Caller,
    Path((id, person, goal, action)): Path<(Uuid, Uuid, Uuid, Uuid)>,
    Body(new): Body<ActionDone>,
) -> Result<StatusCode, ApiError> {
    said(&ctx, plans::finish_action(&ctx, at((id, person, goal)), ActionId(action), new.done).await)?;
    Ok(StatusCode::NO_CONTENT)
}

/// Removes an own action.
#[utoipa::path(delete, path = "/cycles/{id}/reports/{person}/plan/goals/{goal}/actions/{action}", tag = "plans",
    security(("bearer" = [])),
    params(("id" = Uuid, Path), ("person" = Uuid, Path), ("goal" = Uuid, Path), ("action" = Uuid, Path)),
    responses((status = NO_CONTENT), (status = CONFLICT)))]
async fn remove_action(
    Caller(ctx, _): Caller,
    Path((id, person, goal, action)): Path<(Uuid, Uuid, Uuid, Uuid)>,
) -> Result<StatusCode, ApiError> {
    said(&ctx, plans::remove_action(&ctx, at((id, person, goal)), ActionId(action)).await)?;
    Ok(StatusCode::NO_CONTENT)
}

/// A check-in to be.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewPlanCheckIn {
    /// `with` of the plan: refused if the manager is another meanwhile.
    with: Option<Uuid>,
    /// `none`, `some` or `done`.
    #[schema(value_type = String)]
    progress: String,
    /// For the other of the two and nobody else, up to 2,000 characters; may be empty.
    #[serde(default)]
    note: String,
}

/// Writes about an open goal, as its subject or the manager.
#[utoipa::path(post, path = "/cycles/{id}/reports/{person}/plan/goals/{goal}/check-ins", tag = "plans",
    security(("bearer" = [])), params(("id" = Uuid, Path), ("person" = Uuid, Path), ("goal" = Uuid, Path)),
    request_body = NewPlanCheckIn, responses((status = NO_CONTENT), (status = CONFLICT)))]
async fn check_in(
    Caller(ctx, _): Caller,
    Path(path): Path<(Uuid, Uuid, Uuid)>,
    Body(new): Body<NewPlanCheckIn>,
) -> Result<StatusCode, ApiError> {
    let progress = Progress::from_key(&new.progress);
    let new = plans::NewCheckIn { with: new.with.map(PersonId), progress, note: new.note };
    said(&ctx, plans::check_in(&ctx, at(path), &new).await)?;
    Ok(StatusCode::NO_CONTENT)
}
