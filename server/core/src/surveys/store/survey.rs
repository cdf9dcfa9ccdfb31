//! SQL of the run itself: its row, its frozen questionnaires and its frozen units.

use ayeneh_domain::{
    calendar::Date,
    ids::{OrganisationId, QuestionnaireId, SurveyId, UnitId},
    survey::{Kind, Wording},
};
use uuid::Uuid;

use super::{
    super::rows::{Survey, SurveyRow},
    Sql,
};
use crate::{
    db::Tx,
    on_engine,
    people::{Unit, rows::UnitRow},
};

const LIST: &str = "SELECT id, CASE WHEN ranking IS NULL THEN coalesce(form, kind) ELSE 'alignment' END AS kind, state, title_fa, title_en, period, mode, rules, promise_fa, promise_en, closes_on, \
     created_by, created_at, launched_at, closed_at, ranking, rows_are_people FROM survey WHERE organisation_id = $1 \
     ORDER BY created_at DESC, id";
const FIND: &str = "SELECT id, CASE WHEN ranking IS NULL THEN coalesce(form, kind) ELSE 'alignment' END AS kind, state, title_fa, title_en, period, mode, rules, promise_fa, promise_en, closes_on, \
     created_by, created_at, launched_at, closed_at, ranking, rows_are_people FROM survey WHERE organisation_id = $1 AND id = $2";
const INSERT: &str = "INSERT INTO survey (organisation_id, id, kind, state, title_fa, title_en, period, mode, rules, \
     promise_fa, promise_en, closes_on, created_by, created_at, form, ranking, rows_are_people) \
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)";
const DELETE: &str = "DELETE FROM survey WHERE organisation_id = $1 AND id = $2 AND state = 'draft'";
const LAUNCH: &str = "UPDATE survey SET state = 'open', launched_at = $3 \
     WHERE organisation_id = $1 AND id = $2 AND state = 'draft'";
const CLOSE: &str = "UPDATE survey SET state = 'closed', closed_at = $3 \
     WHERE organisation_id = $1 AND id = $2 AND state = 'open'";
// Changes nothing, but holds the row: whoever launches, closes or changes lists at the same time waits.
const HOLD: &str = "UPDATE survey SET state = state WHERE organisation_id = $1 AND id = $2";
const MOVE: &str = "UPDATE survey SET closes_on = $3 WHERE organisation_id = $1 AND id = $2 AND state = 'open'";
const CHANGE: &str = "UPDATE survey SET title_fa = $3, title_en = $4, period = $5, closes_on = $6, ranking = $7 \
     WHERE organisation_id = $1 AND id = $2 AND state = 'draft'";
const FIX: &str = "UPDATE survey SET mode = $3, rules = $4, promise_fa = $5, promise_en = $6 \
     WHERE organisation_id = $1 AND id = $2";
const QUESTIONNAIRE: &str = "SELECT id, version, document FROM questionnaire \
     WHERE organisation_id = $1 AND key = $2 ORDER BY version";
const INSERT_QUESTIONNAIRE: &str = "INSERT INTO questionnaire (organisation_id, id, key, version, document, frozen_at) \
     VALUES ($1, $2, $3, $4, $5, $6)";
const INSERT_WORDING: &str = "INSERT INTO survey_questionnaire (organisation_id, survey_id, wording, questionnaire_id) \
     VALUES ($1, $2, $3, $4)";
const UNITS: &str = "SELECT s.unit_id AS id, coalesce(u.code, '') AS code, s.parent_id, s.name_fa, s.name_en \
     FROM survey_unit s LEFT JOIN unit u ON u.organisation_id = s.organisation_id AND u.id = s.unit_id \
     WHERE s.organisation_id = $1 AND s.survey_id = $2 ORDER BY u.code, s.unit_id";
const UNITS_OF_ALL: &str = "SELECT survey_id, unit_id FROM survey_unit WHERE organisation_id = $1";
const INSERT_UNIT: &str = "INSERT INTO survey_unit (organisation_id, survey_id, unit_id, parent_id, name_fa, name_en) \
     VALUES ($1, $2, $3, $4, $5, $6)";
const DELETE_UNITS: &str = "DELETE FROM survey_unit WHERE organisation_id = $1 AND survey_id = $2";

/// Every statement of this file, prepared on both engines by a test.
pub const STATEMENTS: &[&str] = &[
    LIST,
    FIND,
    INSERT,
    DELETE,
    LAUNCH,
    CLOSE,
    HOLD,
    MOVE,
    CHANGE,
    FIX,
    QUESTIONNAIRE,
    INSERT_QUESTIONNAIRE,
    INSERT_WORDING,
    UNITS,
    UNITS_OF_ALL,
    INSERT_UNIT,
    DELETE_UNITS,
];

