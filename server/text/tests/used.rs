//! Every text of the catalogue is said somewhere in the product: a key that nothing reads is deleted, not translated.

use std::{collections::BTreeSet, fs, path::Path};

/// Where the product speaks, seen from this crate.
const SPEAKERS: [&str; 6] = ["../../app/src", "../src", "../core/src", "../domain/src", "src", "../tests/it"];

#[test]
fn every_text_is_said_somewhere() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut sources = Vec::new();
    for speaker in SPEAKERS {
        read(&here.join(speaker), &mut sources);
    }
    let mut unsaid = Vec::new();
    for entry in fs::read_dir(here.join("catalogue/en")).expect("the catalogue").flatten() {
        let feature = entry.path().file_stem().expect("a name").to_string_lossy().into_owned();
        let said: BTreeSet<&str> = sources.iter().flat_map(|source| keys_said(source, &feature)).collect();
        let text = fs::read_to_string(entry.path()).expect("readable");
        let file: toml::Table = toml::from_str(&text).expect("the build read it");
        let keys: BTreeSet<&str> = file.keys().map(|key| base_of(key, &file)).collect();
        // A macro that is given the keys says whichever it is given.
        let by_macro = |key: &str| said.contains("$") && sources.iter().any(|source| names(source, key));
        unsaid.extend(
            keys.iter().filter(|key| !said.contains(**key) && !by_macro(key)).map(|key| format!("{feature}: {key}")),
        );
    }
    assert!(unsaid.is_empty(), "nothing says these texts: {unsaid:#?}");
}

/// All Rust below a folder.
fn read(folder: &Path, sources: &mut Vec<String>) {
    for path in fs::read_dir(folder).expect("a folder of sources").flatten().map(|entry| entry.path()) {
        if path.is_dir() {
            read(&path, sources);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            sources.push(fs::read_to_string(path).expect("readable"));
        }
    }
}

/// What a file says of a feature: `feature::key`, or `words::key` where it uses `feature as words`.
fn keys_said<'a>(source: &'a str, feature: &str) -> impl Iterator<Item = &'a str> + use<'a> {
    let renaming = format!("{feature} as ");
    let renamed = source.match_indices(&renaming).filter_map(|(at, found)| name_at(source, at + found.len()));
    let called: BTreeSet<String> = renamed.chain([feature]).map(|name| format!("{name}::")).collect();
    called.into_iter().flat_map(|called| {
        let after: Vec<usize> = source.match_indices(&called).map(|(at, found)| at + found.len()).collect();
        after.into_iter().filter_map(|at| name_at(source, at))
    })
}

/// The name that begins there, or the sign of a macro's parameter.
fn name_at(source: &str, at: usize) -> Option<&str> {
    let rest = &source[at..];
    if rest.starts_with('$') {
        return Some("$");
    }
    let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(rest.len());
    (end > 0).then(|| &rest[..end])
}

/// Whether a file that has a macro names the key at all.
fn names(source: &str, key: &str) -> bool {
    source.contains("::$") && source.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').any(|word| word == key)
}

/// `x` for `x_one` and `x_other` where both exist.
fn base_of<'a>(key: &'a str, file: &toml::Table) -> &'a str {
    let base = key.strip_suffix("_one").or_else(|| key.strip_suffix("_other"));
    let both = |base: &&str| file.contains_key(&format!("{base}_one")) && file.contains_key(&format!("{base}_other"));
    base.filter(both).unwrap_or(key)
}
