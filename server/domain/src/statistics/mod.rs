//! Statistics, a file per family: each function names its definition and source.
//!
//! Everything works on plain slices, counts and [`Moments`]; random draws come from a generator that the caller seeds.
//! Intervals are 95 % intervals throughout. What must not be computed from too little is a [`Refusal`], not a figure.

mod agreement;
mod anova;
mod bootstrap;
mod concordance;
mod correlation;
mod distribution;
mod drivers;
mod interval;
mod line;
mod linkage;
mod mean;
mod moments;
mod multiplicity;
mod proportion;
mod rank;
mod refusal;
mod regression;
mod reliability;
mod sum;
mod symmetric;

pub use agreement::{LEAST_ICC2, LEAST_RWG, expected_variance, is_agreement_low, median, r_wg, r_wg_j};
pub use anova::{Anova, anova};
pub use bootstrap::{DRAWS, percentile_interval, quantile};
pub use concordance::{Concordance, concordance_p, kendall_w, kendall_w_of_means};
pub use correlation::{Correlation, pearson};
pub use drivers::{Driver, LEAST_RESPONDENTS, MOST_PREDICTORS, drivers};
pub use interval::Interval;
pub(crate) use interval::Z;
pub use line::{Line, line};
pub use linkage::{LEAST_UNITS, Linkage, Verdict, linkage};
pub use mean::{Difference, difference_with_sd, mean_interval, mean_interval_with_sd, welch};
pub use moments::Moments;
pub use multiplicity::{benjamini_hochberg, survives};
pub use proportion::{Share, newcombe, shares_differ};
pub use rank::{mid_ranks, spearman, spearman_interval};
pub use refusal::Refusal;
pub use regression::{Coefficient, Regression, regress};
pub use reliability::{CompleteCases, Reliability};
