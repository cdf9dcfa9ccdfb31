//! The standard library for the browser's side. Normally rustup fetches it; where its server cannot be reached, it is
//! built from Debian's `rust-src` of exactly our compiler's version, which is signed like every Debian package.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

use crate::{
    cleanup,
    command::{Failure, Result, cargo, quiet, read},
    steps::Steps,
    workspace::on_path,
};

/// The target of the browser's side.
pub const TARGET: &str = "wasm32-unknown-unknown";

/// Suites that carry newer compilers than a stable release, most settled first.
const SUITES: [&str; 3] = ["trixie-backports", "forky", "sid"];

/// Keys of the Debian archive, under the names its releases gave the file.
const KEYRINGS: [&str; 2] =
    ["/usr/share/keyrings/debian-archive-keyring.pgp", "/usr/share/keyrings/debian-archive-keyring.gpg"];

/// Sees to it that the compiler can build for the browser.
///
/// # Errors
/// When both ways fail: what each of them said and what to do.
pub fn ensure(steps: &mut Steps) -> Result<()> {
    let folder = library_folder()?;
    if is_there(&folder) {
        return Ok(());
    }
    let rustup = steps.step("standard library for the browser, by rustup", by_rustup);
    if is_there(&folder) {
        return Ok(());
    }
    let debian = steps.step("standard library for the browser, from Debian's rust-src", || from_debian(&folder));
    if is_there(&folder) {
        return Ok(());
    }
    let said = |result: Result<()>| result.err().map_or_else(String::new, |failure| failure.to_string());
    Err(Failure::new(format!(
        "The compiler has no standard library for {TARGET}.\nrustup: {}\nDebian: {}\n\nWith rustup run `rustup target add {TARGET}`; with Debian's own compiler install libstd-rust-dev-wasm32.",
        said(rustup).trim(),
        said(debian).trim()
    )))
}

fn is_there(folder: &Path) -> bool {
    let Ok(files) = fs::read_dir(folder) else { return false };
    // rustup's file carries a hash in its name, the one built here does not.
    files.flatten().any(|file| {
        let name = file.file_name();
        name == "libstd.rlib" || name.to_string_lossy().starts_with("libstd-")
    })
}

fn library_folder() -> Result<PathBuf> {
    let sysroot = read(rustc().args(["--print", "sysroot"]))?;
    Ok(Path::new(sysroot.trim()).join("lib/rustlib").join(TARGET).join("lib"))
}

fn rustc() -> Command {
    Command::new(env::var_os("RUSTC").unwrap_or_else(|| "rustc".into()))
}

/// The limit is for a network that swallows packets; the download itself is 20 MB.
fn by_rustup() -> Result<()> {
    if on_path(&["rustup"]).is_none() {
        return Err(Failure::new("rustup is not installed"));
    }
    quiet(Command::new("timeout").args(["120", "rustup", "target", "add", TARGET]))
}

fn from_debian(destination: &Path) -> Result<()> {
    if on_path(&["apt-get"]).is_none() || on_path(&["dpkg"]).is_none() {
        return Err(Failure::new("this is not a Debian system"));
    }
    let version = compiler_version()?;
    let (folder, _owed) = cleanup::temporary_folder("rust-src")?;
    unpack_source(&folder, &version)?;
    let library = find_library(&folder.join("unpacked"))?;
    compile(&library, &folder.join("target"))?;
    copy_libraries(&folder.join("target").join(TARGET).join("release/deps"), destination)
}

/// `1.95.0`
fn compiler_version() -> Result<String> {
    let version = read(rustc().arg("--version"))?;
    let number = version.split_whitespace().nth(1).ok_or_else(|| Failure::new("rustc names no version"))?;
    Ok(number.to_owned())
}

/// Downloads `rust-src` of this version into the folder and unpacks it there. The system's own package lists are
/// neither read nor changed: everything apt keeps is in the folder.
fn unpack_source(folder: &Path, version: &str) -> Result<()> {
    let archive = archive_address()?;
    let keyring = KEYRINGS
        .iter()
        .find(|path| Path::new(path).is_file())
        .ok_or_else(|| Failure::new("the keys of the Debian archive are missing: install debian-archive-keyring"))?;
    let mut seen = Vec::new();
    for suite in SUITES {
        let place = folder.join(suite);
        fs::create_dir_all(place.join("lists/partial")).map_err(Failure::at(&place))?;
        fs::create_dir_all(place.join("cache/archives/partial")).map_err(Failure::at(&place))?;
        let sources = place.join("sources.list");
        fs::write(&sources, format!("deb [signed-by={keyring}] {archive} {suite} main\n"))
            .map_err(Failure::at(&sources))?;
        if let Err(failure) = quiet(apt("apt-get", &place).arg("update")) {
            seen.push(format!("{suite}: {failure}"));
            continue;
        }
        let offered = read(apt("apt-cache", &place).args(["madison", "rust-src"]))?;
        let Some(package) = matching(&offered, version) else {
            seen.push(format!("{suite}: no rust-src {version}"));
            continue;
        };
        quiet(apt("apt-get", &place).arg("download").arg(format!("rust-src={package}")))?;
        return unpack(&place, &folder.join("unpacked"));
    }
    Err(Failure::new(seen.join("\n")))
}

