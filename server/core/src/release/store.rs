//! SQL of releases. The one statement of the whole program that reads sealed answers stands here; a test holds that.

use ayeneh_domain::{
    ids::{OrganisationId, ReleaseId, SealedId, SurveyId, UnitId},
    questionnaire::Side,
    release::{Cell, Comment},
    survey::{Wording, audience::Branch},
};
use uuid::Uuid;

use super::{
    read::{Release, Scope},
    rows::{CellRow, CommentRow, Header, HeaderRow, InvitedRow, RawInvitedRow, document},
};
use crate::{
    db::{Many, Tx},
    on_engine,
    people::rows::undecodable,
};

const HEADER: &str = "SELECT CASE WHEN ranking IS NULL THEN kind ELSE 'alignment' END AS kind, state, rules, promise_fa, promise_en FROM survey WHERE organisation_id = $1 AND id = $2";
const QUESTIONNAIRES: &str = "SELECT w.wording, q.document FROM survey_questionnaire w \
    JOIN questionnaire q ON q.organisation_id = w.organisation_id AND q.id = w.questionnaire_id \
    WHERE w.organisation_id = $1 AND w.survey_id = $2";
const UNITS: &str =
    "SELECT unit_id, parent_id FROM survey_unit WHERE organisation_id = $1 AND survey_id = $2 ORDER BY unit_id";
const INVITED: &str = "SELECT side, unit_id, level, subject_id, relationship, count(*) AS people FROM invitation \
    WHERE organisation_id = $1 AND survey_id = $2 AND token_hash IS NOT NULL \
    GROUP BY side, unit_id, level, subject_id, relationship";
const SEALED: &str = "SELECT id, body FROM sealed_response \
    WHERE organisation_id = $1 AND survey_id = $2 AND id > $3 ORDER BY id LIMIT 1000";
const SET_RELEASED: &str = "UPDATE survey SET state = 'released' \
    WHERE organisation_id = $1 AND id = $2 AND state IN ('closed', 'released')";
const LATEST: &str = "SELECT id, survey_id, version, released_on, rules, promise_fa, promise_en FROM release \
    WHERE organisation_id = $1 AND survey_id = $2 ORDER BY version DESC LIMIT 1";
const FIND: &str = "SELECT id, survey_id, version, released_on, rules, promise_fa, promise_en FROM release \
    WHERE organisation_id = $1 AND id = $2";
const INSERT: &str = "INSERT INTO release \
    (organisation_id, id, survey_id, version, released_on, rules, promise_fa, promise_en, summary) \
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
const CELLS: &str = "SELECT unit_id, subject_id, side, group_key, topic, figure, shown FROM release_cell \
    WHERE organisation_id = $1 AND release_id = $2 ORDER BY position";
const CELLS_OF_UNIT: &str = "SELECT unit_id, subject_id, side, group_key, topic, figure, shown FROM release_cell \
    WHERE organisation_id = $1 AND release_id = $2 AND unit_id = $3 ORDER BY position";
const CELLS_OF_SUBJECT: &str = "SELECT unit_id, subject_id, side, group_key, topic, figure, shown FROM release_cell \
    WHERE organisation_id = $1 AND release_id = $2 AND subject_id = $3 ORDER BY position";
const CELLS_OF_WHOLE: &str = "SELECT unit_id, subject_id, side, group_key, topic, figure, shown FROM release_cell \
    WHERE organisation_id = $1 AND release_id = $2 AND unit_id IS NULL AND subject_id IS NULL ORDER BY position";
/// Items have a point in their key and are not asked for.
const OVERVIEW: &str = "SELECT unit_id, subject_id, side, group_key, topic, figure, shown FROM release_cell \
    WHERE organisation_id = $1 AND release_id = $2 AND figure IN ('index', 'gap', 'gap_significance') \
    AND subject_id IS NULL AND topic NOT LIKE '%.%' ORDER BY position";
const TURNOUT: &str = "SELECT unit_id, subject_id, side, group_key, topic, figure, shown FROM release_cell \
    WHERE organisation_id = $1 AND release_id = $2 AND figure = 'participation' ORDER BY position";
// Competencies have no dot in their key, behaviours do.
const OF_SUBJECTS: &str = "SELECT unit_id, subject_id, side, group_key, topic, figure, shown FROM release_cell \
    WHERE organisation_id = $1 AND release_id = $2 AND figure = 'index' AND subject_id IS NOT NULL \
    AND topic NOT LIKE '%.%' ORDER BY position";
