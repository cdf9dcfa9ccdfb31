//! What a request brings, read strictly: unknown members are refused by the types, and whatever cannot be read comes back
//! as a problem document that says what to change.

use axum::{
    Json,
    body::{Body as HttpBody, Bytes},
    extract::{self, FromRequest, FromRequestParts, Request},
    http::{StatusCode, request::Parts},
};
use ayeneh_core::Error;
use serde::de::DeserializeOwned;

use super::{
    limits,
    problem::{ApiError, Unreadable},
};
use crate::http::{locale_of, texts};

/// The named parts of the path.
pub struct Path<T>(pub T);

impl<T, S> FromRequestParts<S> for Path<T>
where
    T: DeserializeOwned + Send,
    S: Send + Sync,
{
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, ApiError> {
        let read = extract::Path::<T>::from_request_parts(parts, state).await;
        read.map(|extract::Path(parts)| Self(parts))
            .map_err(|why| ApiError::unreadable(Unreadable::Path(why.body_text()), locale_of(&parts.headers)))
    }
}

/// What stands behind the question mark.
pub struct Query<T>(pub T);

impl<T, S> FromRequestParts<S> for Query<T>
where
    T: DeserializeOwned,
    S: Send + Sync,
{
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, ApiError> {
        let read = extract::Query::<T>::from_request_parts(parts, state).await;
        read.map(|extract::Query(query)| Self(query))
            .map_err(|why| ApiError::unreadable(Unreadable::Query(why.body_text()), locale_of(&parts.headers)))
    }
}

/// A JSON body.
pub struct Body<T>(pub T);

impl<T, S> FromRequest<S> for Body<T>
where
    T: DeserializeOwned,
    S: Send + Sync,
{
    type Rejection = ApiError;

    async fn from_request(request: Request, state: &S) -> Result<Self, ApiError> {
        let (locale, largest) = (locale_of(request.headers()), limits::of(&request));
        let (head, body) = request.into_parts();
        let File(bytes) = File::from_request(Request::from_parts(head.clone(), body), state).await?;
        let bytes = texts::check_json(bytes).map_err(|problems| ApiError::new(Error::Invalid(problems), locale))?;
        match Json::<T>::from_request(Request::from_parts(head, HttpBody::from(bytes)), state).await {
            Ok(Json(body)) => Ok(Self(body)),
            Err(why) => Err(ApiError::unreadable(
                match why.status() {
                    StatusCode::PAYLOAD_TOO_LARGE => Unreadable::TooLarge(largest),
                    StatusCode::UNSUPPORTED_MEDIA_TYPE => Unreadable::MediaType,
                    _ => Unreadable::Body(why.body_text()),
                },
                locale,
            )),
        }
    }
}

/// A body as it came: a file.
pub struct File(pub Bytes);

impl<S: Send + Sync> FromRequest<S> for File {
    type Rejection = ApiError;

    async fn from_request(request: Request, state: &S) -> Result<Self, ApiError> {
        let (locale, largest) = (locale_of(request.headers()), limits::of(&request));
        match Bytes::from_request(request, state).await {
            Ok(bytes) => Ok(Self(bytes)),
            Err(why) if why.status() == StatusCode::PAYLOAD_TOO_LARGE => {
                Err(ApiError::unreadable(Unreadable::TooLarge(largest), locale))
            }
            Err(why) => Err(ApiError::unreadable(Unreadable::Body(why.body_text()), locale)),
        }
    }
}
