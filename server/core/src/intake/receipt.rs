//! The number a respondent keeps: it makes a repeated answer the same answer, and proves later that it was counted.

use std::{fmt, str::FromStr};

use sha2::{Digest, Sha256};

use crate::random::Random;

/// A random number of 128 bits, shown once to whoever answers. It opens nothing; the database keeps its SHA-256.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Receipt([u8; 16]);

impl Receipt {
    /// Draws a number.
    pub fn draw(random: &dyn Random) -> Self {
        let mut bytes = [0; 16];
        random.fill(&mut bytes);
        Self(bytes)
    }

    /// What is stored and, after the survey's end, published: SHA-256 of the number.
    pub fn hash(&self) -> Vec<u8> {
        Sha256::digest(self.0).to_vec()
    }
}

impl fmt::Display for Receipt {
    /// Eight groups of four hexadecimal digits, fit for reading aloud.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (number, pair) in self.0.chunks(2).enumerate() {
            let dash = if number == 0 { "" } else { "-" };
            write!(f, "{dash}{:02x}{:02x}", pair[0], pair[1])?;
        }
        Ok(())
    }
}

/// What was sent is no receipt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a receipt is 32 hexadecimal digits, with or without dashes")]
pub struct NoReceipt;

impl FromStr for Receipt {
    type Err = NoReceipt;

    fn from_str(text: &str) -> Result<Self, NoReceipt> {
        let (mut bytes, mut count) = ([0; 16], 0);
        for digit in text.chars().filter(|c| *c != '-') {
            let value = digit.to_digit(16).and_then(|value| u8::try_from(value).ok()).ok_or(NoReceipt)?;
            let byte = bytes.get_mut(count / 2).ok_or(NoReceipt)?;
            *byte = *byte << 4 | value;
            count += 1;
        }
        if count == 32 { Ok(Self(bytes)) } else { Err(NoReceipt) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::SeededRandom;

    #[test]
    fn is_read_as_it_is_written() {
        let receipt = Receipt::draw(&SeededRandom::new(7));
        let text = receipt.to_string();
        assert_eq!(text.len(), 39);
        assert_eq!(text.parse(), Ok(receipt));
        assert_eq!(text.replace('-', "").to_uppercase().parse(), Ok(receipt));
        for wrong in ["", "12", &text[1..], &format!("{text}0"), "zz", &"é".repeat(32)] {
            assert_eq!(wrong.parse::<Receipt>(), Err(NoReceipt), "{wrong}");
        }
    }
}
