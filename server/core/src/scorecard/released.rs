//! Released cells, found by what a measure or the mirror asks for.

use std::collections::HashMap;

use ayeneh_domain::{
    calendar::Month,
    ids::{OrganisationId, ReleaseId, UnitId},
    questionnaire::Side,
    release::{Figure, Shown},
};

use super::{
    RELEASE_MONTHS, Scope,
    store::{self, CellOf, ReleaseHead},
};
use crate::{db::Tx, measures::ReleasedBy};

/// Which figure of a release.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Asked {
    release: ReleaseId,
    unit: Option<UnitId>,
    side: Option<Side>,
    topic: String,
    figure: Figure,
}

/// The releases up to a month: the latest of each kind with all units, earlier ones for the unit that is looked at.
#[derive(Clone, Debug, Default)]
pub struct Released {
    /// Latest first.
    heads: Vec<ReleaseHead>,
    cells: HashMap<Asked, Shown>,
}

impl Released {
    /// Reads the releases of two years up to `month`. No hidden cell points to a unit out of reach.
    ///
    /// # Errors
    /// The database's.
    pub(crate) async fn read(
        tx: &mut Tx,
        organisation: OrganisationId,
        mut heads: Vec<ReleaseHead>,
        month: Month,
        scope: &Scope,
    ) -> Result<Self, sqlx::Error> {
        let first = month.plus(1 - RELEASE_MONTHS);
        heads.retain(|head| head.month >= first && head.month <= month);
        let mut released = Self { heads, cells: HashMap::new() };
        let latest = [released.latest("wave"), released.latest("assessment")];
        let unit = scope.unit().id;
        for release in latest.map(|head| head.map(|head| head.id)).into_iter().flatten() {
            released.keep(store::cells(tx, organisation, release).await?, scope);
        }
        for release in released.heads.iter().map(|head| head.id).collect::<Vec<_>>() {
            released.keep(store::cells_of_unit(tx, organisation, release, unit).await?, scope);
        }
        Ok(released)
    }

    fn keep(&mut self, cells: Vec<CellOf>, scope: &Scope) {
        self.cells.extend(cells.into_iter().map(|cell| {
            let CellOf { release, unit, side, topic, figure, shown } = cell;
            (Asked { release, unit, side, topic, figure }, shown.within(|unit| scope.sees(unit)))
        }));
    }

    /// The latest release of a kind of survey.
    pub(crate) fn latest(&self, kind: &str) -> Option<&ReleaseHead> {
        self.heads.iter().find(|head| head.kind == kind)
    }

    /// The wave before the latest.
    pub(crate) fn wave_before(&self) -> Option<&ReleaseHead> {
        self.heads.iter().filter(|head| head.kind == "wave").nth(1)
    }

    /// Releases that feed a kind of measure, latest first; one a month.
    pub(crate) fn feeding(&self, by: ReleasedBy) -> impl Iterator<Item = &ReleaseHead> {
        let mut last = None;
        self.heads.iter().filter(move |head| head.feeds() == by && last.replace(head.month) != Some(head.month))
    }

    /// A cell of a release.
    pub(crate) fn cell(
        &self,
        release: ReleaseId,
        unit: Option<UnitId>,
        side: Option<Side>,
        topic: &str,
        figure: Figure,
    ) -> Option<&Shown> {
        self.cells.get(&Asked { release, unit, side, topic: topic.to_owned(), figure })
    }
}
