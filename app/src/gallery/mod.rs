//! `/ui` in development: every part and chart of the design system on one page. Elsewhere it does not exist.

use ayeneh_core::Error;

use crate::{
    layout,
    routing::{Access, Request, Response, Route},
    ui,
};

/// The routes of this feature.
pub fn routes() -> Vec<Route> {
    vec![Route::get("/ui", Access::Public, show)]
}

async fn show(request: Request) -> Result<Response, Error> {
    if !request.development {
        return Err(Error::NotFound);
    }
    let l = request.locale;
    Ok(Response::page(layout::page(&request, "UI", || ui::gallery::page(l))))
}
