//! Running other programs: quiet while they succeed, in full when they fail.

use std::{
    env, fmt,
    io::{self, IsTerminal},
    path::Path,
    process::{Command, Stdio},
};

use crate::cleanup;

/// What went wrong, in words for whoever ran the command.
#[derive(Debug)]
pub struct Failure(String);

/// The result of everything here.
pub type Result<T> = std::result::Result<T, Failure>;

impl Failure {
    /// From anything that can be shown.
    pub fn new(cause: impl fmt::Display) -> Self {
        Self(cause.to_string())
    }

    /// Of an operation on a file.
    pub fn at(path: &Path) -> impl FnOnce(io::Error) -> Self {
        move |error| Self(format!("{}: {error}", path.display()))
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// The cargo that runs us, so that a `+toolchain` holds for what it starts. What it told us about our own package is not
/// passed on: build scripts that watch those variables would run at every change between this cargo and a bare one.
pub fn cargo() -> Command {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    for (name, _) in env::vars_os() {
        let own = name.to_string_lossy();
        if own.starts_with("CARGO_PKG_") || own.starts_with("CARGO_MANIFEST_") || own == "CARGO_BIN_NAME" {
            command.env_remove(&name);
        }
    }
    command
}

/// Runs to the end and returns what was printed on standard output.
///
/// # Errors
/// When the program cannot be started or fails; then with all it printed.
pub fn read(command: &mut Command) -> Result<String> {
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let child = command.spawn().map_err(|error| cannot_start(command, &error))?;
    let owed = cleanup::owe_process(child.id());
    let output = child.wait_with_output().map_err(Failure::new)?;
    owed.forget();
    let printed = String::from_utf8_lossy(&output.stdout).into_owned();
    if output.status.success() {
        return Ok(printed);
    }
    let complaints = String::from_utf8_lossy(&output.stderr);
    Err(Failure(format!("{printed}{complaints}\n{} ({})", shown(command), output.status)))
}

/// Runs to the end; quiet unless it fails.
///
/// # Errors
/// As [`read`].
pub fn quiet(command: &mut Command) -> Result<()> {
    read(command).map(|_| ())
}

/// Runs to the end; a person at a terminal sees its progress, a log does not.
///
/// # Errors
/// When the program cannot be started or fails.
pub fn with_progress(command: &mut Command) -> Result<()> {
    if !io::stderr().is_terminal() {
        return quiet(command.env("CARGO_TERM_QUIET", "true"));
    }
    // The step's own line stands open.
    println!();
    let mut child = command.stdin(Stdio::null()).spawn().map_err(|error| cannot_start(command, &error))?;
    let owed = cleanup::owe_process(child.id());
    let status = child.wait().map_err(Failure::new)?;
    owed.forget();
    if status.success() { Ok(()) } else { Err(Failure(format!("{} ({status})", shown(command)))) }
}

fn cannot_start(command: &Command, error: &io::Error) -> Failure {
    Failure(format!("{} cannot be started: {error}", command.get_program().to_string_lossy()))
}

fn shown(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
}
