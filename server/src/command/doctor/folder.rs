//! Whether a folder can be written to, found without leaving anything in it.

use std::{fs, io, path::Path};

/// The folder that a file is in.
pub fn of(file: &Path) -> &Path {
    match file.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// Whether files can be made in a folder, or the folder itself where it is not there yet.
pub fn writable(folder: &Path) -> Result<(), String> {
    let there = folder.ancestors().find(|folder| folder.exists() || folder.as_os_str().is_empty());
    let there = there.filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if !there.is_dir() {
        return Err(format!("is no folder: {} is a file", there.display()));
    }
    probe(there).map_err(|error| format!("cannot be written to: {error}"))
}

/// A file without a name: gone as soon as it is closed, and seen by nobody before.
#[cfg(target_os = "linux")]
fn probe(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::OpenOptionsExt;
    match fs::OpenOptions::new().write(true).custom_flags(libc::O_TMPFILE).open(folder) {
        Ok(_) => Ok(()),
        // A file system without such files: its permissions are all there is to go by.
        Err(error) if matches!(error.raw_os_error(), Some(libc::EOPNOTSUPP | libc::EISDIR)) => by_permissions(folder),
        Err(error) => Err(error),
    }
}

#[cfg(not(target_os = "linux"))]
fn probe(folder: &Path) -> io::Result<()> {
    by_permissions(folder)
}

fn by_permissions(folder: &Path) -> io::Result<()> {
    let read_only = fs::metadata(folder)?.permissions().readonly();
    if read_only { Err(io::ErrorKind::PermissionDenied.into()) } else { Ok(()) }
}
