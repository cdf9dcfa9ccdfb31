//! The surveys the token may see, in parts, and one of them.

use axum::Json;
use ayeneh_core::surveys;
use ayeneh_domain::ids::SurveyId;
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use super::{
    super::{
        bearer::Caller,
        extract::{Path, Query},
        paging::{Page, Part},
        problem::{ApiError, said},
    },
    Survey,
};
use crate::http::AppState;

/// The operations of this file.
pub fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(list)).routes(routes!(show))
}

/// The surveys the token may see, newest first.
#[utoipa::path(get, path = "/surveys", tag = "surveys", security(("bearer" = [])), params(Part),
    responses((status = OK, body = Page<Survey>)))]
async fn list(Caller(ctx, _): Caller, Query(part): Query<Part>) -> Result<Json<Page<Survey>>, ApiError> {
    let listed = async {
        // Newer surveys come before the first part, so a cursor says after which survey to go on, not how many to skip.
        let place = |listed: &surveys::Listed| place(listed.survey.created_at, listed.survey.id);
        let page = part.cut(surveys::list(&ctx).await?, place)?;
        let items = page.items.iter().map(|listed| Survey::from(&listed.survey)).collect();
        Ok(Page { items, next: page.next })
    };
    said(&ctx, listed.await).map(Json)
}

/// One survey.
#[utoipa::path(get, path = "/surveys/{id}", tag = "surveys", security(("bearer" = [])), params(("id" = Uuid, Path)),
    responses((status = OK, body = Survey)))]
async fn show(Caller(ctx, _): Caller, Path(id): Path<Uuid>) -> Result<Json<Survey>, ApiError> {
    let (survey, _) = said(&ctx, surveys::find(&ctx, SurveyId(id)).await)?;
    Ok(Json(Survey::from(&survey)))
}

/// What sorts surveys as text, the newest first.
fn place(created_at: i64, id: SurveyId) -> String {
    format!("{:019}.{}", i64::MAX - created_at.max(0), id.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_newer_comes_first() {
        let id = |number: u128| SurveyId(Uuid::from_u128(number));
        let mut places = vec![place(1, id(1)), place(1_000, id(3)), place(0, id(4)), place(1_000, id(2))];
        places.sort();
        assert_eq!(places, [place(1_000, id(2)), place(1_000, id(3)), place(1, id(1)), place(0, id(4))]);
    }
}