const COMMENTS: &str = "SELECT unit_id, subject_id, side, pool, item, body FROM release_comment \
    WHERE organisation_id = $1 AND release_id = $2 ORDER BY position";
const COMMENTS_OF_WHOLE: &str = "SELECT unit_id, subject_id, side, pool, item, body FROM release_comment \
    WHERE organisation_id = $1 AND release_id = $2 AND unit_id IS NULL AND subject_id IS NULL ORDER BY position";
const COMMENTS_OF_UNIT: &str = "SELECT unit_id, subject_id, side, pool, item, body FROM release_comment \
    WHERE organisation_id = $1 AND release_id = $2 AND unit_id = $3 ORDER BY position";
const COMMENTS_OF_SUBJECT: &str = "SELECT unit_id, subject_id, side, pool, item, body FROM release_comment \
    WHERE organisation_id = $1 AND release_id = $2 AND subject_id = $3 ORDER BY position";

static INSERT_CELLS: Many = Many::new(
    "INSERT INTO release_cell \
    (organisation_id, release_id, position, unit_id, subject_id, side, group_key, topic, figure, shown) VALUES",
    10,
    "",
);
static INSERT_COMMENTS: Many = Many::new(
    "INSERT INTO release_comment \
    (organisation_id, release_id, position, unit_id, subject_id, side, pool, item, body) VALUES",
    9,
    "",
);

/// Every constant statement of this feature, for the test that prepares them on both engines.
pub const STATEMENTS: &[&str] = &[
    HEADER,
    QUESTIONNAIRES,
    UNITS,
    INVITED,
    SEALED,
    SET_RELEASED,
    LATEST,
    FIND,
    INSERT,
    CELLS,
    CELLS_OF_UNIT,
    CELLS_OF_SUBJECT,
    CELLS_OF_WHOLE,
    OVERVIEW,
    TURNOUT,
    OF_SUBJECTS,
    COMMENTS,
    COMMENTS_OF_WHOLE,
    COMMENTS_OF_UNIT,
    COMMENTS_OF_SUBJECT,
];

type Sql<T> = Result<T, sqlx::Error>;

pub(super) async fn header(tx: &mut Tx, organisation: OrganisationId, survey: SurveyId) -> Sql<Option<Header>> {
    let row = on_engine!(tx, |c| sqlx::query_as::<_, HeaderRow>(HEADER)
        .bind(organisation.0)
        .bind(survey.0)
        .fetch_optional(c)
        .await)?;
    row.map(Header::try_from).transpose()
}

pub(super) async fn questionnaires(
    tx: &mut Tx,
    organisation: OrganisationId,
    survey: SurveyId,
) -> Sql<Vec<(Wording, String)>> {
    let rows: Vec<(String, String)> =
        on_engine!(tx, |c| sqlx::query_as(QUESTIONNAIRES).bind(organisation.0).bind(survey.0).fetch_all(c).await)?;
    let read = |(key, document): (String, String)| {
        let wording = Wording::from_key(&key).ok_or_else(|| undecodable("wording", &key))?;
        Ok((wording, document))
    };
    rows.into_iter().map(read).collect()
}

pub(super) async fn units(tx: &mut Tx, organisation: OrganisationId, survey: SurveyId) -> Sql<Vec<Branch>> {
    let rows: Vec<(Uuid, Option<Uuid>)> =
        on_engine!(tx, |c| sqlx::query_as(UNITS).bind(organisation.0).bind(survey.0).fetch_all(c).await)?;
    Ok(rows.into_iter().map(|(id, parent)| Branch { id: UnitId(id), parent: parent.map(UnitId) }).collect())
}

pub(super) async fn invited(tx: &mut Tx, organisation: OrganisationId, survey: SurveyId) -> Sql<Vec<InvitedRow>> {
    let rows = on_engine!(tx, |c| sqlx::query_as::<_, RawInvitedRow>(INVITED)
        .bind(organisation.0)
        .bind(survey.0)
        .fetch_all(c)
        .await)?;
    rows.into_iter().map(InvitedRow::try_from).collect()
}

