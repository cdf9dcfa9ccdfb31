//! SQL of the scorecard: releases and their cells. Sealed answers are out of its reach.

use ayeneh_domain::{
    bilingual::Bilingual,
    calendar::Month,
    ids::{OrganisationId, ReleaseId, SurveyId, UnitId},
    questionnaire::Side,
    release::{Figure, Shown},
};
use sqlx::FromRow;
use uuid::Uuid;

use crate::{db::Tx, measures::ReleasedBy, on_engine, people::rows::undecodable};

const RELEASES: &str = "SELECT r.id, r.survey_id, s.kind, s.period, s.title_fa, s.title_en, r.released_on \
     FROM release r JOIN survey s ON s.organisation_id = r.organisation_id AND s.id = r.survey_id \
     WHERE r.organisation_id = $1 AND s.kind IN ('wave', 'historical', 'assessment') AND s.form IS NULL \
     AND s.period >= $2 AND s.period <= $3 AND r.version = (SELECT max(later.version) FROM release later \
     WHERE later.organisation_id = r.organisation_id AND later.survey_id = r.survey_id) \
     ORDER BY s.period DESC, r.released_on DESC, r.id";
/// Items have a point in their key and are not asked for; groups and subjects neither.
const CELLS: &str = "SELECT release_id, unit_id, side, topic, figure, shown FROM release_cell \
     WHERE organisation_id = $1 AND release_id = $2 AND figure IN ('index', 'nps', 'csat') \
     AND group_key IS NULL AND subject_id IS NULL AND topic NOT LIKE '%.%'";
const CELLS_OF_UNIT: &str = "SELECT release_id, unit_id, side, topic, figure, shown FROM release_cell \
     WHERE organisation_id = $1 AND release_id = $2 AND unit_id IS NOT DISTINCT FROM $3 \
     AND figure IN ('index', 'nps', 'csat', 'gap', 'gap_significance') \
     AND group_key IS NULL AND subject_id IS NULL AND topic NOT LIKE '%.%'";

/// Every statement of this file, prepared on both engines by a test.
pub const STATEMENTS: &[&str] = &[RELEASES, CELLS, CELLS_OF_UNIT];

/// A release, without its cells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReleaseHead {
    /// The release.
    pub id: ReleaseId,
    /// Its survey.
    pub survey: SurveyId,
    /// What kind of survey: `wave`, `historical` or `assessment`.
    pub kind: String,
    /// The survey's period.
    pub month: Month,
    /// The survey's title.
    pub title: Bilingual,
    /// The day of the release.
    pub released_on: String,
}

impl ReleaseHead {
    /// Which measures take figures from it.
    pub fn feeds(&self) -> ReleasedBy {
        if self.kind == "assessment" { ReleasedBy::Assessment } else { ReleasedBy::Wave }
    }
}

#[derive(FromRow)]
struct ReleaseRow {
    id: Uuid,
    survey_id: Uuid,
    kind: String,
    period: String,
    title_fa: String,
    title_en: String,
    released_on: String,
}

/// A cell as the scorecard needs it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct CellOf {
    pub release: ReleaseId,
    pub unit: Option<UnitId>,
    pub side: Option<Side>,
    pub topic: String,
    pub figure: Figure,
    pub shown: Shown,
}

#[derive(FromRow)]
struct CellRow {
    release_id: Uuid,
    unit_id: Option<Uuid>,
    side: Option<String>,
    topic: String,
    figure: String,
    shown: String,
}

impl TryFrom<CellRow> for CellOf {
    type Error = sqlx::Error;

    fn try_from(row: CellRow) -> Result<Self, sqlx::Error> {
        let side = row.side.map(|side| Side::from_key(&side).ok_or_else(|| undecodable("side", &side)));
        Ok(Self {
            release: ReleaseId(row.release_id),
            unit: row.unit_id.map(UnitId),
            side: side.transpose()?,
            figure: Figure::from_key(&row.figure).ok_or_else(|| undecodable("figure", &row.figure))?,
            shown: serde_json::from_str(&row.shown).map_err(|_| undecodable("shown", &row.shown))?,
            topic: row.topic,
        })
    }
}

/// The latest version of every release of the months from `first` to `last`, latest first.
///
/// # Errors
/// The database's.
pub async fn releases(
    tx: &mut Tx,
    organisation: OrganisationId,
    first: Month,
    last: Month,
) -> Result<Vec<ReleaseHead>, sqlx::Error> {
    let rows = on_engine!(tx, |c| sqlx::query_as::<_, ReleaseRow>(RELEASES)
        .bind(organisation.0)
        .bind(first.to_string())
        .bind(last.to_string())
        .fetch_all(c)
        .await)?;
    let head = |row: ReleaseRow| {
        Ok(ReleaseHead {
            id: ReleaseId(row.id),
            survey: SurveyId(row.survey_id),
            kind: row.kind,
            month: row.period.parse().map_err(|_| undecodable("period", &row.period))?,
            title: Bilingual::new(row.title_fa, row.title_en),
            released_on: row.released_on,
        })
    };
    rows.into_iter().map(head).collect()
}

/// The main figures of a release for all units.
///
/// # Errors
/// The database's.
pub(crate) async fn cells(
    tx: &mut Tx,
    organisation: OrganisationId,
    release: ReleaseId,
) -> Result<Vec<CellOf>, sqlx::Error> {
    let rows = on_engine!(tx, |c| sqlx::query_as::<_, CellRow>(CELLS)
        .bind(organisation.0)
        .bind(release.0)
        .fetch_all(c)
        .await)?;
    rows.into_iter().map(CellOf::try_from).collect()
}

/// The main figures and gaps of one unit in a release.
///
/// # Errors
/// The database's.
pub(crate) async fn cells_of_unit(
    tx: &mut Tx,
    organisation: OrganisationId,
    release: ReleaseId,
    unit: Option<UnitId>,
) -> Result<Vec<CellOf>, sqlx::Error> {
    let rows = on_engine!(tx, |c| sqlx::query_as::<_, CellRow>(CELLS_OF_UNIT)
        .bind(organisation.0)
        .bind(release.0)
        .bind(unit.map(|unit| unit.0))
        .fetch_all(c)
        .await)?;
    rows.into_iter().map(CellOf::try_from).collect()
}
