//! Home: what waits for who is signed in, what runs, and this week; each part only where a right opens it.
//!
//! Nothing here counts or computes a figure of its own: participation, reports and results come from their services,
//! which authorise, and a part that a right does not open is simply not there.

mod draft;
mod finding;
mod installation;
mod running;
pub mod store;
mod waits;
mod week;

use std::collections::BTreeMap;

use ayeneh_domain::{
    bilingual::Bilingual,
    calendar::Date,
    ids::SurveyId,
    permission::{Reach, Right},
    survey::State,
};

pub use self::{
    installation::Installation,
    running::{Running, UnitTurnout},
    waits::Wait,
    week::{Event, Happening},
};
use crate::{
    Ctx, Result,
    cycles::{self, Task},
    respond::{self, Waiting},
    results::{self, Paired},
    surveys::{self, Listed, Preview},
};

/// Everything that somebody's home shows.
#[derive(Clone, Debug)]
pub struct Home {
    /// The day it is.
    pub today: Date,
    /// Whether surveys are part of it: of HR.
    pub runs_surveys: bool,
    /// What waits for HR, most urgent first.
    pub waits: Vec<Wait>,
    /// Open surveys and who takes part in them, as of the last daily count.
    pub running: Vec<Running>,
    /// The newest draft, and what launching it would do.
    pub draft: Option<Preview>,
    /// Lists of raters that the person has to choose or to look through.
    pub lists: Vec<Task>,
    /// What the person has not answered yet.
    pub to_answer: Vec<Waiting>,
    /// Released reports of the person's own, latest first.
    pub reports: Vec<(SurveyId, Bilingual)>,
    /// The latest released wave in the person's units: of those who read results and run no surveys.
    pub team: Option<Paired>,
    /// How the installation is doing: of administrators.
    pub installation: Option<Installation>,
    /// What happens from Saturday to Friday.
    pub week: Vec<Event>,
}

/// The home of who acts.
///
/// # Errors
/// The database's; without any right it is empty.
pub async fn home(ctx: &Ctx) -> Result<Home> {
    let today = surveys::today(&ctx.core);
    let runs_surveys = ctx.may(Right::SurveysView);
    let listed = if runs_surveys { surveys::list(ctx).await? } else { Vec::new() };
    let known = Known::read(ctx, today, runs_surveys).await?;
    let running = running::running(ctx, &listed).await?;
    let to_answer = if ctx.may(Right::Answer) { respond::waiting(ctx).await? } else { Vec::new() };
    let reads_results = ctx.may(Right::ResultsView) && !runs_surveys;
    Ok(Home {
        today,
        runs_surveys,
        waits: waits::waits(ctx, &listed, &running, &known).await?,
        draft: draft::newest(ctx, &listed).await?,
        reports: if ctx.may(Right::OwnReport) { results::own_reports(ctx).await? } else { Vec::new() },
        team: if reads_results { results::latest_paired(ctx).await? } else { None },
        installation: installation::installation(ctx).await?,
        week: week::week(ctx, today, &listed, &to_answer, &known),
        lists: if ctx.may(Right::Answer) { due_lists(ctx).await? } else { Vec::new() },
        running,
        to_answer,
    })
}

async fn due_lists(ctx: &Ctx) -> Result<Vec<Task>> {
    let mut tasks = cycles::tasks(ctx).await?;
    tasks.retain(|task| task.is_due);
    Ok(tasks)
}

/// What is asked of the database for all surveys at once.
#[derive(Clone, Debug, Default)]
struct Known {
    /// The days of this week on which reminders went out.
    reminded: Vec<(SurveyId, Date)>,
    /// The days of this week on which releases were made.
    released: Vec<(SurveyId, Date)>,
    /// How many mails of an open survey could not be delivered; told to those whose right is for the whole organisation.
    undelivered: BTreeMap<SurveyId, usize>,
}

impl Known {
    async fn read(ctx: &Ctx, today: Date, runs_surveys: bool) -> Result<Self> {
        if !runs_surveys {
            return Ok(Self::default());
        }
        let offset = ctx.core.settings.utc_offset_minutes;
        let first = today.week()[0];
        let mut tx = ctx.read().await?;
        let reminded = store::reminded(&mut tx, ctx.organisation, first.start_ms(offset)).await?;
        let mut reminded: Vec<_> = reminded.into_iter().map(|(id, at)| (id, Date::at(at, offset))).collect();
        reminded.dedup();
        let everywhere = ctx.reach(Right::SurveysView) == Reach::Everything;
        Ok(Self {
            reminded,
            released: store::released(&mut tx, ctx.organisation, first).await?,
            undelivered: match everywhere {
                true => store::undelivered(&mut tx, ctx.organisation).await?.into_iter().collect(),
                false => BTreeMap::new(),
            },
        })
    }
}

/// The listed surveys in a state.
fn in_state(listed: &[Listed], state: State) -> impl Iterator<Item = &Listed> {
    listed.iter().filter(move |listed| listed.survey.state == state)
}
