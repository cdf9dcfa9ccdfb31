//! The catalogue's compiler: two TOML folders in, Rust source out, or every fault with its file and key.
//!
//! Used by `build.rs` and, so that its refusals are tested, by `tests/compiler.rs`.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write,
    fs,
    path::Path,
};

/// Module names of `lib.rs` that a feature file must not take.
const TAKEN: [&str; 6] = ["date", "field_error", "figure", "name", "promise", "written"];

const KEYWORDS: [&str; 37] = [
    "as", "async", "await", "break", "const", "continue", "crate", "dyn", "else", "enum", "extern", "false", "fn",
    "for", "gen", "if", "impl", "in", "let", "loop", "match", "mod", "move", "mut", "pub", "ref", "return", "self",
    "static", "struct", "super", "trait", "true", "type", "unsafe", "use", "while",
];

/// The texts of one file, by key.
pub type Texts = BTreeMap<String, String>;

/// Reads `fa/*.toml` and `en/*.toml` below `root` and returns Rust source, or all faults found.
pub fn folder(root: &Path) -> Result<String, Vec<String>> {
    let mut faults = Vec::new();
    let fa = read(root, "fa", &mut faults);
    let en = read(root, "en", &mut faults);
    let features: BTreeSet<&String> = fa.keys().chain(en.keys()).collect();
    let mut code = String::new();
    for feature in features {
        if TAKEN.contains(&feature.as_str()) || !is_name(feature) {
            faults.push(format!("catalogue/fa/{feature}.toml: a module cannot be called `{feature}`"));
        }
        match (fa.get(feature), en.get(feature)) {
            (Some(fa), Some(en)) => match module(feature, fa, en) {
                Ok(module) => code.push_str(&module),
                Err(mut found) => faults.append(&mut found),
            },
            (None, _) => faults.push(format!("catalogue/fa/{feature}.toml is missing; the file exists in en")),
            (_, None) => faults.push(format!("catalogue/en/{feature}.toml is missing; the file exists in fa")),
        }
    }
    if faults.is_empty() { Ok(code) } else { Err(faults) }
}

fn read(root: &Path, language: &str, faults: &mut Vec<String>) -> BTreeMap<String, Texts> {
    let mut files = BTreeMap::new();
    let entries = fs::read_dir(root.join(language)).into_iter().flatten().flatten();
    for path in entries.map(|entry| entry.path()).filter(|path| path.extension().is_some_and(|e| e == "toml")) {
        let feature = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let parsed = fs::read_to_string(&path)
            .map_err(|error| error.to_string())
            .and_then(|text| toml::from_str::<Texts>(&text).map_err(|error| error.to_string().replace('\n', " ")));
        match parsed {
            Ok(texts) => drop(files.insert(feature, texts)),
            Err(error) => faults.push(format!("catalogue/{language}/{feature}.toml: {error}")),
        }
    }
    files
}

/// The module of one feature, or its faults.
pub fn module(feature: &str, fa: &Texts, en: &Texts) -> Result<String, Vec<String>> {
    let mut faults = Vec::new();
    let mut functions = String::new();
    for (key, persian) in fa {
        match function(key, persian, en) {
            Ok(function) => functions.push_str(&function),
            Err(fault) => faults.push(format!("catalogue/{{fa,en}}/{feature}.toml, key `{key}`: {fault}")),
        }
    }
    for key in en.keys().filter(|key| !fa.contains_key(base_of(key, en))) {
        let base = base_of(key, en);
        faults.push(format!("catalogue/fa/{feature}.toml: key `{base}` is missing; catalogue/en has `{key}`"));
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    Ok(format!(
        "/// The texts of `catalogue/{{fa,en}}/{feature}.toml`.\npub mod {feature} {{\n\
         use crate::Locale;\n{functions}}}\n"
    ))
}

/// `x` for `x_one` and `x_other` where both exist, else the key itself.
fn base_of<'a>(key: &'a str, en: &Texts) -> &'a str {
    let base = key.strip_suffix("_one").or_else(|| key.strip_suffix("_other"));
    let both = |base: &&str| en.contains_key(&format!("{base}_one")) && en.contains_key(&format!("{base}_other"));
    base.filter(both).unwrap_or(key)
}

