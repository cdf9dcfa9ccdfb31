//! P3: the executive's scorecard of the demo company, signed in.

use std::time::Duration;

use super::{Record, http, load, rounded, server::Server, session};
use crate::{
    command::{Failure, Result},
    steps::Steps,
};

const CONNECTIONS: usize = 8;
const TIME: Duration = Duration::from_secs(8);

/// Measures the page.
pub fn measure(server: &Server, steps: &mut Steps, record: &mut Record) -> Result<()> {
    let (email, password) = executive(&server.printed()?)?;
    let cookie = session::sign_in(server.address, &email, &password)?;
    let request = http::get("/scorecard", &cookie);
    let figures = steps.step("scorecards", || {
        load::run(server.address, CONNECTIONS, TIME, 200, |_| {
            let request = request.clone();
            move || Some(request.clone())
        })
    })?;
    figures.record(record);
    let page = http::Connection::open(server.address)?.ask(&request)?;
    record.insert("html_bytes".into(), page.body.len().into());
    record.insert("rss_mb".into(), rounded(server.resident_mb()?));
    Ok(())
}

/// The executive among the sign-ins that the demo prints: role, address, password.
fn executive(printed: &str) -> Result<(String, String)> {
    let mut words = printed.lines().map(|line| line.split_whitespace().collect::<Vec<_>>());
    match words.find(|words| words.first() == Some(&"executive")).as_deref() {
        Some([_, email, password]) => Ok(((*email).to_owned(), (*password).to_owned())),
        _ => Err(Failure::new(format!("the demo names no executive:\n{printed}"))),
    }
}
