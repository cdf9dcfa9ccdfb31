//! `/linkage`: from what the service knows to what the page is told.

use ayeneh_core::{
    Error,
    linkage::{Links, Point, SEARS_EMPLOYEES, Scatter, linkage},
};
use ayeneh_domain::{
    bilingual::Locale,
    ids::MeasureId,
    statistics::{Interval, Linkage, Refusal, Verdict as Known},
};
use ayeneh_text::{date, linkage_scope as words};

use super::{
    page,
    wire::{Estimate, Link, LinkagePage, Linked, ResultLink, Verdict},
};
use crate::{
    layout,
    routing::{Request, Response},
    scorecard::form,
    ui::{
        chart::scatter::{Dot, Fit},
        head::{Choice, ScopeField},
    },
};

/// The line is drawn through so many points.
const FIT_POINTS: u32 = 12;
/// At most so many dots are named: those that lie furthest from the line.
const NAMED: usize = 3;

/// Shows the page.
pub async fn show(request: Request) -> Result<Response, Error> {
    let chosen = request.query.get("result").parse::<MeasureId>().ok();
    let links = linkage(request.ctx()?, None, chosen).await?;
    let l = request.locale;
    Ok(Response::page(layout::page(&request, words::title(l), || page(told(&links, l), l))))
}

fn told(links: &Links, l: Locale) -> LinkagePage {
    let chosen = links.customers_result.as_ref().map(|result| result.measure.id);
    let choices: Vec<Choice> = links
        .choices
        .iter()
        .map(|measure| Choice {
            value: measure.id.to_string(),
            label: measure.name.get(l).to_owned(),
            chosen: Some(measure.id) == chosen,
        })
        .collect();
    let scope = ScopeField { name: "result".into(), label: words::result(l).into(), choices };
    let has_wave = links.wave.is_some();
    LinkagePage {
        scope: if scope.choices.is_empty() { Vec::new() } else { vec![scope] },
        employees_customers: linked(&links.employees_customers, has_wave, l),
        customers_result: links.customers_result.as_ref().map(|result| ResultLink {
            name: result.measure.name.get(l).to_owned(),
            form: form(&result.measure),
            months: words::months(l, date::month(l, result.months.0), date::month(l, result.months.1)),
            linked: linked(&result.scatter, has_wave, l),
        }),
    }
}

/// A scatter with its line, or why nothing is said.
pub(crate) fn linked(scatter: &Scatter, has_wave: bool, l: Locale) -> Linked {
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    match &scatter.linkage {
        _ if !has_wave => Linked::NoWave,
        Ok(linkage) => Linked::Said(link(scatter, linkage, l)),
        Err(Refusal::TooFewUnits { have, need }) => Linked::TooFew { have: count(*have), need: count(*need) },
        Err(_) => Linked::NoVariation,
    }
}

/// What goes with five points more, where it is said.
pub(crate) fn per_five(scatter: &Scatter) -> Option<Estimate> {
    scatter.linkage.as_ref().ok().map(of_five)
}

fn of_five(linkage: &Linkage) -> Estimate {
    let slope = linkage.line.slope_interval.map(|end| end * SEARS_EMPLOYEES);
    estimate(linkage.line.slope * SEARS_EMPLOYEES, slope)
}

const fn estimate(value: f64, interval: Interval) -> Estimate {
    Estimate { value, low: interval.low, high: interval.high }
}

fn link(scatter: &Scatter, linkage: &Linkage, l: Locale) -> Link {
    let mut apart: Vec<(usize, f64)> =
        scatter.points.iter().map(|point| (point.y - linkage.line.at(point.x)).abs()).enumerate().collect();
    apart.sort_by(|a, b| b.1.total_cmp(&a.1));
    let named: Vec<usize> = apart.iter().take(NAMED).map(|(place, _)| *place).collect();
    let dot = |(place, point): (usize, &Point)| Dot {
        name: point.unit.name.get(l).to_owned(),
        x: point.x,
        y: point.y,
        named: named.contains(&place),
    };
    Link {
        dots: scatter.points.iter().enumerate().map(dot).collect(),
        fit: fit(scatter, linkage),
        r: estimate(linkage.correlation.r, linkage.correlation.interval),
        per_five: of_five(linkage),
        hidden: u32::try_from(scatter.hidden.len()).unwrap_or(u32::MAX),
        verdict: match linkage.verdict() {
            Known::Together => Verdict::Together,
            Known::Opposite => Verdict::Opposite,
            Known::Unclear => Verdict::Unclear,
        },
    }
}

/// The line from the first unit to the last, and no further.
fn fit(scatter: &Scatter, linkage: &Linkage) -> Vec<Fit> {
    let across = scatter.points.iter().map(|point| point.x);
    let (first, last) = across.fold((f64::INFINITY, f64::NEG_INFINITY), |(a, b), x| (a.min(x), b.max(x)));
    let at = |step: u32| {
        let x = first + (last - first) * f64::from(step) / f64::from(FIT_POINTS);
        let band = linkage.line.band(x);
        Fit { x, y: linkage.line.at(x), low: band.low, high: band.high }
    };
    (0..=FIT_POINTS).map(at).collect()
}
