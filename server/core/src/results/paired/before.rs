//! The waves before: which may be compared with this one in this unit, and how both sides moved (rule 17).

use std::collections::BTreeSet;

use ayeneh_domain::{
    bilingual::Bilingual,
    calendar::Month,
    disclosure::{may_compare, slack::BANDS_FROM},
    ids::{ReleaseId, SurveyId, UnitId},
    permission::{Reach, Right},
    questionnaire::Side,
    release::{Figure, Shown},
    survey::{Kind, raters::RaterId},
};

use super::super::{
    cells::Cells,
    sight::{self, Sight},
    store,
};
use crate::{
    Ctx, Result,
    db::Tx,
    people::Units,
    release::{self, Scope},
    scorecard::{Movement, movement},
    surveys::{rows::Survey, store::survey as surveys},
};

/// A trend goes back so many waves at most.
const LONGEST: usize = 6;

/// A released wave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WaveHead {
    /// The survey.
    pub survey: SurveyId,
    /// Its release that holds.
    pub release: ReleaseId,
    /// Its name.
    pub title: Bilingual,
    /// The month it stands for.
    pub period: Month,
}

/// Both sides of a wave in the unit that is looked at.
#[derive(Clone, Debug, PartialEq)]
pub struct WavePoint {
    /// Which wave.
    pub wave: WaveHead,
    /// The employee index, where it may be compared.
    pub employee: Option<Shown>,
    /// The customer index.
    pub customer: Option<Shown>,
}

/// The released waves of which the right reaches any unit, latest first.
pub(super) async fn waves(tx: &mut Tx, ctx: &Ctx) -> Result<Vec<WaveHead>> {
    let whole = ctx.require(Right::ResultsView)? == Reach::Everything;
    let released = store::latest(tx, ctx.organisation).await?;
    let mut waves: Vec<WaveHead> = Vec::new();
    for survey in surveys::list(tx, ctx.organisation).await? {
        let release = released.iter().find(|(id, ..)| *id == survey.id).map(|(_, release, _)| *release);
        if let (Some(release), Kind::Wave | Kind::Historical) = (release, survey.kind)
            && (whole || sight::is_seen(tx, ctx, survey.id).await?)
        {
            waves.push(WaveHead { survey: survey.id, release, title: survey.title, period: survey.period });
        }
    }
    waves.sort_by_key(|wave| std::cmp::Reverse(wave.period));
    Ok(waves)
}

/// This wave and those before it with which it may be compared in this unit, oldest first.
pub(super) async fn trend(
    tx: &mut Tx,
    ctx: &Ctx,
    survey: &Survey,
    sight: &Sight,
    unit: Option<UnitId>,
    waves: &[WaveHead],
    main: &str,
) -> Result<Vec<WavePoint>> {
    let Some(this) = waves.iter().find(|wave| wave.survey == survey.id) else { return Ok(Vec::new()) };
    let mut points = vec![point(tx, ctx, this, unit, main).await?];
    let earlier: Vec<_> = waves.iter().filter(|wave| wave.period < this.period).take(LONGEST - 1).collect();
    let now = if earlier.is_empty() { Vec::new() } else { store::audience(tx, ctx.organisation, survey.id).await? };
    let within = sight.within(unit);
    for wave in earlier {
        let before = store::audience(tx, ctx.organisation, wave.survey).await?;
        let then = sight::within(&Units::new(surveys::units(tx, ctx.organisation, wave.survey).await?)?, unit);
        let may = |side| {
            let of = |audience: &[(Side, UnitId, RaterId)], units: &BTreeSet<UnitId>| -> BTreeSet<RaterId> {
                let inside = audience.iter().filter(|(of, unit, _)| *of == side && units.contains(unit));
                inside.map(|(.., who)| *who).collect()
            };
            may_compare(&of(&before, &then), &of(&now, &within), survey.rules.hidden_sum())
        };
        let mut found = point(tx, ctx, wave, unit, main).await?;
        found.employee = found.employee.filter(|_| may(Side::Employee));
        found.customer = found.customer.filter(|_| may(Side::Customer));
        if found.employee.is_some() || found.customer.is_some() {
            points.push(found);
        }
    }
    points.reverse();
    Ok(points)
}

/// Both sides of a wave in a unit. Small groups are left out: their figures are too coarse for a trend.
async fn point(tx: &mut Tx, ctx: &Ctx, wave: &WaveHead, unit: Option<UnitId>, main: &str) -> Result<WavePoint> {
    let scope = unit.map_or(Scope::Whole, Scope::Unit);
    let cells = Cells::new(release::cells(tx, ctx.organisation, wave.release, scope).await?);
    let of = |side| {
        let shown = cells.of_side(unit, side, main, Figure::Index)?;
        shown.n().filter(|n| *n >= BANDS_FROM).map(|_| shown.clone())
    };
    Ok(WavePoint { wave: wave.clone(), employee: of(Side::Employee), customer: of(Side::Customer) })
}

/// How each side moved since the wave before this one, where both figures are there and have intervals.
pub(super) fn moved(trend: &[WavePoint]) -> Vec<(Side, Movement)> {
    let [.., before, now] = trend else { return Vec::new() };
    let sides = [
        (Side::Employee, movement(before.employee.as_ref(), now.employee.as_ref())),
        (Side::Customer, movement(before.customer.as_ref(), now.customer.as_ref())),
    ];
    sides.into_iter().filter_map(|(side, moved)| Some((side, moved?))).collect()
}
