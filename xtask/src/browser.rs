//! The browser of the browser tests: the system's own Chromium. Test tools' downloads of browsers are not used.

use std::{env, path::PathBuf};

use crate::{
    command::{Failure, Result},
    debian,
    steps::Steps,
    workspace::on_path,
};

const NAMES: [&str; 5] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];

/// Finds Chromium or installs it.
///
/// # Errors
/// What to install, where that cannot be done from here.
pub fn ensure(steps: &mut Steps) -> Result<PathBuf> {
    if let Some(named) = env::var_os("CHROMIUM").map(PathBuf::from) {
        return if named.is_file() {
            Ok(named)
        } else {
            Err(Failure::new(format!("CHROMIUM names {}, which is no program", named.display())))
        };
    }
    if let Some(found) = on_path(&NAMES) {
        return Ok(found);
    }
    steps.step("Chromium, installed", || debian::install(&["chromium"], "Chromium"))?;
    on_path(&NAMES).ok_or_else(|| Failure::new("the package chromium brought no program of that name"))
}
