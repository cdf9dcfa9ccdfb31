//! SQL of measures, readings and targets.

use std::collections::BTreeMap;

use ayeneh_domain::{
    bilingual::Bilingual,
    calendar::Month,
    ids::{MeasureId, OrganisationId, UnitId},
    measure::{Aggregate, Direction, Perspective, Target},
};
use sqlx::FromRow;
use uuid::Uuid;

use super::{Measure, SetTarget, Source};
use crate::{
    db::{Many, Tx},
    on_engine,
    people::rows::undecodable,
};

const MEASURES: &str = "SELECT id, key, name_fa, name_en, perspective, direction, unit_fa, unit_en, decimals, aggregate, \
     source, position FROM measure WHERE organisation_id = $1 ORDER BY position, key";
const TARGETS: &str = "SELECT measure_id, unit_id, target, threshold FROM target WHERE organisation_id = $1";
const DELETE_TARGET: &str =
    "DELETE FROM target WHERE organisation_id = $1 AND measure_id = $2 AND unit_id IS NOT DISTINCT FROM $3";
const INSERT_TARGET: &str = "INSERT INTO target (organisation_id, id, measure_id, unit_id, target, threshold) \
     VALUES ($1, $2, $3, $4, $5, $6)";
const READINGS: &str = "SELECT measure_id, unit_id, period, value FROM reading \
     WHERE organisation_id = $1 AND period >= $2 AND period <= $3";
const LAST_READING: &str = "SELECT max(period) FROM reading WHERE organisation_id = $1 AND period <= $2";
const FIRST_READING: &str = "SELECT min(period) FROM reading WHERE organisation_id = $1";
const LATEST: &str = "SELECT count(DISTINCT measure_id), max(period) FROM reading WHERE organisation_id = $1";

static INSERT_MEASURES: Many = Many::new(
    "INSERT INTO measure (organisation_id, id, key, name_fa, name_en, perspective, direction, unit_fa, unit_en, \
     decimals, aggregate, source, position) VALUES",
    13,
    "",
);
static KEEP_READINGS: Many = Many::new(
    "INSERT INTO reading (organisation_id, measure_id, unit_id, period, value) VALUES",
    5,
    " ON CONFLICT (organisation_id, measure_id, unit_id, period) DO UPDATE SET value = excluded.value",
);

/// Every constant statement of this file, prepared on both engines by a test.
pub const STATEMENTS: &[&str] =
    &[MEASURES, TARGETS, DELETE_TARGET, INSERT_TARGET, READINGS, LAST_READING, FIRST_READING, LATEST];

#[derive(FromRow)]
struct MeasureRow {
    id: Uuid,
    key: String,
    name_fa: String,
    name_en: String,
    perspective: String,
    direction: String,
    unit_fa: String,
    unit_en: String,
    decimals: i64,
    aggregate: String,
    source: String,
    position: i64,
}

impl TryFrom<MeasureRow> for Measure {
    type Error = sqlx::Error;

    fn try_from(row: MeasureRow) -> Result<Self, sqlx::Error> {
        let direction = Direction::from_key(&row.direction);
        let aggregate = Aggregate::from_key(&row.aggregate);
        Ok(Self {
            id: MeasureId(row.id),
            key: row.key,
            name: Bilingual::new(row.name_fa, row.name_en),
            perspective: Perspective::from_key(&row.perspective)
                .ok_or_else(|| undecodable("perspective", &row.perspective))?,
            direction: direction.ok_or_else(|| undecodable("direction", &row.direction))?,
            unit: Bilingual::new(row.unit_fa, row.unit_en),
            decimals: u8::try_from(row.decimals).map_err(|_| undecodable("decimals", &row.decimals.to_string()))?,
            aggregate: aggregate.ok_or_else(|| undecodable("aggregate", &row.aggregate))?,
            source: Source::from_key(&row.source).ok_or_else(|| undecodable("source", &row.source))?,
            position: row.position,
        })
    }
}

#[derive(FromRow)]
struct TargetRow {
    measure_id: Uuid,
    unit_id: Option<Uuid>,
    target: f64,
    threshold: f64,
}

/// The value of a measure for a unit and a month.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reading {
    /// The measure.
    pub measure: MeasureId,
    /// The unit.
    pub unit: UnitId,
    /// The month.
    pub month: Month,
    /// The value, finite, in the measure's unit.
    pub value: f64,
}

#[derive(FromRow)]
struct ReadingRow {
    measure_id: Uuid,
    unit_id: Uuid,
    period: String,
    value: f64,
}

/// All measures, by position.
///
/// # Errors
/// The database's.
pub async fn measures(tx: &mut Tx, organisation: OrganisationId) -> Result<Vec<Measure>, sqlx::Error> {
    let rows = on_engine!(tx, |c| sqlx::query_as::<_, MeasureRow>(MEASURES).bind(organisation.0).fetch_all(c).await)?;
    rows.into_iter().map(Measure::try_from).collect()
}

/// Adds measures.
///
/// # Errors
/// The database's; a key that is taken.
pub async fn insert_measures(
    tx: &mut Tx,
    organisation: OrganisationId,
    measures: &[Measure],
) -> Result<(), sqlx::Error> {
    for (text, part) in INSERT_MEASURES.parts(measures) {
        on_engine!(tx, |c| {
            let mut query = sqlx::query(text);
            for measure in part {
                query = query.bind(organisation.0).bind(measure.id.0).bind(&measure.key);
                query = query.bind(&measure.name.fa).bind(&measure.name.en);
                query = query.bind(measure.perspective.key()).bind(measure.direction.key());
                query = query.bind(&measure.unit.fa).bind(&measure.unit.en).bind(i64::from(measure.decimals));
                query = query.bind(measure.aggregate.key()).bind(measure.source.key()).bind(measure.position);
            }
            query.execute(c).await.map(|_| ())
        })?;
    }
    Ok(())
}

