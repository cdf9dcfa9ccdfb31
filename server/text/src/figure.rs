//! How figures are written, for pages, charts, mails, PDF and exports alike.
//!
//! Persian runs right to left but its numbers do not, so signs and percent signs need marks to stay in their places:
//! U+200E before a sign, U+200F between digits and ٪. A range is written in words, never with a dash.

use ayeneh_domain::digits;

use crate::{Locale, figures};

/// U+2212; the hyphen is too short and may break the line.
const MINUS: char = '\u{2212}';

/// A whole number that can be written.
pub trait Whole: Copy {
    /// The number itself.
    fn whole(self) -> i128;
}

macro_rules! whole {
    ($($kind:ty),+) => {$(
        impl Whole for $kind {
            fn whole(self) -> i128 {
                i128::try_from(self).unwrap_or(i128::MAX)
            }
        }
    )+};
}
whole!(u8, u16, u32, u64, usize, i8, i16, i32, i64, isize);

/// `۱٬۲۳۴` / `1,234`; negative numbers with their sign.
pub fn integer(locale: Locale, value: impl Whole) -> String {
    let value = value.whole();
    with_sign(locale, if value < 0 { Some(MINUS) } else { None }, &value.unsigned_abs().to_string())
}

/// `۱۲٫۵` / `12.5`, rounded to that many places. A value that is not finite is a dash.
pub fn decimal(locale: Locale, value: f64, places: usize) -> String {
    written(locale, value, places, false)
}

/// With its sign also when positive, `‎+۱۲` / `+12`; zero has none. For changes and differences.
pub fn signed(locale: Locale, value: f64, places: usize) -> String {
    written(locale, value, places, true)
}

/// An index of 0 to 100, a whole number: `۶۵` / `65`.
pub fn index(locale: Locale, value: f64) -> String {
    decimal(locale, value, 0)
}

/// A share of 0 to 100 in percent: `۴۱٪` / `41%`. Negative ones say «درصد», see [`signed_percent`].
pub fn percent(locale: Locale, value: f64, places: usize) -> String {
    let figure = decimal(locale, value, places);
    match locale {
        Locale::En => format!("{figure}%"),
        Locale::Fa if figure.starts_with('\u{200e}') => format!("{figure} درصد"),
        Locale::Fa => format!("{figure}\u{200f}٪"),
    }
}

/// A change in percent: `‎−۱۲ درصد` / `−12%`. In Persian a sign and ٪ would end on the same side of the number.
pub fn signed_percent(locale: Locale, value: f64, places: usize) -> String {
    let figure = signed(locale, value, places);
    match locale {
        Locale::En => format!("{figure}%"),
        Locale::Fa => format!("{figure} درصد"),
    }
}

/// `۶۱ تا ۷۳` / `61 to 73`: an interval or a range in words.
pub fn range(locale: Locale, from: f64, to: f64, places: usize) -> String {
    figures::range(locale, decimal(locale, from, places), decimal(locale, to, places))
}

/// `۸۰ یا بیشتر` / `80 or more`: a lower bound.
pub fn or_more(locale: Locale, bound: f64, places: usize) -> String {
    figures::or_more(locale, decimal(locale, bound, places))
}

/// `۲۰ یا کمتر` / `20 or less`: an upper bound.
pub fn or_less(locale: Locale, bound: f64, places: usize) -> String {
    figures::or_less(locale, decimal(locale, bound, places))
}

/// `۱۷ از ۲۴` / `17 of 24`.
pub fn part_of(locale: Locale, part: impl Whole, whole: impl Whole) -> String {
    figures::part_of(locale, integer(locale, part), integer(locale, whole))
}

/// A number of respondents, units or months beside a figure: `n = ۲۴` / `n = 24`.
pub fn sample(locale: Locale, n: impl Whole) -> String {
    symbol(locale, "n", "=", &integer(locale, n))
}

/// A correlation with two places: `r = ۰٫۴۱` / `r = 0.41`.
pub fn correlation(locale: Locale, r: f64) -> String {
    symbol(locale, "r", "=", &decimal(locale, r, 2))
}

/// A p value with three places, `p < ۰٫۰۰۱` where it is smaller.
pub fn p_value(locale: Locale, p: f64) -> String {
    let (relation, shown) = if p < 0.001 { ("<", 0.001) } else { ("=", p) };
    symbol(locale, "p", relation, &decimal(locale, shown, 3))
}

/// Numbers to ten in words, as sentences like them: `دو` / `two`; larger ones in digits.
pub fn word(locale: Locale, n: usize) -> String {
    const FA: [&str; 11] = ["صفر", "یک", "دو", "سه", "چهار", "پنج", "شش", "هفت", "هشت", "نه", "ده"];
    const EN: [&str; 11] = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
    let words = match locale {
        Locale::Fa => FA,
        Locale::En => EN,
    };
    words.get(n).map_or_else(|| integer(locale, n), |word| (*word).to_owned())
}

