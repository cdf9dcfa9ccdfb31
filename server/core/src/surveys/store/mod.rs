//! SQL of surveys: the run itself, who could be asked, who is invited, and how many took part.

pub(super) mod audience;
pub(crate) mod invitation;
pub(super) mod participation;
pub(crate) mod rating;
pub(crate) mod survey;

pub(crate) use invitation::open_of;

/// Every statement of this folder, prepared on both engines by a test.
pub const STATEMENTS: &[&[&str]] =
    &[audience::STATEMENTS, invitation::STATEMENTS, participation::STATEMENTS, rating::STATEMENTS, survey::STATEMENTS];

type Sql<T> = Result<T, sqlx::Error>;