/// Sealed answers by their random identifier, a page at a time.
pub(super) async fn sealed(
    tx: &mut Tx,
    organisation: OrganisationId,
    survey: SurveyId,
    after: Option<SealedId>,
) -> Sql<Vec<(SealedId, Vec<u8>)>> {
    let rows: Vec<(Uuid, Vec<u8>)> = on_engine!(tx, |c| sqlx::query_as(SEALED)
        .bind(organisation.0)
        .bind(survey.0)
        .bind(after.map_or(Uuid::nil(), |after| after.0))
        .fetch_all(c)
        .await)?;
    Ok(rows.into_iter().map(|(id, body)| (SealedId(id), body)).collect())
}

/// Takes the survey on to `released`, and holds its row until the end of the transaction.
pub(super) async fn set_released(tx: &mut Tx, organisation: OrganisationId, survey: SurveyId) -> Sql<()> {
    on_engine!(tx, |c| sqlx::query(SET_RELEASED).bind(organisation.0).bind(survey.0).execute(c).await.map(|_| ()))
}

#[derive(sqlx::FromRow)]
struct ReleaseRow {
    id: Uuid,
    survey_id: Uuid,
    version: i64,
    released_on: String,
    rules: String,
    promise_fa: String,
    promise_en: String,
}

impl TryFrom<ReleaseRow> for Release {
    type Error = sqlx::Error;
    fn try_from(row: ReleaseRow) -> Sql<Self> {
        Ok(Self {
            id: ReleaseId(row.id),
            survey: SurveyId(row.survey_id),
            version: u32::try_from(row.version).unwrap_or(u32::MAX),
            released_on: row.released_on.parse().map_err(|_| undecodable("released_on", &row.released_on))?,
            rules: document("rules", &row.rules)?,
            promise: ayeneh_domain::bilingual::Bilingual::new(row.promise_fa, row.promise_en),
        })
    }
}

pub(super) async fn latest(tx: &mut Tx, organisation: OrganisationId, survey: SurveyId) -> Sql<Option<Release>> {
    one(tx, LATEST, organisation, survey.0).await
}

pub(super) async fn find(tx: &mut Tx, organisation: OrganisationId, id: ReleaseId) -> Sql<Option<Release>> {
    one(tx, FIND, organisation, id.0).await
}

async fn one(tx: &mut Tx, statement: &'static str, organisation: OrganisationId, id: Uuid) -> Sql<Option<Release>> {
    let row = on_engine!(tx, |c| sqlx::query_as::<_, ReleaseRow>(statement)
        .bind(organisation.0)
        .bind(id)
        .fetch_optional(c)
        .await)?;
    row.map(Release::try_from).transpose()
}

/// A release to be stored.
pub(super) struct NewRelease<'a> {
    pub id: ReleaseId,
    pub survey: SurveyId,
    pub version: u32,
    pub released_on: String,
    pub rules: String,
    pub promise_fa: &'a str,
    pub promise_en: &'a str,
    pub summary: String,
}

pub(super) async fn insert(tx: &mut Tx, organisation: OrganisationId, release: &NewRelease<'_>) -> Sql<()> {
    on_engine!(tx, |c| sqlx::query(INSERT)
        .bind(organisation.0)
        .bind(release.id.0)
        .bind(release.survey.0)
        .bind(i64::from(release.version))
        .bind(&release.released_on)
        .bind(&release.rules)
        .bind(release.promise_fa)
        .bind(release.promise_en)
        .bind(&release.summary)
        .execute(c)
        .await
        .map(|_| ()))
}

pub(super) async fn insert_cells(
    tx: &mut Tx,
    organisation: OrganisationId,
    release: ReleaseId,
    cells: &[Cell],
) -> Sql<()> {
    let rows: Vec<_> = (0i64..).zip(cells).map(|(position, cell)| (position, cell, json(&cell.shown))).collect();
    for (text, part) in INSERT_CELLS.parts(&rows) {
        on_engine!(tx, |c| {
            let mut query = sqlx::query(text);
            for (position, cell, shown) in part {
                query = query
                    .bind(organisation.0)
                    .bind(release.0)
                    .bind(position)
                    .bind(cell.unit.map(|unit| unit.0))
                    .bind(cell.subject.map(|subject| subject.0))
                    .bind(cell.side.map(Side::key))
                    .bind(&cell.group)
                    .bind(&cell.topic)
                    .bind(cell.figure.key())
                    .bind(shown);
            }
            query.execute(c).await.map(|_| ())
        })?;
    }
    Ok(())
}

