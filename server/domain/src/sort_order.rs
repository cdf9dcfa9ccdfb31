//! The order of names in lists: Persian by the 32 letters of its alphabet, then Latin, without a large table.
//!
//! Code points do not give it: پ چ ژ گ ک ی stand after all others there. Half-spaces and vowel marks do not count.

use std::cmp::Ordering;

use crate::digits;

const ALPHABET: &str = "ءآاأإبپتثجچحخدذرزژسشصضطظعغفقکگلمنوؤهةۀیئ";

/// Compares two names as a Persian reader expects. Equal only if the texts are equal, so that lists are stable.
pub fn compare(a: &str, b: &str) -> Ordering {
    key(a).cmp(&key(b)).then_with(|| a.cmp(b))
}

/// A key whose order is the order of names; for sorting many by [`slice::sort_by_cached_key`].
pub fn key(text: &str) -> Vec<u32> {
    let folded = digits::fold(text).to_lowercase();
    folded.chars().filter_map(weight).collect()
}

/// The same key as bytes, whose order is that of the names: for a column that a database sorts by.
pub fn bytes(text: &str) -> Vec<u8> {
    key(text).into_iter().flat_map(|weight| weight.to_be_bytes().into_iter().skip(1)).collect()
}

/// Spaces first, then digits, Persian letters, everything else. Marks weigh nothing.
fn weight(c: char) -> Option<u32> {
    const DIGITS: u32 = 16;
    const LETTERS: u32 = 32;
    const OTHERS: u32 = 128;
    match c {
        '\u{200b}'..='\u{200f}' | '\u{64b}'..='\u{65f}' | '\u{670}' | 'ـ' => None,
        _ if c.is_whitespace() => Some(0),
        '0'..='9' => Some(DIGITS + c as u32 - '0' as u32),
        _ => {
            Some(ALPHABET.chars().zip(LETTERS..).find(|(letter, _)| *letter == c).map_or(OTHERS + c as u32, |(_, w)| w))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sorted(mut names: Vec<&str>) -> Vec<&str> {
        names.sort_by(|a, b| compare(a, b));
        names
    }

    #[test]
    fn persian_letters_stand_in_their_places() {
        let expected = vec![
            "آبان",
            "اراک",
            "بم",
            "پارس",
            "تهران",
            "چالوس",
            "حمید",
            "زنجان",
            "ژاله",
            "سمنان",
            "کرج",
            "گیلان",
            "لار",
            "ملی",
            "نارون",
            "وحید",
            "همدان",
            "یزد",
        ];
        let mut shuffled = expected.clone();
        shuffled.reverse();
        assert_eq!(sorted(shuffled), expected);
    }

    #[test]
    fn spaces_come_before_letters_and_half_spaces_do_not_count() {
        assert_eq!(
            sorted(vec!["علیزاده", "علی‌اکبر", "علی رضایی", "علی"]),
            vec!["علی", "علی رضایی", "علی‌اکبر", "علیزاده"]
        );
        assert_eq!(key("می‌رود"), key("میرود"));
        assert_eq!(key("علي"), key("علی"));
    }

    #[test]
    fn bytes_keep_the_order() {
        let names = ["", "علی", "علی رضایی", "علی‌اکبر", "علیزاده", "alpha", "Zeta", "😀"];
        assert!(names.windows(2).all(|pair| bytes(pair[0]) < bytes(pair[1])));
    }

    #[test]
    fn digits_then_persian_then_latin() {
        assert_eq!(
            sorted(vec!["Zeta", "alpha", "واحد ۲", "واحد ۱", "شعبه", "۲"]),
            vec!["۲", "شعبه", "واحد ۱", "واحد ۲", "alpha", "Zeta"]
        );
    }
}
