//! The gate of 360° reports: HR sees which are ready, and releases each to its subject.

use std::collections::{BTreeMap, BTreeSet};

use ayeneh_domain::{
    bilingual::Bilingual,
    ids::{PersonId, SurveyId},
    permission::{Reach, Right},
    relationship::Relationship,
    release::Cell,
    survey::Kind,
};
use ayeneh_text as text;

use super::store::{self, ReviewSubject};
use crate::{
    Ctx, Error, Result,
    db::Tx,
    mail,
    people::{self, Units},
    release::{self, Release},
    surveys::{rows::Survey, store::survey as surveys},
};

/// The reports of a cycle.
#[derive(Clone, Debug)]
pub struct Reports {
    /// The cycle.
    pub survey: Survey,
    /// The release they are read from.
    pub release: Release,
    /// One for everybody who is reviewed, by name.
    pub subjects: Vec<SubjectReport>,
}

/// How a subject's report stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SubjectReport {
    /// Who.
    pub subject: ReviewSubject,
    /// Where the subject works.
    pub unit: Bilingual,
    /// Whether the subject has rated, too.
    pub has_self: bool,
    /// Whether somebody else's figures are shown: without them there is nothing to release.
    pub is_ready: bool,
}

/// The reports of a cycle in the units of who acts.
///
/// # Errors
/// [`Error::Refused`] without the right to read reports; [`Error::NotFound`] for a survey that is not there, no cycle or
/// not released; the database's.
pub async fn reports(ctx: &Ctx, cycle: SurveyId) -> Result<Reports> {
    let reach = ctx.require(Right::ReportsView)?;
    let mut tx = ctx.read().await?;
    let (survey, release) = released(&mut tx, ctx, cycle).await?;
    let units = Units::load(&mut tx, ctx.organisation).await?;
    let shown = shown_groups(release::turnout(&mut tx, ctx.organisation, release.id).await?);
    let mut subjects = store::subjects(&mut tx, ctx.organisation, cycle).await?;
    subjects.retain(|subject| units.tree().reaches(&reach, subject.unit));
    // A cycle that reviews nobody in reach is not there: its title may be that of somebody else's unit.
    if subjects.is_empty() && reach != Reach::Everything {
        return Err(Error::NotFound);
    }
    let made = |subject: ReviewSubject| SubjectReport {
        unit: units.get(subject.unit).map_or_else(|| Bilingual::same(""), |unit| unit.name.clone()),
        has_self: shown.get(&subject.person).is_some_and(|groups| groups.contains(OWN)),
        is_ready: is_ready(&shown, subject.person),
        subject,
    };
    Ok(Reports { survey, release, subjects: subjects.into_iter().map(made).collect() })
}

/// Releases one report to its subject, who is told by mail. Releasing twice changes nothing and sends nothing.
///
/// # Errors
/// [`Error::Refused`] without the rights to read reports and to release; [`Error::NotFound`] for a report that is not
/// there or out of reach; [`Error::Conflict`] if nothing of it may be shown; the database's.
pub async fn release_report(ctx: &Ctx, cycle: SurveyId, person: PersonId) -> Result<()> {
    let found = reports(ctx, cycle).await?;
    let report = found.subjects.into_iter().find(|report| report.subject.person == person).ok_or(Error::NotFound)?;
    if !report.is_ready {
        return Err(Error::conflict(|l| text::reports::nothing_to_release(l, &report.subject.name)));
    }
    release_all(ctx, cycle, &[person]).await.map(|_| ())
}

/// Releases a report as the manager of its subject, whose right [`crate::cycles::open_report`] has checked.
pub(crate) async fn release_report_by_manager(ctx: &Ctx, cycle: SurveyId, person: PersonId) -> Result<()> {
    let mut tx = ctx.read().await?;
    let subject = store::subject(&mut tx, ctx.organisation, cycle, person).await?.ok_or(Error::NotFound)?;
    let ready = can_be_opened(&mut tx, ctx, cycle, person).await?;
    drop(tx);
    if !ready {
        return Err(Error::conflict(|l| text::reports::nothing_to_release(l, &subject.name)));
    }
    open_and_tell(ctx, cycle, &[person]).await.map(|_| ())
}

/// Whether somebody else's figures are shown in a report, so that there is something to open.
pub(crate) async fn can_be_opened(tx: &mut Tx, ctx: &Ctx, cycle: SurveyId, person: PersonId) -> Result<bool> {
    let (_, release) = released(tx, ctx, cycle).await?;
    Ok(is_ready(&shown_groups(release::turnout(tx, ctx.organisation, release.id).await?), person))
}

/// Releases every report that is ready and not released yet, and returns how many.
///
/// # Errors
/// As [`release_report`], but those that are not ready are left.
pub async fn release_reports(ctx: &Ctx, cycle: SurveyId) -> Result<usize> {
    let found = reports(ctx, cycle).await?;
    let due = found.subjects.iter().filter(|report| report.is_ready && report.subject.released_at.is_none());
    let due: Vec<PersonId> = due.map(|report| report.subject.person).collect();
    release_all(ctx, cycle, &due).await
}

const OWN: &str = Relationship::Self_.key();

async fn release_all(ctx: &Ctx, cycle: SurveyId, people: &[PersonId]) -> Result<usize> {
    ctx.require(Right::SurveysManage)?;
    open_and_tell(ctx, cycle, people).await
}

/// Opens the gates and tells the subjects; who may is checked before.
async fn open_and_tell(ctx: &Ctx, cycle: SurveyId, people: &[PersonId]) -> Result<usize> {
    let mut tx = ctx.write().await?;
    let (now, organisation) = (ctx.core.now_ms(), ctx.organisation);
    let mut count = 0;
    for &person in people {
        if !store::release_report(&mut tx, organisation, cycle, person, now).await? {
            continue;
        }
        count += 1;
        let to = people::store::person(&mut tx, organisation, person).await?;
        if let Some(to) = to.filter(|to| to.active) {
            let path = format!("/cycles/{cycle}/reports/{person}");
            mail::enqueue_report_released(&ctx.core, &mut tx, organisation, &to, cycle, &path).await?;
        }
    }
    tx.commit().await?;
    Ok(count)
}

async fn released(tx: &mut Tx, ctx: &Ctx, cycle: SurveyId) -> Result<(Survey, Release)> {
    let survey = surveys::find(tx, ctx.organisation, cycle).await?.ok_or(Error::NotFound)?;
    let release = release::latest(tx, ctx.organisation, cycle).await?.ok_or(Error::NotFound)?;
    if survey.kind == Kind::Cycle { Ok((survey, release)) } else { Err(Error::NotFound) }
}

/// By subject: the groups that are shown.
fn shown_groups(cells: Vec<Cell>) -> BTreeMap<PersonId, BTreeSet<String>> {
    let mut shown: BTreeMap<PersonId, BTreeSet<String>> = BTreeMap::new();
    for cell in cells.into_iter().filter(|cell| !cell.shown.is_hidden()) {
        if let (Some(subject), Some(group)) = (cell.subject, cell.group) {
            shown.entry(subject).or_default().insert(group);
        }
    }
    shown
}

fn is_ready(shown: &BTreeMap<PersonId, BTreeSet<String>>, person: PersonId) -> bool {
    shown.get(&person).is_some_and(|groups| groups.iter().any(|group| group != OWN))
}
