//! SQL of review cycles beside their survey: settings and stage, lists of raters, and raters who declined.

use ayeneh_domain::{
    calendar::Date,
    cycle::{Decline, ListState, Phase, Settings},
    ids::{InvitationId, OrganisationId, PersonId, SurveyId},
    relationship::Relationship,
    survey::participation::Count,
};
use sqlx::FromRow;
use uuid::Uuid;

use crate::{db::Tx, on_engine, people::rows::undecodable};

type Sql<T> = Result<T, sqlx::Error>;

const FIND: &str = "SELECT stage, settings, nominate_until FROM review_cycle \
     WHERE organisation_id = $1 AND survey_id = $2";
const PUT: &str = "INSERT INTO review_cycle (organisation_id, survey_id, stage, settings, nominate_until) \
     VALUES ($1, $2, $3, $4, $5) ON CONFLICT (organisation_id, survey_id) DO UPDATE SET \
     settings = excluded.settings, nominate_until = excluded.nominate_until";
const BEGIN: &str = "INSERT INTO review_cycle (organisation_id, survey_id, stage, settings) VALUES ($1, $2, $3, $4) \
     ON CONFLICT DO NOTHING";
const MOVE: &str = "UPDATE review_cycle SET stage = $4 WHERE organisation_id = $1 AND survey_id = $2 AND stage = $3";
const DELETE: &str = "DELETE FROM review_cycle WHERE organisation_id = $1 AND survey_id = $2";
const DELETE_LISTS: &str = "DELETE FROM nomination WHERE organisation_id = $1 AND survey_id = $2";
const DELETE_LIST: &str = "DELETE FROM nomination WHERE organisation_id = $1 AND survey_id = $2 AND subject_id = $3";
const LIST: &str = "SELECT state, note FROM nomination \
     WHERE organisation_id = $1 AND survey_id = $2 AND subject_id = $3";
const PUT_LIST: &str = "INSERT INTO nomination (organisation_id, survey_id, subject_id, state, note) \
     VALUES ($1, $2, $3, $4, $5) ON CONFLICT (organisation_id, survey_id, subject_id) DO UPDATE SET \
     state = excluded.state, note = excluded.note";
const LISTS: &str = "SELECT subject_id, state FROM nomination WHERE organisation_id = $1 AND survey_id = $2";
const OWN: &str = "SELECT c.survey_id, c.stage, s.title_fa, s.title_en, c.nominate_until, \
     coalesce(n.state, 'choosing') AS state FROM review_cycle c \
     JOIN survey s ON s.organisation_id = c.organisation_id AND s.id = c.survey_id AND s.state = 'draft' \
     JOIN review_subject r ON r.organisation_id = c.organisation_id AND r.survey_id = c.survey_id AND r.person_id = $2 \
     LEFT JOIN nomination n ON n.organisation_id = c.organisation_id AND n.survey_id = c.survey_id AND n.subject_id = $2 \
     WHERE c.organisation_id = $1 AND c.stage IN ('nominating', 'approving') ORDER BY c.nominate_until, c.survey_id";
const OF_REPORTS: &str = "SELECT c.survey_id, c.stage, s.title_fa, s.title_en, p.id AS subject_id, p.name, \
     coalesce(n.state, 'choosing') AS state FROM review_cycle c \
     JOIN survey s ON s.organisation_id = c.organisation_id AND s.id = c.survey_id AND s.state = 'draft' \
     JOIN review_subject r ON r.organisation_id = c.organisation_id AND r.survey_id = c.survey_id \
     JOIN person p ON p.organisation_id = r.organisation_id AND p.id = r.person_id AND p.active \
     LEFT JOIN nomination n ON n.organisation_id = c.organisation_id AND n.survey_id = c.survey_id \
     AND n.subject_id = r.person_id \
     WHERE c.organisation_id = $1 AND p.manager_id = $2 AND c.stage IN ('nominating', 'approving') \
     ORDER BY c.survey_id, p.sort_key, p.code";
