//! `Idempotency-Key`: a write that is repeated with the same key does nothing new and gets the first answer again.

use axum::{
    body::{Body, Bytes, to_bytes},
    extract::{FromRequestParts, Request, State},
    http::{HeaderValue, Method, StatusCode, header, request::Parts},
    middleware::Next,
    response::{IntoResponse, Response},
};
use ayeneh_core::{
    Ctx, Error,
    idempotency::{Attempt, Reservation, begin, finish, forget},
};
use sha2::{Digest, Sha256};

use super::{
    bearer::Caller,
    limits,
    problem::{ApiError, MEDIA_TYPE, Unreadable},
    respond, stop,
};
use crate::http::{AppState, locale_of};

/// The header.
pub const KEY: &str = "idempotency-key";

/// Marks an answer that holds a secret: it is shown once and kept nowhere, so a repeat does the work again.
#[derive(Clone, Copy, Debug)]
pub struct NotKept;

/// Wraps every write that carries a key.
pub async fn once(State(state): State<AppState>, request: Request, next: Next) -> Response {
    // An answer leaves no trace but itself: its receipt does what the key does elsewhere. Stop links have no caller.
    let without = [respond::BELOW, stop::BELOW].iter().any(|below| request.uri().path().starts_with(below));
    let key = request.headers().get(KEY).map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned());
    match key {
        Some(key) if request.method() != Method::GET && !without => {
            let locale = locale_of(request.headers());
            // Of its own, so that a caller who hangs up does not stop work that the key says is under way.
            let work = tokio::spawn(with_key(state, key, request, next)).await;
            let done = work.unwrap_or_else(|error| Err(ApiError::new(Error::Internal(error.to_string()), locale)));
            done.unwrap_or_else(IntoResponse::into_response)
        }
        _ => next.run(request).await,
    }
}

async fn with_key(state: AppState, key: String, request: Request, next: Next) -> Result<Response, ApiError> {
    let (locale, largest) = (locale_of(request.headers()), limits::of(&request));
    let (mut parts, body) = request.into_parts();
    let Caller(ctx, token) = Caller::from_request_parts(&mut parts, &state).await?;
    let too_large = |_| ApiError::unreadable(Unreadable::TooLarge(largest), locale);
    let body = to_bytes(body, largest).await.map_err(too_large)?;
    let in_words = |error| ApiError::new(error, locale);
    let reservation = match begin(&ctx, token, &key, &hash(&parts, &body)).await.map_err(in_words)? {
        Attempt::Repeat { status, body } => return Ok(again(status, body)),
        Attempt::First(reservation) => reservation,
    };
    let ctx = Ctx { reservation: Some(reservation.clone()), ..ctx };
    parts.extensions.insert(Caller(ctx.clone(), token));
    let response = next.run(Request::from_parts(parts, Body::from(body))).await;
    keep(&ctx, &reservation, response).await.map_err(in_words)
}

/// What the request asked for: method, address and body.
fn hash(parts: &Parts, body: &Bytes) -> Vec<u8> {
    let mut hash = Sha256::new();
    hash.update(parts.method.as_str());
    hash.update([0]);
    hash.update(parts.uri.to_string());
    hash.update([0]);
    hash.update(body);
    hash.finalize().to_vec()
}

async fn keep(ctx: &Ctx, reservation: &Reservation, response: Response) -> Result<Response, Error> {
    let (head, body) = response.into_parts();
    let body = to_bytes(body, usize::MAX).await.map_err(|error| Error::Internal(error.to_string()))?;
    match head.extensions.get::<NotKept>() {
        Some(NotKept) => forget(ctx, reservation).await?,
        None => finish(ctx, reservation, head.status.as_u16(), &String::from_utf8_lossy(&body)).await?,
    }
    Ok(Response::from_parts(head, Body::from(body)))
}

/// The first answer once more.
fn again(status: u16, body: String) -> Response {
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::OK);
    let kind = if status.is_success() { "application/json" } else { MEDIA_TYPE };
    let mut response = (status, [(header::CONTENT_TYPE, kind)], body).into_response();
    response.headers_mut().insert("idempotent-replayed", HeaderValue::from_static("true"));
    response
}
