//! What must be on the machine before: for a build the standard library for the browser, for tests also a browser,
//! PostgreSQL and Node. What is there is used; what is missing is installed where we may, and named where we may not.

use std::path::PathBuf;

use crate::{browser, command::Result, e2e, postgres, steps::Steps, wasm_std, workspace::Workspace};

/// Sees to what a build needs.
///
/// # Errors
/// What is missing and how to get it.
pub fn for_building(_workspace: &Workspace, steps: &mut Steps) -> Result<()> {
    wasm_std::ensure(steps)
}

/// What tests use beside the build.
pub struct TestTools {
    /// The browser's program.
    pub browser: PathBuf,
    /// The folder of PostgreSQL's programs.
    pub postgres: PathBuf,
}

/// Sees to what a build and all tests need.
///
/// # Errors
/// What is missing and how to get it.
pub fn for_testing(workspace: &Workspace, steps: &mut Steps) -> Result<TestTools> {
    for_building(workspace, steps)?;
    let postgres = postgres::ensure(steps)?;
    let browser = browser::ensure(steps)?;
    e2e::ensure_packages(workspace, steps)?;
    Ok(TestTools { browser, postgres })
}
