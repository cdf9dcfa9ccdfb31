//! Cells as they are, for programs and spreadsheets: the same figures as the pages show, and the same reasons.

use ayeneh_domain::{
    ids::{SurveyId, UnitId},
    permission::{Reach, Right},
    questionnaire::{Side, names},
    release::{Cell, Comment, Shown},
    survey::Kind,
};
use ayeneh_text as text;

use super::sight::Sight;
use crate::{
    Ctx, Error, Result,
    db::Tx,
    import::csv,
    release::{self, Release, Scope},
    surveys::{rows::Survey, store::survey as surveys},
};

/// Which cells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Of one unit only.
    pub unit: Option<UnitId>,
    /// Of one topic only.
    pub topic: Option<String>,
}

/// A released survey with the head of the release that holds.
///
/// # Errors
/// [`Error::Refused`] without the right; [`Error::NotFound`] for a survey that is not there, not released or out of
/// reach; the database's.
pub async fn head(ctx: &Ctx, survey: SurveyId) -> Result<(Survey, Release)> {
    let mut tx = ctx.read().await?;
    let (survey, release, _) = open(&mut tx, ctx, survey).await?;
    Ok((survey, release))
}

/// Cells that who acts may see, each with its place among them; none names a unit out of reach, not even as the nearest
/// that is shown. Those of 360° cycles are read as reports.
///
/// # Errors
/// As [`head`]; [`Error::NotFound`] for a unit out of reach and for cycles.
pub async fn cells(ctx: &Ctx, survey: SurveyId, filter: &Filter) -> Result<Vec<(usize, Cell)>> {
    let mut tx = ctx.read().await?;
    let (_, release, sight) = open(&mut tx, ctx, survey).await?;
    let (scope, may) = scope(sight, filter.unit)?;
    let cells = release::cells(&mut tx, ctx.organisation, release.id, scope).await?;
    let wanted = |cell: &Cell| {
        cell.subject.is_none() && may(cell.unit) && filter.topic.as_ref().is_none_or(|topic| *topic == cell.topic)
    };
    // Numbered after the others are left out: gaps between the numbers would tell how many cells they have.
    let mine = cells.into_iter().filter(wanted).map(|cell| Cell { shown: cell.shown.within(&may), ..cell });
    Ok(mine.enumerate().collect())
}

/// Comments that who acts may see, in the order drawn for the release.
///
/// # Errors
/// As [`cells`].
pub async fn comments(ctx: &Ctx, survey: SurveyId, unit: Option<UnitId>) -> Result<Vec<Comment>> {
    let mut tx = ctx.read().await?;
    let (_, release, sight) = open(&mut tx, ctx, survey).await?;
    let (scope, may) = scope(sight, unit)?;
    let mut comments = release::comments(&mut tx, ctx.organisation, release.id, scope).await?;
    comments.retain(|comment| comment.subject.is_none() && may(comment.unit));
    Ok(comments)
}

/// The survey, its release, and what may be seen of its units; no units of assessments and cycles.
async fn open(tx: &mut Tx, ctx: &Ctx, id: SurveyId) -> Result<(Survey, Release, Option<Sight>)> {
    ctx.require(Right::ResultsView)?;
    let survey = surveys::find(tx, ctx.organisation, id).await?.ok_or(Error::NotFound)?;
    let sight = match survey.kind {
        Kind::Wave | Kind::Historical => Some(Sight::of(tx, ctx, id).await?.1),
        // What belongs to no unit is read by those who may read everything; to others it does not exist.
        Kind::Assessment | Kind::Recovery | Kind::Alignment if ctx.reach(Right::ResultsView) == Reach::Everything => {
            None
        }
        Kind::Cycle if ctx.reach(Right::ReportsView) == Reach::Everything => None,
        Kind::Assessment | Kind::Recovery | Kind::Alignment | Kind::Cycle => return Err(Error::NotFound),
    };
    let release = release::latest(tx, ctx.organisation, id).await?.ok_or(Error::NotFound)?;
    Ok((survey, release, sight))
}

/// What to read, and which units' cells of it may be seen.
fn scope(sight: Option<Sight>, unit: Option<UnitId>) -> Result<(Scope, impl Fn(Option<UnitId>) -> bool)> {
    let scope = match (unit, &sight) {
        (None, None) => Scope::Whole,
        (None, Some(_)) => Scope::All,
        (Some(unit), Some(sight)) if sight.sees(Some(unit)) => Scope::Unit(unit),
        (Some(_), _) => return Err(Error::NotFound),
    };
    Ok((scope, move |unit| sight.as_ref().is_none_or(|sight| sight.sees(unit))))
}

/// The columns of the file; keys as in the API.
const COLUMNS: [&str; 14] = [
    "unit",
    "unit_name",
    "side",
    "group",
    "topic",
    "topic_name",
    "figure",
    "shown",
    "value",
    "low",
    "high",
    "n",
    "parts",
    "hidden",
];

/// Cells as CSV in UTF-8 with a byte order mark, so that spreadsheets read Persian. No cell is taken for a formula; what is
/// hidden says why in words.
///
/// # Errors
/// As [`cells`].
pub async fn cells_csv(ctx: &Ctx, survey: SurveyId, unit: Option<UnitId>) -> Result<Vec<u8>> {
    let mut tx = ctx.read().await?;
    let (_, _, sight) = open(&mut tx, ctx, survey).await?;
    drop(tx);
    let cells = cells(ctx, survey, &Filter { unit, topic: None }).await?;
    let rows = cells.iter().map(|(_, cell)| {
        let unit =
            sight.as_ref().map_or_else(String::new, |sight| sight.name(cell.unit).name.get(ctx.locale).to_owned());
        row(ctx, cell, unit)
    });
    csv(COLUMNS, rows)
}

fn row(ctx: &Ctx, cell: &Cell, unit_name: String) -> [String; 14] {
    let number = |value: Option<f64>| value.map_or_else(String::new, |value| value.to_string());
    let (value, low, high) = match &cell.shown {
        Shown::Value { value, low, high, .. } => (Some(*value), *low, *high),
        Shown::AtLeast { bound, .. } => (None, Some(*bound), None),
        Shown::AtMost { bound, .. } => (None, None, Some(*bound)),
        Shown::Parts { .. } | Shown::Hidden { .. } => (None, None, None),
    };
    let parts = match &cell.shown {
        Shown::Parts { values, .. } => values.iter().map(f64::to_string).collect::<Vec<_>>().join(" "),
        _ => String::new(),
    };
    let hidden = match &cell.shown {
        Shown::Hidden { reason, .. } => text::name::hidden(ctx.locale, reason, cell.figure),
        _ => String::new(),
    };
    let topic = names::of(&cell.topic).map_or("", |named| named.name.get(ctx.locale));
    [
        cell.unit.map_or_else(String::new, |unit| unit.to_string()),
        unit_name,
        cell.side.map_or("", Side::key).to_owned(),
        cell.group.clone().unwrap_or_default(),
        cell.topic.clone(),
        topic.to_owned(),
        cell.figure.key().to_owned(),
        cell.shown.kind().to_owned(),
        number(value),
        number(low),
        number(high),
        cell.shown.n().map_or_else(String::new, |n| n.to_string()),
        parts,
        hidden,
    ]
}
