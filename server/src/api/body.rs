//! A JSON body that is read strictly: unknown members are refused by the types, hidden characters by the check of texts,
//! and what is wrong is said.

use axum::{
    Json,
    body::{Body as HttpBody, Bytes},
    extract::{FromRequest, Request},
};
use ayeneh_core::Error;
use serde::de::DeserializeOwned;

use super::problem::ApiError;
use crate::http::{locale_of, texts};

/// The body of a request.
pub struct Body<T>(pub T);

impl<T, S> FromRequest<S> for Body<T>
where
    T: DeserializeOwned,
    S: Send + Sync,
{
    type Rejection = ApiError;

    async fn from_request(request: Request, state: &S) -> Result<Self, ApiError> {
        let locale = locale_of(request.headers());
        let (head, body) = request.into_parts();
        let whole = Request::from_parts(head.clone(), body);
        let bytes = Bytes::from_request(whole, state)
            .await
            .map_err(|rejection| ApiError::unreadable(&rejection.body_text(), locale))?;
        let bytes = texts::check_json(bytes).map_err(|problems| ApiError::new(Error::Invalid(problems), locale))?;
        let request = Request::from_parts(head, HttpBody::from(bytes));
        match Json::<T>::from_request(request, state).await {
            Ok(Json(body)) => Ok(Self(body)),
            Err(rejection) => Err(ApiError::unreadable(&rejection.body_text(), locale)),
        }
    }
}
