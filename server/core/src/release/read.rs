//! Reading releases: what pages, exports, the API, scorecard and linkage have, all of them. Who may see which unit's or
//! whose cells is decided by the services that call this.

use ayeneh_domain::{
    bilingual::Bilingual,
    calendar::Date,
    disclosure::Rules,
    ids::{OrganisationId, PersonId, ReleaseId, SurveyId, UnitId},
    release::{Cell, Comment},
};

use super::store;
use crate::db::Tx;

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
