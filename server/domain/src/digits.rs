//! Digits and letters as they arrive from Persian and Arabic keyboards.
//!
//! Everything typed or imported is folded before it is compared or parsed, so that ۱۲ and 12, ي and ی are the same.

use std::borrow::Cow;

/// Writes Persian (۰–۹) and Arabic (٠–٩) digits as 0–9 and the Arabic letters ي ى ك as ی ی ک. Nothing else changes.
pub fn fold(text: &str) -> Cow<'_, str> {
    if text.chars().all(|c| folded(c) == c) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().map(folded).collect())
}

/// Writes the Arabic letters ي ى ك as ی ی ک and leaves digits as they are: for names that are shown as they were given.
pub fn fold_letters(text: &str) -> String {
    text.chars().map(|c| if c.is_numeric() { c } else { folded(c) }).collect()
}

/// Writes 0–9 and Arabic digits as ۰–۹.
pub fn to_persian(text: &str) -> String {
    let persian = |c: char| match folded(c) {
        digit @ '0'..='9' => char::from_u32('۰' as u32 + (digit as u32 - '0' as u32)).unwrap_or(digit),
        _ => c,
    };
    text.chars().map(persian).collect()
}

/// Reads a typed number: any digits, `٫` or `.` before decimals, `٬` or `,` between thousands, a sign before it.
/// `None` if it is not one finite number.
pub fn parse_number(text: &str) -> Option<f64> {
    let plain: String = fold(text.trim())
        .chars()
        .filter(|c| !matches!(c, '٬' | ',' | '\u{200e}' | '\u{200f}' | '\u{200c}' | '\u{202f}' | '\u{a0}'))
        .map(|c| match c {
            '٫' => '.',
            '−' | '–' => '-',
            other => other,
        })
        .collect();
    let body = plain.strip_prefix(['-', '+']).unwrap_or(&plain);
    let shaped = body.bytes().all(|b| b.is_ascii_digit() || b == b'.') && body.bytes().any(|b| b.is_ascii_digit());
    if shaped { plain.parse().ok().filter(|n: &f64| n.is_finite()) } else { None }
}

const fn folded(c: char) -> char {
    match c {
        '۰'..='۹' => (b'0' + (c as u32 - '۰' as u32) as u8) as char,
        '٠'..='٩' => (b'0' + (c as u32 - '٠' as u32) as u8) as char,
        'ي' | 'ى' => 'ی',
        'ك' => 'ک',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn folds_both_keyboards() {
        assert_eq!(fold("۰۱۲۳۴۵۶۷۸۹ ٠١٢٣٤٥٦٧٨٩"), "0123456789 0123456789");
        assert_eq!(fold("علي ملكى"), "علی ملکی");
        assert!(matches!(fold("plain 12، می‌رود"), Cow::Borrowed(_)));
        assert_eq!(to_persian("12 و ٣"), "۱۲ و ۳");
        assert_eq!(fold_letters("شعبة ي ۲ و ٢"), "شعبة ی ۲ و ٢");
    }

    #[test]
    fn reads_numbers() {
        for (text, number) in [
            ("12", 12.0),
            ("۱۲٫۵", 12.5),
            ("١٢٫٥", 12.5),
            ("۱٬۲۳۴٬۵۶۷", 1_234_567.0),
            ("1,234.5", 1234.5),
            ("\u{200e}−۱۲", -12.0),
            (" +3 ", 3.0),
        ] {
            assert_eq!(parse_number(text), Some(number), "{text}");
        }
        for text in ["", "-", ".", "1e9", "inf", "NaN", "12٪", "1.2.3", "دوازده", "--1"] {
            assert_eq!(parse_number(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing(text in "\\PC{0,60}") {
            let once = fold(&text).into_owned();
            prop_assert_eq!(fold(&once), once.as_str());
        }
    }
}
