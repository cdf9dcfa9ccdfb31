//! What a review cycle asks of somebody besides answering: to choose raters, to look through the list of somebody who
//! reports to them, to talk about a report and open it.

use ayeneh_domain::{
    bilingual::Bilingual,
    calendar::Date,
    cycle::{Chooser, Gate, ListState, Phase, Settings},
    ids::{PersonId, SurveyId},
    permission::Right,
};

use super::{store, talk_store};
use crate::{Ctx, Error, Result};

/// Something to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Task {
    /// The cycle.
    pub cycle: SurveyId,
    /// Its title.
    pub title: Bilingual,
    /// Whose list.
    pub subject: PersonId,
    /// What.
    pub kind: TaskKind,
    /// Where the list stands.
    pub state: ListState,
    /// Whether it waits for who acts; else it is only shown.
    pub is_due: bool,
}

/// What there is to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TaskKind {
    /// Choose who rates oneself, until a day.
    Choose(Option<Date>),
    /// Talk with somebody who reports to who acts about the report, then open it; with the name.
    Talk(String),
    /// Look through the list of somebody who reports to who acts, with the name.
    Approve(String),
}

/// The lists that who acts has to do with, those that wait first.
///
/// # Errors
/// [`Error::Refused`] without the right to answer; the database's.
pub async fn tasks(ctx: &Ctx) -> Result<Vec<Task>> {
    ctx.require(Right::Answer)?;
    let mut tx = ctx.read().await?;
    let mut tasks = Vec::new();
    for row in store::own(&mut tx, ctx.organisation, ctx.person).await? {
        let (phase, state) = stands(&row.stage, &row.state)?;
        tasks.push(Task {
            cycle: SurveyId(row.survey_id),
            subject: ctx.person,
            kind: TaskKind::Choose(row.until()?),
            title: Bilingual::new(row.title_fa, row.title_en),
            is_due: state.may_change(Chooser::Subject, phase),
            state,
        });
    }
    for row in store::of_reports(&mut tx, ctx.organisation, ctx.person).await? {
        let (phase, state) = stands(&row.stage, &row.state)?;
        tasks.push(Task {
            cycle: SurveyId(row.survey_id),
            title: Bilingual::new(row.title_fa, row.title_en),
            subject: PersonId(row.subject_id),
            kind: TaskKind::Approve(row.name),
            is_due: state.may_change(Chooser::Manager, phase),
            state,
        });
    }
    for row in talk_store::to_open(&mut tx, ctx.organisation, ctx.person).await? {
        let settings: Settings = serde_json::from_str(&row.settings)?;
        if settings.gate() == Gate::Manager {
            tasks.push(Task {
                cycle: SurveyId(row.survey_id),
                title: Bilingual::new(row.title_fa, row.title_en),
                subject: PersonId(row.subject_id),
                kind: TaskKind::Talk(row.name),
                state: ListState::Approved,
                is_due: true,
            });
        }
    }
    tasks.sort_by_key(|task| !task.is_due);
    Ok(tasks)
}

fn stands(stage: &str, state: &str) -> Result<(Phase, ListState)> {
    let read = Phase::from_key(stage).zip(ListState::from_key(state));
    read.ok_or_else(|| Error::Internal(format!("a list stands at {stage}, {state}")))
}
