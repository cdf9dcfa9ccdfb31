//! One statement for many rows. Texts exist for 1, 2, 4, … 256 rows and are made once: any number of rows is a few of
//! them, and a connection keeps few prepared statements.

use std::{fmt::Write, sync::OnceLock};

/// Texts exist up to two to this power rows.
const POWERS: usize = 8;

/// A statement with a list of rows in it: `head ($1, $2), ($3, $4), … tail`.
#[derive(Debug)]
pub struct Many {
    head: &'static str,
    columns: usize,
    tail: &'static str,
    texts: [OnceLock<String>; POWERS + 1],
}

impl Many {
    /// A statement that begins with `head`, lists rows of so many columns and ends with `tail`.
    pub const fn new(head: &'static str, columns: usize, tail: &'static str) -> Self {
        Self { head, columns, tail, texts: [const { OnceLock::new() }; POWERS + 1] }
    }

    /// Splits rows into parts, each with the statement for just so many.
    pub fn parts<'a, T>(&'static self, mut rows: &'a [T]) -> impl Iterator<Item = (&'static str, &'a [T])> {
        std::iter::from_fn(move || {
            let power = rows.len().checked_ilog2()?.min(POWERS as u32);
            let (part, rest) = rows.split_at(1 << power);
            rows = rest;
            Some((self.text(power), part))
        })
    }

    /// The statement for two to the power of `power` rows.
    pub fn text(&'static self, power: u32) -> &'static str {
        self.texts[power as usize].get_or_init(|| {
            let mut text = self.head.to_owned();
            for row in 0..1_usize << power {
                text.push_str(if row == 0 { " (" } else { ", (" });
                for column in 1..=self.columns {
                    let comma = if column == 1 { "" } else { ", " };
                    write!(text, "{comma}${}", row * self.columns + column).expect("a String takes any text");
                }
                text.push(')');
            }
            text + self.tail
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_number_of_rows_is_a_few_statements() {
        static INSERT: Many = Many::new("INSERT INTO t (a, b) VALUES", 2, " RETURNING a");
        let rows: Vec<_> = (0..515).collect();
        let parts: Vec<_> = INSERT.parts(&rows).collect();
        assert_eq!(parts.iter().map(|(_, part)| part.len()).collect::<Vec<_>>(), [256, 256, 2, 1]);
        assert_eq!(parts[2], ("INSERT INTO t (a, b) VALUES ($1, $2), ($3, $4) RETURNING a", &rows[512..514]));
        assert_eq!(INSERT.parts::<i32>(&[]).count(), 0);
    }
}
