//! A 360° report: one subject's competencies and behaviours through the eyes of every relationship.
//!
//! HR reads every report of its units. The subject, and the manager of the subject, read it after HR has released it to
//! the subject, and before that it looks as if it did not exist; only where managers open the reports of a cycle, the
//! manager reads it before, to prepare the talk.

use ayeneh_domain::{
    bilingual::Bilingual,
    ids::{PersonId, SurveyId},
    permission::Right,
    questionnaire::{Frozen, names},
    relationship::Relationship,
    release::{
        Comment, Figure, HiddenReason, Shown,
        cell::{ALL_OTHERS, COLLEAGUES, OUTSIDE, PARTICIPATION, POOL},
    },
    survey::{Kind, Wording},
};

use super::{
    cells::Cells,
    store::{self, ReviewSubject},
};
use crate::{
    Ctx, Error, Result, cycles,
    db::Tx,
    people::Units,
    release::{self, Release, Scope},
    surveys::{rows::Survey, store::survey as surveys},
};

/// A report.
#[derive(Clone, Debug)]
pub struct Report {
    /// The cycle.
    pub survey: Survey,
    /// The release it is read from.
    pub release: Release,
    /// Who is reviewed.
    pub subject: ReviewSubject,
    /// Where the subject works.
    pub unit: Bilingual,
    /// Whether who reads is the subject.
    pub is_own: bool,
    /// The least and the greatest point of the scale on which all figures here are.
    pub scale: (f64, f64),
    /// Who answered, or why they are hidden: by relationship, then those who were joined.
    pub groups: Vec<(String, Shown)>,
    /// The competencies in the order of the questionnaire.
    pub competencies: Vec<Competency>,
    /// The keys of the behaviours that others rate highest, highest first.
    pub highest: Vec<String>,
    /// The keys of those that others rate lowest, lowest first.
    pub lowest: Vec<String>,
    /// What was written.
    pub pools: Vec<Pool>,
}

/// A competency with its behaviours.
#[derive(Clone, Debug, PartialEq)]
pub struct Competency {
    /// Its key.
    pub key: String,
    /// Its name.
    pub name: Bilingual,
    /// Oneself; absent where oneself has not answered.
    pub oneself: Option<Shown>,
    /// Colleagues together, or why they are hidden; absent where they were not asked.
    pub colleagues: Option<Shown>,
    /// Customers and suppliers together.
    pub outside: Option<Shown>,
    /// Oneself sees it far higher than others.
    pub is_blind_spot: bool,
    /// Others see it far higher than oneself.
    pub is_hidden_strength: bool,
    /// Whether raters differ; absent below ten.
    pub is_mixed: Option<bool>,
    /// A figure for each of [`Report::groups`] but oneself; absent where the group was not asked.
    pub groups: Vec<Option<Shown>>,
    /// Its behaviours.
    pub behaviours: Vec<Behaviour>,
}

/// A behaviour.
#[derive(Clone, Debug, PartialEq)]
pub struct Behaviour {
    /// Its key.
    pub key: String,
    /// What can be seen being done.
    pub text: Bilingual,
    /// Oneself.
    pub oneself: Option<Shown>,
    /// All others together.
    pub others: Option<Shown>,
}

/// What a pool of raters wrote to one question.
#[derive(Clone, Debug, PartialEq)]
pub struct Pool {
    /// The relationship, or the key of those who were joined.
    pub group: String,
    /// The question.
    pub question: Bilingual,
    /// What was written, shuffled.
    pub texts: Vec<String>,
    /// How many wrote, or why it is hidden.
    pub shown: Shown,
}

/// A subject's report.
///
/// # Errors
/// [`Error::NotFound`] for a report that is not there, not released, or not for who acts; the database's.
pub async fn report(ctx: &Ctx, cycle: SurveyId, person: PersonId) -> Result<Report> {
    let mut tx = ctx.read().await?;
    let subject = store::subject(&mut tx, ctx.organisation, cycle, person).await?.ok_or(Error::NotFound)?;
    let units = Units::load(&mut tx, ctx.organisation).await?;
    let prepares = subject.manager == Some(ctx.person) && cycles::manager_reads(ctx, &mut tx, cycle, person).await?;
    if !prepares && !may_read(ctx, &units, &subject) {
        return Err(Error::NotFound);
    }
    let survey = surveys::find(&mut tx, ctx.organisation, cycle).await?.ok_or(Error::NotFound)?;
    read(&mut tx, ctx, survey, subject, &units).await
}

