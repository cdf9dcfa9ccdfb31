//! The browser tests: Playwright against the real binary.

use std::{fs, path::Path, process::Command};

use crate::{
    build::{self, Profile},
    command::{Failure, Result, quiet, with_progress},
    debian, setup,
    steps::Steps,
    workspace::{Workspace, on_path},
};

/// `cargo xtask e2e`.
///
/// # Errors
/// What is missing, does not build or fails.
pub fn run(workspace: &Workspace, steps: &mut Steps, arguments: &[String]) -> Result<()> {
    let tools = setup::for_testing(workspace, steps)?;
    let binary = build::run(workspace, steps, Profile::Debug)?;
    steps.step("browser tests", || with_progress(playwright(workspace, &binary, &tools.browser).args(arguments)))
}

/// The command that runs the tests against a binary with a browser.
pub fn playwright(workspace: &Workspace, binary: &Path, browser: &Path) -> Command {
    let mut command = program(workspace, "playwright");
    command
        .arg("test")
        .env("AYENEH_BINARY", binary)
        .env("CHROMIUM", browser)
        .env("AYENEH_TEST_OUTPUT", workspace.target.join("end2end"));
    command
}

/// The command that checks the tests' own types.
pub fn types(workspace: &Workspace) -> Command {
    let mut command = program(workspace, "tsc");
    command.arg("--noEmit");
    command
}

fn program(workspace: &Workspace, name: &str) -> Command {
    let folder = workspace.root.join("end2end");
    let mut command = Command::new(folder.join("node_modules/.bin").join(name));
    command.current_dir(folder);
    command
}

/// Sees to Node and to the packages of the lock file.
///
/// # Errors
/// What to install, where that cannot be done from here.
pub fn ensure_packages(workspace: &Workspace, steps: &mut Steps) -> Result<()> {
    if on_path(&["node"]).is_none() || on_path(&["npm"]).is_none() {
        steps.step("Node, installed", || debian::install(&["nodejs", "npm"], "Node.js with npm"))?;
    }
    let folder = workspace.root.join("end2end");
    let lock = folder.join("package-lock.json");
    let wanted = fs::read(&lock).map_err(Failure::at(&lock))?;
    let stamp = folder.join("node_modules/.installed-from");
    if fs::read(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    steps.step("packages of the browser tests", || {
        // The browser is the system's: no download of another.
        quiet(Command::new("npm").current_dir(&folder).env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1").args([
            "ci",
            "--no-audit",
            "--no-fund",
        ]))?;
        fs::write(&stamp, &wanted).map_err(Failure::at(&stamp))
    })
}
