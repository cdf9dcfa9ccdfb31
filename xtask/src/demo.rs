//! From a fresh clone to a demo company that can be looked at.

use std::process::Command;

use crate::{
    build::{self, Profile},
    command::Result,
    serve,
    steps::Steps,
    workspace::Workspace,
};

/// `cargo xtask demo`.
///
/// # Errors
/// What is missing, does not build, or the server's own failure.
pub fn run(workspace: &Workspace, steps: &mut Steps) -> Result<()> {
    let binary = build::run(workspace, steps, Profile::Release)?;
    // The demo lives in the checkout's ./data, which git ignores.
    serve::become_server(Command::new(binary).current_dir(&workspace.root).arg("demo"))
}