/// The own report of a cycle, or of the latest that was released to who acts; and the cycles to choose from.
///
/// # Errors
/// [`Error::Refused`] without the right; [`Error::NotFound`] for a cycle of which no report was released to who acts;
/// the database's.
pub async fn own_report(ctx: &Ctx, cycle: Option<SurveyId>) -> Result<(Option<Report>, Vec<(SurveyId, Bilingual)>)> {
    let found = own_reports(ctx).await?;
    let chosen = match cycle {
        Some(cycle) => Some(found.iter().find(|(id, _)| *id == cycle).ok_or(Error::NotFound)?.0),
        None => found.first().map(|(id, _)| *id),
    };
    let report = match chosen {
        Some(cycle) => Some(report(ctx, cycle, ctx.person).await?),
        None => None,
    };
    Ok((report, found))
}

/// The cycles of which a report was released to who acts, latest first.
///
/// # Errors
/// [`Error::Refused`] without the right; the database's.
pub async fn own_reports(ctx: &Ctx) -> Result<Vec<(SurveyId, Bilingual)>> {
    ctx.require(Right::OwnReport)?;
    let mut tx = ctx.read().await?;
    let mut found = Vec::new();
    for id in store::own_reports(&mut tx, ctx.organisation, ctx.person).await? {
        found.extend(surveys::find(&mut tx, ctx.organisation, id).await?.map(|survey| (survey.id, survey.title)));
    }
    Ok(found)
}

fn may_read(ctx: &Ctx, units: &Units, subject: &ReviewSubject) -> bool {
    let is_released = subject.released_at.is_some();
    let is_own = subject.person == ctx.person && ctx.may(Right::OwnReport);
    let leads = subject.manager == Some(ctx.person) && ctx.may(Right::ResultsView);
    units.tree().reaches(&ctx.reach(Right::ReportsView), subject.unit) || is_released && (is_own || leads)
}

async fn read(tx: &mut Tx, ctx: &Ctx, survey: Survey, subject: ReviewSubject, units: &Units) -> Result<Report> {
    if survey.kind != Kind::Cycle {
        return Err(Error::NotFound);
    }
    let release = release::latest(tx, ctx.organisation, survey.id).await?.ok_or(Error::NotFound)?;
    let scope = Scope::Subject(subject.person);
    let cells = Cells::new(release::cells(tx, ctx.organisation, release.id, scope).await?);
    let texts = release::comments(tx, ctx.organisation, release.id, scope).await?;
    let questionnaires = release::questionnaires(tx, ctx.organisation, survey.id).await?;
    // Colleagues read all behaviours; outsiders a part of them in other words.
    let frozen = [Wording::Rater, Wording::Self_, Wording::External].into_iter().find_map(|w| questionnaires.get(&w));
    let frozen = frozen.ok_or(Error::NotFound)?;
    let scale = scale_of(frozen);
    let keys = Relationship::ALL.iter().map(|relationship| relationship.key()).chain([POOL]);
    let turnout = |key: &str| cells.of_group(Some(key), PARTICIPATION, Figure::Participation).cloned();
    let groups: Vec<(String, Shown)> = keys.filter_map(|key| Some((key.to_owned(), turnout(key)?))).collect();
    Ok(Report {
        competencies: competencies(frozen, &cells, &groups, scale),
        highest: ranked(frozen, &cells, Figure::Highest),
        lowest: ranked(frozen, &cells, Figure::Lowest),
        pools: pools(frozen, &cells, &texts),
        unit: units.get(subject.unit).map_or_else(|| Bilingual::same(""), |unit| unit.name.clone()),
        is_own: subject.person == ctx.person,
        groups,
        scale,
        survey,
        release,
        subject,
    })
}

/// The scale of the first behaviour; all have the same.
fn scale_of(frozen: &Frozen) -> (f64, f64) {
    let behaviours = frozen.document().items().filter(|item| item.element.is_some());
    let range = behaviours.filter_map(|item| item.kind.score_range()).next().unwrap_or((1, 5));
    (f64::from(range.0), f64::from(range.1))
}