/// The address this system itself takes Debian from.
fn archive_address() -> Result<String> {
    let targets = read(Command::new("apt-get").args(["indextargets", "--format", "$(REPO_URI) $(LABEL)"]))?;
    let debian = targets.lines().find_map(|line| line.strip_suffix(" Debian"));
    debian.map(str::to_owned).ok_or_else(|| Failure::new("apt knows no Debian archive"))
}

/// An apt command whose sources, lists and downloads are those of this folder.
fn apt(program: &str, place: &Path) -> Command {
    let mut command = Command::new(program);
    let setting = |name: &str, value: &Path| format!("-o{name}={}", value.display());
    command
        .current_dir(place)
        .arg(setting("Dir::Etc::SourceList", &place.join("sources.list")))
        .arg("-oDir::Etc::SourceParts=/dev/null")
        .arg(setting("Dir::State::Lists", &place.join("lists")))
        .arg(setting("Dir::Cache", &place.join("cache")))
        .arg("-oAcquire::Languages=none")
        .arg("-oAPT::Sandbox::User=root");
    command
}

/// The package version in apt's table (`rust-src | 1.95.0+dfsg1-1 | …`) that belongs to a compiler version.
fn matching(table: &str, version: &str) -> Option<String> {
    let versions = table.lines().filter_map(|line| line.split('|').nth(1)).map(str::trim);
    let mut matching = versions.filter(|offered| {
        offered.strip_prefix(version).is_some_and(|rest| rest.starts_with(['+', '-', '~']) || rest.is_empty())
    });
    matching.next().map(str::to_owned)
}

fn unpack(place: &Path, destination: &Path) -> Result<()> {
    let files = fs::read_dir(place).map_err(Failure::at(place))?;
    let package = files.flatten().map(|file| file.path()).find(|path| path.extension().is_some_and(|end| end == "deb"));
    let package = package.ok_or_else(|| Failure::new("apt downloaded no package"))?;
    quiet(Command::new("dpkg").arg("-x").arg(package).arg(destination))
}

/// The folder `library` of the unpacked source, wherever the package keeps it.
fn find_library(unpacked: &Path) -> Result<PathBuf> {
    let source = unpacked.join("usr/src");
    let versions = fs::read_dir(&source).map_err(Failure::at(&source))?;
    let mut libraries = versions.flatten().map(|version| version.path().join("library"));
    libraries
        .find(|library| library.join("sysroot/Cargo.toml").is_file())
        .ok_or_else(|| Failure::new("rust-src holds no library/sysroot"))
}

/// The released compiler builds its own standard library when told that it may.
fn compile(library: &Path, target: &Path) -> Result<()> {
    quiet(
        cargo()
            .current_dir(library)
            .env("RUSTC_BOOTSTRAP", "1")
            .env("RUSTFLAGS", "-Zforce-unstable-if-unmarked -Cembed-bitcode=yes -Cpanic=abort")
            .env("CARGO_TARGET_DIR", target)
            .args(["build", "--release", "--target", TARGET, "--manifest-path", "sysroot/Cargo.toml"])
            .args(["--features", "panic-unwind compiler-builtins-mem"]),
    )
}

/// The folder appears at once with all it holds: half a library would pass for a whole one.
fn copy_libraries(from: &Path, destination: &Path) -> Result<()> {
    let half = destination.with_extension("half");
    fs::create_dir_all(&half).map_err(Failure::at(&half))?;
    for file in fs::read_dir(from).map_err(Failure::at(from))?.flatten() {
        let path = file.path();
        if path.extension().is_some_and(|end| end == "rlib") {
            fs::copy(&path, half.join(file.file_name())).map_err(Failure::at(&path))?;
        }
    }
    fs::rename(&half, destination).map_err(Failure::at(destination))
}

#[cfg(test)]
mod tests {
    use super::matching;

    #[test]
    fn the_package_of_the_compilers_version_is_chosen() {
        let table = " rust-src | 1.95.0+dfsg1-1~bpo13+1 | archive trixie-backports/main amd64 Packages\n rust-src | 1.95.01-1 | x\n rust-src | 1.85.0+dfsg3-1 | x\n";
        assert_eq!(matching(table, "1.95.0").as_deref(), Some("1.95.0+dfsg1-1~bpo13+1"));
        assert_eq!(matching(table, "1.85.0").as_deref(), Some("1.85.0+dfsg3-1"));
        assert_eq!(matching(table, "1.9"), None);
    }
}
