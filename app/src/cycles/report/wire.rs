//! What the 360° report is told.

use serde::{Deserialize, Serialize};

use crate::ui::{hidden_cell::Withheld, shown::Shown};

/// The page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ReportPage {
    /// The list one comes from: name and address.
    pub from: Option<(String, String)>,
    /// The cycle's name.
    pub cycle: String,
    /// Who is reviewed.
    pub subject: String,
    /// What the subject does.
    pub role: String,
    /// Whether the reader is the subject and is spoken to as such.
    pub own: bool,
    /// Least and greatest point of the scale.
    pub scale: (f64, f64),
    /// The relationships, in the order of the table's columns; not oneself.
    pub groups: Vec<Group>,
    /// What those outside are called: customers, suppliers, or both.
    pub outside: String,
    /// The competencies, in the order of the questionnaire.
    pub competencies: Vec<Competency>,
    /// The behaviours that others rate highest, highest first.
    pub highest: Vec<Behaviour>,
    /// The behaviours that others rate lowest, lowest first.
    pub lowest: Vec<Behaviour>,
    /// The behaviours that were chosen as goals after the report before.
    pub chosen: Option<ChosenBefore>,
    /// Comments by pool.
    pub comments: Vec<Pool>,
    /// The report as a file.
    pub download: Option<String>,
    /// Which release it is made from, and its promise.
    pub release: String,
}

/// Raters of one relationship.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Group {
    /// What they are called.
    pub label: String,
    /// Whether they stand outside: customers, suppliers.
    pub outside: bool,
    /// How many answered, where that may be shown.
    pub n: Option<u32>,
    /// Why the whole group is hidden.
    pub withheld: Option<Withheld>,
}

/// A figure of one group.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct GroupFigure {
    /// The figure; `None` where the group was not asked.
    pub value: Option<Shown>,
    /// Why it is hidden, where the group itself is not.
    pub withheld: Option<Withheld>,
}

/// A competency.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Competency {
    /// Its name.
    pub name: String,
    /// One's own figure; `None` where oneself has not answered.
    pub oneself: Option<f64>,
    /// Colleagues together; `None` where they were not asked.
    pub colleagues: Option<Shown>,
    /// Customers and suppliers together; `None` where they were not asked.
    pub outside: Option<Shown>,
    /// What the difference is.
    pub verdict: Option<Verdict>,
    /// Raters' spread in words, from ten raters.
    pub spread: Option<Spread>,
    /// One figure for each of [`ReportPage::groups`].
    pub groups: Vec<GroupFigure>,
    /// Its behaviours.
    pub behaviours: Vec<Behaviour>,
}

/// A behaviour.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Behaviour {
    /// What can be seen being done.
    pub text: String,
    /// One's own figure.
    pub oneself: Option<f64>,
    /// All others together.
    pub others: Option<Shown>,
    /// The change since the cycle before.
    pub change: Option<f64>,
}

/// What was chosen after the report before.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ChosenBefore {
    /// The cycle's name.
    pub cycle: String,
    /// The behaviours.
    pub behaviours: Vec<ChosenBehaviour>,
}

/// A behaviour that was a goal.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ChosenBehaviour {
    /// What can be seen being done.
    pub text: String,
    /// What became of the goal.
    pub state: String,
    /// All others' figures then and now, where the two may stand side by side.
    pub moved: Option<(f64, f64)>,
}

/// A difference large enough to be a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Oneself sees it higher than others do.
    BlindSpot,
    /// Others see it higher than oneself does.
    HiddenStrength,
}

/// How far raters lie apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Spread {
    /// Close together.
    Close,
    /// Mixed.
    Mixed,
}

/// Comments of a pool, shuffled.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Pool {
    /// Whose.
    pub label: String,
    /// What was asked.
    pub question: String,
    /// What was written.
    pub texts: Vec<String>,
    /// Why they are hidden.
    pub withheld: Option<Withheld>,
}
