//! `/home`: what waits, what runs and this week, as the first page shows it; each part as far as the token's rights reach.

use axum::Json;
use ayeneh_core::{
    home::{self, Event, Running, UnitTurnout, Wait},
    respond::Waiting,
    surveys::Standing,
};
use ayeneh_domain::questionnaire::Side;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use super::{
    bearer::Caller,
    problem::{ApiError, said},
    schema::Text,
};
use crate::http::AppState;

/// The operations of this file.
pub fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(show))
}

/// What somebody's home shows. A part to which the token has no right is empty or absent.
#[derive(Serialize, ToSchema)]
struct Home {
    /// The day it is, `2026-11-21`.
    today: String,
    /// The sentence it begins with, in the language of the caller.
    finding: String,
    /// What waits for HR, most urgent first.
    waits: Vec<Waits>,
    /// Open surveys with their participation, as of the last daily count.
    running: Vec<Runs>,
    /// What the person has not answered yet. Personal links are not part of it.
    to_answer: Vec<ToAnswer>,
    /// Cycles of which a report was released to the person, latest first.
    reports: Vec<Named>,
    /// The survey that has the latest released gap of the person's units.
    #[serde(skip_serializing_if = "Option::is_none")]
    team: Option<Team>,
    /// What happens from Saturday to Friday.
    week: Vec<Happens>,
    /// How the installation is doing.
    #[serde(skip_serializing_if = "Option::is_none")]
    installation: Option<Installation>,
}

/// Something that waits.
#[derive(Serialize, ToSchema)]
struct Waits {
    /// `release`, `reports`, `behind`, `mails`, `raters` or `draft`.
    kind: &'static str,
    /// The survey it is about.
    survey: Uuid,
    /// What waits, in a sentence, in the language of the caller.
    said: String,
    /// Reports, mails or people; absent where nothing is counted.
    #[serde(skip_serializing_if = "Option::is_none")]
    count: Option<usize>,
}

/// An open survey.
#[derive(Serialize, ToSchema)]
struct Runs {
    /// The survey.
    survey: Uuid,
    /// Its title.
    title: Text,
    /// The last day.
    #[serde(skip_serializing_if = "Option::is_none")]
    closes_on: Option<String>,
    /// The day of the count; absent before the first.
    #[serde(skip_serializing_if = "Option::is_none")]
    counted_on: Option<String>,
    /// Everybody.
    whole: Sides,
    /// The smallest units that may be shown, fewest answers first.
    units: Vec<UnitRuns>,
}

/// Participation of both sides; a side that may not be shown looks like one that is not there.
#[derive(Serialize, ToSchema)]
struct Sides {
    /// Employees.
    #[serde(skip_serializing_if = "Option::is_none")]
    employee: Option<TakesPart>,
    /// Customers.
    #[serde(skip_serializing_if = "Option::is_none")]
    customer: Option<TakesPart>,
}

/// Participation of a unit.
#[derive(Serialize, ToSchema)]
struct UnitRuns {
    /// The unit.
    unit: Uuid,
    /// Its name at launch.
    name: Text,
    /// Both sides.
    #[serde(flatten)]
    sides: Sides,
    /// Whether a side of it has answered too little for the time that is over.
    behind: bool,
}

/// How many take part.
#[derive(Serialize, ToSchema)]
struct TakesPart {
    /// How many are invited.
    invited: u32,
    /// At least so many have answered, in steps of five.
    at_least: u32,
}

/// Something to answer.
#[derive(Serialize, ToSchema)]
struct ToAnswer {
    /// The survey's title.
    title: Text,
    /// The key of its questionnaire.
    questionnaire: String,
    /// The last day.
    #[serde(skip_serializing_if = "Option::is_none")]
    closes_on: Option<String>,
    /// 360°: about whom.
    #[serde(skip_serializing_if = "Option::is_none")]
    subject: Option<String>,
}

/// A survey by name.
#[derive(Serialize, ToSchema)]
struct Named {
    /// The survey.
    survey: Uuid,
    /// Its title.
    title: Text,
}

/// The latest released gap of somebody's units; its figures are the cells of that release.
#[derive(Serialize, ToSchema)]
struct Team {
    /// The wave.
    survey: Uuid,
    /// The highest unit the token may see; absent is the whole organisation.
    #[serde(skip_serializing_if = "Option::is_none")]
    unit: Option<Uuid>,
    /// What it says first, in the language of the caller.
    finding: String,
}

/// Something in the week.
#[derive(Serialize, ToSchema)]
struct Happens {
    /// The day.
    day: String,
    /// `opened`, `reminded`, `closes`, `closed` or `released`.
    what: &'static str,
    /// The survey, where the token may see it.
    #[serde(skip_serializing_if = "Option::is_none")]
    survey: Option<Uuid>,
    /// Its title.
    title: Text,
}

