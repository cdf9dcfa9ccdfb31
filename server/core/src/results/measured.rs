//! What the platform itself knows about a question of the assessment, to stand beside what is claimed.

use ayeneh_domain::calendar::{Date, Month};

use super::store;
use crate::{Ctx, Result, db::Tx};

/// How far back waves are counted.
const WAVE_MONTHS: i32 = 7;
/// How far back reviews are counted.
const REVIEW_MONTHS: i32 = 12;

/// What is measured beside a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measured {
    /// So many waves were launched in so many months.
    Waves {
        /// Waves.
        waves: u32,
        /// Months, up to now.
        months: u32,
    },
    /// So many of the waves asked employees and customers alike.
    BothSides {
        /// Waves that asked both.
        both: u32,
        /// All waves.
        waves: u32,
    },
    /// So many of those employed were reviewed.
    Reviewed {
        /// Reviewed in the last twelve months.
        people: u32,
        /// Employed.
        of: u32,
    },
    /// So many measures on the scorecard have a target.
    Targets {
        /// Measures.
        measures: u32,
    },
}

/// Everything that is known, read once.
pub(super) struct Known {
    waves: (u32, u32),
    reviewed: (u32, u32),
    targeted: u32,
}

impl Known {
    pub async fn read(tx: &mut Tx, ctx: &Ctx) -> Result<Self> {
        let today = Month::of(Date::at(ctx.core.now_ms(), ctx.core.settings.utc_offset_minutes));
        Ok(Self {
            waves: store::waves(tx, ctx.organisation, today.plus(-WAVE_MONTHS), today).await?,
            reviewed: store::reviewed(tx, ctx.organisation, today.plus(-REVIEW_MONTHS), today).await?,
            targeted: store::targeted(tx, ctx.organisation).await?,
        })
    }

    /// What is known about a question.
    pub fn about(&self, question: &str) -> Option<Measured> {
        let (waves, both) = self.waves;
        let (people, of) = self.reviewed;
        Some(match question {
            "q04" | "q05" => Measured::Waves { waves, months: WAVE_MONTHS.unsigned_abs() },
            "q06" => Measured::BothSides { both, waves },
            "q09" => Measured::Reviewed { people, of },
            "q19" => Measured::Targets { measures: self.targeted },
            _ => return None,
        })
    }
}

impl Measured {
    /// Whether what is measured bears out a claimed "yes".
    pub fn bears_out_yes(self) -> bool {
        match self {
            // Monthly, with one month to spare for the one that is running.
            Self::Waves { waves, months } => waves + 1 >= months,
            Self::BothSides { both, waves } => waves > 0 && both == waves,
            Self::Reviewed { people, of } => of > 0 && people == of,
            Self::Targets { measures } => measures > 0,
        }
    }
}