const INSERT_DECLINE: &str = "INSERT INTO rater_decline (organisation_id, invitation_id, survey_id, reason, note) \
     VALUES ($1, $2, $3, $4, $5) ON CONFLICT (organisation_id, invitation_id) DO UPDATE SET \
     reason = excluded.reason, note = excluded.note";
const DELETE_DECLINE: &str = "DELETE FROM rater_decline WHERE organisation_id = $1 AND invitation_id = $2";
const DECLINES: &str = "SELECT d.invitation_id, i.subject_id, s.name AS subject, coalesce(p.name, c.name) AS name, \
     d.reason, d.note FROM rater_decline d \
     JOIN invitation i ON i.organisation_id = d.organisation_id AND i.id = d.invitation_id \
     JOIN person s ON s.organisation_id = i.organisation_id AND s.id = i.subject_id \
     LEFT JOIN person p ON p.organisation_id = i.organisation_id AND p.id = i.person_id \
     LEFT JOIN contact c ON c.organisation_id = i.organisation_id AND c.id = i.contact_id \
     WHERE d.organisation_id = $1 AND d.survey_id = $2 ORDER BY s.sort_key, d.invitation_id";
const INVITED: &str = "SELECT relationship, count(*) AS invited, cast(0 AS bigint) AS answered FROM invitation \
     WHERE organisation_id = $1 AND survey_id = $2 AND relationship IS NOT NULL AND token_hash IS NOT NULL \
     GROUP BY relationship";
// Who has answered is joined and counted inside the database and never read.
const TURNOUT: &str = "SELECT i.relationship, count(*) AS invited, count(t.token_hash) AS answered FROM invitation i \
     LEFT JOIN spent_token t ON t.organisation_id = i.organisation_id \
     AND t.survey_id = i.survey_id AND t.token_hash = i.token_hash \
     WHERE i.organisation_id = $1 AND i.survey_id = $2 AND i.relationship IS NOT NULL AND i.token_hash IS NOT NULL \
     GROUP BY i.relationship";
const PROGRESS: &str = "SELECT relationship, answered_step FROM cycle_progress \
     WHERE organisation_id = $1 AND survey_id = $2";
const COUNTED_ON: &str = "SELECT max(counted_on) FROM cycle_progress WHERE organisation_id = $1 AND survey_id = $2";
const DELETE_PROGRESS: &str = "DELETE FROM cycle_progress WHERE organisation_id = $1 AND survey_id = $2";
const INSERT_PROGRESS: &str = "INSERT INTO cycle_progress \
     (organisation_id, survey_id, relationship, invited, answered_step, counted_on) VALUES ($1, $2, $3, $4, $5, $6)";

/// Every statement of this file, prepared on both engines by a test.
pub const STATEMENTS: &[&str] = &[
    FIND,
    PUT,
    BEGIN,
    MOVE,
    DELETE,
    DELETE_LISTS,
    DELETE_LIST,
    LIST,
    PUT_LIST,
    LISTS,
    OWN,
    OF_REPORTS,
    INSERT_DECLINE,
    DELETE_DECLINE,
    DECLINES,
    INVITED,
    TURNOUT,
    PROGRESS,
    COUNTED_ON,
    DELETE_PROGRESS,
    INSERT_PROGRESS,
];

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

/// Removes the list of somebody who is not reviewed any more.
pub(crate) async fn delete_list(
    tx: &mut Tx,
    organisation: OrganisationId,
    survey: SurveyId,
    subject: PersonId,
) -> Sql<()> {
    on_engine!(tx, |c| sqlx::query(DELETE_LIST)
        .bind(organisation.0)
        .bind(survey.0)
        .bind(subject.0)
        .execute(c)
        .await
        .map(|_| ()))
}

/// Where a list stands, and what was written when it was handed back.
pub(super) async fn list(
    tx: &mut Tx,
    organisation: OrganisationId,
    survey: SurveyId,
    subject: PersonId,
) -> Sql<(ListState, String)> {
    let row: Option<(String, String)> = on_engine!(tx, |c| sqlx::query_as(LIST)
        .bind(organisation.0)
        .bind(survey.0)
        .bind(subject.0)
        .fetch_optional(c)
        .await)?;
    let Some((state, note)) = row else { return Ok((ListState::default(), String::new())) };
    Ok((list_state(&state)?, note))
}

