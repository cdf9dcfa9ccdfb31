//! The scorecard: four perspectives for a unit and a month, from readings and from released cells, and nothing else.
//!
//! Few queries, whatever the number of units: everything of a year is read at once and put together in memory.

mod figures;
mod finding;
mod mirror;
mod released;
mod scope;
pub mod store;

use ayeneh_domain::{
    bilingual::Bilingual,
    calendar::{Date, Month},
    ids::{OrganisationId, UnitId},
    measure::{Standing, Target},
    permission::Right,
    release::Shown,
};

pub use self::{
    finding::{ElementGap, Finding, Movement},
    mirror::{Mirror, MirrorUnit},
    released::Released,
    scope::{Scope, ScopeUnit},
    store::ReleaseHead,
};
pub(crate) use self::{
    finding::{SIGNIFICANT, movement},
    mirror::overall,
};
use crate::{
    Ctx, Result,
    db::Tx,
    linkage::{Links, links},
    measures::{self, Measure},
};

/// A trend is this long.
pub const TREND_MONTHS: i32 = 12;
/// A release counts as the latest one for this long.
pub(crate) const RELEASE_MONTHS: i32 = 24;

/// What of the scorecard is asked for.
#[derive(Clone, Copy, Debug, Default)]
pub struct Wanted {
    /// The unit; absent is as much as who acts may see.
    pub unit: Option<UnitId>,
    /// The month; absent is the latest with figures.
    pub month: Option<Month>,
}

/// The scorecard of a unit and a month.
#[derive(Clone, Debug)]
pub struct Scorecard {
    /// Of which unit.
    pub unit: ScopeUnit,
    /// The units above it that may be seen, from the top.
    pub above: Vec<ScopeUnit>,
    /// The units directly below it.
    pub below: Vec<ScopeUnit>,
    /// Of which month.
    pub month: Month,
    /// The months to choose from, latest first.
    pub months: Vec<Month>,
    /// The sentence it begins with.
    pub finding: Finding,
    /// Both sides of the mirror.
    pub mirror: Mirror,
    /// From employees to customers to a result, over the units below.
    pub links: Links,
    /// The measures that have a figure or a target here, by perspective.
    pub measures: Vec<MeasureFigure>,
}

/// A measure with everything that is shown of it.
#[derive(Clone, Debug)]
pub struct MeasureFigure {
    /// The measure.
    pub measure: Measure,
    /// Its figure, or why it is hidden; absent where there is none yet.
    pub shown: Option<Shown>,
    /// The month of the figure, which may be earlier than the scorecard's.
    pub month: Option<Month>,
    /// Of imported figures: how many units reported, and how many did in any month of the trend.
    pub reported: Option<(u32, u32)>,
    /// Target and threshold.
    pub target: Option<Target>,
    /// How the figure stands to its target.
    pub standing: Option<Standing>,
    /// The change from the point of the trend before.
    pub change: Option<f64>,
    /// Whether that is for the better.
    pub better: Option<bool>,
    /// The figure by month, oldest first; months without one are absent.
    pub trend: Vec<(Month, f64)>,
    /// The figures of the units directly below.
    pub by_unit: Vec<UnitFigure>,
}

/// A measure's figure in a unit below.
#[derive(Clone, Debug)]
pub struct UnitFigure {
    /// The unit.
    pub unit: ScopeUnit,
    /// The figure, or why it is hidden; absent where there is none.
    pub shown: Option<Shown>,
    /// How it stands to the unit's target.
    pub standing: Option<Standing>,
}

impl Scorecard {
    /// How many measures are beyond their threshold, and how many have a target at all.
    pub fn below_target(&self) -> (usize, usize) {
        let standings: Vec<Standing> = self.measures.iter().filter_map(|figure| figure.standing).collect();
        (standings.iter().filter(|standing| **standing == Standing::Below).count(), standings.len())
    }

    /// The sentence it begins with, with the count of measures below target where nothing else is known.
    pub fn sentence(&self, locale: ayeneh_domain::bilingual::Locale) -> String {
        let (below, of) = self.below_target();
        self.finding.sentence(locale, below, of)
    }
}

/// The scorecard of a unit and a month.
///
/// # Errors
/// [`crate::Error::Refused`] without the right, [`crate::Error::NotFound`] for a unit that is not there or out of
/// reach; the database's.
pub async fn scorecard(ctx: &Ctx, wanted: Wanted) -> Result<Scorecard> {
    let reach = ctx.require(Right::ScorecardView)?;
    let mut tx = ctx.read().await?;
    let scope = Scope::read(&mut tx, ctx, &reach, wanted.unit).await?;
    let known = measures::store::measures(&mut tx, ctx.organisation).await?;
    let targets = measures::store::targets(&mut tx, ctx.organisation, &known).await?;
    let today = Month::of(Date::at(ctx.core.now_ms(), ctx.core.settings.utc_offset_minutes));
    let span = measures::store::span(&mut tx, ctx.organisation, today).await?;
    let heads = store::releases(&mut tx, ctx.organisation, today.plus(-2 * RELEASE_MONTHS), today).await?;
    let months = months(span, &heads);
    let month = wanted.month.or(months.first().copied()).unwrap_or(today);
    let readings = measures::store::readings(&mut tx, ctx.organisation, month.plus(1 - TREND_MONTHS), month).await?;
    let released = Released::read(&mut tx, ctx.organisation, heads, month, &scope).await?;
    drop(tx);
    let links = links(&scope, &released, &known, &readings, month, None);
    let figures = figures::figures(&scope, month, known, &targets, &readings, &released);
    let mirror = mirror::mirror(&scope, &released);
    Ok(Scorecard {
        unit: scope.unit(),
        above: scope.above(),
        below: scope.below(),
        month,
        months,
        finding: finding::finding(&mirror, &released),
        mirror,
        links,
        measures: figures,
    })
}

/// The releases of two years up to a month, with the figures of all units of the latest.
pub(crate) async fn releases_until(
    tx: &mut Tx,
    organisation: OrganisationId,
    month: Month,
    scope: &Scope,
) -> Result<Released> {
    let heads = store::releases(tx, organisation, month.plus(1 - RELEASE_MONTHS), month).await?;
    Ok(Released::read(tx, organisation, heads, month, scope).await?)
}

/// From the latest month with a reading or a release back to the first, two years at most.
fn months(span: Option<(Month, Month)>, heads: &[ReleaseHead]) -> Vec<Month> {
    let released = heads.iter().map(|head| head.month);
    let first = released.clone().chain(span.map(|(first, _)| first)).min();
    let last = released.chain(span.map(|(_, last)| last)).max();
    let Some((first, last)) = first.zip(last) else { return Vec::new() };
    (0..RELEASE_MONTHS).map(|back| last.plus(-back)).take_while(|month| *month >= first).collect()
}

/// A unit's name and the whole organisation's.
pub(crate) fn whole(name: Bilingual) -> ScopeUnit {
    ScopeUnit { id: None, name }
}
