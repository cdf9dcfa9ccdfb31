//! The one permission table: which role may do what, and how far its scope reaches.

mod hand_on;

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

pub use hand_on::{may_hand_on, may_stand_in};

use crate::{ids::UnitId, people::keyed};

/// What a person is in the product. A grant joins a role to the whole organisation or to a unit and all below it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Imports people, launches, releases.
    Hr,
    /// Leads a unit; sees its released results.
    Manager,
    /// Answers; sees own report.
    Employee,
    /// Reads the scorecard and all released results.
    Executive,
    /// Enters answers for phone respondents.
    Interviewer,
    /// Installs and connects; sees settings and deliveries, never results.
    Administrator,
}

keyed!(Role {
    Hr => "hr",
    Manager => "manager",
    Employee => "employee",
    Executive => "executive",
    Interviewer => "interviewer",
    Administrator => "administrator",
});

/// Something a person may want to do. Every service function names the right it needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Right {
    /// See people and units.
    PeopleView,
    /// Import and change people and units.
    PeopleManage,
    /// See accounts and contacts.
    CustomersView,
    /// Import and change accounts and contacts.
    CustomersManage,
    /// Read questionnaires.
    QuestionnairesView,
    /// See surveys, cycles and assessments, their participation and deliveries.
    SurveysView,
    /// Launch, remind, close, release.
    SurveysManage,
    /// Read personal links of invitations.
    InvitationLinks,
    /// Read released results.
    ResultsView,
    /// Read own 360° report once it is released.
    OwnReport,
    /// Read any subject's released 360° report.
    ReportsView,
    /// Read the scorecard and the linkage page.
    ScorecardView,
    /// Import readings, set targets and thresholds.
    MeasuresManage,
    /// Answer what one is invited to.
    Answer,
    /// See and send mails of the organisation: delivery states, settings.
    MailView,
    /// Make administrators and API tokens, change settings. Other roles are given by who has their rights.
    Administer,
}

keyed!(Right {
    PeopleView => "people_view",
    PeopleManage => "people_manage",
    CustomersView => "customers_view",
    CustomersManage => "customers_manage",
    QuestionnairesView => "questionnaires_view",
    SurveysView => "surveys_view",
    SurveysManage => "surveys_manage",
    InvitationLinks => "invitation_links",
    ResultsView => "results_view",
    OwnReport => "own_report",
    ReportsView => "reports_view",
    ScorecardView => "scorecard_view",
    MeasuresManage => "measures_manage",
    Answer => "answer",
    MailView => "mail_view",
    Administer => "administer",
});

/// How far a right reaches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reach {
    /// Not at all.
    Nothing,
    /// These units and all below them.
    Units(BTreeSet<UnitId>),
    /// The whole organisation.
    Everything,
}

/// A role given to a person, for the whole organisation (`unit` absent) or for a unit and all below it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grant {
    /// The role.
    pub role: Role,
    /// The unit, or the whole organisation.
    pub unit: Option<UnitId>,
}

impl Role {
    /// The rights of a role: the permission table. What is not listed is refused.
    pub const fn rights(self) -> &'static [Right] {
        use Right as R;
        match self {
            Self::Hr => &[
                R::PeopleView,
                R::PeopleManage,
                R::CustomersView,
                R::CustomersManage,
                R::QuestionnairesView,
                R::SurveysView,
                R::SurveysManage,
                R::InvitationLinks,
                R::ResultsView,
                R::ReportsView,
                R::ScorecardView,
                R::MeasuresManage,
                R::OwnReport,
                R::Answer,
            ],
            Self::Manager => &[R::PeopleView, R::ResultsView, R::OwnReport, R::Answer],
            Self::Employee => &[R::OwnReport, R::Answer],
            Self::Executive => &[R::ResultsView, R::ScorecardView, R::OwnReport, R::Answer],
            Self::Interviewer => &[R::Answer],
            Self::Administrator => &[
                R::PeopleView,
                R::PeopleManage,
                R::CustomersView,
                R::CustomersManage,
                R::MailView,
                R::Administer,
                R::Answer,
            ],
        }
    }
}

/// How far a right reaches for somebody with these grants.
pub fn reach(grants: &[Grant], right: Right) -> Reach {
    let mut units = BTreeSet::new();
    for grant in grants.iter().filter(|grant| grant.role.rights().contains(&right)) {
        match grant.unit {
            None => return Reach::Everything,
            Some(unit) => units.insert(unit),
        };
    }
    if units.is_empty() { Reach::Nothing } else { Reach::Units(units) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_administrator_reads_no_results() {
        for right in [Right::ResultsView, Right::ReportsView, Right::ScorecardView] {
            assert_eq!(reach(&[Grant { role: Role::Administrator, unit: None }], right), Reach::Nothing);
        }
    }

    #[test]
    fn a_grant_for_a_unit_does_not_reach_the_organisation() {
        let unit = UnitId(uuid::Uuid::from_u128(7));
        let grants = [Grant { role: Role::Manager, unit: Some(unit) }, Grant { role: Role::Employee, unit: None }];
        assert_eq!(reach(&grants, Right::ResultsView), Reach::Units(BTreeSet::from([unit])));
        assert_eq!(reach(&grants, Right::Answer), Reach::Everything);
        assert_eq!(reach(&grants, Right::PeopleManage), Reach::Nothing);
    }
}
