//! `/tokens`: whom a token acts as, and ending one.

use axum::{Extension, Json, http::StatusCode};
use ayeneh_core::{Error, Problem, tokens};
use ayeneh_domain::{ids::TokenId, permission::Right};
use ayeneh_text as text;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use super::{
    bearer::Caller,
    extract::{Body, Path, Query},
    idempotency::NotKept,
    paging::{Page, Part},
    problem::{ApiError, said},
};
use crate::http::AppState;

/// The operations of this file.
pub fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(me)).routes(routes!(list, create)).routes(routes!(revoke))
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
    /// The name of whom it acts as.
    acts_as: String,
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
    responses((status = OK, body = Me)))]
async fn me(Caller(ctx, _): Caller) -> Json<Me> {
    let rights = Right::ALL.iter().filter(|right| ctx.may(**right)).map(|right| right.key()).collect();
    Json(Me { organisation: ctx.organisation.0, person: ctx.person.0, name: ctx.name, rights })
}

/// A token to be made.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewToken {
    /// What it is for.
    name: String,
    /// Keys of rights; see `rights` of `/me`.
    scopes: Vec<String>,
    /// When it ends, in milliseconds since 1970; never without it.
    expires_at: Option<i64>,
}

/// A token that was just made.
#[derive(Serialize, ToSchema)]
struct MadeToken {
    /// Its identifier.
    id: Uuid,
    /// The token; shown this once.
    token: String,
}

/// Makes a token that acts as who asks, with no right and no later end than the one that asks. The answer holds a secret and is kept nowhere: a repeat makes another token.
#[utoipa::path(post, path = "/tokens", tag = "tokens", security(("bearer" = [])), request_body = NewToken,
    responses((status = CREATED, body = MadeToken)))]
async fn create(
    Caller(ctx, maker): Caller,
    Body(wanted): Body<NewToken>,
) -> Result<(StatusCode, Extension<NotKept>, Json<MadeToken>), ApiError> {
    let made = async {
        let unknown = |key: &str| Error::invalid(Problem::field("scopes", |l| text::api::right_unknown(l, key)));
        let scopes: Result<Vec<Right>, Error> =
            wanted.scopes.iter().map(|key| Right::from_key(key).ok_or_else(|| unknown(key))).collect();
        tokens::create(&ctx, Some(maker), &wanted.name, &scopes?, wanted.expires_at).await
    };
    let (id, token) = made.await.map_err(|error| ApiError::new(error, ctx.locale))?;
    Ok((StatusCode::CREATED, Extension(NotKept), Json(MadeToken { id: id.0, token })))
}

/// The tokens of the organisation, by identifier.
#[utoipa::path(get, path = "/tokens", tag = "tokens", security(("bearer" = [])), params(Part),
    responses((status = OK, body = Page<Token>)))]
async fn list(Caller(ctx, _): Caller, Query(part): Query<Part>) -> Result<Json<Page<Token>>, ApiError> {
    let tokens = said(&ctx, tokens::list(&ctx).await)?;
    let token = |token: tokens::ApiToken| Token {
        id: token.id.0,
        acts_as: token.acts_as,
        name: token.name,
        scopes: token.scopes.iter().map(|right| right.key()).collect(),
        created_at: token.created_at,
        expires_at: token.expires_at,
    };
    Ok(Json(said(&ctx, part.cut_by(tokens.into_iter().map(token).collect(), |token| token.id))?))
}

/// Ends a token at once.
#[utoipa::path(delete, path = "/tokens/{id}", tag = "tokens", security(("bearer" = [])), params(("id" = Uuid, Path)),
    responses((status = NO_CONTENT)))]
async fn revoke(Caller(ctx, _): Caller, Path(id): Path<Uuid>) -> Result<StatusCode, ApiError> {
    tokens::revoke(&ctx, TokenId(id)).await.map_err(|error| ApiError::new(error, ctx.locale))?;
    Ok(StatusCode::NO_CONTENT)
}
