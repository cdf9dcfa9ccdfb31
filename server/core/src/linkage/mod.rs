//! Linkage: whether units with happier staff have happier customers, and those better results. Cross-section of one wave.
//!
//! Every point is a released figure or an imported reading; hidden units stay out and are counted.

use ayeneh_domain::{
    calendar::{Date, Month},
    ids::MeasureId,
    measure::{Aggregate, Direction, roll_up},
    permission::Right,
    questionnaire::Side,
    release::Shown,
    statistics::{Linkage, Refusal, linkage as link},
};

use crate::{
    Ctx, Result,
    measures::{self, Measure, Source, store::Reading},
    scorecard::{ReleaseHead, Released, Scope, ScopeUnit, overall, releases_until},
};

/// Results are the mean over so many months up to the wave's.
pub const RESULT_MONTHS: i32 = 6;

/// Rucci, Kirn & Quinn 1998 (Sears): employee attitude by this many points …
pub const SEARS_EMPLOYEES: f64 = 5.0;
/// … went with customer impression by this many …
pub const SEARS_CUSTOMERS: f64 = 1.3;
/// … and revenue growth by this many percent.
pub const SEARS_REVENUE: f64 = 0.5;
/// Harter, Schmidt & Hayes 2002: correlation of employee satisfaction and engagement with customer satisfaction over
/// business units, corrected.
pub const HARTER_R: f64 = 0.3;

/// The linkage of a wave.
#[derive(Clone, Debug)]
pub struct Links {
    /// The part of the organisation whose units are compared.
    pub unit: ScopeUnit,
    /// The wave; absent while none is released.
    pub wave: Option<ReleaseHead>,
    /// Employee index (x) and customer index (y).
    pub employees_customers: Scatter,
    /// Customer index (x) and the chosen measure (y).
    pub customers_result: Option<ResultLink>,
    /// The imported measures to choose from.
    pub choices: Vec<Measure>,
}

/// Customers and a result.
#[derive(Clone, Debug)]
pub struct ResultLink {
    /// The measure.
    pub measure: Measure,
    /// The months over which it is taken.
    pub months: (Month, Month),
    /// The units.
    pub scatter: Scatter,
}

/// Units by two figures.
#[derive(Clone, Debug)]
pub struct Scatter {
    /// The units that have both.
    pub points: Vec<Point>,
    /// The units of which one is hidden.
    pub hidden: Vec<ScopeUnit>,
    /// How both go together, or why that is not said.
    pub linkage: std::result::Result<Linkage, Refusal>,
}

/// A unit.
#[derive(Clone, Debug, PartialEq)]
pub struct Point {
    /// The unit.
    pub unit: ScopeUnit,
    /// Along the reading direction.
    pub x: f64,
    /// Upwards.
    pub y: f64,
    /// Whether one of them is shown as a bound ("80 or more") and placed there.
    pub bound: bool,
}

/// The linkage of the latest wave, with a result chosen by its key.
///
/// # Errors
/// [`crate::Error::Refused`] without the right; the database's.
pub async fn linkage(ctx: &Ctx, month: Option<Month>, result: Option<MeasureId>) -> Result<Links> {
    let reach = ctx.require(Right::ScorecardView)?;
    let mut tx = ctx.read().await?;
    let scope = Scope::read(&mut tx, ctx, &reach, None).await?;
    let until = month.unwrap_or_else(|| Month::of(Date::at(ctx.core.now_ms(), ctx.core.settings.utc_offset_minutes)));
    let released = releases_until(&mut tx, ctx.organisation, until, &scope).await?;
    let all = measures::store::measures(&mut tx, ctx.organisation).await?;
    let last = released.latest("wave").map_or(until, |wave| wave.month);
    let readings = measures::store::readings(&mut tx, ctx.organisation, last.plus(1 - RESULT_MONTHS), last).await?;
    drop(tx);
    Ok(links(&scope, &released, &all, &readings, until, result))
}