fn list_state(key: &str) -> Sql<ListState> {
    ListState::from_key(key).ok_or_else(|| undecodable("state", key))
}

/// Keeps where a list stands.
pub(super) async fn put_list(
    tx: &mut Tx,
    organisation: OrganisationId,
    survey: SurveyId,
    subject: PersonId,
    (state, note): (ListState, &str),
) -> Sql<()> {
    on_engine!(tx, |c| sqlx::query(PUT_LIST)
        .bind(organisation.0)
        .bind(survey.0)
        .bind(subject.0)
        .bind(state.key())
        .bind(note)
        .execute(c)
        .await
        .map(|_| ()))
}

/// Where the lists of a cycle stand; those that nobody touched are left out.
pub(super) async fn lists(
    tx: &mut Tx,
    organisation: OrganisationId,
    survey: SurveyId,
) -> Sql<Vec<(PersonId, ListState)>> {
    let rows: Vec<(Uuid, String)> =
        on_engine!(tx, |c| sqlx::query_as(LISTS).bind(organisation.0).bind(survey.0).fetch_all(c).await)?;
    rows.into_iter().map(|(subject, state)| Ok((PersonId(subject), list_state(&state)?))).collect()
}

/// A list that somebody has to do with.
#[derive(Clone, Debug, FromRow)]
pub(super) struct OwnRow {
    pub survey_id: Uuid,
    pub stage: String,
    pub title_fa: String,
    pub title_en: String,
    pub nominate_until: Option<String>,
    pub state: String,
}

impl OwnRow {
    pub(super) fn until(&self) -> Sql<Option<Date>> {
        day(self.nominate_until.clone())
    }
}

/// The cycles before their launch in which somebody is reviewed.
pub(super) async fn own(tx: &mut Tx, organisation: OrganisationId, subject: PersonId) -> Sql<Vec<OwnRow>> {
    on_engine!(tx, |c| sqlx::query_as(OWN).bind(organisation.0).bind(subject.0).fetch_all(c).await)
}

/// A list of somebody who reports to who asks.
#[derive(Clone, Debug, FromRow)]
pub(super) struct ReportRow {
    pub survey_id: Uuid,
    pub stage: String,
    pub title_fa: String,
    pub title_en: String,
    pub subject_id: Uuid,
    pub name: String,
    pub state: String,
}

/// The lists of everybody who reports to somebody, in cycles before their launch.
pub(super) async fn of_reports(tx: &mut Tx, organisation: OrganisationId, manager: PersonId) -> Sql<Vec<ReportRow>> {
    on_engine!(tx, |c| sqlx::query_as(OF_REPORTS).bind(organisation.0).bind(manager.0).fetch_all(c).await)
}

/// Keeps that a rater declined, and why.
pub(super) async fn insert_decline(
    tx: &mut Tx,
    organisation: OrganisationId,
    (survey, invitation): (SurveyId, InvitationId),
    reason: Decline,
    note: &str,
) -> Sql<()> {
    on_engine!(tx, |c| sqlx::query(INSERT_DECLINE)
        .bind(organisation.0)
        .bind(invitation.0)
        .bind(survey.0)
        .bind(reason.key())
        .bind(note)
        .execute(c)
        .await
        .map(|_| ()))
}

/// Forgets that a rater declined; `false` if none did.
pub(super) async fn delete_decline(tx: &mut Tx, organisation: OrganisationId, invitation: InvitationId) -> Sql<bool> {
    on_engine!(tx, |c| sqlx::query(DELETE_DECLINE)
        .bind(organisation.0)
        .bind(invitation.0)
        .execute(c)
        .await
        .map(|done| done.rows_affected() == 1))
}

