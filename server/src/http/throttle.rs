//! Slows down whoever guesses: sign-in, sign-in links, passwords and set-up, per client address.

use std::{net::IpAddr, num::NonZeroU32};

use axum::{
    extract::{Request, State},
    http::{Method, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use governor::{Quota, RateLimiter, clock::DefaultClock, state::keyed::DashMapStateStore};

use super::{AppState, client_address, pages};

type Limiter = RateLimiter<IpAddr, DashMapStateStore<IpAddr>, DefaultClock>;

/// How often a client may try.
pub struct Throttle(Limiter);

impl Throttle {
    /// So many tries a minute, at least one.
    pub fn new(per_minute: u32) -> Self {
        Self(RateLimiter::keyed(Quota::per_minute(NonZeroU32::new(per_minute).unwrap_or(NonZeroU32::MIN))))
    }
}

/// Refuses with 429 what comes too fast.
pub async fn guessable(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let path = request.uri().path();
    let guess = request.method() == Method::POST
        && ["/sign-in", "/enter/", "/set-up/", "/me/password"].iter().any(|p| path.starts_with(p));
    let client = client_address::counted(client_address::of(&request, &state.proxies));
    if guess && state.throttle.0.check_key(&client).is_err() {
        let page = pages::too_many(&state, &request);
        return ([(header::RETRY_AFTER, "60")], page).into_response();
    }
    next.run(request).await
}