/// All surveys, the newest first.
pub async fn list(tx: &mut Tx, organisation: OrganisationId) -> Sql<Vec<Survey>> {
    let rows = on_engine!(tx, |c| sqlx::query_as::<_, SurveyRow>(LIST).bind(organisation.0).fetch_all(c).await)?;
    rows.into_iter().map(Survey::try_from).collect()
}

/// One survey.
pub async fn find(tx: &mut Tx, organisation: OrganisationId, id: SurveyId) -> Sql<Option<Survey>> {
    let row = on_engine!(tx, |c| sqlx::query_as::<_, SurveyRow>(FIND)
        .bind(organisation.0)
        .bind(id.0)
        .fetch_optional(c)
        .await)?;
    row.map(Survey::try_from).transpose()
}

/// Adds a survey. Its rules and promise are those of the moment; launching fixes them.
pub async fn insert(tx: &mut Tx, organisation: OrganisationId, survey: &Survey, rules: &str) -> Sql<()> {
    let (kind, form) = stored(survey.kind);
    on_engine!(tx, |c| sqlx::query(INSERT)
        .bind(organisation.0)
        .bind(survey.id.0)
        .bind(kind)
        .bind(survey.state.key())
        .bind(&survey.title.fa)
        .bind(&survey.title.en)
        .bind(survey.period.to_string())
        .bind(survey.mode.key())
        .bind(rules)
        .bind(&survey.promise.fa)
        .bind(&survey.promise.en)
        .bind(survey.closes_on.map(|day| day.to_string()))
        .bind(survey.created_by.map(|person| person.0))
        .bind(survey.created_at)
        .bind(form)
        .bind(ranking(survey))
        .bind(survey.rows_are_people)
        .execute(c)
        .await
        .map(|_| ()))
}

/// The document of what an alignment asks.
fn ranking(survey: &Survey) -> Option<String> {
    survey.ranking.as_ref().map(|ranking| serde_json::to_string(ranking).expect("keys and texts have a JSON"))
}

/// How a kind is stored: the columns `kind` and `form`. An alignment is known by its ranking.
pub(crate) fn stored(kind: Kind) -> (&'static str, Option<&'static str>) {
    match kind {
        Kind::Recovery => (Kind::Assessment.key(), Some(kind.key())),
        Kind::Alignment => (Kind::Assessment.key(), None),
        Kind::Wave | Kind::Cycle | Kind::Assessment | Kind::Historical => (kind.key(), None),
    }
}

/// Removes a draft; `false` if it is none.
pub async fn delete(tx: &mut Tx, organisation: OrganisationId, id: SurveyId) -> Sql<bool> {
    on_engine!(tx, |c| sqlx::query(DELETE)
        .bind(organisation.0)
        .bind(id.0)
        .execute(c)
        .await
        .map(|done| done.rows_affected() == 1))
}

/// Opens a draft; `false` if somebody else was first or it is none.
pub async fn launch(tx: &mut Tx, organisation: OrganisationId, id: SurveyId, now_ms: i64) -> Sql<bool> {
    step(tx, LAUNCH, organisation, id, now_ms).await
}

/// Closes an open survey; `false` if somebody else was first or it is none.
pub async fn close(tx: &mut Tx, organisation: OrganisationId, id: SurveyId, now_ms: i64) -> Sql<bool> {
    step(tx, CLOSE, organisation, id, now_ms).await
}

async fn step(
    tx: &mut Tx,
    statement: &'static str,
    organisation: OrganisationId,
    id: SurveyId,
    now_ms: i64,
) -> Sql<bool> {
    on_engine!(tx, |c| sqlx::query(statement)
        .bind(organisation.0)
        .bind(id.0)
        .bind(now_ms)
        .execute(c)
        .await
        .map(|done| done.rows_affected() == 1))
}

/// Holds the survey until the end of the transaction, so that what is read after it stays true.
pub(crate) async fn hold(tx: &mut Tx, organisation: OrganisationId, id: SurveyId) -> Sql<()> {
    on_engine!(tx, |c| sqlx::query(HOLD).bind(organisation.0).bind(id.0).execute(c).await.map(|_| ()))
}

/// Moves the last day of an open survey; `false` if it is not open.
pub async fn move_closing(tx: &mut Tx, organisation: OrganisationId, id: SurveyId, day: Date) -> Sql<bool> {
    on_engine!(tx, |c| sqlx::query(MOVE)
        .bind(organisation.0)
        .bind(id.0)
        .bind(day.to_string())
        .execute(c)
        .await
        .map(|done| done.rows_affected() == 1))
}

