//! The page of one survey, whatever its state, and what can be done with it there.

use ayeneh_core::{
    Error, Problem,
    cycles::{self, Overview},
    mail, release,
    surveys::{self, Survey},
};
use ayeneh_domain::{
    cycle::Move,
    ids::SurveyId,
    survey::{Kind, State},
};
use ayeneh_text::name;

use super::{draft, running};
use crate::routing::{FormProblems, Request, Response};

/// The page.
pub async fn show(request: Request) -> Result<Response, Error> {
    page(&request, FormProblems::default()).await
}

async fn page(request: &Request, problems: FormProblems) -> Result<Response, Error> {
    let ctx = request.ctx()?;
    let (survey, units) = surveys::find(ctx, request.id("id")?).await?;
    match survey.state {
        State::Draft => {
            let about = about(request, &survey).await?;
            Ok(draft::page(request, &surveys::preview(ctx, survey.id).await?, about.as_ref(), &problems))
        }
        _ => {
            let about = about(request, &survey).await?;
            running::page(request, &survey, &units, about.as_ref(), &problems).await
        }
    }
}

/// Of a review cycle: where it stands beside its survey.
async fn about(request: &Request, survey: &Survey) -> Result<Option<Overview>, Error> {
    match survey.kind {
        Kind::Cycle => cycles::overview(request.ctx()?, survey.id).await.map(Some),
        _ => Ok(None),
    }
}

/// Launches, discards, reminds, moves the last day, closes, builds the release, or sends refused mails again.
pub async fn act(request: Request) -> Result<Response, Error> {
    let ctx = request.ctx()?;
    let id: SurveyId = request.id("id")?;
    let done = match request.form.get("act") {
        "launch" => surveys::launch(ctx, id)
            .await
            .map(|done| format!("/surveys/{id}?done=launched&n={}&skipped={}", done.mails, done.skipped)),
        "discard" => surveys::discard(ctx, id).await.map(|()| "/surveys?done=discarded".to_owned()),
        "remind" => surveys::remind(ctx, id).await.map(|n| format!("/surveys/{id}?done=reminded&n={n}")),
        "close" => surveys::close(ctx, id).await.map(|()| format!("/surveys/{id}?done=closed")),
        "move" => {
            let moved = surveys::move_closing(ctx, id, request.form.get("closes_on")).await;
            moved.map(|()| format!("/surveys/{id}?done=moved"))
        }
        "release" => release::release(ctx, id).await.map(|_| format!("/surveys/{id}?done=released")),
        "again" => mail::send_again(ctx, id).await.map(|n| format!("/surveys/{id}?done=again&n={n}")),
        act if Move::from_key(act).is_some_and(|moved| name::cycle_move(request.locale, moved).is_some()) => {
            let moved = Move::from_key(act).ok_or(Error::NotFound)?;
            cycles::advance(ctx, id, moved).await.map(|_| format!("/surveys/{id}?done={act}"))
        }
        _ => {
            surveys::find(ctx, id).await?;
            Err(Error::invalid(Problem::general(|l| ayeneh_text::layout::form_unreadable(l).to_owned())))
        }
    };
    match done {
        Ok(next) => Ok(Response::redirect(next)),
        Err(Error::Invalid(problems)) => page(&request, FormProblems(problems)).await,
        Err(error) => Err(error),
    }
}
