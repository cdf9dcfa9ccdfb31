//! What is released, by kind, each with the sentence it begins with; and what is still to come.

use std::collections::BTreeMap;

use ayeneh_domain::{
    bilingual::Bilingual,
    calendar::Date,
    ids::{ReleaseId, SurveyId},
    permission::{Reach, Right},
    questionnaire::{ELEMENTS, Side},
    release::{Figure, Shown, cell::OVERALL},
    survey::{Kind, State},
};

use super::{alignment, assessment, cells::Cells, sight::Sight, store};
use crate::{
    Ctx, Error, Result,
    db::Tx,
    release,
    scorecard::{ElementGap, Finding},
    surveys::{rows::Survey, store::survey as surveys},
};

/// A released survey in the list.
#[derive(Clone, Debug)]
pub struct Listed {
    /// The survey.
    pub survey: Survey,
    /// The day of the release that holds.
    pub released_on: Date,
    /// What it says first.
    pub headline: Headline,
    /// A wave: employees and customers over all elements, in the highest unit that may be seen.
    pub sides: [Option<Shown>; 2],
}

/// What a released survey says first.
#[derive(Clone, Debug, PartialEq)]
pub enum Headline {
    /// A wave: the widest sure gap, if there is one.
    Gap(Finding),
    /// An assessment: the domain that is furthest from yes.
    Weakest(Option<(Bilingual, Shown)>),
    /// A cycle: so many reports of so many are released to their subjects.
    Reports {
        /// Released.
        released: u32,
        /// Of so many.
        of: u32,
    },
    /// An alignment: the behaviour on which two parties differ most, who puts it higher and on which place, and the other;
    /// absent where they match.
    Mismatch(Option<alignment::Widest>),
    /// A cycle, for whoever reads no reports of others: what they show together.
    Group,
    /// Imported answers.
    Imported,
}

/// A survey that is launched but not released yet.
#[derive(Clone, Debug, PartialEq)]
pub struct Waiting {
    /// The survey.
    pub id: SurveyId,
    /// Its name.
    pub title: Bilingual,
    /// The last day on which answers are taken; absent if it is closed already.
    pub closes_on: Option<Date>,
}

/// The released surveys that who acts may read, latest first, and those still to come.
///
/// # Errors
/// [`crate::Error::Refused`] without the right to read results; the database's.
pub async fn list(ctx: &Ctx) -> Result<(Vec<Listed>, Vec<Waiting>)> {
    let reach = ctx.require(Right::ResultsView)?;
    let mut tx = ctx.read().await?;
    let released = store::latest(&mut tx, ctx.organisation).await?;
    let released: BTreeMap<SurveyId, (ReleaseId, String)> =
        released.into_iter().map(|(survey, release, day)| (survey, (release, day))).collect();
    let reports: BTreeMap<SurveyId, (u32, u32)> = store::reports_released(&mut tx, ctx.organisation)
        .await?
        .into_iter()
        .map(|(cycle, of, released)| (cycle, (of, released)))
        .collect();
    let (mut listed, mut waiting) = (Vec::new(), Vec::new());
    for survey in surveys::list(&mut tx, ctx.organisation).await? {
        // Titles tell too: of a survey that touches no unit in reach nothing is said, not even that it is there.
        if reach != Reach::Everything && sight(&mut tx, ctx, survey.id).await?.is_none() {
            continue;
        }
        let Some((release, day)) = released.get(&survey.id) else {
            if survey.state != State::Draft {
                let closes_on = survey.closes_on.filter(|_| survey.state == State::Open);
                waiting.push(Waiting { id: survey.id, title: survey.title, closes_on });
            }
            continue;
        };
        let mut sides = [None, None];
        let headline = match survey.kind {
            Kind::Wave => match wave(&mut tx, ctx, survey.id, *release).await? {
                Some((headline, both)) => {
                    sides = both;
                    Some(headline)
                }
                None => None,
            },
            Kind::Historical => sight(&mut tx, ctx, survey.id).await?.map(|_| Headline::Imported),
            Kind::Assessment | Kind::Recovery if reach == Reach::Everything => {
                Some(weakest(&mut tx, ctx, *release).await?)
            }
            Kind::Alignment if reach == Reach::Everything => {
                Some(Headline::Mismatch(alignment::widest(&mut tx, ctx, survey.id, *release).await?))
            }
            Kind::Cycle if ctx.may(Right::ReportsView) => {
                let (of, released) = reports.get(&survey.id).copied().unwrap_or_default();
                Some(Headline::Reports { released, of })
            }
            Kind::Cycle => sight(&mut tx, ctx, survey.id).await?.map(|_| Headline::Group),
            Kind::Assessment | Kind::Recovery | Kind::Alignment => None,
        };
        let released_on = day.parse().unwrap_or_else(|_| crate::surveys::today(&ctx.core));
        listed.extend(headline.map(|headline| Listed { survey, released_on, headline, sides }));
    }
    listed.sort_by_key(|listed| std::cmp::Reverse(listed.survey.period));
    Ok((listed, waiting))
}

/// What may be seen of a survey; `None` if nothing.
async fn sight(tx: &mut Tx, ctx: &Ctx, survey: SurveyId) -> Result<Option<Sight>> {
    match Sight::of(tx, ctx, survey).await {
        Ok((_, sight)) => Ok(Some(sight)),
        Err(Error::NotFound) => Ok(None),
        Err(error) => Err(error),
    }
}

/// What a wave says first, and both sides over all elements.
type Wave = (Headline, [Option<Shown>; 2]);

async fn wave(tx: &mut Tx, ctx: &Ctx, survey: SurveyId, id: ReleaseId) -> Result<Option<Wave>> {
    let Some(sight) = sight(tx, ctx, survey).await? else { return Ok(None) };
    let unit = sight.choose(None)?;
    let overview = release::overview(tx, ctx.organisation, id).await?;
    let gaps: Vec<(String, f64)> = overview
        .iter()
        .filter(|cell| cell.unit == unit && cell.figure == Figure::Gap && ELEMENTS.contains(&cell.topic.as_str()))
        .filter_map(|cell| Some((cell.topic.clone(), cell.shown.exact()?)))
        .collect();
    let cells = Cells::new(overview);
    let is_tested = gaps.iter().any(|(topic, _)| cells.is_tested(unit, topic));
    let sure = gaps.into_iter().filter(|(topic, _)| cells.is_sure(unit, topic));
    let widest = sure.max_by(|one, other| one.1.abs().total_cmp(&other.1.abs()));
    let gap = widest.map(|(element, gap)| ElementGap { element, gap });
    let side = |side| cells.of_side(unit, side, OVERALL, Figure::Index).cloned();
    let sides = [side(Side::Employee), side(Side::Customer)];
    Ok(Some((Headline::Gap(Finding { gap, has_wave: true, is_tested, ..Finding::default() }), sides)))
}

async fn weakest(tx: &mut Tx, ctx: &Ctx, id: ReleaseId) -> Result<Headline> {
    let cells = Cells::new(release::overview(tx, ctx.organisation, id).await?);
    Ok(Headline::Weakest(assessment::weakest(&cells)))
}