/// Changes title, month and last day of a draft; `false` if it is none.
pub async fn change(tx: &mut Tx, organisation: OrganisationId, survey: &Survey) -> Sql<bool> {
    on_engine!(tx, |c| sqlx::query(CHANGE)
        .bind(organisation.0)
        .bind(survey.id.0)
        .bind(&survey.title.fa)
        .bind(&survey.title.en)
        .bind(survey.period.to_string())
        .bind(survey.closes_on.map(|day| day.to_string()))
        .bind(ranking(survey))
        .execute(c)
        .await
        .map(|done| done.rows_affected() == 1))
}

/// Fixes mode, rules and promise.
pub async fn fix(tx: &mut Tx, organisation: OrganisationId, survey: &Survey, rules: &str) -> Sql<()> {
    on_engine!(tx, |c| sqlx::query(FIX)
        .bind(organisation.0)
        .bind(survey.id.0)
        .bind(survey.mode.key())
        .bind(rules)
        .bind(&survey.promise.fa)
        .bind(&survey.promise.en)
        .execute(c)
        .await
        .map(|_| ()))
}

/// Identifier, version and document of every frozen questionnaire with this key, oldest first.
pub async fn questionnaires(
    tx: &mut Tx,
    organisation: OrganisationId,
    key: &str,
) -> Sql<Vec<(QuestionnaireId, u32, String)>> {
    let rows: Vec<(Uuid, i64, String)> =
        on_engine!(tx, |c| sqlx::query_as(QUESTIONNAIRE).bind(organisation.0).bind(key).fetch_all(c).await)?;
    let read = |(id, version, document)| (QuestionnaireId(id), u32::try_from(version).unwrap_or_default(), document);
    Ok(rows.into_iter().map(read).collect())
}

/// Adds a frozen questionnaire.
pub async fn insert_questionnaire(
    tx: &mut Tx,
    organisation: OrganisationId,
    id: QuestionnaireId,
    (key, version): (&str, u32),
    document: &str,
    now_ms: i64,
) -> Sql<()> {
    on_engine!(tx, |c| sqlx::query(INSERT_QUESTIONNAIRE)
        .bind(organisation.0)
        .bind(id.0)
        .bind(key)
        .bind(i64::from(version))
        .bind(document)
        .bind(now_ms)
        .execute(c)
        .await
        .map(|_| ()))
}

/// Says which questionnaire respondents with this wording get.
pub async fn insert_wording(
    tx: &mut Tx,
    organisation: OrganisationId,
    survey: SurveyId,
    wording: Wording,
    questionnaire: QuestionnaireId,
) -> Sql<()> {
    on_engine!(tx, |c| sqlx::query(INSERT_WORDING)
        .bind(organisation.0)
        .bind(survey.0)
        .bind(wording.key())
        .bind(questionnaire.0)
        .execute(c)
        .await
        .map(|_| ()))
}

/// The survey's units: of a draft those that were chosen, later the frozen tree.
pub async fn units(tx: &mut Tx, organisation: OrganisationId, survey: SurveyId) -> Sql<Vec<Unit>> {
    let rows =
        on_engine!(tx, |c| sqlx::query_as::<_, UnitRow>(UNITS).bind(organisation.0).bind(survey.0).fetch_all(c).await)?;
    Ok(rows.into_iter().map(Unit::from).collect())
}

/// Which survey has which unit.
pub async fn units_of_all(tx: &mut Tx, organisation: OrganisationId) -> Sql<Vec<(SurveyId, UnitId)>> {
    let rows: Vec<(Uuid, Uuid)> =
        on_engine!(tx, |c| sqlx::query_as(UNITS_OF_ALL).bind(organisation.0).fetch_all(c).await)?;
    Ok(rows.into_iter().map(|(survey, unit)| (SurveyId(survey), UnitId(unit))).collect())
}

/// Replaces the survey's units. A parent that is not among them is left out.
pub async fn replace_units(tx: &mut Tx, organisation: OrganisationId, survey: SurveyId, units: &[Unit]) -> Sql<()> {
    on_engine!(tx, |c| sqlx::query(DELETE_UNITS).bind(organisation.0).bind(survey.0).execute(c).await.map(|_| ()))?;
    let inside = |parent: &UnitId| units.iter().any(|unit| unit.id == *parent);
    for unit in units {
        let parent = unit.parent.filter(inside).map(|parent| parent.0);
        on_engine!(tx, |c| sqlx::query(INSERT_UNIT)
            .bind(organisation.0)
            .bind(survey.0)
            .bind(unit.id.0)
            .bind(parent)
            .bind(&unit.name.fa)
            .bind(&unit.name.en)
            .execute(c)
            .await
            .map(|_| ()))?;
    }
    Ok(())
}