/// A rater who declined, with the names.
#[derive(Clone, Debug, FromRow)]
pub(super) struct DeclineRow {
    pub invitation_id: Uuid,
    pub subject_id: Uuid,
    pub subject: String,
    pub name: String,
    pub reason: String,
    pub note: String,
}

/// Everybody who declined to rate in a cycle, by the name of who is reviewed.
pub(super) async fn declines(tx: &mut Tx, organisation: OrganisationId, survey: SurveyId) -> Sql<Vec<DeclineRow>> {
    on_engine!(tx, |c| sqlx::query_as(DECLINES).bind(organisation.0).bind(survey.0).fetch_all(c).await)
}

/// Ratings asked for of each relationship, as if none were there: all that pages may ask.
pub(super) async fn invited(
    tx: &mut Tx,
    organisation: OrganisationId,
    survey: SurveyId,
) -> Sql<Vec<(Relationship, u32)>> {
    let counts = counts(tx, INVITED, organisation, survey).await?;
    Ok(counts.into_iter().map(|(relationship, count)| (relationship, count.invited)).collect())
}

/// Ratings asked for and given of each relationship, exactly; only the daily count asks.
pub(super) async fn turnout(
    tx: &mut Tx,
    organisation: OrganisationId,
    survey: SurveyId,
) -> Sql<Vec<(Relationship, Count)>> {
    counts(tx, TURNOUT, organisation, survey).await
}

async fn counts(
    tx: &mut Tx,
    statement: &'static str,
    organisation: OrganisationId,
    survey: SurveyId,
) -> Sql<Vec<(Relationship, Count)>> {
    let rows: Vec<(String, i64, i64)> =
        on_engine!(tx, |c| sqlx::query_as(statement).bind(organisation.0).bind(survey.0).fetch_all(c).await)?;
    let number = |n: i64| u32::try_from(n).unwrap_or(u32::MAX);
    let read = |(key, invited, answered): (String, i64, i64)| {
        Ok((relationship(&key)?, Count { invited: number(invited), answered: number(answered) }))
    };
    rows.into_iter().map(read).collect()
}

fn relationship(key: &str) -> Sql<Relationship> {
    Relationship::from_key(key).ok_or_else(|| undecodable("relationship", key))
}

/// At least so many ratings of each relationship, as of the last daily count.
pub(super) async fn progress(
    tx: &mut Tx,
    organisation: OrganisationId,
    survey: SurveyId,
) -> Sql<Vec<(Relationship, u32)>> {
    let rows: Vec<(String, i64)> =
        on_engine!(tx, |c| sqlx::query_as(PROGRESS).bind(organisation.0).bind(survey.0).fetch_all(c).await)?;
    let read = |(key, n): (String, i64)| Ok((relationship(&key)?, u32::try_from(n).unwrap_or(u32::MAX)));
    rows.into_iter().map(read).collect()
}

/// The day of the last count.
pub(super) async fn progress_counted_on(
    tx: &mut Tx,
    organisation: OrganisationId,
    survey: SurveyId,
) -> Sql<Option<String>> {
    on_engine!(tx, |c| sqlx::query_scalar(COUNTED_ON).bind(organisation.0).bind(survey.0).fetch_one(c).await)
}

/// Replaces the count of a cycle.
pub(super) async fn replace_progress(
    tx: &mut Tx,
    organisation: OrganisationId,
    survey: SurveyId,
    counted: &[(Relationship, Count)],
    today: Date,
) -> Sql<()> {
    on_engine!(tx, |c| sqlx::query(DELETE_PROGRESS).bind(organisation.0).bind(survey.0).execute(c).await.map(|_| ()))?;
    for (relationship, count) in counted {
        on_engine!(tx, |c| sqlx::query(INSERT_PROGRESS)
            .bind(organisation.0)
            .bind(survey.0)
            .bind(relationship.key())
            .bind(i64::from(count.invited))
            .bind(i64::from(count.answered))
            .bind(today.to_string())
            .execute(c)
            .await
            .map(|_| ()))?;
    }
    Ok(())
}
