//! The one error of the services. Each variant says who has to do what.

use ayeneh_domain::{
    bilingual::{Bilingual, Locale},
    permission::Right,
};

use crate::intake::seal::NotAsked;

/// The result of a service.
pub type Result<T> = std::result::Result<T, Error>;

/// What is wrong with the input, in both languages, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The form field or API member, if one is to blame.
    pub field: Option<String>,
    /// The row of an imported file, counted from 1 with the head as row 1.
    pub row: Option<u32>,
    /// What to change.
    pub message: Bilingual,
}

impl Problem {
    /// A problem of a field. `message` gives the catalogue's text in a language.
    pub fn field(field: impl Into<String>, message: impl Fn(Locale) -> String) -> Self {
        Self { field: Some(field.into()), row: None, message: both(message) }
    }

    /// A problem of the whole request.
    pub fn general(message: impl Fn(Locale) -> String) -> Self {
        Self { field: None, row: None, message: both(message) }
    }

    /// A problem of a row of a file.
    pub fn row(row: u32, column: &str, message: impl Fn(Locale) -> String) -> Self {
        Self { field: Some(column.to_owned()), row: Some(row), message: both(message) }
    }
}

/// A catalogue text in both languages.
pub fn both(message: impl Fn(Locale) -> String) -> Bilingual {
    Bilingual::new(message(Locale::Fa), message(Locale::En))
}

/// Which right somebody lacks who is refused, so that whoever holds a token knows what to ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missing {
    /// This right, anywhere.
    Right(Right),
    /// This right for the whole organisation.
    Everywhere(Right),
    /// Every right of the role that was to be given or taken, where it holds.
    OfTheRole,
}

/// Why a service did not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// 401: sign in first.
    #[error("not signed in")]
    SignedOut,
    /// 403: the role does not allow it.
    #[error("not allowed: {0:?}")]
    Refused(Missing),
    /// 404: does not exist, or not for this organisation; the two look alike.
    #[error("not found")]
    NotFound,
    /// 422: the input has to change.
    #[error("invalid input: {0:?}")]
    Invalid(Vec<Problem>),
    /// 409: the input is fine, but the state of things does not allow it.
    #[error("conflict: {0:?}")]
    Conflict(Box<Problem>),
    /// 429: too many tries.
    #[error("too many tries")]
    TooMany,
    /// 503: the database cannot be reached, is full or read-only.
    #[error("database: {0}")]
    Database(#[from] sqlx::Error),
    /// 500: a stored document cannot be read, or another fault of ours.
    #[error("internal: {0}")]
    Internal(String),
}

impl Error {
    /// A single problem with the input.
    pub fn invalid(problem: Problem) -> Self {
        Self::Invalid(vec![problem])
    }

    /// A single problem with the state of things.
    pub fn conflict(message: impl Fn(Locale) -> String) -> Self {
        Self::Conflict(Box::new(Problem::general(message)))
    }
}

impl From<NotAsked> for Error {
    fn from(error: NotAsked) -> Self {
        Self::Internal(error.to_string())
    }
}

impl From<serde_json::Error> for Error {
    fn from(error: serde_json::Error) -> Self {
        Self::Internal(error.to_string())
    }
}
