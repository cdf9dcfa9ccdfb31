//! Changing a draft, and beginning a new one like an earlier run. What was launched never changes.

use std::collections::{BTreeMap, BTreeSet};

use ayeneh_domain::{
    alignment::Choice,
    bilingual::{Bilingual, Locale},
    ids::{PersonId, SurveyId, UnitId},
    permission::Right,
    survey::{
        Kind, State,
        audience::{below, tops},
    },
};
use ayeneh_text::date;

use super::{
    alignment,
    create::{NewSurvey, check_words, choose},
    cycle, refusal,
    rows::{Candidate, Survey},
    scope::{Scope, branches, find},
    store,
};
use crate::{Ctx, Error, Result, db::Tx, people, people::Unit};

/// A draft as it would be typed, in a language: to be changed in the form it was made with.
///
/// # Errors
/// [`Error::Conflict`] if it was launched; [`Error::Refused`], [`Error::NotFound`] as for finding it.
pub async fn typed(ctx: &Ctx, id: SurveyId, l: Locale) -> Result<NewSurvey> {
    let mut tx = ctx.read().await?;
    let (survey, units) = find(ctx, &mut tx, Right::SurveysManage, id).await?;
    if survey.state != State::Draft {
        return Err(refusal::launched());
    }
    let (units, people) = asked(ctx, &mut tx, &survey, units).await?;
    Ok(NewSurvey {
        kind: survey.kind,
        period: date::month(l, survey.period),
        closes_on: survey.closes_on.map(|day| date::field(l, day)).unwrap_or_default(),
        title: survey.title,
        units,
        people: people.join(" "),
        ranking: survey.ranking.as_ref().map(Choice::of),
    })
}

/// What a new round takes over from an earlier one: everything but its dates and people.
#[derive(Clone, Debug)]
pub struct Like {
    /// What kind of run.
    pub kind: Kind,
    /// Its name.
    pub title: Bilingual,
    /// The chosen units.
    pub units: Vec<UnitId>,
    /// Alignments: the behaviours, and who ranks them.
    pub ranking: Option<Choice>,
}

/// Where a new round like this one begins.
///
/// # Errors
/// [`Error::NotFound`] for imported answers, which cannot be asked for again; [`Error::Refused`], [`Error::NotFound`] as
/// for finding it.
pub async fn like(ctx: &Ctx, id: SurveyId) -> Result<Like> {
    let mut tx = ctx.read().await?;
    let (survey, units) = find(ctx, &mut tx, Right::SurveysManage, id).await?;
    if survey.kind == Kind::Historical {
        return Err(Error::NotFound);
    }
    let (units, _) = asked(ctx, &mut tx, &survey, units).await?;
    let ranking = survey.ranking.as_ref().map(Choice::of);
    Ok(Like { kind: survey.kind, title: survey.title, units, ranking })
}

/// Changes a draft to what is typed. Raters of a cycle that were corrected stay with those who are still reviewed.
///
/// # Errors
/// [`Error::Invalid`] with everything that has to change; [`Error::Conflict`] if it was launched, or is of another kind;
/// [`Error::Refused`], [`Error::NotFound`] as for finding it.
pub async fn change(ctx: &Ctx, id: SurveyId, new: &NewSurvey) -> Result<()> {
    let mut tx = ctx.write().await?;
    let (survey, _) = find(ctx, &mut tx, Right::SurveysManage, id).await?;
    if survey.state != State::Draft || survey.kind != new.kind {
        return Err(refusal::launched());
    }
    let mut problems = Vec::new();
    let (period, closes_on) = check_words(ctx, new, &mut problems);
    let (units, subjects) = choose(ctx, &mut tx, new, &mut problems).await?;
    let ranking = alignment::ranking(new, &mut problems);
    let (Some(period), Some(closes_on), true) = (period, closes_on, problems.is_empty()) else {
        return Err(Error::Invalid(problems));
    };
    let title = Bilingual::new(new.title.fa.trim(), new.title.en.trim());
    let survey = Survey { title, period, closes_on: Some(closes_on), ranking, ..survey };
    // First of all writes: whoever launches at the same time either waits here or was first.
    if !store::survey::change(&mut tx, ctx.organisation, &survey).await? {
        return Err(refusal::launched());
    }
    store::survey::replace_units(&mut tx, ctx.organisation, id, &units).await?;
    if survey.kind == Kind::Cycle {
        change_subjects(ctx, &mut tx, id, subjects).await?;
    }
    Ok(tx.commit().await?)
}

/// Takes out who is not reviewed any more, and adds who is new with the raters the organisation suggests.
async fn change_subjects(ctx: &Ctx, tx: &mut Tx, id: SurveyId, subjects: Vec<Candidate>) -> Result<()> {
    let wanted: BTreeSet<PersonId> = subjects.iter().map(|person| person.colleague.id).collect();
    let before = store::rating::subjects(tx, ctx.organisation, id).await?;
    let before: BTreeSet<PersonId> = before.iter().map(|row| PersonId(row.person_id)).collect();
    for gone in before.difference(&wanted) {
        store::rating::delete_subject(tx, ctx.organisation, id, *gone).await?;
    }
    let added: Vec<Candidate> = subjects.into_iter().filter(|person| !before.contains(&person.colleague.id)).collect();
    if added.is_empty() { Ok(()) } else { cycle::prepare(ctx, tx, id, &added).await }
}

/// The units that were chosen; of a cycle those in which everybody is reviewed, and the codes of the others.
async fn asked(ctx: &Ctx, tx: &mut Tx, survey: &Survey, units: Vec<Unit>) -> Result<(Vec<UnitId>, Vec<String>)> {
    let scope = Scope::of(ctx, tx, Right::SurveysManage).await?;
    let mut there = people::store::units(tx, ctx.organisation).await?;
    there.retain(|unit| scope.covers(std::iter::once(unit.id)));
    if survey.kind != Kind::Cycle {
        let known: BTreeSet<UnitId> = there.iter().map(|unit| unit.id).collect();
        let kept: BTreeSet<UnitId> = units.iter().map(|unit| unit.id).filter(|unit| known.contains(unit)).collect();
        // A launched run has the whole tree; whatever is below a chosen unit comes along with it.
        return Ok((tops(&branches(&units), &kept), Vec::new()));
    }
    let subjects = store::rating::subjects(tx, ctx.organisation, survey.id).await?;
    let subjects: BTreeSet<PersonId> = subjects.iter().map(|row| PersonId(row.person_id)).collect();
    let people = store::audience::people(tx, ctx.organisation).await?;
    Ok(folded(&there, &people, &subjects))
}

/// People as units and codes: the highest units in which everybody is among them, and who is left.
fn folded(units: &[Unit], people: &[Candidate], chosen: &BTreeSet<PersonId>) -> (Vec<UnitId>, Vec<String>) {
    let branches = branches(units);
    let mut full: BTreeMap<UnitId, BTreeSet<UnitId>> = BTreeMap::new();
    for unit in units {
        let inside = below(&branches, &BTreeSet::from([unit.id]));
        let mut there = people.iter().filter(|person| inside.contains(&person.colleague.unit)).peekable();
        if there.peek().is_some() && there.all(|person| chosen.contains(&person.colleague.id)) {
            full.insert(unit.id, inside);
        }
    }
    let highest = tops(&branches, &full.keys().copied().collect());
    let covered = |person: &&Candidate| full.values().any(|inside| inside.contains(&person.colleague.unit));
    let left = people.iter().filter(|person| chosen.contains(&person.colleague.id) && !covered(person));
    (highest, left.map(|person| person.code.clone()).collect())
}
