//! Answers to old surveys: read from a file, sealed as if they had been given here, and released by the same builder.
//!
//! So an old survey obeys the same thresholds as a new one. A file is imported wholly or not at all; one survey comes
//! of each period in it.

mod lines;
mod questionnaire;

use std::collections::{BTreeMap, BTreeSet};

use ayeneh_domain::{
    answer::{Group, Response},
    bilingual::Bilingual,
    calendar::{Date, Month},
    ids::{QuestionnaireId, ReleaseId, SurveyId, UnitId},
    permission::Right,
    questionnaire::{Frozen, Side},
    survey::{Kind, Mode, State, Wording},
};
use ayeneh_text as text;

use crate::{
    Ctx, Error, Problem, Result,
    db::Tx,
    import::{self, ImportFile, Limits},
    intake,
    organisation::store as organisation,
    people::{self, Unit},
    release,
    surveys::{Survey, store::survey as store},
};

/// At most so many rows; a row is one answer.
const MOST_ROWS: usize = 2_000_000;
/// At most so many bytes.
const MOST_BYTES: usize = 256 * 1024 * 1024;
/// The longest title, in characters.
const LONGEST_TITLE: usize = 120;

/// What is said of the answers beside the file.
#[derive(Clone, Debug)]
pub struct OldSurvey {
    /// What the survey was called.
    pub title: Bilingual,
    /// Who answered it.
    pub side: Side,
    /// The points of its scale, from 1; items known here keep their own.
    pub points: u8,
    /// The period of rows that name none, as typed.
    pub period: String,
    /// Somebody says that each row is another person. Without it a file has to name its respondents, because thresholds
    /// count people; with it the statement is kept and printed with the survey.
    pub rows_are_people: bool,
}

/// A survey that was imported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Imported {
    /// The survey.
    pub survey: SurveyId,
    /// Its release.
    pub release: ReleaseId,
    /// Its period.
    pub month: Month,
    /// How many people answered it.
    pub respondents: usize,
    /// Whether rows named nobody, so that each was counted as another person, as was said.
    pub rows_are_people: bool,
}

/// The answers of one period.
struct Period {
    month: Month,
    respondents: Vec<Response>,
}

/// Imports answers, closes their surveys and releases them.
///
/// # Errors
/// [`Error::Refused`] without the right for the whole organisation; [`Error::Invalid`] naming what is wrong in which
/// row; [`Error::Conflict`] where a survey of this title and period was imported before; the database's.
pub async fn import_answers(ctx: &Ctx, old: &OldSurvey, files: Vec<ImportFile>) -> Result<Vec<Imported>> {
    ctx.require_everywhere(Right::SurveysManage)?;
    let (title, default) = check(old)?;
    let mut tx = ctx.read().await?;
    let units = people::store::units(&mut tx, ctx.organisation).await?;
    drop(tx);
    let codes: BTreeMap<String, UnitId> = units.iter().map(|unit| (import::plain(&unit.code), unit.id)).collect();
    let kept = lines::Kept {
        points: old.points,
        month: default,
        begun: Month::begun_by(Date::at(ctx.core.now_ms(), ctx.core.settings.utc_offset_minutes)),
        rows_are_people: old.rows_are_people,
    };
    let read = tokio::task::spawn_blocking(move || {
        let limits = Limits { rows: MOST_ROWS, bytes: MOST_BYTES, ..Limits::default() };
        lines::read(&import::read(&files, &limits)?, &codes, kept)
    });
    let lines = read.await.map_err(|error| Error::Internal(error.to_string()))?.map_err(Error::Invalid)?;
    let frozen = questionnaire::frozen(&title, &lines.items, old.points).map_err(Error::Internal)?;
    let mut surveys = Vec::new();
    let mut tx = ctx.write().await?;
    refuse_twice(ctx, &mut tx, &title, lines.months.keys()).await?;
    let questionnaire = keep_questionnaire(ctx, &mut tx, &frozen).await?;
    let rows_are_people = lines.without_respondents;
    for period in periods(lines, old.side) {
        let respondents = period.respondents.len();
        let month = period.month;
        let said = Said { title: &title, side: old.side, rows_are_people };
        let survey = keep(ctx, &mut tx, said, (questionnaire, &frozen), &units, period).await?;
        surveys.push((survey, month, respondents));
    }
    tx.commit().await?;
    let mut imported = Vec::new();
    for (survey, month, respondents) in surveys {
        let release = release::release_closed(&ctx.core, ctx.organisation, survey).await?;
        imported.push(Imported { survey, release, month, respondents, rows_are_people });
    }
    Ok(imported)
}

