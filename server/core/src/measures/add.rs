//! A measure of the organisation's own.

use ayeneh_domain::{
    bilingual::Bilingual,
    digits::fold,
    ids::MeasureId,
    measure::{Aggregate, Direction, Perspective},
    permission::Right,
};
use ayeneh_text as text;

use super::{Measure, Source, store};
use crate::{Ctx, Error, Problem, Result};

/// The longest name, in characters.
const MOST_CHARS: usize = 80;
/// The most digits after the decimal point.
const MOST_DECIMALS: u8 = 3;

/// A measure as it was typed.
#[derive(Clone, Debug, Default)]
pub struct MeasureForm {
    /// Its name in files and the API.
    pub key: String,
    /// Its name in Persian.
    pub name_fa: String,
    /// Its name in English.
    pub name_en: String,
    /// Key of a [`Perspective`].
    pub perspective: String,
    /// Key of a [`Direction`].
    pub direction: String,
    /// What is counted, in Persian.
    pub unit_fa: String,
    /// What is counted, in English.
    pub unit_en: String,
    /// Digits after the decimal point.
    pub decimals: String,
    /// Key of an [`Aggregate`].
    pub aggregate: String,
}

/// Adds a measure with imported readings, behind the others.
///
/// # Errors
/// [`Error::Refused`] without the right for the whole organisation, [`Error::Invalid`] naming each field to change; the
/// database's.
pub async fn add_measure(ctx: &Ctx, form: &MeasureForm) -> Result<MeasureId> {
    ctx.require_everywhere(Right::MeasuresManage)?;
    let mut tx = ctx.write().await?;
    let there = store::measures(&mut tx, ctx.organisation).await?;
    let mut problems = Vec::new();
    let measure = Measure {
        id: MeasureId(ctx.core.new_id()),
        key: key(form, &there, &mut problems),
        name: Bilingual::new(
            written("name_fa", &form.name_fa, true, &mut problems),
            written("name_en", &form.name_en, true, &mut problems),
        ),
        perspective: chosen("perspective", Perspective::from_key(&form.perspective), &mut problems)
            .unwrap_or(Perspective::Financial),
        direction: chosen("direction", Direction::from_key(&form.direction), &mut problems).unwrap_or(Direction::Up),
        unit: Bilingual::new(
            written("unit_fa", &form.unit_fa, false, &mut problems),
            written("unit_en", &form.unit_en, false, &mut problems),
        ),
        decimals: decimals(&form.decimals, &mut problems),
        aggregate: chosen("aggregate", Aggregate::from_key(&form.aggregate), &mut problems).unwrap_or(Aggregate::Sum),
        source: Source::Import,
        position: there.iter().map(|measure| measure.position).max().unwrap_or(0) + 1,
    };
    if !problems.is_empty() {
        return Err(Error::Invalid(problems));
    }
    let id = measure.id;
    store::insert_measures(&mut tx, ctx.organisation, &[measure]).await?;
    tx.commit().await?;
    Ok(id)
}

fn key(form: &MeasureForm, there: &[Measure], problems: &mut Vec<Problem>) -> String {
    let key = form.key.trim().to_owned();
    let shaped = key.len() <= MOST_CHARS
        && key.starts_with(|c: char| c.is_ascii_lowercase())
        && key.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
    if !shaped {
        problems.push(Problem::field("key", |l| text::measures::key_wrong(l).to_owned()));
    } else if there.iter().any(|measure| measure.key == key) {
        problems.push(Problem::field("key", |l| text::field_errors::taken(l).to_owned()));
    }
    key
}

fn written(field: &str, typed: &str, required: bool, problems: &mut Vec<Problem>) -> String {
    let typed = typed.trim();
    if required && typed.is_empty() {
        problems.push(Problem::field(field, |l| text::field_errors::required(l).to_owned()));
    }
    if typed.chars().count() > MOST_CHARS {
        problems.push(Problem::field(field, |l| text::field_errors::too_long(l, MOST_CHARS)));
    }
    typed.to_owned()
}

fn chosen<T>(field: &str, choice: Option<T>, problems: &mut Vec<Problem>) -> Option<T> {
    if choice.is_none() {
        problems.push(Problem::field(field, |l| text::field_errors::choose(l).to_owned()));
    }
    choice
}

fn decimals(typed: &str, problems: &mut Vec<Problem>) -> u8 {
    let read = fold(typed.trim()).parse().ok().filter(|decimals| *decimals <= MOST_DECIMALS);
    if read.is_none() {
        problems.push(Problem::field("decimals", |l| text::measures::decimals_wrong(l).to_owned()));
    }
    read.unwrap_or(0)
}
