//! Puts the front end (styles, fonts, client module) into the binary. `cargo xtask build` makes it and says where it
//! is; without it the server builds with an empty front end, so that checks and tests of the crate need no front end.

use std::{
    collections::hash_map::DefaultHasher,
    env, fs,
    hash::{Hash, Hasher},
    path::{Path, PathBuf},
};

fn main() {
    println!("cargo::rerun-if-env-changed=AYENEH_SITE_DIR");
    let site = match env::var_os("AYENEH_SITE_DIR") {
        Some(folder) => PathBuf::from(folder),
        None => empty_site(),
    };
    println!("cargo::rerun-if-changed={}", site.display());
    println!("cargo::rustc-env=AYENEH_ASSETS_VERSION={:08x}", version(&site) as u32);
    memory_serve::load_directory(&site);
}

fn empty_site() -> PathBuf {
    let folder = Path::new(&env::var_os("OUT_DIR").expect("cargo sets OUT_DIR")).join("empty-site");
    fs::create_dir_all(&folder).expect("OUT_DIR can be written to");
    fs::write(folder.join("empty.txt"), "The front end was not built: cargo xtask build\n")
        .expect("OUT_DIR can be written to");
    folder
}

/// A hash over names and contents, so that browsers keep files exactly as long as they are the same.
fn version(folder: &Path) -> u64 {
    let mut hasher = DefaultHasher::new();
    let mut folders = vec![folder.to_path_buf()];
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("the site folder can be read").flatten() {
            let path = entry.path();
            if path.is_dir() { folders.push(path) } else { files.push(path) }
        }
    }
    files.sort();
    for file in files {
        file.strip_prefix(folder).unwrap_or(&file).hash(&mut hasher);
        fs::read(&file).expect("a site file can be read").hash(&mut hasher);
    }
    hasher.finish()
}
