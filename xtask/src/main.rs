//! `cargo xtask …`: everything between a fresh clone and a running, tested, measured Ayeneh.
//! A file per command or per thing it needs; written in Rust so that only Rust and gcc must be there before.

mod bench;
mod browser;
mod build;
mod ci;
mod cleanup;
mod client;
mod command;
mod debian;
mod demo;
mod e2e;
mod postgres;
mod serve;
mod setup;
mod site;
mod steps;
mod styles;
mod test;
mod wasm_std;
mod workspace;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::{bench::BenchArguments, build::Profile, steps::Steps, workspace::Workspace};

/// Sets up, builds, serves, tests and measures Ayeneh.
#[derive(Parser)]
#[command(bin_name = "cargo xtask", version)]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Fetch what a build needs and is not here: the standard library for the browser. With --tests also what tests need.
    Setup {
        /// Also Chromium, PostgreSQL and the packages of the browser tests.
        #[arg(long)]
        tests: bool,
    },
    /// Build the browser's side and the server with it inside.
    Build {
        /// Optimised, as it is deployed.
        #[arg(long)]
        release: bool,
    },
    /// Build and serve, with the settings of the environment (AYENEH_…).
    Serve {
        /// Optimised, as it is deployed.
        #[arg(long)]
        release: bool,
    },
    /// Build optimised, load the demo company into ./data, print its sign-ins and serve.
    Demo,
    /// Run every test there is: format, lints, documentation, unit, both databases, browser.
    Test,
    /// Run the browser tests alone; what follows goes to Playwright (for example `-g sign-in`).
    E2e {
        /// Arguments for Playwright.
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        playwright: Vec<String>,
    },
    /// Measure the optimised server under load, on this machine.
    Bench(BenchArguments),
    /// What a change must pass: `test`, then the optimised build, its size and its start.
    Ci,
}

fn main() -> ExitCode {
    let task = Arguments::parse().task;
    cleanup::watch_signals();
    let mut steps = Steps::default();
    let result = Workspace::find().and_then(|workspace| run(task, &workspace, &mut steps));
    cleanup::settle_all();
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("\n{failure}");
            ExitCode::FAILURE
        }
    }
}

fn run(task: Task, workspace: &Workspace, steps: &mut Steps) -> command::Result<()> {
    match task {
        Task::Setup { tests: false } => setup::for_building(workspace, steps),
        Task::Setup { tests: true } => setup::for_testing(workspace, steps).map(|_| ()),
        Task::Build { release } => build::run(workspace, steps, Profile::of(release)).map(|_| ()),
        Task::Serve { release } => serve::run(workspace, steps, Profile::of(release)),
        Task::Demo => demo::run(workspace, steps),
        Task::Test => test::run(workspace, steps),
        Task::E2e { playwright } => e2e::run(workspace, steps, &playwright),
        Task::Bench(arguments) => bench::run(workspace, steps, &arguments),
        Task::Ci => ci::run(workspace, steps),
    }
}
