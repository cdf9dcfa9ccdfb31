//! Searching names and codes: the same folding for what is stored and for what is typed.

use ayeneh_domain::digits;

/// What is stored of a row to be found by: the texts in small letters, with digits and letters of one keyboard and
/// without half-spaces.
pub fn text(parts: &[&str]) -> String {
    folded(&parts.join("\n"))
}

/// The `LIKE` pattern (escape `\`) of what somebody typed; finds everything if nothing was.
pub fn pattern(typed: &str) -> String {
    let mut pattern = String::from("%");
    for c in folded(typed.trim()).chars() {
        if matches!(c, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(c);
    }
    pattern.push('%');
    pattern
}

fn folded(text: &str) -> String {
    digits::fold(text).to_lowercase().replace(['\u{200c}', '\u{200e}', '\u{200f}', '\0'], "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typed_and_stored_meet() {
        assert_eq!(text(&["علي‌اکبر", "A۱۲"]), "علیاکبر\na12");
        assert_eq!(pattern(" علی‌اکبر "), "%علیاکبر%");
        assert_eq!(pattern("50%_\\"), "%50\\%\\_\\\\%");
        assert_eq!(pattern(""), "%%");
    }
}
