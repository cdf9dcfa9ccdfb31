//! One line a step: what is being done and how long it took; at the end, the whole list of what failed.

use std::{
    io::{self, Write},
    time::{Duration, Instant},
};

use crate::command::{Failure, Result};

/// The steps of one command, in the order they were done.
pub struct Steps {
    started: Instant,
    done: usize,
    failed: Vec<String>,
}

impl Default for Steps {
    fn default() -> Self {
        Self { started: Instant::now(), done: 0, failed: Vec::new() }
    }
}

impl Steps {
    /// Does something the rest depends on.
    ///
    /// # Errors
    /// Those of the work.
    pub fn step<T>(&mut self, what: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
        let started = Instant::now();
        print!("{what} … ");
        // A line that is shown late is no reason to stop.
        let _ = io::stdout().flush();
        let result = work();
        self.done += 1;
        match &result {
            Ok(_) => println!("{}", seconds(started.elapsed())),
            Err(_) => println!("failed after {}", seconds(started.elapsed())),
        }
        result
    }

    /// Does something whose failure is told at once but lets the others go on; [`Steps::summary`] fails then.
    pub fn check(&mut self, what: &str, work: impl FnOnce() -> Result<()>) {
        if let Err(failure) = self.step(what, work) {
            println!("{failure}\n");
            self.failed.push(what.to_owned());
        }
    }

    /// The last line.
    ///
    /// # Errors
    /// Naming the checks that failed, if any did.
    pub fn summary(&self) -> Result<()> {
        let time = seconds(self.started.elapsed());
        if self.failed.is_empty() {
            println!("\n{} steps, all passed, {time}", self.done);
            return Ok(());
        }
        Err(Failure::new(format!(
            "{} of {} steps failed in {time}:\n  {}",
            self.failed.len(),
            self.done,
            self.failed.join("\n  ")
        )))
    }
}

/// `0.4 s`, `12.3 s`, `4 min 05 s`.
pub fn seconds(time: Duration) -> String {
    let whole = time.as_secs();
    if whole >= 60 { format!("{} min {:02} s", whole / 60, whole % 60) } else { format!("{:.1} s", time.as_secs_f64()) }
}