/// A formula reads left to right in both languages, so in Persian it is isolated from the sentence.
fn symbol(locale: Locale, letter: &str, relation: &str, figure: &str) -> String {
    match locale {
        Locale::En => format!("{letter} {relation} {figure}"),
        Locale::Fa => format!("\u{2066}{letter} {relation} {figure}\u{2069}"),
    }
}

fn written(locale: Locale, value: f64, places: usize, plus: bool) -> String {
    if !value.is_finite() {
        return "–".to_owned();
    }
    let plain = format!("{:.places$}", value.abs());
    let sign = match () {
        () if plain.bytes().all(|b| matches!(b, b'0' | b'.')) => None,
        () if value < 0.0 => Some(MINUS),
        () if plus => Some('+'),
        () => None,
    };
    with_sign(locale, sign, &plain)
}

/// Groups the digits by thousands and writes them in the language's digits, behind the sign.
fn with_sign(locale: Locale, sign: Option<char>, plain: &str) -> String {
    let (whole, fraction) = plain.split_once('.').unwrap_or((plain, ""));
    let (thousands, point, mark) = match locale {
        Locale::Fa => ('٬', '٫', "\u{200e}"),
        Locale::En => (',', '.', ""),
    };
    let mut text = String::new();
    if let Some(sign) = sign {
        text.push_str(mark);
        text.push(sign);
    }
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place) % 3 == 0 {
            text.push(thousands);
        }
        text.push(digit);
    }
    if !fraction.is_empty() {
        text.push(point);
        text.push_str(fraction);
    }
    match locale {
        Locale::Fa => digits::to_persian(&text),
        Locale::En => text,
    }
}

#[cfg(test)]
mod tests {
    use Locale::{En, Fa};

    use super::*;

    #[test]
    fn whole_numbers_and_fractions() {
        assert_eq!(integer(Fa, 1_234_567_u32), "۱٬۲۳۴٬۵۶۷");
        assert_eq!(integer(En, 1_234_567_u32), "1,234,567");
        assert_eq!(integer(Fa, 999_usize), "۹۹۹");
        assert_eq!(integer(Fa, -12_i64), "\u{200e}\u{2212}۱۲");
        assert_eq!(integer(En, i64::MIN), "\u{2212}9,223,372,036,854,775,808");
        assert_eq!(decimal(Fa, 12.54, 1), "۱۲٫۵");
        assert_eq!(decimal(En, 1234.5, 1), "1,234.5");
        assert_eq!(decimal(Fa, -0.04, 1), "۰٫۰");
        assert_eq!(decimal(Fa, f64::NAN, 1), "–");
        assert_eq!(index(Fa, 64.6), "۶۵");
    }

    #[test]
    fn signs_stand_before_the_digits_in_both_directions() {
        assert_eq!(signed(Fa, -12.0, 0), "\u{200e}\u{2212}۱۲");
        assert_eq!(signed(Fa, 12.0, 0), "\u{200e}+۱۲");
        assert_eq!(signed(En, 12.0, 0), "+12");
        assert_eq!(signed(En, 0.2, 0), "0");
    }

    #[test]
    fn percent_keeps_its_sign_on_the_left_in_persian() {
        assert_eq!(percent(Fa, 41.0, 0), "۴۱\u{200f}٪");
        assert_eq!(percent(En, 41.25, 1), "41.2%");
        assert_eq!(percent(Fa, -3.0, 0), "\u{200e}\u{2212}۳ درصد");
        assert_eq!(signed_percent(Fa, 12.0, 0), "\u{200e}+۱۲ درصد");
        assert_eq!(signed_percent(En, -12.0, 0), "\u{2212}12%");
    }

    #[test]
    fn ranges_and_bounds_are_words() {
        assert_eq!(range(Fa, 61.0, 73.0, 0), "۶۱ تا ۷۳");
        assert_eq!(range(En, 61.0, 73.0, 0), "61 to 73");
        assert_eq!(or_more(Fa, 80.0, 0), "۸۰ یا بیشتر");
        assert_eq!(or_less(En, 20.0, 0), "20 or less");
        assert_eq!(part_of(Fa, 17_u32, 24_u32), "۱۷ از ۲۴");
        assert_eq!(word(Fa, 2), "دو");
        assert_eq!(word(En, 11), "11");
    }

    #[test]
    fn formulas_are_isolated_in_persian() {
        assert_eq!(p_value(En, 0.0004), "p < 0.001");
        assert_eq!(p_value(Fa, 0.0312), "\u{2066}p = ۰٫۰۳۱\u{2069}");
        assert_eq!(correlation(En, -0.413), "r = \u{2212}0.41");
        assert_eq!(sample(Fa, 24_usize), "\u{2066}n = ۲۴\u{2069}");
    }
}
