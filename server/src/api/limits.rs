//! How large a body may be: least for whoever has a link only, most where files come in.

use axum::{
    extract::{DefaultBodyLimit, MatchedPath, Request},
    middleware::Next,
    response::Response,
};

use super::{respond, stop};
use crate::http::{LARGEST_FORM, LARGEST_FROM_OUTSIDE, LARGEST_UPLOAD};

/// Where files come in.
const IMPORTS: [&str; 5] = ["/import/people", "/import/customers", "/historical", "/readings", "/cycles/{id}/raters"];

/// What this request may bring, in bytes.
#[derive(Clone, Copy)]
struct Largest(usize);

/// What a request may bring, in bytes.
pub fn of(request: &Request) -> usize {
    request.extensions().get::<Largest>().map_or(LARGEST_FROM_OUTSIDE, |largest| largest.0)
}

/// Notes with each request what it may bring; whoever reads the body keeps to it.
pub async fn set(mut request: Request, next: Next) -> Response {
    let matched = request.extensions().get::<MatchedPath>();
    let largest = matched.map_or(LARGEST_FROM_OUTSIDE, |matched| largest(matched.as_str()));
    DefaultBodyLimit::max(largest).apply(&mut request);
    request.extensions_mut().insert(Largest(largest));
    next.run(request).await
}

fn largest(matched: &str) -> usize {
    let path = matched.strip_prefix(super::BASE).unwrap_or(matched);
    if [respond::BELOW, stop::BELOW].iter().any(|below| path.starts_with(below)) {
        LARGEST_FROM_OUTSIDE
    } else if IMPORTS.contains(&path) {
        LARGEST_UPLOAD
    } else {
        LARGEST_FORM
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_import_is_an_operation() {
        let document = super::super::description("http://localhost");
        for path in IMPORTS {
            assert!(document["paths"].get(path).is_some(), "{path}");
        }
    }

    #[test]
    fn whoever_has_a_link_sends_least() {
        assert_eq!(largest("/api/v1/respond/{token}"), LARGEST_FROM_OUTSIDE);
        assert_eq!(largest("/api/v1/people"), LARGEST_FORM);
        assert_eq!(largest("/api/v1/import/people"), LARGEST_UPLOAD);
    }
}
