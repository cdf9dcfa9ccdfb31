//! Personal links, to be handed out to those without a mail address.

use axum::Json;
use ayeneh_core::{Error, surveys};
use ayeneh_domain::ids::SurveyId;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use super::super::{
    bearer::Caller,
    extract::{Path, Query},
    paging::{Page, Part},
    problem::{ApiError, said},
};
use crate::http::AppState;

/// The operations of this file.
pub fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(links))
}

/// A personal link. Whoever holds it can answer in that person's place.
#[derive(Serialize, ToSchema)]
struct PersonalLink {
    /// The invitation.
    invitation: Uuid,
    /// Who is invited.
    name: String,
    /// 360°: who is reviewed.
    #[serde(skip_serializing_if = "Option::is_none")]
    subject: Option<String>,
    /// 360°: in what relation.
    #[serde(skip_serializing_if = "Option::is_none")]
    relationship: Option<&'static str>,
    /// The address.
    address: String,
}

/// Personal links of an open survey, by name, for those without a mail address.
#[utoipa::path(get, path = "/surveys/{id}/links", tag = "surveys", security(("bearer" = [])), params(("id" = Uuid, Path), Part),
    responses((status = OK, body = Page<PersonalLink>), (status = CONFLICT)))]
async fn links(
    Caller(ctx, _): Caller,
    Path(id): Path<Uuid>,
    Query(part): Query<Part>,
) -> Result<Json<Page<PersonalLink>>, ApiError> {
    let found = async {
        let (after, limit) = part.bounds()?;
        // The list is in the order of names, so its cursor is how far one has read.
        let skipped: u32 = after.parse().unwrap_or(0);
        let most = u32::try_from(limit + 1).unwrap_or(u32::MAX);
        let found = surveys::links(&ctx, SurveyId(id), most, skipped).await?;
        let next = skipped as usize + limit;
        Ok::<_, Error>(Page::cut(found.into_iter().map(PersonalLink::from).collect(), limit, |_| next.to_string()))
    };
    said(&ctx, found.await).map(Json)
}

impl From<surveys::Link> for PersonalLink {
    fn from(link: surveys::Link) -> Self {
        let (subject, relationship) = link.subject.unzip();
        Self {
            invitation: link.invitation.0,
            name: link.name,
            subject,
            relationship: relationship.map(|relationship| relationship.key()),
            address: link.address,
        }
    }
}
