//! The load: one thread a connection, each sending its next request when the last is answered.

use std::{
    net::SocketAddr,
    sync::Barrier,
    thread,
    time::{Duration, Instant},
};

use super::{Record, http::Connection, rounded};
use crate::command::{Failure, Result};

/// What was seen.
pub struct Figures {
    /// Good answers a second.
    pub per_s: f64,
    /// Half of the answers took less, in milliseconds.
    pub p50_ms: f64,
    /// 95 of 100 took less.
    pub p95_ms: f64,
    /// 99 of 100 took less.
    pub p99_ms: f64,
    /// Answers of another status than expected, and connections that broke.
    pub errors: u64,
}

impl Figures {
    /// Adds the figures under their names.
    pub fn record(&self, record: &mut Record) {
        record.insert("per_s".into(), rounded(self.per_s));
        record.insert("p50_ms".into(), rounded(self.p50_ms));
        record.insert("p95_ms".into(), rounded(self.p95_ms));
        record.insert("p99_ms".into(), rounded(self.p99_ms));
        record.insert("errors".into(), self.errors.into());
    }
}

/// Runs `connections` connections at once for a time. `next` gives a connection (by its number) its next request, or
/// none when it has no more; every answer must have the expected status.
///
/// # Errors
/// When the server cannot be reached at all.
pub fn run<N>(
    address: SocketAddr,
    connections: usize,
    time: Duration,
    expected: u16,
    next: impl Fn(usize) -> N + Sync,
) -> Result<Figures>
where
    N: FnMut() -> Option<Vec<u8>>,
{
    let ready = Barrier::new(connections);
    let seen = thread::scope(|scope| {
        let (ready, next) = (&ready, &next);
        let workers: Vec<_> = (0..connections)
            .map(|number| scope.spawn(move || work(address, ready, time, expected, next(number))))
            .collect();
        workers.into_iter().map(|worker| worker.join().unwrap_or_default()).collect::<Vec<_>>()
    });
    summarise(seen)
}

/// What one connection saw.
#[derive(Default)]
struct Seen {
    /// Of each good answer, in microseconds.
    times: Vec<u32>,
    errors: u64,
    first: Option<String>,
    elapsed: Duration,
}

impl Seen {
    fn error(&mut self, what: String) {
        self.errors += 1;
        self.first.get_or_insert(what);
    }
}

fn work(
    address: SocketAddr,
    ready: &Barrier,
    time: Duration,
    expected: u16,
    mut next: impl FnMut() -> Option<Vec<u8>>,
) -> Seen {
    let mut seen = Seen::default();
    let mut connection = Connection::open(address);
    ready.wait();
    let started = Instant::now();
    while started.elapsed() < time {
        let Some(request) = next() else { break };
        let asked = Instant::now();
        let answer = match &mut connection {
            Ok(open) => open.ask(&request),
            Err(_) => Err(Failure::new("cannot connect")),
        };
        match answer {
            Ok(answer) if answer.status == expected => {
                seen.times.push(u32::try_from(asked.elapsed().as_micros()).unwrap_or(u32::MAX));
            }
            Ok(answer) => {
                let body = String::from_utf8_lossy(&answer.body).chars().take(300).collect::<String>();
                seen.error(format!("status {}: {body}", answer.status));
            }
            Err(failure) => {
                seen.error(failure.to_string());
                connection = Connection::open(address);
                thread::sleep(Duration::from_millis(10));
            }
        }
    }
    seen.elapsed = started.elapsed();
    seen
}

fn summarise(seen: Vec<Seen>) -> Result<Figures> {
    let errors = seen.iter().map(|one| one.errors).sum();
    let elapsed = seen.iter().map(|one| one.elapsed).max().unwrap_or_default().as_secs_f64();
    let first = seen.iter().find_map(|one| one.first.clone());
    let mut times: Vec<u32> = seen.into_iter().flat_map(|one| one.times).collect();
    if times.is_empty() {
        return Err(Failure::new(format!("not one good answer: {}", first.unwrap_or_default())));
    }
    if let Some(first) = first {
        eprintln!("first of {errors} errors: {first}");
    }
    times.sort_unstable();
    let at = |share: f64| f64::from(times[((times.len() - 1) as f64 * share) as usize]) / 1000.0;
    Ok(Figures { per_s: times.len() as f64 / elapsed, p50_ms: at(0.5), p95_ms: at(0.95), p99_ms: at(0.99), errors })
}
