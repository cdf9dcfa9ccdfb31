//! What a change must pass before it is taken: all tests, then the optimised build.

use std::fs;

use crate::{
    build::{self, Profile},
    command::{Failure, Result},
    steps::Steps,
    test,
    workspace::Workspace,
};

/// The binary stays below this, in bytes.
const LARGEST_BINARY: u64 = 60_000_000;

/// `cargo xtask ci`.
///
/// # Errors
/// What failed.
pub fn run(workspace: &Workspace, steps: &mut Steps) -> Result<()> {
    test::run(workspace, steps)?;
    let binary = build::run(workspace, steps, Profile::Release)?;
    let size = fs::metadata(&binary).map_err(Failure::at(&binary))?.len();
    if size > LARGEST_BINARY {
        return Err(Failure::new(format!("the binary has {size} bytes, more than {LARGEST_BINARY}")));
    }
    println!("binary: {:.1} MB", size as f64 / 1e6);
    steps.summary()
}
