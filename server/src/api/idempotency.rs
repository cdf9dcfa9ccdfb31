//! `Idempotency-Key`: a write that is repeated with the same key does nothing new and gets the first answer again.

use axum::{
    body::{Body, to_bytes},
    extract::{FromRequestParts, Request, State},
    http::{HeaderValue, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use ayeneh_core::{
    Error,
    idempotency::{Attempt, begin, finish, forget},
};
use sha2::{Digest, Sha256};

use super::{LARGEST_BODY, bearer::Caller, problem::ApiError};
use crate::http::{AppState, locale_of};

/// Marks an answer that holds a secret: it is shown once and kept nowhere, so a repeat does the work again.
#[derive(Clone, Copy, Debug)]
pub struct NotKept;

/// Wraps every write that carries a key.
pub async fn once(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let key = request.headers().get("idempotency-key").map(|value| value.as_bytes().to_vec());
    match key {
        // An answer leaves no trace but itself: its receipt does what the key does elsewhere. Stop links have no caller.
        Some(_)
            if [super::respond::BELOW, super::stop::BELOW]
                .iter()
                .any(|below| request.uri().path().starts_with(below)) =>
        {
            next.run(request).await
        }
        Some(key) if request.method() != Method::GET => {
            let locale = locale_of(request.headers());
            let done = with_key(&state, &String::from_utf8_lossy(&key), request, next).await;
            done.unwrap_or_else(|error| ApiError::new(error, locale).into_response())
        }
        _ => next.run(request).await,
    }
}

async fn with_key(state: &AppState, key: &str, request: Request, next: Next) -> Result<Response, Error> {
    let (mut parts, body) = request.into_parts();
    let caller = match Caller::from_request_parts(&mut parts, state).await {
        Ok(caller) => caller,
        Err(refused) => return Ok(refused.into_response()),
    };
    let body = to_bytes(body, LARGEST_BODY).await.map_err(|_| too_large())?;
    let mut hash = Sha256::new();
    hash.update(parts.method.as_str());
    hash.update([0]);
    hash.update(parts.uri.to_string());
    hash.update([0]);
    hash.update(&body);
    let Caller(ctx, token) = caller.clone();
    if let Attempt::Repeat { status, body } = begin(&ctx, token, key, &hash.finalize()).await? {
        return Ok(answer(StatusCode::from_u16(status).unwrap_or(StatusCode::OK), body));
    }
    parts.extensions.insert(caller);
    let (head, body) = next.run(Request::from_parts(parts, Body::from(body))).await.into_parts();
    let body = to_bytes(body, LARGEST_BODY).await.map_err(|error| Error::Internal(error.to_string()))?;
    match head.extensions.get::<NotKept>() {
        Some(NotKept) => forget(&ctx, token, key).await?,
        None => finish(&ctx, token, key, head.status.as_u16(), &String::from_utf8_lossy(&body)).await?,
    }
    Ok(Response::from_parts(head, Body::from(body)))
}

fn answer(status: StatusCode, body: String) -> Response {
    let kind = if status.is_success() { "application/json" } else { "application/problem+json" };
    let mut response = (status, [(header::CONTENT_TYPE, kind)], body).into_response();
    response.headers_mut().insert("idempotent-replayed", HeaderValue::from_static("true"));
    response
}

fn too_large() -> Error {
    Error::invalid(ayeneh_core::Problem::general(|l| ayeneh_text::layout::form_unreadable(l).to_owned()))
}
