//! SQL of review cycles beside their survey: settings and stage; lists of raters, raters who declined and the daily count
//! of ratings have a file each.

mod declines;
mod lists;
mod progress;

use ayeneh_domain::{
    calendar::Date,
    cycle::{Phase, Settings},
    ids::{OrganisationId, SurveyId},
};
use uuid::Uuid;

pub(crate) use self::lists::delete_list;
pub(super) use self::{
    declines::{DeclineRow, declines, delete_decline, insert_decline},
    lists::{list, lists, of_reports, own, put_list},
    progress::{invited, progress, progress_counted_on, replace_progress, turnout},
};
use crate::{db::Tx, on_engine, people::rows::undecodable};

type Sql<T> = Result<T, sqlx::Error>;

const FIND: &str = "SELECT stage, settings, nominate_until FROM review_cycle \
     WHERE organisation_id = $1 AND survey_id = $2";
const STAGES: &str = "SELECT survey_id, stage FROM review_cycle WHERE organisation_id = $1";
const PUT: &str = "INSERT INTO review_cycle (organisation_id, survey_id, stage, settings, nominate_until) \
     VALUES ($1, $2, $3, $4, $5) ON CONFLICT (organisation_id, survey_id) DO UPDATE SET \
     settings = excluded.settings, nominate_until = excluded.nominate_until";
const BEGIN: &str = "INSERT INTO review_cycle (organisation_id, survey_id, stage, settings) VALUES ($1, $2, $3, $4) \
     ON CONFLICT DO NOTHING";
const MOVE: &str = "UPDATE review_cycle SET stage = $4 WHERE organisation_id = $1 AND survey_id = $2 AND stage = $3";
const DELETE: &str = "DELETE FROM review_cycle WHERE organisation_id = $1 AND survey_id = $2";
const DELETE_LISTS: &str = "DELETE FROM nomination WHERE organisation_id = $1 AND survey_id = $2";

const OWN: &[&str] = &[FIND, STAGES, PUT, BEGIN, MOVE, DELETE, DELETE_LISTS];

/// Every statement of this folder, prepared on both engines by a test.
pub const STATEMENTS: &[&[&str]] = &[OWN, declines::STATEMENTS, lists::STATEMENTS, progress::STATEMENTS];

/// What is stored of a cycle.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Stored {
    pub stage: Phase,
    pub settings: Settings,
    pub nominate_until: Option<Date>,
}

impl Default for Stored {
    fn default() -> Self {
        Self { stage: Phase::Draft, settings: Settings::default(), nominate_until: None }
    }
}

/// What is stored of a cycle; one that was never settled has what every cycle begins with.
pub(super) async fn find(tx: &mut Tx, organisation: OrganisationId, survey: SurveyId) -> Sql<Stored> {
    let row: Option<(String, String, Option<String>)> =
        on_engine!(tx, |c| sqlx::query_as(FIND).bind(organisation.0).bind(survey.0).fetch_optional(c).await)?;
    let Some((stage, settings, until)) = row else { return Ok(Stored::default()) };
    Ok(Stored {
        stage: Phase::from_key(&stage).ok_or_else(|| undecodable("stage", &stage))?,
        settings: serde_json::from_str(&settings).map_err(|_| undecodable("settings", &settings))?,
        nominate_until: day(until)?,
    })
}

/// The stored stage of every cycle that has one.
pub(crate) async fn stages(tx: &mut Tx, organisation: OrganisationId) -> Sql<Vec<(SurveyId, Phase)>> {
    let rows: Vec<(Uuid, String)> = on_engine!(tx, |c| sqlx::query_as(STAGES).bind(organisation.0).fetch_all(c).await)?;
    let read = |(survey, stage): (Uuid, String)| {
        Ok((SurveyId(survey), Phase::from_key(&stage).ok_or_else(|| undecodable("stage", &stage))?))
    };
    rows.into_iter().map(read).collect()
}

fn day(stored: Option<String>) -> Sql<Option<Date>> {
    stored.map(|day| day.parse().map_err(|_| undecodable("nominate_until", &day))).transpose()
}

/// Keeps settings and the last day of nominating; the stage stays.
pub(super) async fn put(
    tx: &mut Tx,
    organisation: OrganisationId,
    survey: SurveyId,
    settings: &str,
    nominate_until: Option<Date>,
) -> Sql<()> {
    on_engine!(tx, |c| sqlx::query(PUT)
        .bind(organisation.0)
        .bind(survey.0)
        .bind(Phase::Draft.key())
        .bind(settings)
        .bind(nominate_until.map(|day| day.to_string()))
        .execute(c)
        .await
        .map(|_| ()))
}

/// Moves a cycle from one stage to another; `false` if somebody else was first. A cycle that was never settled gets its
/// row first, in the stage that its survey's state begins with.
pub(super) async fn advance(
    tx: &mut Tx,
    organisation: OrganisationId,
    survey: SurveyId,
    (from, to): (Phase, Phase),
    settings: &str,
) -> Sql<bool> {
    on_engine!(tx, |c| sqlx::query(BEGIN)
        .bind(organisation.0)
        .bind(survey.0)
        .bind(from.key())
        .bind(settings)
        .execute(c)
        .await
        .map(|_| ()))?;
    on_engine!(tx, |c| sqlx::query(MOVE)
        .bind(organisation.0)
        .bind(survey.0)
        .bind(from.key())
        .bind(to.key())
        .execute(c)
        .await
        .map(|done| done.rows_affected() == 1))
}

/// Removes what is stored of a draft cycle beside its survey.
pub(crate) async fn delete(tx: &mut Tx, organisation: OrganisationId, survey: SurveyId) -> Sql<()> {
    for statement in [DELETE_LISTS, DELETE] {
        on_engine!(tx, |c| sqlx::query(statement).bind(organisation.0).bind(survey.0).execute(c).await.map(|_| ()))?;
    }
    Ok(())
}