/// The links of a scope from what was read for it.
pub(crate) fn links(
    scope: &Scope,
    released: &Released,
    measures: &[Measure],
    readings: &[Reading],
    until: Month,
    result: Option<MeasureId>,
) -> Links {
    let wave = released.latest("wave").cloned();
    let last = wave.as_ref().map_or(until, |wave| wave.month);
    let months = (last.plus(1 - RESULT_MONTHS), last);
    let readings: Vec<&Reading> =
        readings.iter().filter(|reading| (months.0..=months.1).contains(&reading.month)).collect();
    let choices: Vec<Measure> = measures.iter().filter(|measure| measure.source == Source::Import).cloned().collect();
    let sides = Sides { scope, released, wave: wave.as_ref() };
    let has_readings = |measure: &&Measure| readings.iter().any(|reading| reading.measure == measure.id);
    let chosen = choices.iter().find(|measure| Some(measure.id) == result);
    // Sums grow with the size of a unit; rates and times can be compared.
    let comparable = |measure: &&Measure| measure.aggregate == Aggregate::Mean && has_readings(measure);
    let chosen = chosen.or_else(|| choices.iter().find(comparable)).cloned();
    let employees = |node| sides.shown(node, Side::Employee);
    let customers = |node| sides.shown(node, Side::Customer);
    Links {
        unit: scope.unit(),
        employees_customers: sides.scatter(employees, customers),
        customers_result: chosen.map(|measure| {
            let values = means(scope, &measure, &readings);
            let value = |node: usize| values[node].map(|value| Shown::Value { value, low: None, high: None, n: None });
            ResultLink { scatter: sides.scatter(customers, value), measure, months }
        }),
        choices,
        wave,
    }
}

/// The two sides of the latest wave.
struct Sides<'a> {
    scope: &'a Scope,
    released: &'a Released,
    wave: Option<&'a ReleaseHead>,
}

impl Sides<'_> {
    fn shown(&self, node: usize, side: Side) -> Option<Shown> {
        overall(self.released, self.wave?.id, self.scope.at(node).id, side)
    }

    /// The lowest units: those above are made of them and would count twice.
    fn scatter(&self, x: impl Fn(usize) -> Option<Shown>, y: impl Fn(usize) -> Option<Shown>) -> Scatter {
        let (mut points, mut hidden) = (Vec::new(), Vec::new());
        for node in self.scope.lowest() {
            let (Some(x), Some(y)) = (x(node), y(node)) else { continue };
            let unit = self.scope.at(node);
            match x.position().zip(y.position()) {
                Some(at) => {
                    let bound = x.exact().is_none() || y.exact().is_none();
                    points.push(Point { unit, x: at.0, y: at.1, bound });
                }
                None => hidden.push(unit),
            }
        }
        let pairs: Vec<(f64, f64)> = points.iter().map(|point| (point.x, point.y)).collect();
        Scatter { linkage: link(&pairs), points, hidden }
    }
}

/// The mean of a measure over the months, for every node.
fn means(scope: &Scope, measure: &Measure, readings: &[&Reading]) -> Vec<Option<f64>> {
    let size = scope.tree().len();
    let (mut sums, mut counts) = (vec![0.0; size], vec![0_u32; size]);
    let mut months: Vec<Month> = readings.iter().map(|reading| reading.month).collect();
    months.sort_unstable();
    months.dedup();
    for month in months {
        let mut values = vec![None; size];
        for reading in readings.iter().filter(|reading| reading.measure == measure.id && reading.month == month) {
            if let Some(node) = scope.node_of(reading.unit) {
                values[node] = Some(reading.value);
            }
        }
        for (node, rolled) in roll_up(scope.tree(), measure.aggregate, &values).into_iter().enumerate() {
            if let Some(rolled) = rolled {
                sums[node] += rolled.value;
                counts[node] += 1;
            }
        }
    }
    sums.into_iter().zip(counts).map(|(sum, count)| (count > 0).then(|| sum / f64::from(count))).collect()
}

impl Links {
    /// Change of the customer index for [`SEARS_EMPLOYEES`] points of employees, where a link is shown.
    pub fn customers_per_step(&self) -> Option<f64> {
        let linkage = self.employees_customers.linkage.as_ref().ok()?;
        Some(linkage.line.slope * SEARS_EMPLOYEES)
    }
}

impl ResultLink {
    /// Whether a positive slope is good news.
    pub const fn more_is_better(&self) -> bool {
        matches!(self.measure.direction, Direction::Up)
    }
}
