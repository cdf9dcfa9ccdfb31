//! `/`: the page a role opens on.

use ayeneh_core::Error;
use ayeneh_domain::permission::Right;

use crate::routing::{Request, Response};

/// Executives to the scorecard, HR to what waits, everybody else to what they are asked; outsiders to the sign-in page.
pub async fn show(request: Request) -> Result<Response, Error> {
    let Some(ctx) = &request.signed_in else { return Ok(Response::redirect("/sign-in")) };
    let to = [(Right::SurveysView, "/surveys"), (Right::ScorecardView, "/scorecard"), (Right::Administer, "/people")];
    let to = to.into_iter().find(|(right, _)| ctx.may(*right)).map_or("/answer", |(_, path)| path);
    Ok(Response::redirect(to))
}