fn function(key: &str, fa: &str, en: &Texts) -> Result<String, String> {
    if !is_name(key) {
        return Err("a key is made of a–z, 0–9 and _, begins with a letter and is no Rust keyword".into());
    }
    let (one, other) = (en.get(&format!("{key}_one")), en.get(&format!("{key}_other")));
    match (en.get(key), one, other) {
        (Some(en), None, None) => single(key, fa, en),
        (None, Some(one), Some(other)) => plural(key, fa, one, other),
        (None, None, None) => Err("the key is missing in en".into()),
        (None, _, _) => Err("en has only one of `_one` and `_other`; a plural needs both".into()),
        (Some(_), _, _) => Err("en has the key both plain and with `_one` or `_other`".into()),
    }
}

fn single(key: &str, fa: &str, en: &str) -> Result<String, String> {
    let names = placeholders(en)?;
    same("fa", &placeholders(fa)?, &names)?;
    let mut code = docs(&[fa, en]);
    if names.is_empty() {
        let _ = writeln!(
            code,
            "pub const fn {key}(locale: Locale) -> &'static str {{\nmatch locale {{ Locale::Fa => {fa:?}, Locale::En => {en:?} }}\n}}"
        );
    } else {
        let _ = writeln!(
            code,
            "pub fn {key}(locale: Locale, {}) -> String {{\n{}match locale {{ Locale::Fa => format!({fa:?}), Locale::En => format!({en:?}) }}\n}}",
            parameters(&names),
            conversions(&names)
        );
    }
    Ok(code)
}

fn plural(key: &str, fa: &str, one: &str, other: &str) -> Result<String, String> {
    let names = placeholders(other)?;
    if !names.iter().any(|name| name == "n") {
        return Err("the counted number of a plural is `{n}`; `_other` has none".into());
    }
    same("fa", &placeholders(fa)?, &names)?;
    let singular = placeholders(one)?;
    let extra = names.iter().filter(|name| *name != "n" || singular.contains(name)).cloned().collect::<Vec<_>>();
    same("_one", &singular, &extra)?;
    let rest: Vec<String> = names.iter().filter(|name| *name != "n").cloned().collect();
    let (parameters, conversions) = (parameters(&rest), conversions(&rest));
    let mut code = docs(&[fa, one, other]);
    let _ = writeln!(
        code,
        "pub fn {key}(locale: Locale, n: usize, {parameters}) -> String {{\nlet one = n == 1;\nlet n = crate::Written::written(&n, locale);\n{conversions}\
         match locale {{\nLocale::Fa => format!({fa:?}),\nLocale::En if one => {},\nLocale::En => format!({other:?}),\n}}\n}}",
        if singular.is_empty() { format!("{one:?}.to_owned()") } else { format!("format!({one:?})") }
    );
    Ok(code)
}

/// The doc comment of a function: its texts, so that editors show them; without direction marks, which rustc refuses.
fn docs(texts: &[&str]) -> String {
    let shown = |text: &str| {
        text.replace(|c| matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'), "")
    };
    let line =
        |text: &&str| format!("/// {}\n", shown(text).replace('\n', " ").replace('[', "\\[").replace('<', "\\<"));
    texts.iter().map(line).collect::<Vec<_>>().join("///\n")
}

fn parameters(names: &[String]) -> String {
    names.iter().map(|name| format!("{name}: impl crate::Written")).collect::<Vec<_>>().join(", ")
}

fn conversions(names: &[String]) -> String {
    names.iter().map(|name| format!("let {name} = crate::Written::written(&{name}, locale);\n")).collect()
}

fn same(which: &str, found: &[String], wanted: &[String]) -> Result<(), String> {
    let (found, wanted): (BTreeSet<_>, BTreeSet<_>) = (found.iter().collect(), wanted.iter().collect());
    if found == wanted {
        return Ok(());
    }
    Err(format!("placeholders differ: {which} has {found:?}, en has {wanted:?}"))
}

/// The placeholders of a text in the order in which they first appear.
fn placeholders(text: &str) -> Result<Vec<String>, String> {
    let mut names: Vec<String> = Vec::new();
    let mut rest = text;
    while let Some(open) = rest.find(['{', '}']) {
        let inner = rest[open..].strip_prefix('{').ok_or_else(|| format!("a }} without {{ in {text:?}"))?;
        let (name, after) = inner.split_once('}').ok_or_else(|| format!("a {{ without }} in {text:?}"))?;
        if !is_name(name) || name == "locale" || name == "one" {
            return Err(format!("`{{{name}}}` is no placeholder"));
        }
        if !names.iter().any(|known| known == name) {
            names.push(name.to_owned());
        }
        rest = after;
    }
    Ok(names)
}

fn is_name(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_lowercase())
        && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
        && !KEYWORDS.contains(&text)
}