/// An index read on the scale: it says the same and is as safe.
fn on_scale(shown: &Shown, (least, most): (f64, f64)) -> Shown {
    let read = |index: f64| least + index / 100.0 * (most - least);
    match shown {
        &Shown::Value { value, low, high, n } => {
            Shown::Value { value: read(value), low: low.map(read), high: high.map(read), n }
        }
        &Shown::AtLeast { bound, n } => Shown::AtLeast { bound: read(bound), n },
        &Shown::AtMost { bound, n } => Shown::AtMost { bound: read(bound), n },
        other => other.clone(),
    }
}

fn competencies(frozen: &Frozen, cells: &Cells, groups: &[(String, Shown)], scale: (f64, f64)) -> Vec<Competency> {
    let index = |group: &str, topic: &str| {
        let shown = cells.of_group(Some(group), topic, Figure::Index);
        shown.filter(|shown| !is_not_asked(shown)).map(|shown| on_scale(shown, scale))
    };
    let own = Relationship::Self_.key();
    let mut competencies: Vec<Competency> = Vec::new();
    for item in frozen.document().items() {
        let Some(key) = &item.element else { continue };
        let behaviour = Behaviour {
            key: item.key.clone(),
            text: item.text.clone(),
            oneself: index(own, &item.key),
            others: index(ALL_OTHERS, &item.key),
        };
        if let Some(known) = competencies.iter_mut().find(|competency| competency.key == *key) {
            known.behaviours.push(behaviour);
            continue;
        }
        let compared = format!("{own}:{ALL_OTHERS}");
        let is = |figure| cells.of_group(Some(&compared), key, figure).is_some();
        let others = || groups.iter().map(|(group, _)| group.as_str()).filter(|group| *group != own);
        let spreads: Vec<f64> =
            others().filter_map(|group| cells.of_group(Some(group), key, Figure::Spread)?.exact()).collect();
        competencies.push(Competency {
            key: key.clone(),
            name: names::of(key).map_or_else(|| Bilingual::same(key), |named| named.name.clone()),
            oneself: index(own, key),
            colleagues: joined(cells, key, COLLEAGUES, false, scale),
            outside: joined(cells, key, OUTSIDE, true, scale),
            is_blind_spot: is(Figure::BlindSpot),
            is_hidden_strength: is(Figure::HiddenStrength),
            is_mixed: (!spreads.is_empty()).then(|| spreads.iter().any(|spread| *spread > 0.0)),
            groups: others().map(|group| index(group, key)).collect(),
            behaviours: vec![behaviour],
        });
    }
    competencies
}

/// Several relationships together; where none of those asked is shown, why the first is hidden.
fn joined(cells: &Cells, topic: &str, union: &str, outside: bool, scale: (f64, f64)) -> Option<Shown> {
    let of = |group: &str| cells.of_group(Some(group), topic, Figure::Index).filter(|shown| !is_not_asked(shown));
    let members = Relationship::ALL.iter().filter(|&&relationship| relationship != Relationship::Self_);
    let hidden = || members.filter(|member| member.is_external() == outside).find_map(|member| of(member.key()));
    of(union).or_else(hidden).map(|shown| on_scale(shown, scale))
}

fn is_not_asked(shown: &Shown) -> bool {
    matches!(shown, Shown::Hidden { reason: HiddenReason::NotAsked, .. })
}

/// The behaviours that have a rank, first rank first.
fn ranked(frozen: &Frozen, cells: &Cells, figure: Figure) -> Vec<String> {
    let rank = |key: &str| cells.of_group(Some(ALL_OTHERS), key, figure).and_then(Shown::exact);
    let mut ranked: Vec<(f64, String)> =
        frozen.document().items().filter_map(|item| Some((rank(&item.key)?, item.key.clone()))).collect();
    ranked.sort_by(|one, other| one.0.total_cmp(&other.0));
    ranked.into_iter().map(|(_, key)| key).collect()
}

fn pools(frozen: &Frozen, cells: &Cells, texts: &[Comment]) -> Vec<Pool> {
    let keys = [COLLEAGUES, OUTSIDE, POOL, Relationship::Manager.key(), Relationship::Self_.key()];
    let mut pools = Vec::new();
    for item in frozen.document().items() {
        for key in keys {
            let Some(shown) = cells.of_group(Some(key), &item.key, Figure::Comments) else { continue };
            let own = texts.iter().filter(|comment| comment.topic == item.key && comment.group.as_deref() == Some(key));
            pools.push(Pool {
                group: key.to_owned(),
                question: item.text.clone(),
                texts: own.map(|comment| comment.text.clone()).collect(),
                shown: shown.clone(),
            });
        }
    }
    pools
}
