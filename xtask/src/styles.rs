//! The style sheets: `@import`s bundled into one file each, made smaller, and lowered for the browsers we serve.

use std::{fs, path::Path};

use lightningcss::{
    bundler::{Bundler, FileProvider},
    stylesheet::{MinifyOptions, ParserOptions, PrinterOptions},
    targets::{Browsers, Targets},
};

use crate::command::{Failure, Result};

/// Bundles one sheet.
///
/// # Errors
/// Where a file is missing or is not CSS, with its place.
pub fn bundle(sheet: &Path) -> Result<Vec<u8>> {
    if !sheet.is_file() {
        return Err(Failure::new(format!("{} is missing", sheet.display())));
    }
    let provider = FileProvider::new();
    let mut bundler = Bundler::new(&provider, None, ParserOptions::default());
    let mut bundled = bundler.bundle(sheet).map_err(|error| Failure::new(error.to_string()))?;
    bundled
        .minify(MinifyOptions { targets: browsers(), ..MinifyOptions::default() })
        .map_err(|error| Failure::new(error.to_string()))?;
    let printed = bundled
        .to_css(PrinterOptions { minify: true, targets: browsers(), ..PrinterOptions::default() })
        .map_err(|error| Failure::new(error.to_string()))?;
    Ok(printed.code.into_bytes())
}

/// Browsers of spring 2024 and later: nesting, `light-dark()`, logical properties stay as they are written.
fn browsers() -> Targets {
    let version = |major: u32, minor: u32| Some((major << 16) | (minor << 8));
    Targets::from(Browsers {
        chrome: version(123, 0),
        edge: version(123, 0),
        firefox: version(121, 0),
        safari: version(17, 5),
        ios_saf: version(17, 5),
        android: version(123, 0),
        ..Browsers::default()
    })
}

/// The sheets of the product: of all signed-in pages, and of the respondent's page, which must be small.
pub const SHEETS: [&str; 2] = ["main.css", "respond.css"];

/// Bundles all sheets of a folder.
///
/// # Errors
/// As [`bundle`].
pub fn all(folder: &Path) -> Result<Vec<(String, Vec<u8>)>> {
    // `@import` is resolved against the real place of the importing file.
    let folder = fs::canonicalize(folder).map_err(Failure::at(folder))?;
    SHEETS.iter().map(|name| Ok(((*name).to_owned(), bundle(&folder.join(name))?))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sheets_of_the_repository_bundle_without_imports_left() {
        let style = Path::new(env!("CARGO_MANIFEST_DIR")).join("../style");
        for (name, sheet) in all(&style).unwrap_or_else(|failure| panic!("{failure}")) {
            let text = String::from_utf8(sheet).expect("CSS is text");
            assert!(!text.contains("@import"), "{name}");
            assert!(text.contains("light-dark("), "{name}: both themes");
        }
    }
}
