//! Mail addresses: what we accept, and why one is refused, so that an import can say what to change.

use std::fmt;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::digits;

/// The longest address that mail servers accept (RFC 5321), in bytes.
pub const LONGEST: usize = 254;

/// A checked address: one `@`, plain ASCII, no spaces or control characters, so it can stand in a mail's head. The
/// domain is in small letters; the part before it is kept as typed.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct MailAddress(String);

/// Why an address was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum MailAddressError {
    /// Nothing was given.
    #[error("no mail address was given")]
    Empty,
    /// A line break, NUL or other control character; never by accident.
    #[error("the mail address has a control character in it")]
    ControlCharacter,
    /// A space in the middle.
    #[error("the mail address has a space in it")]
    Space,
    /// A letter that no mail server here takes, e.g. a Persian one.
    #[error("the mail address has the letter {0} in it, which is not a Latin one")]
    Letter(char),
    /// No `@`, or more than one.
    #[error("a mail address has exactly one @")]
    AtSign,
    /// Nothing, or something impossible, before the `@`.
    #[error("the part before the @ is not possible")]
    Local,
    /// The part after the `@` is no domain name.
    #[error("the part after the @ is not a domain name")]
    Domain,
    /// Longer than [`LONGEST`].
    #[error("the mail address is too long")]
    TooLong,
}

impl MailAddress {
    /// Checks a typed or imported address. Spaces around it are dropped and Persian digits become 0–9.
    pub fn parse(text: &str) -> Result<Self, MailAddressError> {
        use MailAddressError as E;
        let trimmed = text.trim_matches([' ', '\t', '\u{a0}', '\u{200c}', '\u{200e}', '\u{200f}', '\u{feff}']);
        let folded = digits::fold(trimmed);
        if folded.is_empty() {
            return Err(E::Empty);
        }
        if folded.chars().any(|c| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}')) {
            return Err(E::ControlCharacter);
        }
        if folded.chars().any(char::is_whitespace) {
            return Err(E::Space);
        }
        if let Some(letter) = folded.chars().find(|c| !c.is_ascii()) {
            return Err(E::Letter(letter));
        }
        if folded.len() > LONGEST {
            return Err(E::TooLong);
        }
        let (local, domain) = folded.split_once('@').filter(|(_, rest)| !rest.contains('@')).ok_or(E::AtSign)?;
        if !local_is_possible(local) {
            return Err(E::Local);
        }
        if !domain_is_possible(domain) {
            return Err(E::Domain);
        }
        Ok(Self(format!("{local}@{}", domain.to_ascii_lowercase())))
    }

    /// The address as it is written to.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The form by which two addresses are the same person's: all small letters.
    pub fn identity(&self) -> String {
        self.0.to_ascii_lowercase()
    }
}

fn local_is_possible(local: &str) -> bool {
    let dots = local.starts_with('.') || local.ends_with('.') || local.contains("..");
    (1..=64).contains(&local.len())
        && !dots
        && local.bytes().all(|b| b.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~.".contains(&b))
}

fn domain_is_possible(domain: &str) -> bool {
    let label = |part: &str| {
        (1..=63).contains(&part.len())
            && part.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
            && !part.starts_with('-')
            && !part.ends_with('-')
    };
    let labels: Vec<&str> = domain.split('.').collect();
    labels.len() >= 2
        && labels.iter().all(|part| label(part))
        && labels.last().is_some_and(|top| top.bytes().any(|b| b.is_ascii_alphabetic()))
}

impl fmt::Display for MailAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::str::FromStr for MailAddress {
    type Err = MailAddressError;
    fn from_str(text: &str) -> Result<Self, MailAddressError> {
        Self::parse(text)
    }
}

impl From<MailAddress> for String {
    fn from(address: MailAddress) -> Self {
        address.0
    }
}

impl TryFrom<String> for MailAddress {
    type Error = MailAddressError;
    fn try_from(text: String) -> Result<Self, MailAddressError> {
        Self::parse(&text)
    }
}

#[cfg(test)]
mod tests {
    use MailAddressError as E;

    use super::*;

    #[test]
    fn accepts_normal_addresses() {
        for (typed, kept) in [
            ("a@b.ir", "a@b.ir"),
            (" sara.rezaei+hr@Narvan.Example ", "sara.rezaei+hr@narvan.example"),
            ("ali۱۲@narvan.ir", "ali12@narvan.ir"),
            ("\u{200f}o'neil@x-y.co.uk", "o'neil@x-y.co.uk"),
        ] {
            assert_eq!(MailAddress::parse(typed).map(String::from), Ok(kept.to_owned()), "{typed}");
        }
        assert_eq!(MailAddress::parse("Ali@B.ir").expect("good").identity(), "ali@b.ir");
    }

    #[test]
    fn refuses_and_says_why() {
        for (typed, error) in [
            ("", E::Empty),
            ("  ", E::Empty),
            ("a@b.ir\r\nBcc: c@d.ir", E::ControlCharacter),
            ("a@b.ir\0", E::ControlCharacter),
            ("a\u{2028}@b.ir", E::ControlCharacter),
            ("sara rezaei@b.ir", E::Space),
            ("سارا@b.ir", E::Letter('س')),
            ("a@نارون.ir", E::Letter('ن')),
            ("a.b.ir", E::AtSign),
            ("a@b@c.ir", E::AtSign),
            ("@b.ir", E::Local),
            ("a..b@c.ir", E::Local),
            ("<a>@c.ir", E::Local),
            ("a,b@c.ir", E::Local),
            ("a@b", E::Domain),
            ("a@-b.ir", E::Domain),
            ("a@b..ir", E::Domain),
            ("a@10.0.0.1", E::Domain),
            ("a@b.ir>", E::Domain),
        ] {
            assert_eq!(MailAddress::parse(typed), Err(error), "{typed}");
        }
        assert_eq!(MailAddress::parse(&format!("a@{}.ir", "b.".repeat(130))), Err(E::TooLong));
    }
}