/// How the installation is doing, as far as the server knows.
#[derive(Serialize, ToSchema)]
struct Installation {
    /// Mails taken over by the mail server.
    mails_sent: usize,
    /// Mails on their way.
    mails_waiting: usize,
    /// Mails that were not delivered.
    mails_failed: usize,
    /// Whether mails stay in a folder.
    mails_kept: bool,
    /// `sqlite` or `postgres`.
    engine: &'static str,
    /// Whether links in mails are encrypted.
    encrypted: bool,
    /// The program's version.
    version: &'static str,
}

/// What waits, what runs, and this week.
#[utoipa::path(get, path = "/home", tag = "home", security(("bearer" = [])),
    responses((status = OK, body = Home)))]
async fn show(Caller(ctx, _): Caller) -> Result<Json<Home>, ApiError> {
    let home = said(&ctx, home::home(&ctx).await)?;
    let l = ctx.locale;
    let named =
        |(survey, title): &(ayeneh_domain::ids::SurveyId, _)| Named { survey: survey.0, title: Text::from(title) };
    Ok(Json(Home {
        today: home.today.to_string(),
        finding: home.sentence(l),
        waits: home.waits.iter().map(|wait| waits(wait, wait.sentence(l))).collect(),
        running: home.running.iter().map(Runs::from).collect(),
        to_answer: home.to_answer.iter().map(ToAnswer::from).collect(),
        reports: home.reports.iter().map(named).collect(),
        team: home.team.as_ref().map(|team| Team {
            survey: team.survey.id.0,
            unit: team.unit.id.map(|unit| unit.0),
            finding: team.finding().sentence(l, 0, 0),
        }),
        week: home.week.iter().map(Happens::from).collect(),
        installation: home.installation.as_ref().map(Installation::from),
    }))
}

fn waits(wait: &Wait, said: String) -> Waits {
    let count = match wait {
        Wait::Reports { ready, .. } => Some(*ready),
        Wait::Mails { mails, .. } => Some(*mails),
        Wait::Raters { people, .. } => Some(*people),
        Wait::Behind { units, .. } => Some(units.len()),
        Wait::Release(_) | Wait::Draft(_) => None,
    };
    Waits { kind: wait.key(), survey: wait.survey().id.0, said, count }
}

fn takes_part(standing: Option<&Standing>) -> Option<TakesPart> {
    let standing = standing.filter(|standing| standing.decision.is_shown())?;
    Some(TakesPart { invited: standing.invited, at_least: standing.at_least? })
}

impl From<&std::collections::BTreeMap<Side, Standing>> for Sides {
    fn from(sides: &std::collections::BTreeMap<Side, Standing>) -> Self {
        let of = |side| takes_part(sides.get(&side));
        Self { employee: of(Side::Employee), customer: of(Side::Customer) }
    }
}

impl From<&Running> for Runs {
    fn from(running: &Running) -> Self {
        let shown = |unit: &&UnitTurnout| unit.sides.values().any(|standing| takes_part(Some(standing)).is_some());
        let unit = |unit: &UnitTurnout| UnitRuns {
            unit: unit.unit.0,
            name: Text::from(&unit.name),
            sides: Sides::from(&unit.sides),
            behind: unit.is_behind,
        };
        Self {
            survey: running.survey.id.0,
            title: Text::from(&running.survey.title),
            closes_on: running.survey.closes_on.map(|day| day.to_string()),
            counted_on: running.counted_on.map(|day| day.to_string()),
            whole: Sides::from(&running.whole),
            units: running.units.iter().filter(shown).map(unit).collect(),
        }
    }
}

impl From<&Waiting> for ToAnswer {
    fn from(waiting: &Waiting) -> Self {
        Self {
            title: Text::from(&waiting.title),
            questionnaire: waiting.questionnaire.clone(),
            closes_on: waiting.closes_on.clone(),
            subject: waiting.subject.as_ref().map(|subject| subject.name.clone()),
        }
    }
}

impl From<&Event> for Happens {
    fn from(event: &Event) -> Self {
        Self {
            day: event.day.to_string(),
            what: event.what.key(),
            survey: event.survey.map(|survey| survey.0),
            title: Text::from(&event.title),
        }
    }
}

impl From<&home::Installation> for Installation {
    fn from(known: &home::Installation) -> Self {
        Self {
            mails_sent: known.mails.sent,
            mails_waiting: known.mails.waiting,
            mails_failed: known.mails.refused + known.mails.failed,
            mails_kept: known.mails_kept,
            engine: known.engine,
            encrypted: known.is_encrypted,
            version: known.version,
        }
    }
}
