//! An assessment: its questions by domain and level, how far the levels see them differently, what people wrote as
//! evidence, what to do next about a "no", and beside each claim what the platform itself measures.

mod measured;
pub mod store;
mod trend;

use ayeneh_domain::{
    bilingual::Bilingual,
    ids::{ReleaseId, SurveyId},
    people::Level,
    permission::{Reach, Right},
    questionnaire::{Frozen, builtin, names},
    release::{
        Comment, Figure, Shown,
        cell::{OVERALL, PARTICIPATION},
    },
    survey::Kind,
};

use self::measured::Known;
pub use self::{
    measured::{Measured, Unmeasured},
    trend::Round,
};
use super::cells::Cells;
use crate::{
    Ctx, Error, Result,
    db::Tx,
    release::{self, Release, Scope},
    surveys::{rows::Survey, store::survey as surveys},
};

/// From this index on, what most answered is nearest to "yes"; below the other, nearest to "no".
const YES_FROM: f64 = 200.0 / 3.0;
const NO_BELOW: f64 = 100.0 / 3.0;

/// A released assessment.
#[derive(Clone, Debug)]
pub struct Assessment {
    /// The survey.
    pub survey: Survey,
    /// The release it is read from.
    pub release: Release,
    /// Maturity over all domains; absent where there is one domain only.
    pub overall: Option<Shown>,
    /// This round and those before it with which it may be compared, oldest first.
    pub trend: Vec<Round>,
    /// Invited and answered: everybody, then each level.
    pub participation: Vec<(Option<Level>, Shown)>,
    /// The domains in the order of the questionnaire.
    pub domains: Vec<Domain>,
}

/// A domain with its questions.
#[derive(Clone, Debug, PartialEq)]
pub struct Domain {
    /// Its key.
    pub key: String,
    /// Its name.
    pub name: Bilingual,
    /// What is meant, in a sentence.
    pub description: Option<Bilingual>,
    /// Maturity, 0 (all no) to 100 (all yes): everybody, then each level.
    pub maturity: Vec<(Option<Level>, Shown)>,
    /// How far two levels see it differently, where that is sure.
    pub gaps: Vec<LevelGap>,
    /// Its questions.
    pub questions: Vec<Question>,
}

/// A difference between two levels.
#[derive(Clone, Debug, PartialEq)]
pub struct LevelGap {
    /// The one.
    pub first: Level,
    /// The other.
    pub second: Level,
    /// First minus second.
    pub gap: Shown,
    /// Whether it survives the correction for many comparisons.
    pub is_sure: bool,
}

/// What people wrote as evidence for their answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Evidence {
    /// What they were asked.
    pub question: Bilingual,
    /// How many wrote, or why it is hidden.
    pub shown: Shown,
    /// What was written, of everybody together, shuffled.
    pub texts: Vec<String>,
}

/// One of the questions.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    /// Its key, `q01` to `q20`, or `s01` on of the service check.
    pub key: String,
    /// Its words.
    pub text: Bilingual,
    /// 0 (all no) to 100 (all yes): everybody, then each level.
    pub answers: Vec<(Option<Level>, Shown)>,
    /// Percent of no, partly and yes, neighbours joined where too few; hidden where n does not allow it.
    pub parts: Option<Shown>,
    /// The share of "don't know", in percent.
    pub not_known: Option<Shown>,
    /// What is claimed on the whole; absent where it is hidden.
    pub claim: Option<Claim>,
    /// What to do next, where the claim is not "yes".
    pub next_steps: &'static [Bilingual],
    /// What was written as evidence.
    pub evidence: Option<Evidence>,
    /// What the platform measures.
    pub measured: Option<Measured>,
}

/// What most answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Claim {
    /// Nearest to yes.
    Yes,
    /// Nearest to partly.
    Partly,
    /// Nearest to no.
    No,
}

impl Claim {
    fn of(shown: &Shown) -> Option<Self> {
        let index = shown.position()?;
        Some(match index {
            index if index >= YES_FROM => Self::Yes,
            index if index < NO_BELOW => Self::No,
            _ => Self::Partly,
        })
    }
}

/// A released assessment.
///
/// # Errors
/// [`Error::Refused`] without the right to read results; [`Error::NotFound`] for a survey that is not there, no assessment
/// or not released, and where the right does not reach the whole organisation; the database's.
pub async fn assessment(ctx: &Ctx, survey: SurveyId) -> Result<Assessment> {
    if ctx.require(Right::ResultsView)? != Reach::Everything {
        return Err(Error::NotFound);
    }
    let mut tx = ctx.read().await?;
    let survey = surveys::find(&mut tx, ctx.organisation, survey).await?.ok_or(Error::NotFound)?;
    if !survey.kind.is_assessment() {
        return Err(Error::NotFound);
    }
    let release = release::latest(&mut tx, ctx.organisation, survey.id).await?.ok_or(Error::NotFound)?;
    let cells = Cells::new(release::cells(&mut tx, ctx.organisation, release.id, Scope::All).await?);
    let comments = release::comments(&mut tx, ctx.organisation, release.id, Scope::All).await?;
    let questionnaires = release::questionnaires(&mut tx, ctx.organisation, survey.id).await?;
    let frozen = questionnaires.into_values().next().ok_or(Error::NotFound)?;
    let known = Known::read(&mut tx, ctx).await?;
    let domains = domains(&frozen, &cells, &comments, &known);
    let rounds = rounds(&mut tx, ctx, survey.kind).await?;
    let keys: Vec<&str> = domains.iter().map(|domain| domain.key.as_str()).collect();
    let trend = trend::trend(&mut tx, ctx, &survey, &rounds, &keys).await?;
    drop(tx);
    Ok(Assessment {
        overall: cells.of_group(None, OVERALL, Figure::Index).cloned(),
        trend,
        participation: by_level(&cells, PARTICIPATION, Figure::Participation),
        domains,
        survey,
        release,
    })
}

