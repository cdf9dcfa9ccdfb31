//! P1: complete answers of 22 items over HTTP, each acknowledged only after its commit is durable, beside a handler that
//! reads and checks the same body and forgets it.

use std::{
    sync::atomic::{AtomicUsize, Ordering},
    time::Duration,
};

use serde_json::json;

use super::{Record, http, load, rounded, server::Server};
use crate::{
    command::{Failure, Result},
    steps::Steps,
};

/// Connections at once.
const CONNECTIONS: usize = 64;
/// More links than can be used up in the time.
const LINKS: usize = 200_000;
const TIME: Duration = Duration::from_secs(8);
const JSON: &str = "application/json";

/// Measures the baseline, then the intake.
pub fn measure(server: &Server, steps: &mut Steps, record: &mut Record) -> Result<()> {
    let rest = server.resident_mb()?;
    let tokens = steps.step("a wave with its links", || wave(server, LINKS))?;
    let body = body(server, &tokens[0])?;
    let (body, taken) = (body.as_str(), AtomicUsize::new(0));
    let baseline = steps.step("baseline: read, checked, forgotten", || {
        let request = http::post("/bench/parse", "", JSON, body.as_bytes());
        load::run(server.address, CONNECTIONS, TIME, 201, |_| {
            let request = request.clone();
            move || Some(request.clone())
        })
    })?;
    let intake = steps.step("intake: acknowledged when durable", || {
        load::run(server.address, CONNECTIONS, TIME, 201, |_| {
            let (taken, tokens) = (&taken, &tokens);
            move || {
                let token = tokens.get(taken.fetch_add(1, Ordering::Relaxed))?;
                Some(http::post(&format!("/api/v1/respond/{token}"), "", JSON, body.as_bytes()))
            }
        })
    })?;
    intake.record(record);
    record.insert("baseline_per_s".into(), rounded(baseline.per_s));
    record.insert("of_baseline".into(), rounded(intake.per_s / baseline.per_s));
    record.insert("rss_mb".into(), rounded(server.resident_mb()?));
    record.insert("rss_at_rest_mb".into(), rounded(rest));
    Ok(())
}

/// Tokens of personal links.
pub fn wave(server: &Server, links: usize) -> Result<Vec<String>> {
    let request = http::post(&format!("/bench/wave?people={links}"), "", "text/plain", b"");
    let answer = http::Connection::open(server.address)?.ask(&request)?;
    let text = String::from_utf8_lossy(&answer.body).into_owned();
    if answer.status != 200 {
        return Err(Failure::new(format!("no wave: {} {text}", answer.status)));
    }
    Ok(text.lines().map(str::to_owned).collect())
}

/// An answer to everything that is asked.
fn body(server: &Server, token: &str) -> Result<String> {
    let asked = http::get(&format!("/api/v1/respond/{token}"), "");
    let answer = http::Connection::open(server.address)?.ask(&asked)?;
    let asked: serde_json::Value = serde_json::from_slice(&answer.body).map_err(Failure::new)?;
    let sections = asked["questionnaire"]["sections"].as_array().into_iter().flatten();
    let items = sections.flat_map(|section| section["items"].as_array().into_iter().flatten());
    let mut answers = serde_json::Map::new();
    for item in items {
        let Some(key) = item["key"].as_str() else { continue };
        let value = if item["kind"]["type"] == "text" { json!("Good, but slow on the phone.") } else { json!(4) };
        answers.insert(key.to_owned(), value);
    }
    if answers.is_empty() {
        return Err(Failure::new("the link asks nothing"));
    }
    Ok(json!({ "answers": answers }).to_string())
}
