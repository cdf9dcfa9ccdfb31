//! What an import does to the rows of a file, as its preview shows it.

/// How many of each thing an import touches.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// New.
    pub added: usize,
    /// Known and different.
    pub changed: usize,
    /// Known and the same.
    pub unchanged: usize,
}

/// What happens to a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Somebody new.
    Added,
    /// Somebody known, with differences.
    Changed,
    /// Nothing.
    Unchanged,
}

impl Tally {
    /// Counts one more.
    pub const fn count(&mut self, effect: Effect) {
        match effect {
            Effect::Added => self.added += 1,
            Effect::Changed => self.changed += 1,
            Effect::Unchanged => self.unchanged += 1,
        }
    }

    /// Everything that was in the file.
    pub const fn total(&self) -> usize {
        self.added + self.changed + self.unchanged
    }
}

/// A row of the preview.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sample {
    /// The row of the file.
    pub row: u32,
    /// The code there.
    pub code: String,
    /// The name there.
    pub name: String,
    /// The unit's code.
    pub unit: String,
    /// What would happen.
    pub effect: Effect,
    /// Keys of the columns that differ from what is known.
    pub differs: Vec<&'static str>,
}
