//! Who calls: a bearer token, found anew at each request.

use axum::{
    extract::FromRequestParts,
    http::{header, request::Parts},
};
use ayeneh_core::{Ctx, Error, sign_in};
use ayeneh_domain::ids::TokenId;

use super::problem::{ApiError, Unreadable};
use crate::http::{AppState, locale_of};

/// Who calls, with the rights of the token.
#[derive(Clone)]
pub struct Caller(pub Ctx, pub TokenId);

impl FromRequestParts<AppState> for Caller {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, ApiError> {
        // The idempotency layer has asked already.
        if let Some(caller) = parts.extensions.get::<Self>() {
            return Ok(caller.clone());
        }
        let locale = locale_of(&parts.headers);
        let value = parts.headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
        let Some(token) = value.and_then(|value| value.strip_prefix("Bearer ")) else {
            return Err(ApiError::new(Error::SignedOut, locale));
        };
        match sign_in::bearer(&state.core, token.trim()).await {
            Ok(Some((mut ctx, id))) => {
                ctx.locale = locale;
                Ok(Self(ctx, id))
            }
            Ok(None) => Err(ApiError::unreadable(Unreadable::Token, locale)),
            Err(error) => Err(ApiError::new(error, locale)),
        }
    }
}
