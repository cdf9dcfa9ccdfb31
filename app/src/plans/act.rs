//! What is done on the page of a goal: steps, check-ins, and where the goal stands.

use ayeneh_core::{
    Error, Problem,
    plans::{self, NewAction, NewCheckIn},
};
use ayeneh_domain::{
    ids::{ActionId, GoalId, PersonId, SurveyId},
    plan::{ActionKind, GoalState, Progress},
};
use ayeneh_text as text;

use super::goal::page;
use crate::routing::{FormProblems, Request, Response};

/// Does one of them; the forms of the page name it in `act`, buttons beside an action with the action.
pub async fn act(request: Request) -> Result<Response, Error> {
    let (id, person, goal): (SurveyId, PersonId, GoalId) =
        (request.id("id")?, request.id("person")?, request.id("goal")?);
    match done(&request, (id, person, goal)).await {
        Ok("removed") => Ok(Response::redirect(format!("/cycles/{id}/reports/{person}/plan?done=removed"))),
        Ok(done) => Ok(Response::redirect(format!("/cycles/{id}/reports/{person}/plan/{goal}?done={done}"))),
        Err(Error::Invalid(problems)) => page(&request, &FormProblems(problems)).await,
        Err(error) => Err(error),
    }
}

async fn done(request: &Request, at: (SurveyId, PersonId, GoalId)) -> Result<&'static str, Error> {
    let (ctx, form) = (request.ctx()?, &request.form);
    let action = |name: &str| form.get(name).parse::<ActionId>().ok();
    if let Some(action) = action("did") {
        return plans::finish_action(ctx, at, action, true).await.map(|()| "did");
    }
    if let Some(action) = action("undid") {
        return plans::finish_action(ctx, at, action, false).await.map(|()| "undid");
    }
    if let Some(action) = action("took_off") {
        return plans::remove_action(ctx, at, action).await.map(|()| "took_off");
    }
    match form.get("act") {
        "action" => {
            let kind = ActionKind::from_key(form.get("kind"));
            let new = NewAction { kind, body: form.get("body").to_owned(), due_on: form.get("due_on").to_owned() };
            plans::add_action(ctx, at, &new).await.map(|_| "added")
        }
        "check_in" => {
            let progress = Progress::from_key(form.get("progress"));
            let new = NewCheckIn { with: form.get("with").parse().ok(), progress, note: form.get("note").to_owned() };
            plans::check_in(ctx, at, &new).await.map(|()| "checked_in")
        }
        "done" => plans::set_state(ctx, at, GoalState::Done, "").await.map(|()| "done"),
        "drop" => plans::set_state(ctx, at, GoalState::Dropped, form.get("reason")).await.map(|()| "dropped"),
        "open" => plans::set_state(ctx, at, GoalState::Open, "").await.map(|()| "open"),
        "remove" => plans::remove_goal(ctx, at).await.map(|()| "removed"),
        _ => Err(Error::invalid(Problem::general(|l| text::layout::form_unreadable(l).to_owned()))),
    }
}
