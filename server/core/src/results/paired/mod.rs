//! A paired wave in one unit: both sides of every element, the units below, what was written, and the waves before.

mod asked;
mod before;
mod units;

use ayeneh_domain::{
    bilingual::Bilingual,
    ids::{SurveyId, UnitId},
    permission::Right,
    questionnaire::Side,
    release::{
        Figure, Shown,
        cell::{OVERALL, PARTICIPATION},
    },
    survey::Kind,
};

use super::{cells::Cells, sight::Sight};
pub use super::{
    paired::{
        asked::{AskedItem, Ends, Outcome},
        before::{WaveHead, WavePoint},
        units::{GapResult, Region, UnitResult},
    },
    sight::UnitName,
};
use crate::{
    Ctx, Error, Result,
    db::Tx,
    release::{self, Release, Scope},
    scorecard::{ElementGap, Finding, Movement},
    surveys::rows::Survey,
};

/// Everything that is shown of a wave in a unit.
#[derive(Clone, Debug)]
pub struct Paired {
    /// The wave, or the imported survey.
    pub survey: Survey,
    /// The release it is read from.
    pub release: Release,
    /// The unit that is looked at.
    pub unit: UnitName,
    /// The units to choose from, from the top, with how deep each stands.
    pub units: Vec<(UnitName, usize)>,
    /// The released waves to choose from, latest first.
    pub waves: Vec<WaveHead>,
    /// The sides that were asked.
    pub sides: Vec<Side>,
    /// The elements in the order of the questionnaire; of a survey without elements its items.
    pub topics: Vec<TopicResult>,
    /// Recommendation, satisfaction, effort.
    pub outcomes: Vec<OutcomeResult>,
    /// Invited and answered, by side.
    pub participation: Vec<(Side, Shown)>,
    /// What was asked, to read the distribution of answers under.
    pub items: Vec<ItemResult>,
    /// The units directly below, over all elements.
    pub below: Vec<UnitResult>,
    /// The units below by region and element.
    pub regions: Vec<Region>,
    /// What was written.
    pub comments: Vec<CommentPool>,
    /// This wave and earlier ones that it may be compared with, oldest first.
    pub trend: Vec<WavePoint>,
    /// How each side moved since the wave before, where that may be said.
    pub moved: Vec<(Side, Movement)>,
}

/// A topic on both sides.
#[derive(Clone, Debug, PartialEq)]
pub struct TopicResult {
    /// Its key.
    pub key: String,
    /// Its name.
    pub name: Bilingual,
    /// Employees; absent where they were not asked.
    pub employee: Option<Shown>,
    /// Customers.
    pub customer: Option<Shown>,
    /// Employees minus customers.
    pub gap: Option<Shown>,
    /// Whether the gap could be tested.
    pub is_tested: bool,
    /// Whether the gap survives the correction for many gaps.
    pub is_sure: bool,
    /// Over units: whether both sides move together; of the whole organisation only.
    pub together: Option<Shown>,
    /// Cronbach's α of employees and of customers.
    pub alpha: [Option<Shown>; 2],
    /// Whether the figure stands for people who do not agree: employees, customers.
    pub disagree: [bool; 2],
    /// The same in the whole organisation, to compare a unit with: employees, customers.
    pub whole: Option<[Option<Shown>; 2]>,
}

/// An outcome on both sides.
#[derive(Clone, Debug, PartialEq)]
pub struct OutcomeResult {
    /// Which.
    pub outcome: Outcome,
    /// Its key.
    pub key: String,
    /// Its name.
    pub name: Bilingual,
    /// Employees.
    pub employee: Option<Shown>,
    /// Customers.
    pub customer: Option<Shown>,
    /// Whether the difference is sure.
    pub is_sure: bool,
}

/// How answers to an item spread on one side.
#[derive(Clone, Debug, PartialEq)]
pub struct ItemResult {
    /// The item as this side read it.
    pub item: AskedItem,
    /// Whose answers.
    pub side: Side,
    /// In percent by part of the scale, worst first; hidden where n does not allow it.
    pub spread: Shown,
    /// The share of "don't know", in percent.
    pub not_applicable: Option<Shown>,
}

