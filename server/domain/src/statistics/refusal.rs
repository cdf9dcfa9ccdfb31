//! Why a figure is not given. The words for readers stand in the catalogue; these carry the numbers for them.

/// A statistic that is refused, with what would be needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
pub enum Refusal {
    /// Linkage compares units, and there are too few of them.
    #[error("{have} units, at least {need} are needed")]
    TooFewUnits {
        /// Units with both figures.
        have: usize,
        /// The least number of units.
        need: usize,
    },
    /// Too few people answered.
    #[error("{have} respondents, at least {need} are needed")]
    TooFewRespondents {
        /// Respondents with all that is needed.
        have: usize,
        /// The least number of respondents.
        need: usize,
    },
    /// Too few periods for a lag.
    #[error("{have} periods, at least {need} are needed")]
    TooFewPeriods {
        /// Periods with both figures.
        have: usize,
        /// The least number of periods.
        need: usize,
    },
    /// Too few observations (or groups, items, raters) for the formula to have an answer at all.
    #[error("{have} observations, at least {need} are needed")]
    TooFewObservations {
        /// Observations given.
        have: usize,
        /// The least number of observations.
        need: usize,
    },
    /// Too many predictors for an average over all their orders.
    #[error("{have} predictors, at most {most} can be compared")]
    TooManyPredictors {
        /// Predictors given.
        have: usize,
        /// The greatest number of predictors.
        most: usize,
    },
    /// Everybody or every unit has the same value, so nothing can move together with it.
    #[error("all values are equal")]
    NoVariation,
    /// One predictor is a combination of others, so their parts cannot be told apart.
    #[error("predictors repeat one another")]
    Collinear,
}
