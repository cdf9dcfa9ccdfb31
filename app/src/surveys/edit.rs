//! Changing a draft in the form it was made with.

use ayeneh_core::{Error, surveys};
use ayeneh_domain::ids::SurveyId;
use ayeneh_text::surveys as words;

use super::form::{self, Heading};
use crate::routing::{FormProblems, Request, Response};

/// The form, filled in.
pub async fn show(request: Request) -> Result<Response, Error> {
    let ctx = request.ctx()?;
    let id: SurveyId = request.id("id")?;
    let typed = surveys::typed(ctx, id, request.locale).await?;
    let units = surveys::choosable_units(ctx).await?;
    let heading = heading(&request, id, typed.title.get(request.locale));
    Ok(form::page(&request, &typed, &units, &heading, &FormProblems::default()))
}

/// Changes the draft and shows what launching it would do now.
pub async fn change(request: Request) -> Result<Response, Error> {
    let ctx = request.ctx()?;
    let id: SurveyId = request.id("id")?;
    let (survey, _) = surveys::find(ctx, id).await?;
    let typed = form::sent(&request, survey.kind);
    match surveys::change(ctx, id, &typed).await {
        Ok(()) => Ok(Response::redirect(format!("/surveys/{id}?done=changed"))),
        Err(Error::Invalid(problems)) => {
            let units = surveys::choosable_units(ctx).await?;
            let heading = heading(&request, id, survey.title.get(request.locale));
            Ok(form::page(&request, &typed, &units, &heading, &FormProblems(problems)))
        }
        Err(error) => Err(error),
    }
}

fn heading(request: &Request, id: SurveyId, name: &str) -> Heading {
    let l = request.locale;
    let above = Some((name.to_owned(), format!("/surveys/{id}")));
    Heading { title: words::change_draft(l), lead: words::change_lead(l), above }
}