/// Comments of one side to one question.
#[derive(Clone, Debug, PartialEq)]
pub struct CommentPool {
    /// Whose.
    pub side: Option<Side>,
    /// The question's key.
    pub topic: String,
    /// What was written, in the order drawn for the release.
    pub texts: Vec<String>,
    /// How many wrote, or why it is hidden.
    pub shown: Shown,
}

/// A wave in a unit: the highest that may be seen where none is asked for.
///
/// # Errors
/// [`Error::Refused`] without the right; [`Error::NotFound`] for a survey or unit that is not there, not released or out
/// of reach; the database's.
pub async fn paired(ctx: &Ctx, survey: SurveyId, unit: Option<UnitId>) -> Result<Paired> {
    let mut tx = ctx.read().await?;
    let (survey, sight) = Sight::of(&mut tx, ctx, survey).await?;
    if !matches!(survey.kind, Kind::Wave | Kind::Historical) {
        return Err(Error::NotFound);
    }
    let release = release::latest(&mut tx, ctx.organisation, survey.id).await?.ok_or(Error::NotFound)?;
    let unit = sight.choose(unit)?;
    let asked = asked::asked(&release::questionnaires(&mut tx, ctx.organisation, survey.id).await?);
    let scope = unit.map_or(Scope::Whole, Scope::Unit);
    let seen = |unit| sight.sees(unit);
    let overview = Cells::new(release::overview(&mut tx, ctx.organisation, release.id).await?).within(seen);
    let here = Cells::new(release::cells(&mut tx, ctx.organisation, release.id, scope).await?).within(seen);
    let comments = comments(&mut tx, ctx, &release, &sight, unit, &asked.open).await?;
    let waves = before::waves(&mut tx, ctx).await?;
    let main = main_topic(&here, unit, &asked);
    let trend = before::trend(&mut tx, ctx, &survey, &sight, unit, &waves, &main).await?;
    drop(tx);
    let topics = asked.topics.iter().map(|(key, name)| topic(&here, &overview, unit, key, name)).collect();
    let sides = asked.sides.clone();
    let turnout = |side: &Side| {
        here.of_side(unit, *side, PARTICIPATION, Figure::Participation).map(|shown| (*side, shown.clone()))
    };
    let keys: Vec<&str> = asked.topics.iter().map(|(key, _)| key.as_str()).collect();
    Ok(Paired {
        topics,
        outcomes: asked.outcomes.iter().map(|found| outcome(&here, unit, found)).collect(),
        participation: sides.iter().filter_map(turnout).collect(),
        items: items(&here, unit, &asked),
        below: sight.below(unit).into_iter().map(|id| units::unit(&overview, &sight, id, &main, &[])).collect(),
        regions: units::regions(&overview, &sight, unit, &main, &keys),
        comments,
        moved: before::moved(&trend),
        trend,
        unit: sight.name(unit),
        units: sight.choices(),
        waves,
        sides,
        survey,
        release,
    })
}

