//! `/tokens`: whom a token acts as, and ending one.

use axum::{Json, extract::Path, http::StatusCode};
use ayeneh_core::tokens;
use ayeneh_domain::ids::TokenId;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use super::{
    bearer::Caller,
    problem::{ApiError, ProblemDocument},
};
use crate::http::AppState;

/// The operations of this file.
pub fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(me)).routes(routes!(list)).routes(routes!(revoke))
}

/// Who a token acts as.
#[derive(Serialize, ToSchema)]
struct Me {
    /// The organisation.
    organisation: Uuid,
    /// The person.
    person: Uuid,
    /// The person's name.
    name: String,
    /// What the token may do.
    rights: Vec<&'static str>,
}

/// A token that is good.
#[derive(Serialize, ToSchema)]
struct Token {
    /// Its identifier.
    id: Uuid,
    /// What it is for.
    name: String,
    /// What it may do, at most.
    scopes: Vec<&'static str>,
    /// When it was made, in milliseconds since 1970.
    created_at: i64,
    /// When it ends.
    expires_at: Option<i64>,
}

/// Whom the token acts as and what it may do.
#[utoipa::path(get, path = "/me", tag = "tokens", security(("bearer" = [])),
    responses((status = OK, body = Me), (status = UNAUTHORIZED, body = ProblemDocument, content_type = "application/problem+json")))]
async fn me(Caller(ctx, _): Caller) -> Json<Me> {
    use ayeneh_domain::permission::Right;
    let rights = Right::ALL.iter().filter(|right| ctx.may(**right)).map(|right| right.key()).collect();
    Json(Me { organisation: ctx.organisation.0, person: ctx.person.0, name: ctx.name, rights })
}

/// The tokens of the organisation.
#[utoipa::path(get, path = "/tokens", tag = "tokens", security(("bearer" = [])),
    responses((status = OK, body = [Token]), (status = FORBIDDEN, body = ProblemDocument, content_type = "application/problem+json")))]
async fn list(Caller(ctx, _): Caller) -> Result<Json<Vec<Token>>, ApiError> {
    let tokens = tokens::list(&ctx).await.map_err(|error| ApiError::new(error, ctx.locale))?;
    let token = |token: tokens::ApiToken| Token {
        id: token.id.0,
        name: token.name,
        scopes: token.scopes.iter().map(|right| right.key()).collect(),
        created_at: token.created_at,
        expires_at: token.expires_at,
    };
    Ok(Json(tokens.into_iter().map(token).collect()))
}

/// Ends a token at once.
#[utoipa::path(delete, path = "/tokens/{id}", tag = "tokens", security(("bearer" = [])), params(("id" = Uuid, Path)),
    responses((status = NO_CONTENT), (status = NOT_FOUND, body = ProblemDocument, content_type = "application/problem+json")))]
async fn revoke(Caller(ctx, _): Caller, Path(id): Path<Uuid>) -> Result<StatusCode, ApiError> {
    tokens::revoke(&ctx, TokenId(id)).await.map_err(|error| ApiError::new(error, ctx.locale))?;
    Ok(StatusCode::NO_CONTENT)
}
