//! Results: what released cells say, put together for the people who may see them.
//!
//! Everything here is read from [`crate::release`]; nothing computes a figure that no release holds. What a right does not
//! reach looks like what does not exist.

mod assessment;
mod cells;
mod list;
mod paired;
mod report;
mod reports;
mod sight;
pub mod store;
mod table;

pub use self::{
    assessment::{
        Assessment, Claim, Domain, Evidence, LevelGap, Measured, Question, Round, Unmeasured, assessment,
        store::STATEMENTS as MEASURED_STATEMENTS,
    },
    list::{Headline, Listed, Waiting, list},
    paired::{
        AskedItem, CommentPool, Ends, GapResult, ItemResult, Outcome, OutcomeResult, Paired, Region, TopicResult,
        UnitResult, WaveHead, WavePoint, latest_paired, paired,
    },
    report::{Behaviour, Competency, Pool, Report, own_report, own_reports, report},
    reports::{Reports, SubjectReport, release_report, release_reports, reports},
    sight::UnitName,
    store::ReviewSubject,
    table::{Filter, cells, cells_csv, comments, head},
};
pub(crate) use self::{
    reports::{can_be_opened, release_report_by_manager},
    store::subject as review_subject,
};
pub(crate) use crate::scorecard::SIGNIFICANT;
