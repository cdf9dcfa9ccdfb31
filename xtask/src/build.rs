//! The build: first the browser's side, then the server that carries it.

use std::{path::PathBuf, process::Command};

use crate::{
    command::{Result, cargo, with_progress},
    setup, site,
    steps::Steps,
    workspace::Workspace,
};

/// Tells the server's build where the site is.
const SITE_VARIABLE: &str = "AYENEH_SITE_DIR";

/// How the server is compiled. The browser's side is the same in both.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Profile {
    /// Quick to compile: for work and tests.
    Debug,
    /// Quick to run: for people and measurements.
    Release,
}

impl Profile {
    /// From the command line's `--release`.
    pub fn of(release: bool) -> Self {
        if release { Self::Release } else { Self::Debug }
    }

    fn folder(self) -> &'static str {
        match self {
            Self::Debug => "debug",
            Self::Release => "release",
        }
    }
}

/// Builds everything and returns the server's binary.
///
/// # Errors
/// What the set-up or the compiler says.
pub fn run(workspace: &Workspace, steps: &mut Steps, profile: Profile) -> Result<PathBuf> {
    setup::for_building(workspace, steps)?;
    site::make(workspace, steps)?;
    let what = match profile {
        Profile::Debug => "server, for debugging",
        Profile::Release => "server, optimised",
    };
    steps.step(what, || {
        let mut command = with_site(workspace);
        command.args(["build", "--package", "ayeneh"]);
        if profile == Profile::Release {
            command.arg("--release");
        }
        with_progress(&mut command)
    })?;
    Ok(workspace.target.join(profile.folder()).join("ayeneh"))
}

/// A cargo call that sees the site. All calls that compile the server make it this way, or each would undo the other's work.
pub fn with_site(workspace: &Workspace) -> Command {
    let mut command = cargo();
    command.current_dir(&workspace.root).env(SITE_VARIABLE, workspace.site());
    command
}
