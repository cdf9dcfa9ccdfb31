//! Reading releases: what pages, exports, the API, scorecard and linkage have, all of them. Who may see which unit's or
//! whose cells is decided by the services that call this.

use std::collections::BTreeMap;

use ayeneh_domain::{
    bilingual::Bilingual,
    calendar::Date,
    disclosure::Rules,
    ids::{OrganisationId, PersonId, ReleaseId, SurveyId, UnitId},
    questionnaire::Frozen,
    release::{Cell, Comment},
    survey::Wording,
};

use super::store;
use crate::{Result as Fallible, db::Tx};

/// The head of a release.
#[derive(Clone, Debug, PartialEq)]
pub struct Release {
    /// Its identifier.
    pub id: ReleaseId,
    /// The survey it was made from.
    pub survey: SurveyId,
    /// Counts from 1; the greatest is the one that holds.
    pub version: u32,
    /// The day on which it was made.
    pub released_on: Date,
    /// The rules it was made by.
    pub rules: Rules,
    /// What respondents were promised; printed on the release.
    pub promise: Bilingual,
}

/// Which part of a release.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Everything.
    All,
    /// What belongs to the whole organisation and to no subject.
    Whole,
    /// What belongs to one unit.
    Unit(UnitId),
    /// 360°: what belongs to one subject.
    Subject(PersonId),
}

/// The release of a survey that holds; `None` before the first.
///
/// # Errors
/// The database's.
pub async fn latest(
    tx: &mut Tx,
    organisation: OrganisationId,
    survey: SurveyId,
) -> Result<Option<Release>, sqlx::Error> {
    store::latest(tx, organisation, survey).await
}

/// A release.
///
/// # Errors
/// The database's.
pub async fn find(tx: &mut Tx, organisation: OrganisationId, id: ReleaseId) -> Result<Option<Release>, sqlx::Error> {
    store::find(tx, organisation, id).await
}

/// Cells of a release, in the order in which they were built.
///
/// # Errors
/// The database's.
pub async fn cells(
    tx: &mut Tx,
    organisation: OrganisationId,
    release: ReleaseId,
    scope: Scope,
) -> Result<Vec<Cell>, sqlx::Error> {
    store::cells_of(tx, organisation, release, scope).await
}

/// Comments of a release, in the order drawn for it.
///
/// # Errors
/// The database's.
pub async fn comments(
    tx: &mut Tx,
    organisation: OrganisationId,
    release: ReleaseId,
    scope: Scope,
) -> Result<Vec<Comment>, sqlx::Error> {
    store::comments_of(tx, organisation, release, scope).await
}

/// Indices and gaps of elements and of their mean, with the significance of gaps, for every unit: what overviews need.
///
/// # Errors
/// The database's.
pub async fn overview(tx: &mut Tx, organisation: OrganisationId, release: ReleaseId) -> Result<Vec<Cell>, sqlx::Error> {
    store::overview(tx, organisation, release).await
}

/// Who took part, of every group: what an overview of reports needs.
///
/// # Errors
/// The database's.
pub async fn turnout(tx: &mut Tx, organisation: OrganisationId, release: ReleaseId) -> Result<Vec<Cell>, sqlx::Error> {
    store::turnout(tx, organisation, release).await
}

/// 360°: the indices of competencies of all subjects, of every group: what a group report is made of.
///
/// # Errors
/// The database's.
pub async fn of_subjects(
    tx: &mut Tx,
    organisation: OrganisationId,
    release: ReleaseId,
) -> Result<Vec<Cell>, sqlx::Error> {
    store::of_subjects(tx, organisation, release).await
}

/// What was asked in a survey, as it was frozen, by wording.
///
/// # Errors
/// The database's; [`crate::Error::Internal`] for a stored document that cannot be read.
pub async fn questionnaires(
    tx: &mut Tx,
    organisation: OrganisationId,
    survey: SurveyId,
) -> Fallible<BTreeMap<Wording, Frozen>> {
    let documents = store::questionnaires(tx, organisation, survey).await?;
    documents.into_iter().map(|(wording, document)| Ok((wording, serde_json::from_str(&document)?))).collect()
}
