//! Drafts: made, and thrown away again. Nobody outside of HR knows of a draft.

use std::collections::{BTreeMap, BTreeSet};

use ayeneh_domain::{
    alignment::Choice,
    bilingual::Bilingual,
    calendar::{Date, Month},
    ids::{PersonId, SurveyId, UnitId},
    permission::Right,
    survey::{Kind, Mode, State, audience::below, launch::check_closing},
};
use ayeneh_text as text;

use super::{
    alignment, cycle, refusal,
    rows::{Candidate, Survey},
    scope::{Scope, branches, find},
    store, today,
};
use crate::{Ctx, Error, Problem, Result, db::Tx, people, people::Unit};

/// Longest title, in characters.
const LONGEST_TITLE: usize = 120;

/// What is typed to make a draft.
#[derive(Clone, Debug)]
pub struct NewSurvey {
    /// What kind of run.
    pub kind: Kind,
    /// Its name.
    pub title: Bilingual,
    /// The month it stands for, as typed.
    pub period: String,
    /// The last day, as typed.
    pub closes_on: String,
    /// The chosen units; all below come along.
    pub units: Vec<UnitId>,
    /// Cycles: personnel numbers of further subjects, separated by spaces, commas or lines.
    pub people: String,
    /// Alignments: the behaviours to be put in order, and who does.
    pub ranking: Option<Choice>,
}

/// Makes a draft. A cycle gets its raters at once, so that HR can correct them.
///
/// # Errors
/// [`Error::Refused`] without the right to launch; [`Error::Invalid`] with everything that has to change.
pub async fn create(ctx: &Ctx, new: &NewSurvey) -> Result<SurveyId> {
    ctx.require(Right::SurveysManage)?;
    let mut tx = ctx.write().await?;
    let mut problems = Vec::new();
    let (period, closes_on) = check_words(ctx, new, &mut problems);
    let (units, subjects) = choose(ctx, &mut tx, new, &mut problems).await?;
    let ranking = alignment::ranking(new, &mut problems);
    let (Some(period), Some(closes_on), true) = (period, closes_on, problems.is_empty()) else {
        return Err(Error::Invalid(problems));
    };
    let survey = Survey { ranking, ..draft(ctx, new, period, closes_on) };
    let rules = serde_json::to_string(&survey.rules)?;
    store::survey::insert(&mut tx, ctx.organisation, &survey, &rules).await?;
    store::survey::replace_units(&mut tx, ctx.organisation, survey.id, &units).await?;
    if new.kind == Kind::Cycle {
        cycle::prepare(ctx, &mut tx, survey.id, &subjects).await?;
    }
    tx.commit().await?;
    Ok(survey.id)
}

/// Throws a draft away.
///
/// # Errors
/// [`Error::Conflict`] if it was launched; [`Error::Refused`], [`Error::NotFound`] as for finding it.
pub async fn discard(ctx: &Ctx, id: SurveyId) -> Result<()> {
    let mut tx = ctx.write().await?;
    let (survey, _) = find(ctx, &mut tx, Right::SurveysManage, id).await?;
    if survey.state != State::Draft {
        return Err(refusal::launched());
    }
    store::invitation::delete_all(&mut tx, ctx.organisation, id).await?;
    crate::cycles::store::delete(&mut tx, ctx.organisation, id).await?;
    store::rating::delete_subjects(&mut tx, ctx.organisation, id).await?;
    store::survey::replace_units(&mut tx, ctx.organisation, id, &[]).await?;
    if !store::survey::delete(&mut tx, ctx.organisation, id).await? {
        return Err(refusal::launched());
    }
    Ok(tx.commit().await?)
}

fn draft(ctx: &Ctx, new: &NewSurvey, period: Month, closes_on: Date) -> Survey {
    let (mode, rules) = (Mode::Confidential, new.kind.rules());
    Survey {
        id: SurveyId(ctx.core.new_id()),
        kind: new.kind,
        state: State::Draft,
        title: Bilingual::new(new.title.fa.trim(), new.title.en.trim()),
        period,
        mode,
        promise: crate::error::both(|l| text::promise::of(l, new.kind, mode, &rules)),
        rules,
        closes_on: Some(closes_on),
        created_by: Some(ctx.person),
        created_at: ctx.core.now_ms(),
        launched_at: None,
        closed_at: None,
        ranking: None,
        rows_are_people: false,
    }
}