/// Refuses what was imported before. Of two that import at once the second waits here until the first is done.
async fn refuse_twice(ctx: &Ctx, tx: &mut Tx, title: &Bilingual, months: impl Iterator<Item = &Month>) -> Result<()> {
    organisation::lock(tx, ctx.organisation).await?;
    let surveys = store::list(tx, ctx.organisation).await?;
    let there: BTreeSet<Month> = surveys
        .into_iter()
        .filter(|survey| survey.kind == Kind::Historical && survey.title == *title)
        .map(|survey| survey.period)
        .collect();
    for month in months {
        if there.contains(month) {
            return Err(Error::conflict(|l| text::historical::there(l, title.get(l), *month)));
        }
    }
    Ok(())
}

/// Title, points and default period.
fn check(old: &OldSurvey) -> Result<(Bilingual, Option<Month>)> {
    let mut problems = Vec::new();
    let title = Bilingual::new(old.title.fa.trim(), old.title.en.trim());
    for (field, written) in [("title_fa", &title.fa), ("title_en", &title.en)] {
        if written.is_empty() {
            problems.push(Problem::field(field, |l| text::field_errors::required(l).to_owned()));
        } else if written.chars().count() > LONGEST_TITLE {
            problems.push(Problem::field(field, |l| text::field_errors::too_long(l, LONGEST_TITLE)));
        }
    }
    if !(2..=10).contains(&old.points) {
        problems.push(Problem::field("points", |l| text::field_errors::number_out_of_range(l, 2_u8, 10_u8)));
    }
    let period = old.period.trim();
    let month = Month::parse_typed(period);
    if !period.is_empty()
        && let Err(error) = month
    {
        problems.push(Problem::field("period", |l| text::field_error::month(l, error)));
    }
    if problems.is_empty() { Ok((title, month.ok())) } else { Err(Error::Invalid(problems)) }
}

fn periods(lines: lines::Lines, side: Side) -> Vec<Period> {
    let response = |(unit, answers)| Response {
        group: Group { side, unit, level: None, tenure: None, subject: None, relationship: None },
        answers,
    };
    let period = |(month, respondents): (Month, Vec<lines::Respondent>)| Period {
        month,
        respondents: respondents.into_iter().map(response).collect(),
    };
    lines.months.into_iter().map(period).collect()
}

async fn keep_questionnaire(ctx: &Ctx, tx: &mut Tx, frozen: &Frozen) -> Result<QuestionnaireId> {
    let id = QuestionnaireId(ctx.core.new_id());
    let document = serde_json::to_string(frozen)?;
    // Every import has its own document, so its key carries the identifier.
    let key = format!("{}.{id}", frozen.document().key);
    store::insert_questionnaire(tx, ctx.organisation, id, (&key, 1), &document, ctx.core.now_ms()).await?;
    Ok(id)
}

/// What is known of all periods.
struct Said<'a> {
    title: &'a Bilingual,
    side: Side,
    rows_are_people: bool,
}

/// Stores a closed survey with its sealed answers.
async fn keep(
    ctx: &Ctx,
    tx: &mut Tx,
    said: Said<'_>,
    (questionnaire, frozen): (QuestionnaireId, &Frozen),
    units: &[Unit],
    period: Period,
) -> Result<SurveyId> {
    let rules = Kind::Historical.rules();
    let now = ctx.core.now_ms();
    let survey = Survey {
        id: SurveyId(ctx.core.new_id()),
        kind: Kind::Historical,
        state: State::Closed,
        title: said.title.clone(),
        period: period.month,
        mode: Mode::Confidential,
        promise: crate::error::both(|l| text::promise::of(l, Kind::Historical, Mode::Confidential, &rules)),
        rules,
        closes_on: None,
        created_by: Some(ctx.person),
        created_at: now,
        launched_at: None,
        closed_at: Some(now),
        ranking: None,
        rows_are_people: said.rows_are_people,
    };
    let stored = serde_json::to_string(&survey.rules)?;
    let wording = match said.side {
        Side::Employee => Wording::Employee,
        Side::Customer => Wording::Customer,
    };
    let id = survey.id;
    store::insert(tx, ctx.organisation, &survey, &stored).await?;
    store::replace_units(tx, ctx.organisation, id, &answered(units, &period)).await?;
    store::insert_wording(tx, ctx.organisation, id, wording, questionnaire).await?;
    intake::import(tx, &*ctx.core.random, ctx.organisation, id, frozen.document(), &period.respondents).await?;
    Ok(id)
}

/// The units that answered, with those above them.
fn answered(units: &[Unit], period: &Period) -> Vec<Unit> {
    let parents: BTreeMap<UnitId, Option<UnitId>> = units.iter().map(|unit| (unit.id, unit.parent)).collect();
    let mut kept: BTreeSet<UnitId> = BTreeSet::new();
    for response in &period.respondents {
        let mut unit = Some(response.group.unit);
        while let Some(id) = unit.filter(|id| kept.insert(*id)) {
            unit = parents.get(&id).copied().flatten();
        }
    }
    units.iter().filter(|unit| kept.contains(&unit.id)).cloned().collect()
}