fn json(shown: &ayeneh_domain::release::Shown) -> String {
    serde_json::to_string(shown).expect("numbers and words have a JSON")
}

pub(super) async fn insert_comments(
    tx: &mut Tx,
    organisation: OrganisationId,
    release: ReleaseId,
    comments: &[Comment],
) -> Sql<()> {
    let rows: Vec<_> = (0i64..).zip(comments).collect();
    for (text, part) in INSERT_COMMENTS.parts(&rows) {
        on_engine!(tx, |c| {
            let mut query = sqlx::query(text);
            for (position, comment) in part {
                query = query
                    .bind(organisation.0)
                    .bind(release.0)
                    .bind(position)
                    .bind(comment.unit.map(|unit| unit.0))
                    .bind(comment.subject.map(|subject| subject.0))
                    .bind(comment.side.map(Side::key))
                    .bind(&comment.group)
                    .bind(&comment.topic)
                    .bind(&comment.text);
            }
            query.execute(c).await.map(|_| ())
        })?;
    }
    Ok(())
}

pub(super) async fn cells(tx: &mut Tx, organisation: OrganisationId, release: ReleaseId) -> Sql<Vec<Cell>> {
    cells_by(tx, CELLS, organisation, release, None).await
}

/// The main figures of everybody's elements in every unit.
pub(super) async fn overview(tx: &mut Tx, organisation: OrganisationId, release: ReleaseId) -> Sql<Vec<Cell>> {
    cells_by(tx, OVERVIEW, organisation, release, None).await
}

/// Who took part.
pub(super) async fn turnout(tx: &mut Tx, organisation: OrganisationId, release: ReleaseId) -> Sql<Vec<Cell>> {
    cells_by(tx, TURNOUT, organisation, release, None).await
}

/// The indices of all subjects' competencies.
pub(super) async fn of_subjects(tx: &mut Tx, organisation: OrganisationId, release: ReleaseId) -> Sql<Vec<Cell>> {
    cells_by(tx, OF_SUBJECTS, organisation, release, None).await
}

/// The cells of a scope.
pub(super) async fn cells_of(
    tx: &mut Tx,
    organisation: OrganisationId,
    release: ReleaseId,
    scope: Scope,
) -> Sql<Vec<Cell>> {
    let (statement, id) = match scope {
        Scope::All => (CELLS, None),
        Scope::Whole => (CELLS_OF_WHOLE, None),
        Scope::Unit(unit) => (CELLS_OF_UNIT, Some(unit.0)),
        Scope::Subject(subject) => (CELLS_OF_SUBJECT, Some(subject.0)),
    };
    cells_by(tx, statement, organisation, release, id).await
}

async fn cells_by(
    tx: &mut Tx,
    statement: &'static str,
    organisation: OrganisationId,
    release: ReleaseId,
    id: Option<Uuid>,
) -> Sql<Vec<Cell>> {
    let rows = on_engine!(tx, |c| {
        let query = sqlx::query_as::<_, CellRow>(statement).bind(organisation.0).bind(release.0);
        match id {
            Some(id) => query.bind(id).fetch_all(c).await,
            None => query.fetch_all(c).await,
        }
    })?;
    rows.into_iter().map(Cell::try_from).collect()
}

/// The comments of a scope.
pub(super) async fn comments_of(
    tx: &mut Tx,
    organisation: OrganisationId,
    release: ReleaseId,
    scope: Scope,
) -> Sql<Vec<Comment>> {
    let (statement, id) = match scope {
        Scope::All => (COMMENTS, None),
        Scope::Whole => (COMMENTS_OF_WHOLE, None),
        Scope::Unit(unit) => (COMMENTS_OF_UNIT, Some(unit.0)),
        Scope::Subject(subject) => (COMMENTS_OF_SUBJECT, Some(subject.0)),
    };
    let rows = on_engine!(tx, |c| {
        let query = sqlx::query_as::<_, CommentRow>(statement).bind(organisation.0).bind(release.0);
        match id {
            Some(id) => query.bind(id).fetch_all(c).await,
            None => query.fetch_all(c).await,
        }
    })?;
    rows.into_iter().map(Comment::try_from).collect()
}