/// The latest released wave of which who acts may see a unit, in the highest such unit.
///
/// # Errors
/// [`Error::Refused`] without the right; the database's.
pub async fn latest_paired(ctx: &Ctx) -> Result<Option<Paired>> {
    ctx.require(Right::ResultsView)?;
    let mut tx = ctx.read().await?;
    let waves = before::waves(&mut tx, ctx).await?;
    drop(tx);
    for wave in waves {
        match paired(ctx, wave.survey, None).await {
            Ok(found) if found.survey.kind == Kind::Wave => return Ok(Some(found)),
            // Imported answers have one side and no gap.
            Ok(_) | Err(Error::NotFound) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(None)
}

impl Paired {
    /// Whether any gap could be tested here; if none could, nothing is said of chance.
    pub fn is_tested(&self) -> bool {
        self.topics.iter().any(|topic| topic.is_tested)
    }

    /// What it begins with: the widest gap that is sure, if there is one.
    pub fn finding(&self) -> Finding {
        let sure = self.topics.iter().filter(|topic| topic.is_sure);
        let gaps = sure.filter_map(|topic| Some((topic.key.clone(), topic.gap.as_ref()?.exact()?)));
        let widest = gaps.max_by(|one, other| one.1.abs().total_cmp(&other.1.abs()));
        let gap = widest.map(|(element, gap)| ElementGap { element, gap });
        Finding { gap, has_wave: true, is_tested: self.is_tested(), ..Finding::default() }
    }
}

/// The mean over elements; where there is none, the first topic.
fn main_topic(here: &Cells, unit: Option<UnitId>, asked: &asked::Asked) -> String {
    let has_overall = Side::ALL.iter().any(|side| here.of_side(unit, *side, OVERALL, Figure::Index).is_some());
    let first = asked.topics.first().map(|(key, _)| key.clone());
    if has_overall { OVERALL.to_owned() } else { first.unwrap_or_else(|| OVERALL.to_owned()) }
}

fn topic(here: &Cells, overview: &Cells, unit: Option<UnitId>, key: &str, name: &Bilingual) -> TopicResult {
    let of = |side, figure| here.of_side(unit, side, key, figure).cloned();
    let both = |figure| [of(Side::Employee, figure), of(Side::Customer, figure)];
    let whole = |side| overview.of_side(None, side, key, Figure::Index).cloned();
    let [employee, customer] = both(Figure::Index);
    TopicResult {
        key: key.to_owned(),
        name: name.clone(),
        employee,
        customer,
        gap: here.joint(unit, key, Figure::Gap).cloned(),
        is_tested: here.is_tested(unit, key),
        is_sure: here.is_sure(unit, key),
        together: here.joint(None, key, Figure::Together).cloned(),
        alpha: both(Figure::Alpha),
        disagree: both(Figure::Disagreement).map(|shown| shown.is_some()),
        whole: unit.map(|_| [whole(Side::Employee), whole(Side::Customer)]),
    }
}

fn outcome(here: &Cells, unit: Option<UnitId>, (outcome, key, name): &(Outcome, String, Bilingual)) -> OutcomeResult {
    // A hidden outcome has one cell only, under the main figure of its item.
    let of = |side| {
        let shown = here.of_side(unit, side, key, outcome.figure());
        shown.or_else(|| here.of_side(unit, side, key, Figure::Index)).cloned()
    };
    OutcomeResult {
        outcome: *outcome,
        key: key.clone(),
        name: name.clone(),
        employee: of(Side::Employee),
        customer: of(Side::Customer),
        is_sure: here.is_sure(unit, key),
    }
}

fn items(here: &Cells, unit: Option<UnitId>, asked: &asked::Asked) -> Vec<ItemResult> {
    let result = |(side, item): &(Side, AskedItem)| {
        let of = |figure| here.of_side(unit, *side, &item.key, figure);
        // From 25 the distribution, from 10 bands; what is hidden as a whole has neither.
        let parts = [Figure::Distribution, Figure::Bands].into_iter().filter_map(of);
        let spread = parts.max_by_key(|shown| !shown.is_hidden()).or_else(|| of(Figure::Index))?;
        Some(ItemResult {
            item: item.clone(),
            side: *side,
            spread: spread.clone(),
            not_applicable: of(Figure::NotApplicable).cloned(),
        })
    };
    asked.items.iter().filter_map(result).collect()
}

/// What was written in a unit. The whole organisation and its single top are the same people, and comments stand in the
/// lowest of the two.
async fn comments(
    tx: &mut Tx,
    ctx: &Ctx,
    release: &Release,
    sight: &Sight,
    unit: Option<UnitId>,
    open: &[(Side, String)],
) -> Result<Vec<CommentPool>> {
    let unit = unit.or_else(|| sight.single_top());
    let scope = unit.map_or(Scope::Whole, Scope::Unit);
    let cells = release::cells(tx, ctx.organisation, release.id, scope).await?;
    let cells = Cells::new(cells).within(|unit| sight.sees(unit));
    let texts = release::comments(tx, ctx.organisation, release.id, scope).await?;
    let pool = |(side, topic): &(Side, String)| {
        let shown = cells.of_side(unit, *side, topic, Figure::Comments)?.clone();
        let own = texts.iter().filter(|comment| comment.side == Some(*side) && comment.topic == *topic);
        let texts = own.map(|comment| comment.text.clone()).collect();
        Some(CommentPool { side: Some(*side), topic: topic.clone(), texts, shown })
    };
    Ok(open.iter().filter_map(pool).collect())
}
