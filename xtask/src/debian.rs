//! Debian's package manager, used only where we are root on such a system; elsewhere the user is told what to install.

use std::{
    path::Path,
    process::Command,
    sync::atomic::{AtomicBool, Ordering},
};

use crate::{
    command::{Failure, Result, quiet},
    workspace::on_path,
};

static UPDATED: AtomicBool = AtomicBool::new(false);

/// Whether packages can be installed from here.
pub fn can_install() -> bool {
    is_root() && on_path(&["apt-get"]).is_some()
}

/// Whether this program has the rights of the system's administrator.
pub fn is_root() -> bool {
    use std::os::unix::fs::MetadataExt;
    Path::new("/proc/self").metadata().is_ok_and(|own| own.uid() == 0)
}

/// Installs packages.
///
/// # Errors
/// Says what to install by hand where this cannot be done from here.
pub fn install(packages: &[&str], purpose: &str) -> Result<()> {
    if !can_install() {
        return Err(Failure::new(format!(
            "{purpose} is not installed. On Debian or Ubuntu, run\n\n    sudo apt-get install {}\n\nelsewhere install the same by your system's means, then run this command again.",
            packages.join(" ")
        )));
    }
    if !UPDATED.swap(true, Ordering::Relaxed) {
        quiet(Command::new("apt-get").args(["update", "-q"]))?;
    }
    quiet(
        Command::new("apt-get")
            .env("DEBIAN_FRONTEND", "noninteractive")
            .args(["install", "-q", "-y", "--no-install-recommends"])
            .args(packages),
    )
}
