//! `/scorecard` and a measure's page below it: from what the services know to what the pages are told.

use ayeneh_core::{
    Error,
    scorecard::{ScopeUnit, Scorecard, Wanted, scorecard},
};
use ayeneh_domain::{bilingual::Locale, calendar::Month, ids::UnitId};
use ayeneh_text::{date, scorecard_scope as words};

use super::{measure, page, told};
use crate::{
    layout,
    routing::{Request, Response},
    ui::head::{Choice, ScopeField},
};

/// Shows the scorecard.
pub async fn show(request: Request) -> Result<Response, Error> {
    let card = scorecard(request.ctx()?, wanted(&request)?).await?;
    let l = request.locale;
    Ok(Response::page(layout::one_page(&request, words::title(l), || page(told::page(&card, l), l))))
}

/// Shows a measure in the units below.
pub async fn show_measure(request: Request) -> Result<Response, Error> {
    let card = scorecard(request.ctx()?, wanted(&request)?).await?;
    let key = request.part("key");
    let figure = card.measures.iter().find(|figure| figure.measure.key == key).ok_or(Error::NotFound)?;
    let l = request.locale;
    let title = figure.measure.name.get(l).to_owned();
    Ok(Response::page(layout::page(&request, &title, || measure::page(&card, figure, l))))
}

/// What the address asks for. An unknown unit is not found; an unreadable month is the latest.
fn wanted(request: &Request) -> Result<Wanted, Error> {
    let unit = match request.query.get("unit") {
        "" => None,
        id => Some(id.parse::<UnitId>().map_err(|_| Error::NotFound)?),
    };
    Ok(Wanted { unit, month: request.query.get("month").parse::<Month>().ok() })
}

/// Unit and month to choose from: the way up, this unit, and the units directly below.
pub(super) fn scope(card: &Scorecard, l: Locale) -> Vec<ScopeField> {
    let choice = |unit: &ScopeUnit, depth: usize, chosen: bool| Choice {
        value: unit.id.map(|id| id.to_string()).unwrap_or_default(),
        label: format!("{}{}", "\u{2003}".repeat(depth), unit.name.get(l)),
        chosen,
    };
    let depth = card.above.len();
    let mut units: Vec<Choice> =
        card.above.iter().enumerate().map(|(depth, unit)| choice(unit, depth, false)).collect();
    units.push(choice(&card.unit, depth, true));
    units.extend(card.below.iter().map(|unit| choice(unit, depth + 1, false)));
    let months = card.months.iter().map(|month| Choice {
        value: month.to_string(),
        label: date::month(l, *month),
        chosen: *month == card.month,
    });
    vec![
        ScopeField { name: "unit".into(), label: words::unit(l).into(), choices: units },
        ScopeField { name: "month".into(), label: words::month(l).into(), choices: months.collect() },
    ]
}

/// The address of a unit's scorecard in the same month.
pub(super) fn href(unit: &ScopeUnit, month: Month) -> String {
    match unit.id {
        Some(id) => format!("/scorecard?unit={id}&month={month}"),
        None => format!("/scorecard?month={month}"),
    }
}
