//! A JSON body that is read strictly: unknown members are refused by the types, and what is wrong is said.

use axum::{
    Json,
    extract::{FromRequest, Request},
};
use serde::de::DeserializeOwned;

use super::problem::ApiError;
use crate::http::locale_of;

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
        match Json::<T>::from_request(request, state).await {
            Ok(Json(body)) => Ok(Self(body)),
            Err(rejection) => Err(ApiError::unreadable(&rejection.body_text(), locale)),
        }
    }
}
