//! Where things are: the checkout and the folder for what is built.

use std::{
    env,
    path::{Path, PathBuf},
};

use crate::command::{Failure, Result, cargo, read};

/// The folders all commands work in.
pub struct Workspace {
    /// The checkout.
    pub root: PathBuf,
    /// Cargo's target folder, wherever the environment or a configuration file puts it.
    pub target: PathBuf,
}

impl Workspace {
    /// Asks cargo, who knows every way in which the target folder can be set.
    ///
    /// # Errors
    /// When cargo cannot read the workspace.
    pub fn find() -> Result<Self> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"))
            .parent()
            .ok_or_else(|| Failure::new("xtask has no folder above it"))?
            .to_path_buf();
        let metadata =
            read(cargo().current_dir(&root).args(["metadata", "--no-deps", "--offline", "--format-version", "1"]))
                .or_else(|_| {
                    read(cargo().current_dir(&root).args(["metadata", "--no-deps", "--format-version", "1"]))
                })?;
        let metadata: serde_json::Value = serde_json::from_str(&metadata).map_err(Failure::new)?;
        let target =
            metadata["target_directory"].as_str().ok_or_else(|| Failure::new("cargo names no target folder"))?;
        Ok(Self { root, target: target.into() })
    }

    /// What the browser is given; the server's build puts it into the binary.
    pub fn site(&self) -> PathBuf {
        self.target.join("site")
    }
}

/// The first of these programs that is on PATH.
pub fn on_path(names: &[&str]) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    let folders: Vec<PathBuf> = env::split_paths(&path).collect();
    names.iter().find_map(|name| folders.iter().map(|folder| folder.join(name)).find(|program| program.is_file()))
}
