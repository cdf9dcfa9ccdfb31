//! Text as people and programs hand it in. What no eye sees is dropped where it is harmless and refused where it is not:
//! nothing that is stored begins a head of a mail, turns a line around, or is more than a database takes.

use std::borrow::Cow;

/// Why a text cannot be taken as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextFault {
    /// A character that no eye sees and that does something: NUL and other control characters, marks that turn the
    /// direction of writing around and are not ended again.
    Hidden(char),
    /// A line ends in the middle of what must be one line.
    LineBreak,
}

/// A line: a name, a title, a code. Marks without effect are dropped, the half-space stays.
///
/// # Errors
/// The first thing that has to go; [`without_faults`] is the text without all of them.
pub fn one_line(text: &str) -> Result<Cow<'_, str>, TextFault> {
    let text = text.trim_matches(['\r', '\n']);
    if let Some(found) = text.chars().find(|c| is_break(*c) || is_hidden(*c)) {
        return Err(if is_break(found) { TextFault::LineBreak } else { TextFault::Hidden(found) });
    }
    turned(text).map_or(Ok(()), |mark| Err(TextFault::Hidden(mark)))?;
    if text.chars().any(|c| is_without_effect(c) || c == '\t') {
        let spaced = text.chars().filter(|c| !is_without_effect(*c)).map(|c| if c == '\t' { ' ' } else { c });
        return Ok(Cow::Owned(spaced.collect()));
    }
    Ok(Cow::Borrowed(text))
}

/// A line with everything taken out that [`one_line`] refuses; line breaks become spaces.
pub fn without_faults(text: &str) -> String {
    lines(text).trim_matches('\n').chars().map(|c| if matches!(c, '\n' | '\t') { ' ' } else { c }).collect()
}

/// A longer text: line ends are `\n`, and what no eye sees is gone, because whoever writes one should not lose it.
pub fn lines(text: &str) -> Cow<'_, str> {
    let turns = turned(text).is_some();
    let goes = |c: char| is_hidden(c) || is_without_effect(c) || (turns && is_turn(c));
    if !text.chars().any(|c| goes(c) || matches!(c, '\r' | '\u{2028}' | '\u{2029}')) {
        return Cow::Borrowed(text);
    }
    // Browsers send line ends as CR LF; a lone CR is one too.
    let ended = text.replace("\r\n", "\n").replace(['\r', '\u{2028}', '\u{2029}'], "\n");
    Cow::Owned(ended.chars().filter(|c| !goes(*c)).collect())
}

const fn is_break(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{2028}' | '\u{2029}')
}

fn is_hidden(c: char) -> bool {
    c.is_control() && !matches!(c, '\n' | '\r' | '\t')
}

/// Marks that come along when text is pasted and change nothing that is seen.
const fn is_without_effect(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}')
}

const fn is_turn(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// The first mark that turns the direction of writing around beyond its text: one that is not ended in its line, ends
/// nothing, or overrides how letters are written.
fn turned(text: &str) -> Option<char> {
    let mut open: Vec<char> = Vec::new();
    for c in text.chars() {
        match c {
            '\u{202d}' | '\u{202e}' => return Some(c),
            '\u{202a}' | '\u{202b}' | '\u{2066}'..='\u{2068}' => open.push(c),
            '\u{202c}' if !open.pop().is_some_and(|begun| matches!(begun, '\u{202a}' | '\u{202b}')) => return Some(c),
            '\u{2069}' if !open.pop().is_some_and(|begun| matches!(begun, '\u{2066}'..='\u{2068}')) => return Some(c),
            _ if is_break(c) && !open.is_empty() => break,
            _ => {}
        }
    }
    open.first().copied()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_line_keeps_what_is_seen_and_the_half_space() {
        for (typed, kept) in [
            ("سارا رضایی", "سارا رضایی"),
            ("می\u{200c}رود", "می\u{200c}رود"),
            ("Sara\tRezaei\r\n", "Sara Rezaei"),
            ("\u{feff}a\u{200b}b\u{ad}", "ab"),
            ("\u{2068}Narvan\u{2069} شرکت", "\u{2068}Narvan\u{2069} شرکت"),
            ("👩\u{200d}👧", "👩\u{200d}👧"),
        ] {
            assert_eq!(one_line(typed).as_deref(), Ok(kept), "{typed:?}");
        }
    }

    #[test]
    fn a_line_refuses_what_hides() {
        for (typed, fault, left) in [
            ("a\0b", TextFault::Hidden('\0'), "ab"),
            ("a\u{1b}[2Jb", TextFault::Hidden('\u{1b}'), "a[2Jb"),
            ("a\u{85}b", TextFault::Hidden('\u{85}'), "ab"),
            ("a\r\nBcc: b", TextFault::LineBreak, "a Bcc: b"),
            ("a\u{2028}b", TextFault::LineBreak, "a b"),
            ("a\u{202e}b", TextFault::Hidden('\u{202e}'), "ab"),
            ("a\u{202d}b\u{202c}", TextFault::Hidden('\u{202d}'), "ab"),
            ("a\u{2067}b", TextFault::Hidden('\u{2067}'), "ab"),
            ("a\u{2069}b", TextFault::Hidden('\u{2069}'), "ab"),
            ("a\u{202a}b\u{2069}", TextFault::Hidden('\u{2069}'), "ab"),
        ] {
            assert_eq!(one_line(typed), Err(fault), "{typed:?}");
            assert_eq!(without_faults(typed), left, "{typed:?}");
        }
    }

    #[test]
    fn longer_texts_keep_their_lines() {
        assert_eq!(lines("one\r\ntwo\rthree\u{2029}four"), "one\ntwo\nthree\nfour");
        assert_eq!(lines("a\0b\u{7}c\u{202e}d\te"), "abcd\te");
        assert!(matches!(lines("نیم\u{200c}فاصله\nو خط"), Cow::Borrowed(_)));
    }

    proptest! {
        #[test]
        fn what_is_left_is_fine(text in any::<String>(), marks in "[\\x00-\\x1f\u{202a}-\u{202e}\u{2028}\u{2029}\u{2066}-\u{2069}a]{0,12}") {
            for text in [text.clone(), marks.clone(), format!("{text}{marks}")] {
                let left = without_faults(&text);
                prop_assert!(one_line(&left).is_ok(), "{text:?} {left:?}");
                let long = lines(&text);
                prop_assert_eq!(lines(&long), long.as_ref());
                let hides = long.contains(['\0', '\r', '\u{2028}', '\u{202e}']);
                prop_assert!(!hides, "{long:?}");
            }
        }
    }
}