/// All targets of these measures.
///
/// # Errors
/// The database's.
pub async fn targets(
    tx: &mut Tx,
    organisation: OrganisationId,
    measures: &[Measure],
) -> Result<Vec<SetTarget>, sqlx::Error> {
    let rows = on_engine!(tx, |c| sqlx::query_as::<_, TargetRow>(TARGETS).bind(organisation.0).fetch_all(c).await)?;
    let directions: BTreeMap<Uuid, Direction> = measures.iter().map(|m| (m.id.0, m.direction)).collect();
    let target = |row: TargetRow| {
        let direction = *directions.get(&row.measure_id)?;
        let target = Target::new(direction, row.target, row.threshold).ok()?;
        Some(SetTarget { measure: MeasureId(row.measure_id), unit: row.unit_id.map(UnitId), target })
    };
    Ok(rows.into_iter().filter_map(target).collect())
}

/// Takes the target of a measure for a unit (or the organisation) away.
///
/// # Errors
/// The database's.
pub async fn delete_target(
    tx: &mut Tx,
    organisation: OrganisationId,
    measure: MeasureId,
    unit: Option<UnitId>,
) -> Result<(), sqlx::Error> {
    on_engine!(tx, |c| sqlx::query(DELETE_TARGET)
        .bind(organisation.0)
        .bind(measure.0)
        .bind(unit.map(|unit| unit.0))
        .execute(c)
        .await
        .map(|_| ()))
}

/// Adds a target; an earlier one has to be deleted first.
///
/// # Errors
/// The database's.
pub async fn insert_target(
    tx: &mut Tx,
    organisation: OrganisationId,
    id: Uuid,
    set: &SetTarget,
) -> Result<(), sqlx::Error> {
    on_engine!(tx, |c| sqlx::query(INSERT_TARGET)
        .bind(organisation.0)
        .bind(id)
        .bind(set.measure.0)
        .bind(set.unit.map(|unit| unit.0))
        .bind(set.target.target())
        .bind(set.target.threshold())
        .execute(c)
        .await
        .map(|_| ()))
}

/// All readings of the months from `first` to `last`.
///
/// # Errors
/// The database's.
pub async fn readings(
    tx: &mut Tx,
    organisation: OrganisationId,
    first: Month,
    last: Month,
) -> Result<Vec<Reading>, sqlx::Error> {
    let rows = on_engine!(tx, |c| sqlx::query_as::<_, ReadingRow>(READINGS)
        .bind(organisation.0)
        .bind(first.to_string())
        .bind(last.to_string())
        .fetch_all(c)
        .await)?;
    let reading = |row: ReadingRow| {
        let month = row.period.parse().map_err(|_| undecodable("period", &row.period))?;
        Ok(Reading { measure: MeasureId(row.measure_id), unit: UnitId(row.unit_id), month, value: row.value })
    };
    rows.into_iter().map(reading).collect()
}

/// Keeps readings: new ones are added, others take the new value. No measure, unit and month twice.
///
/// # Errors
/// The database's.
pub async fn keep_readings(tx: &mut Tx, organisation: OrganisationId, readings: &[Reading]) -> Result<(), sqlx::Error> {
    for (text, part) in KEEP_READINGS.parts(readings) {
        on_engine!(tx, |c| {
            let mut query = sqlx::query(text);
            for reading in part {
                query = query.bind(organisation.0).bind(reading.measure.0).bind(reading.unit.0);
                query = query.bind(reading.month.to_string()).bind(reading.value);
            }
            query.execute(c).await.map(|_| ())
        })?;
    }
    Ok(())
}

/// The first month with a reading, and the last one not after `until`.
///
/// # Errors
/// The database's.
pub async fn span(
    tx: &mut Tx,
    organisation: OrganisationId,
    until: Month,
) -> Result<Option<(Month, Month)>, sqlx::Error> {
    let first: Option<String> =
        on_engine!(tx, |c| sqlx::query_scalar(FIRST_READING).bind(organisation.0).fetch_one(c).await)?;
    let last: Option<String> = on_engine!(tx, |c| sqlx::query_scalar(LAST_READING)
        .bind(organisation.0)
        .bind(until.to_string())
        .fetch_one(c)
        .await)?;
    let month = |text: String| text.parse().map_err(|_| undecodable("period", &text));
    Ok(first.map(month).transpose()?.zip(last.map(month).transpose()?))
}

/// How many measures have readings, and the latest month with one.
///
/// # Errors
/// The database's.
pub async fn latest(tx: &mut Tx, organisation: OrganisationId) -> Result<Option<(usize, Month)>, sqlx::Error> {
    let (count, period): (i64, Option<String>) =
        on_engine!(tx, |c| sqlx::query_as(LATEST).bind(organisation.0).fetch_one(c).await)?;
    let Some(period) = period else { return Ok(None) };
    let month = period.parse().map_err(|_| undecodable("period", &period))?;
    Ok(Some((usize::try_from(count).unwrap_or_default(), month)))
}
