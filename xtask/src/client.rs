//! The browser's side: the app compiled to WebAssembly and the glue that loads it.
//! `wasm-bindgen` is used as a library, so its version is the one in the lock file and can never differ from the app's.

use std::{
    collections::hash_map::DefaultHasher,
    fs,
    hash::{Hash, Hasher},
    path::{Path, PathBuf},
};

use wasm_bindgen_cli_support::Bindgen;

use crate::{
    command::{Failure, Result, cargo, with_progress},
    wasm_std::TARGET,
    workspace::Workspace,
};

/// Compiles the app for the browser. A cargo call of its own: together with the server's, features would unify.
///
/// # Errors
/// What the compiler says.
pub fn compile(workspace: &Workspace) -> Result<PathBuf> {
    with_progress(
        cargo()
            .current_dir(&workspace.root)
            .args(["rustc", "--package", "ayeneh-app", "--lib", "--crate-type", "cdylib"])
            .args(["--profile", "client", "--target", TARGET])
            .args(["--no-default-features", "--features", "hydrate"]),
    )?;
    Ok(workspace.target.join(TARGET).join("client/ayeneh_app.wasm"))
}

/// Makes `client.js` and `client_bg.wasm` (and snippets, where the app has any) of the compiled app in a folder,
/// which is returned. Nothing is done where it was made of the same bytes before.
///
/// # Errors
/// When the module cannot be read or the folder not written.
pub fn bind(workspace: &Workspace, module: &Path) -> Result<PathBuf> {
    let folder = workspace.target.join("bindgen");
    let stamp = workspace.target.join("bindgen.stamp");
    let bytes = fs::read(module).map_err(Failure::at(module))?;
    let mut hasher = DefaultHasher::new();
    bytes.hash(&mut hasher);
    let hash = hasher.finish().to_string();
    if folder.join("client_bg.wasm").is_file() && fs::read_to_string(&stamp).is_ok_and(|made| made == hash) {
        return Ok(folder);
    }
    // What an earlier version made may be there or not.
    let _ = fs::remove_dir_all(&folder);
    let mut bindgen = Bindgen::new();
    bindgen.web(true).map_err(Failure::new)?;
    bindgen
        .input_bytes("client", bytes)
        .out_name("client")
        .typescript(false)
        .remove_name_section(true)
        .remove_producers_section(true)
        .generate(&folder)
        .map_err(|error| Failure::new(format!("{error:#}")))?;
    fs::write(&stamp, hash).map_err(Failure::at(&stamp))?;
    Ok(folder)
}