/// Titles and dates.
pub(super) fn check_words(ctx: &Ctx, new: &NewSurvey, problems: &mut Vec<Problem>) -> (Option<Month>, Option<Date>) {
    for (field, title) in [("title_fa", &new.title.fa), ("title_en", &new.title.en)] {
        if title.trim().is_empty() {
            problems.push(Problem::field(field, |l| text::field_errors::required(l).to_owned()));
        } else if title.chars().count() > LONGEST_TITLE {
            problems.push(Problem::field(field, |l| text::field_errors::too_long(l, LONGEST_TITLE)));
        }
    }
    let period = Month::parse_typed(&new.period)
        .map_err(|error| problems.push(Problem::field("period", |l| text::field_error::month(l, error))));
    (period.ok(), closing(ctx, &new.closes_on, problems))
}

/// The typed last day.
pub(super) fn closing(ctx: &Ctx, typed: &str, problems: &mut Vec<Problem>) -> Option<Date> {
    let today = today(&ctx.core);
    match Date::parse_typed(typed, today) {
        Err(error) => problems.push(Problem::field("closes_on", |l| text::field_error::date(l, error))),
        Ok(day) => match check_closing(day, today) {
            Ok(()) => return Some(day),
            Err(refused) => problems.push(refusal::problem(refused)),
        },
    }
    None
}

/// The chosen units, and for a cycle its subjects. Units outside of the role's reach look like such that do not exist.
pub(super) async fn choose(
    ctx: &Ctx,
    tx: &mut Tx,
    new: &NewSurvey,
    problems: &mut Vec<Problem>,
) -> Result<(Vec<Unit>, Vec<Candidate>)> {
    let scope = Scope::of(ctx, tx, Right::SurveysManage).await?;
    let mut units = people::store::units(tx, ctx.organisation).await?;
    units.retain(|unit| scope.covers(std::iter::once(unit.id)));
    let chosen: BTreeSet<UnitId> = new.units.iter().copied().collect();
    if chosen.iter().any(|id| !units.iter().any(|unit| unit.id == *id)) {
        problems.push(Problem::field("units", |l| text::surveys::unknown_unit(l).to_owned()));
    }
    if new.kind == Kind::Historical {
        return Err(Error::NotFound);
    }
    if new.kind != Kind::Cycle {
        if chosen.is_empty() {
            problems.push(Problem::field("units", |l| text::surveys::choose_units(l).to_owned()));
        }
        units.retain(|unit| chosen.contains(&unit.id));
        return Ok((units, Vec::new()));
    }
    let people = store::audience::people(tx, ctx.organisation).await?;
    let inside = below(&branches(&units), &chosen);
    let named = named(&new.people, &people, &scope, problems);
    let subjects: Vec<Candidate> = people
        .into_iter()
        .filter(|person| inside.contains(&person.colleague.unit) || named.contains(&person.colleague.id))
        .collect();
    if subjects.is_empty() && problems.is_empty() {
        problems.push(Problem::field("units", |l| text::surveys::no_subjects(l).to_owned()));
    }
    let of_subjects: BTreeSet<UnitId> = subjects.iter().map(|person| person.colleague.unit).collect();
    units.retain(|unit| of_subjects.contains(&unit.id));
    Ok((units, subjects))
}

/// The people named by their personnel numbers.
fn named(typed: &str, people: &[Candidate], scope: &Scope, problems: &mut Vec<Problem>) -> BTreeSet<PersonId> {
    let by_code: BTreeMap<&str, &Candidate> = people.iter().map(|person| (person.code.as_str(), person)).collect();
    let folded = ayeneh_domain::digits::fold(typed);
    let separators = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | '،' | '؛');
    let mut found = BTreeSet::new();
    let mut unknown = Vec::new();
    for code in folded.split(separators).filter(|code| !code.is_empty()) {
        match by_code.get(code).filter(|person| scope.covers(std::iter::once(person.colleague.unit))) {
            Some(person) => drop(found.insert(person.colleague.id)),
            None => unknown.push(text::isolate(code)),
        }
    }
    if !unknown.is_empty() {
        unknown.truncate(10);
        problems.push(Problem::field("people", |l| {
            text::surveys::unknown_people(l, unknown.join(text::common::list_separator(l)))
        }));
    }
    found
}
