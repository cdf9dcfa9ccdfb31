//! `/results/{id}`: a released wave or assessment; `/results/{id}/cells`: its cells as a file.

use ayeneh_core::{
    Ctx, Error,
    results::{self, Paired},
};
use ayeneh_domain::{
    ids::{SurveyId, UnitId},
    survey::Kind,
};

use super::{page::page, told};
use crate::{
    assessments, layout,
    routing::{Request, Response},
};

/// Shows what a released survey says, in a unit if it has units.
pub async fn show(request: Request) -> Result<Response, Error> {
    let ctx = request.ctx()?;
    let id: SurveyId = request.id("id")?;
    let unit = unit(&request)?;
    if let Some(other) = other_wave(&request, id)? {
        return to_wave(ctx, other, unit).await;
    }
    let (survey, _) = results::head(ctx, id).await?;
    let l = request.locale;
    Ok(match survey.kind {
        Kind::Cycle => Response::redirect(format!("/cycles/{id}/reports")),
        Kind::Assessment | Kind::Recovery => {
            let told = assessments::result::told(l, results::assessment(ctx, id).await?);
            Response::page(layout::page(&request, survey.title.get(l), || assessments::result::page(told, l)))
        }
        Kind::Wave | Kind::Historical => {
            let told = told::told(l, &results::paired(ctx, id, unit).await?);
            Response::page(layout::page(&request, survey.title.get(l), || page(told, l)))
        }
    })
}

/// The cells that may be seen, as a file for spreadsheets.
pub async fn download(request: Request) -> Result<Response, Error> {
    let ctx = request.ctx()?;
    let id: SurveyId = request.id("id")?;
    let bytes = results::cells_csv(ctx, id, unit(&request)?).await?;
    let name = format!("results-{id}.csv");
    Ok(Response::Download { name, media_type: "text/csv; charset=utf-8", bytes })
}

/// The unit chosen in the address; none is the highest that may be seen.
fn unit(request: &Request) -> Result<Option<UnitId>, Error> {
    match request.query.get("unit") {
        "" => Ok(None),
        typed => typed.parse().map(Some).map_err(|_| Error::NotFound),
    }
}

/// Another wave chosen in the scope.
fn other_wave(request: &Request, here: SurveyId) -> Result<Option<SurveyId>, Error> {
    match request.query.get("wave") {
        "" => Ok(None),
        typed => {
            let chosen = typed.parse().map_err(|_| Error::NotFound)?;
            Ok(Some(chosen).filter(|chosen| *chosen != here))
        }
    }
}

/// The other wave, in the same unit if it has that unit.
async fn to_wave(ctx: &Ctx, wave: SurveyId, unit: Option<UnitId>) -> Result<Response, Error> {
    let to = match unit {
        Some(unit) if has(results::paired(ctx, wave, Some(unit)).await)? => format!("/results/{wave}?unit={unit}"),
        _ => format!("/results/{wave}"),
    };
    Ok(Response::redirect(to))
}

fn has(found: Result<Paired, Error>) -> Result<bool, Error> {
    match found {
        Ok(_) => Ok(true),
        Err(Error::NotFound) => Ok(false),
        Err(error) => Err(error),
    }
}
