//! What has to change in a file, as far as anybody would read it: the first hundred things, and how many more there are.

use ayeneh_text as text;

use crate::{Error, Problem};

/// So many things are named one by one. A file that is wrong in every row would otherwise fill the memory with words.
pub const MOST: usize = 100;

/// The field of the problem that says how many more there are.
pub const MORE: &str = "more";

/// The problems of a file.
#[derive(Debug, Default)]
pub struct Problems {
    named: Vec<Problem>,
    more: usize,
}

impl Problems {
    /// Notes one.
    pub fn push(&mut self, problem: Problem) {
        if self.named.len() < MOST {
            self.named.push(problem);
        } else {
            self.more += 1;
        }
    }

    /// Notes those of a part of the file, each as `told` writes it.
    pub fn append(&mut self, part: Self, told: impl Fn(Problem) -> Problem) {
        self.extend(part.named.into_iter().map(told));
        self.more += part.more;
    }

    /// Whether there is none.
    pub const fn is_empty(&self) -> bool {
        self.named.is_empty()
    }

    /// How many there are, named or not.
    pub const fn len(&self) -> usize {
        self.named.len() + self.more
    }

    /// Nothing to change, or what, in the order of rows, with how many more there are at the end.
    ///
    /// # Errors
    /// The problems.
    pub fn or_else_named(self) -> Result<(), Vec<Problem>> {
        let Self { mut named, more } = self;
        if named.is_empty() {
            return Ok(());
        }
        named.sort_by_key(|problem| problem.row);
        if more > 0 {
            named.push(Problem::field(MORE, |l| text::import::and_more(l, more)));
        }
        Err(named)
    }

    /// As [`Self::or_else_named`], as a service says it.
    ///
    /// # Errors
    /// [`Error::Invalid`] with the problems.
    pub fn or_else_invalid(self) -> crate::Result<()> {
        self.or_else_named().map_err(Error::Invalid)
    }
}

impl Extend<Problem> for Problems {
    fn extend<T: IntoIterator<Item = Problem>>(&mut self, problems: T) {
        problems.into_iter().for_each(|problem| self.push(problem));
    }
}

impl From<Vec<Problem>> for Problems {
    fn from(problems: Vec<Problem>) -> Self {
        let mut all = Self::default();
        all.extend(problems);
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hundred_are_named_and_the_rest_counted() {
        let of = |count: u32| {
            let mut all = Problems::default();
            let mut part = Problems::default();
            part.extend((0..count).rev().map(|row| Problem::row(row + 2, "name", |_| "x".into())));
            all.append(part, |problem| problem);
            (all.len(), all.or_else_named())
        };
        assert!(matches!(of(0), (0, Ok(()))));
        let (count, told) = of(100);
        assert_eq!((count, told.map_err(|told| told.len())), (100, Err(100)));
        let (count, told) = of(307);
        let told = told.expect_err("is wrong");
        assert_eq!((count, told.len(), told[0].row), (307, 101, Some(209)));
        assert_eq!(told[100].field.as_deref(), Some(MORE));
        assert!(told[100].message.en.contains("207"));
    }
}
