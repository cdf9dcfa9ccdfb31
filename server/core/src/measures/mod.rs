//! Measures: figures of the scorecard, their monthly readings and targets.
//!
//! A measure either is imported month by month, or is a figure of the latest release; the scorecard reads both alike.

mod add;
mod file;
mod import;
mod starter;
pub mod store;
mod target;

use ayeneh_domain::{
    bilingual::Bilingual,
    calendar::Month,
    ids::{MeasureId, UnitId},
    measure::{Aggregate, Direction, Perspective, Target},
    permission::Right,
    questionnaire::Side,
    release::Figure,
};

pub(crate) use self::starter::starter_set;
pub use self::{
    add::{MeasureForm, add_measure},
    file::{READING_COLUMNS, import_files, preview_files, sample},
    import::{ReadingLine, ReadingsImport, import_lines, preview_lines},
    starter::insert_starter_set,
    target::{TargetForm, set_target},
};
use crate::{Ctx, Result};

/// A figure of the scorecard.
#[derive(Clone, Debug, PartialEq)]
pub struct Measure {
    /// Its identifier.
    pub id: MeasureId,
    /// Its name in files and the API.
    pub key: String,
    /// Its name for people.
    pub name: Bilingual,
    /// Where it stands.
    pub perspective: Perspective,
    /// Which way is good.
    pub direction: Direction,
    /// What is counted, e.g. `%` or `bn rials`; empty for points of an index.
    pub unit: Bilingual,
    /// Digits after the decimal point.
    pub decimals: u8,
    /// How units add up; of no meaning for released figures.
    pub aggregate: Aggregate,
    /// Where its figures come from.
    pub source: Source,
    /// Its place within the perspective.
    pub position: i64,
}

/// Where the figures of a measure come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// Monthly readings, imported.
    Import,
    /// The latest release of a survey of this kind.
    Release {
        /// `wave` or `assessment`.
        survey: ReleasedBy,
        /// The side of the mirror; absent where there is one side only.
        side: Option<Side>,
        /// The topic of the cell.
        topic: String,
        /// The figure of the cell.
        figure: Figure,
    },
}

/// The kind of survey a measure takes its figure from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ReleasedBy {
    /// Paired waves.
    Wave,
    /// The twenty questions.
    Assessment,
}

impl ReleasedBy {
    /// As it is stored.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Wave => "wave",
            Self::Assessment => "assessment",
        }
    }
}

impl Source {
    /// As it is stored: `import` or `release/wave/customer/overall/index`.
    pub fn key(&self) -> String {
        match self {
            Self::Import => "import".into(),
            Self::Release { survey, side, topic, figure } => {
                format!("release/{}/{}/{topic}/{}", survey.key(), side.map_or("", Side::key), figure.key())
            }
        }
    }

    /// Reads what [`Source::key`] wrote.
    pub fn from_key(key: &str) -> Option<Self> {
        if key == "import" {
            return Some(Self::Import);
        }
        let mut parts = key.strip_prefix("release/")?.split('/');
        let survey = match parts.next()? {
            "wave" => ReleasedBy::Wave,
            "assessment" => ReleasedBy::Assessment,
            _ => return None,
        };
        let side = match parts.next()? {
            "" => None,
            side => Some(Side::from_key(side)?),
        };
        let (topic, figure) = (parts.next()?.to_owned(), Figure::from_key(parts.next()?)?);
        parts.next().is_none().then_some(Self::Release { survey, side, topic, figure })
    }
}

/// A target as it is set: for a unit, or for the whole organisation.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SetTarget {
    /// Of which measure.
    pub measure: MeasureId,
    /// For which unit; absent is the whole organisation.
    pub unit: Option<UnitId>,
    /// Target and threshold.
    pub target: Target,
}

/// All measures with all targets, by perspective and position.
///
/// # Errors
/// [`crate::Error::Refused`] without the right to see the scorecard or to manage measures; the database's.
pub async fn list(ctx: &Ctx) -> Result<(Vec<Measure>, Vec<SetTarget>)> {
    if !ctx.may(Right::MeasuresManage) {
        ctx.require(Right::ScorecardView)?;
    }
    let mut tx = ctx.read().await?;
    let measures = store::measures(&mut tx, ctx.organisation).await?;
    let targets = store::targets(&mut tx, ctx.organisation, &measures).await?;
    Ok((measures, targets))
}

/// How many measures have readings, and the latest month with one; `None` while there is none.
///
/// # Errors
/// [`crate::Error::Refused`] without the right to manage measures; the database's.
pub async fn latest(ctx: &Ctx) -> Result<Option<(usize, Month)>> {
    ctx.require(Right::MeasuresManage)?;
    let mut tx = ctx.read().await?;
    Ok(store::latest(&mut tx, ctx.organisation).await?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sources_are_read_as_they_are_written() {
        for key in ["import", "release/wave/customer/overall/index", "release/assessment//overall/index"] {
            assert_eq!(Source::from_key(key).map(|source| source.key()).as_deref(), Some(key));
        }
        for wrong in
            ["", "release", "release/wave/customer/overall", "release/cycle//overall/index", "release/wave//a/b/c"]
        {
            assert_eq!(Source::from_key(wrong), None, "{wrong}");
        }
    }
}
