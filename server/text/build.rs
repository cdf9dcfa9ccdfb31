//! Compiles `catalogue/{fa,en}/*.toml` into one module per feature; fails with file and key where they do not agree.

#[path = "build/compile.rs"]
mod compile;

use std::{env, fs, path::Path, process::exit};

fn main() {
    println!("cargo:rerun-if-changed=catalogue");
    println!("cargo:rerun-if-changed=build");
    let root = env::var("CARGO_MANIFEST_DIR").expect("cargo sets it");
    let out = env::var("OUT_DIR").expect("cargo sets it");
    match compile::folder(&Path::new(&root).join("catalogue")) {
        Ok(code) => fs::write(Path::new(&out).join("catalogue.rs"), code).expect("OUT_DIR is writable"),
        Err(faults) => {
            for fault in faults {
                println!("cargo::error={fault}");
            }
            exit(1);
        }
    }
}