/// The released assessments of a kind.
async fn rounds(tx: &mut Tx, ctx: &Ctx, kind: Kind) -> Result<Vec<(Survey, ReleaseId)>> {
    let released = super::store::latest(tx, ctx.organisation).await?;
    let of = |survey: Survey| {
        let (_, release, _) = released.iter().find(|(id, ..)| *id == survey.id && survey.kind == kind)?;
        Some((survey, *release))
    };
    Ok(surveys::list(tx, ctx.organisation).await?.into_iter().filter_map(of).collect())
}

/// The domain furthest from yes, among those that are shown.
pub(super) fn weakest(cells: &Cells) -> Option<(Bilingual, Shown)> {
    let sections = [builtin::centricity(), builtin::recovery()].into_iter().flat_map(|asked| &asked.sections);
    let shown = sections
        .map(|section| section.key.as_str())
        .filter_map(|key| Some((key, cells.of_group(None, key, Figure::Index)?)));
    let placed = shown.filter_map(|(key, shown)| Some((key, shown, shown.position()?)));
    let (key, shown, _) = placed.min_by(|one, other| one.2.total_cmp(&other.2))?;
    Some((named(key), shown.clone()))
}

fn domains(frozen: &Frozen, cells: &Cells, comments: &[Comment], known: &Known) -> Vec<Domain> {
    let mut domains: Vec<Domain> = Vec::new();
    for item in frozen.document().items() {
        let Some(key) = &item.element else { continue };
        let answers = by_level(cells, &item.key, Figure::Index);
        let claim = answers.first().and_then(|(_, shown)| Claim::of(shown));
        let is_open = matches!(claim, Some(Claim::No | Claim::Partly));
        let question = Question {
            key: item.key.clone(),
            text: item.text.clone(),
            claim,
            next_steps: if is_open { names::next_steps(&item.key) } else { &[] },
            evidence: evidence(frozen, cells, comments, &item.key),
            measured: known.about(&item.key),
            parts: cells.of_group(None, &item.key, Figure::Bands).cloned(),
            not_known: cells.of_group(None, &item.key, Figure::NotApplicable).cloned(),
            answers,
        };
        match domains.iter_mut().find(|domain| domain.key == *key) {
            Some(domain) => domain.questions.push(question),
            None => domains.push(Domain {
                key: key.clone(),
                name: named(key),
                description: names::of(key).map(|named| named.description.clone()),
                maturity: by_level(cells, key, Figure::Index),
                gaps: gaps(cells, key),
                questions: vec![question],
            }),
        }
    }
    domains
}

/// What was written about a question, by everybody together: comments are never told apart by level (rule 18).
fn evidence(frozen: &Frozen, cells: &Cells, comments: &[Comment], about: &str) -> Option<Evidence> {
    let item = frozen.document().items().find(|item| item.about() == Some(about))?;
    let texts = comments.iter().filter(|comment| comment.topic == item.key).map(|comment| comment.text.clone());
    Some(Evidence {
        question: item.text.clone(),
        shown: cells.of_group(None, &item.key, Figure::Comments)?.clone(),
        texts: texts.collect(),
    })
}

/// Everybody first, then each level that has the figure, shown or hidden.
fn by_level(cells: &Cells, topic: &str, figure: Figure) -> Vec<(Option<Level>, Shown)> {
    let groups = std::iter::once(None).chain(Level::ALL.iter().copied().map(Some));
    let of = |level: Option<Level>| Some((level, cells.of_group(level.map(Level::key), topic, figure)?.clone()));
    groups.filter_map(of).collect()
}

fn gaps(cells: &Cells, topic: &str) -> Vec<LevelGap> {
    let pairs = [(0, 1), (0, 2), (1, 2)].map(|(one, two)| (Level::ALL[one], Level::ALL[two]));
    let gap = |(first, second): (Level, Level)| {
        let group = format!("{}:{}", first.key(), second.key());
        let of = |figure| cells.of_group(Some(&group), topic, figure);
        let is_sure = of(Figure::GapSignificance).and_then(Shown::exact).is_some_and(|p| p < super::SIGNIFICANT);
        Some(LevelGap { first, second, gap: of(Figure::Gap)?.clone(), is_sure })
    };
    pairs.into_iter().filter_map(gap).collect()
}

fn named(key: &str) -> Bilingual {
    names::of(key).map_or_else(|| Bilingual::same(key), |named| named.name.clone())
}
