//! Whom the server takes a client for: with and without a proxy in front, believed or not.

use std::net::SocketAddr;

use axum::{extract::ConnectInfo, http::Request};
use ayeneh::{config::Config, trusted_proxies::TrustedProxies};
use ayeneh_core::testing::Engine;

use crate::app::App;

async fn app(proxies: &str, sign_in_per_minute: u32) -> App {
    let trusted_proxies = TrustedProxies::parse(proxies).expect("a list");
    App::configured(Engine::Sqlite, &Config { trusted_proxies, sign_in_per_minute, ..Config::default() }).await
}

/// The status of a request over a connection from `from`, with one forwarding header or none.
async fn status(app: &App, from: &str, method: &str, path: &str, header: Option<(&str, &str)>) -> u16 {
    let socket = SocketAddr::new(from.parse().expect("an address"), 40_000);
    let mut request = Request::builder().method(method).uri(path).extension(ConnectInfo(socket));
    request = request.header("content-type", "application/x-www-form-urlencoded");
    if let Some((name, value)) = header {
        request = request.header(name, value);
    }
    app.visitor().send(request, b"email=x&password=y".to_vec()).await.status
}

async fn tries(app: &App, from: &str, forwarded: &[&str]) -> Vec<u16> {
    let mut statuses = Vec::new();
    for value in forwarded {
        statuses.push(status(app, from, "POST", "/sign-in", Some(("x-forwarded-for", value))).await);
    }
    statuses
}

#[tokio::test]
async fn clients_of_a_trusted_proxy_are_told_apart() {
    let app = app("127.0.0.1", 1).await;
    let addresses = ["198.51.100.1", "198.51.100.2", "198.51.100.1", "8.8.8.8, 198.51.100.1"];
    assert_eq!(tries(&app, "127.0.0.1", &addresses).await, [422, 422, 429, 429]);
}

#[tokio::test]
async fn nobody_else_is_believed() {
    for proxies in ["", "10.0.0.0/8"] {
        let app = app(proxies, 1).await;
        assert_eq!(tries(&app, "203.0.113.7", &["198.51.100.1", "198.51.100.2"]).await, [422, 429], "{proxies}");
    }
}

#[tokio::test]
async fn metrics_are_for_this_machine_without_a_proxy_between() {
    for proxies in ["", "127.0.0.1", "0.0.0.0/0"] {
        let app = app(proxies, 100).await;
        assert_eq!(status(&app, "127.0.0.1", "GET", "/metrics", None).await, 200);
        assert_eq!(status(&app, "::1", "GET", "/metrics", None).await, 200);
        assert_eq!(status(&app, "203.0.113.7", "GET", "/metrics", None).await, 404);
        assert_eq!(app.visitor().get("/metrics").await.status, 404, "nobody knows where from");
        for (name, value) in [
            ("x-forwarded-for", "198.51.100.1"),
            ("x-forwarded-for", "127.0.0.1"),
            ("forwarded", "for=127.0.0.1"),
            ("x-real-ip", "127.0.0.1"),
            ("via", "1.1 proxy"),
            ("x-forwarded-proto", "https"),
        ] {
            assert_eq!(status(&app, "127.0.0.1", "GET", "/metrics", Some((name, value))).await, 404, "{name}");
            assert_eq!(status(&app, "203.0.113.7", "GET", "/metrics", Some((name, value))).await, 404, "{name}");
        }
    }
}
