//! Builds and serves with the settings of the environment.

use std::process::Command;

use crate::{
    build::{self, Profile},
    command::{Failure, Result},
    steps::Steps,
    workspace::Workspace,
};

/// `cargo xtask serve`.
///
/// # Errors
/// What does not build, or the server's own failure.
pub fn run(workspace: &Workspace, steps: &mut Steps, profile: Profile) -> Result<()> {
    let binary = build::run(workspace, steps, profile)?;
    become_server(Command::new(binary).current_dir(&workspace.root).arg("serve"))
}

/// The server takes this program's place, so that it sees signals itself and ends in its own way.
///
/// # Errors
/// When it cannot be started.
pub fn become_server(command: &mut Command) -> Result<()> {
    use std::os::unix::process::CommandExt;
    Err(Failure::new(command.exec()))
}
