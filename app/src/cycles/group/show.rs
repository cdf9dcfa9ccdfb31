//! `/cycles/{id}/group`: what the reports of a cycle show together, for HR, executives and the managers of units.

use ayeneh_core::{Error, results};
use ayeneh_domain::{ids::UnitId, permission::Right};
use ayeneh_text::group as words;

use super::page::page;
use crate::{
    layout,
    routing::{Request, Response},
};

/// Shows the group report of the unit in the address, else of the highest that may be seen.
pub async fn show(request: Request) -> Result<Response, Error> {
    let ctx = request.ctx()?;
    let unit = match request.query.get("unit") {
        "" => None,
        typed => Some(typed.parse::<UnitId>().map_err(|_| Error::NotFound)?),
    };
    let report = results::group_report(ctx, request.id("id")?, unit).await?;
    let l = request.locale;
    let title = words::title(l, report.survey.title.get(l));
    let reads_reports = ctx.may(Right::ReportsView);
    Ok(Response::page(layout::page(&request, &title, || page(l, &report, reads_reports))))
}
