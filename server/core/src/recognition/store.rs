//! SQL of thanks. What is hidden is left out by the statements, and what is for one person alone comes up only in that
//! person's and its writer's own lists.

use ayeneh_domain::{
    bilingual::{Bilingual, Locale},
    calendar::Date,
    ids::{OrganisationId, PersonId, ThanksId, UnitId},
    recognition::Audience,
};
use sqlx::FromRow;
use uuid::Uuid;

use super::Thanks;
use crate::{db::Tx, on_engine, people::rows::undecodable};

type Sql<T> = Result<T, sqlx::Error>;

/// So many thanks a page.
pub const PAGE_ROWS: i64 = 50;

macro_rules! thanks {
    ($rest:literal) => {
        concat!(
            "SELECT t.id, t.from_id, f.name AS from_name, t.to_id, p.name AS to_name, t.unit_id, u.name_fa, u.name_en, \
             t.behaviour, t.words, t.audience, t.given_on, t.hidden_reason FROM thanks t \
             JOIN person f ON f.organisation_id = t.organisation_id AND f.id = t.from_id \
             JOIN person p ON p.organisation_id = t.organisation_id AND p.id = t.to_id \
             JOIN unit u ON u.organisation_id = t.organisation_id AND u.id = t.unit_id WHERE t.organisation_id = $1 ",
            $rest
        )
    };
}

const COMPANY: &str =
    thanks!("AND t.audience = 'company' AND t.hidden_reason IS NULL ORDER BY t.given_at DESC, t.id LIMIT 51 OFFSET $2");
const TO: &str = thanks!(
    "AND t.to_id = $3 AND t.audience = 'company' AND t.hidden_reason IS NULL \
     ORDER BY t.given_at DESC, t.id LIMIT 51 OFFSET $2"
);
const IN_UNIT: &str = thanks!(
    "AND t.unit_id IN (WITH RECURSIVE below(id) AS (SELECT o.id FROM unit o WHERE o.organisation_id = $1 AND o.id = $3 \
     UNION SELECT c.id FROM unit c JOIN below b ON c.parent_id = b.id WHERE c.organisation_id = $1) SELECT id FROM below) \
     AND t.audience = 'company' AND t.hidden_reason IS NULL ORDER BY t.given_at DESC, t.id LIMIT 51 OFFSET $2"
);
const RECEIVED: &str =
    thanks!("AND t.to_id = $3 AND t.hidden_reason IS NULL ORDER BY t.given_at DESC, t.id LIMIT 51 OFFSET $2");
const GIVEN: &str = thanks!("AND t.from_id = $3 ORDER BY t.given_at DESC, t.id LIMIT 51 OFFSET $2");
const ONE: &str = thanks!("AND t.id = $2");
const INSERT: &str = "INSERT INTO thanks \
     (organisation_id, id, from_id, to_id, unit_id, behaviour, words, audience, given_on, given_at) \
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT DO NOTHING";
const SAME: &str = "SELECT id, hidden_reason IS NOT NULL FROM thanks WHERE organisation_id = $1 AND from_id = $2 AND to_id = $3 \
     AND given_on = $4 AND behaviour = $5 AND audience = $6 AND words = $7";
const GIVEN_ON: &str = "SELECT count(*) FROM thanks WHERE organisation_id = $1 AND from_id = $2 AND given_on = $3";
const HIDE: &str = "UPDATE thanks SET hidden_reason = $3, hidden_by = $4 WHERE organisation_id = $1 AND id = $2 \
     AND audience = 'company' AND hidden_reason IS NULL";
const NAMED: &str = "SELECT id FROM person WHERE organisation_id = $1 AND (code = $2 OR email = $3 OR name = $4) \
     ORDER BY CASE WHEN code = $2 OR email = $3 THEN 0 ELSE 1 END, CASE WHEN active THEN 0 ELSE 1 END, id LIMIT 3";
// Nothing happens for a month that was written about: whoever comes second changes no row.
const WRITE_ABOUT: &str =
    "INSERT INTO thanks_month (organisation_id, first_day) VALUES ($1, $2) ON CONFLICT DO NOTHING";
const OF_MONTH: &str = "SELECT p.id, (SELECT count(*) FROM thanks t WHERE t.organisation_id = p.organisation_id \
     AND t.to_id = p.id AND t.hidden_reason IS NULL AND t.given_on >= $2 AND t.given_on < $3) AS received, \
     (SELECT count(*) FROM thanks t WHERE t.organisation_id = p.organisation_id AND t.unit_id = p.unit_id \
     AND t.to_id <> p.id AND t.audience = 'company' AND t.hidden_reason IS NULL \
     AND t.given_on >= $2 AND t.given_on < $3) AS around \
     FROM person p WHERE p.organisation_id = $1 AND p.active AND p.email <> '' AND p.locale = $4 ORDER BY p.id";

/// Every statement of this file, prepared on both engines by a test.
pub const STATEMENTS: &[&str] =
    &[COMPANY, TO, IN_UNIT, RECEIVED, GIVEN, ONE, INSERT, SAME, GIVEN_ON, HIDE, NAMED, WRITE_ABOUT, OF_MONTH];

#[derive(FromRow)]
struct ThanksRow {
    id: Uuid,
    from_id: Uuid,
    from_name: String,
    to_id: Uuid,
    to_name: String,
    unit_id: Uuid,
    name_fa: String,
    name_en: String,
    behaviour: String,
    words: String,
    audience: String,
    given_on: String,
    hidden_reason: Option<String>,
}

impl TryFrom<ThanksRow> for Thanks {
    type Error = sqlx::Error;

    fn try_from(row: ThanksRow) -> Sql<Self> {
        Ok(Self {
            id: ThanksId(row.id),
            from: (PersonId(row.from_id), row.from_name),
            to: (PersonId(row.to_id), row.to_name),
            unit: (UnitId(row.unit_id), Bilingual::new(row.name_fa, row.name_en)),
            behaviour: row.behaviour,
            words: row.words,
            audience: Audience::from_key(&row.audience).ok_or_else(|| undecodable("audience", &row.audience))?,
            given_on: row.given_on.parse().map_err(|_| undecodable("given_on", &row.given_on))?,
            hidden: row.hidden_reason,
        })
    }
}

/// What everybody may read, the newest first: a page and one row more, if there is one.
pub(super) async fn company(tx: &mut Tx, organisation: OrganisationId, skipped: i64) -> Sql<Vec<Thanks>> {
    let rows = on_engine!(tx, |c| sqlx::query_as::<_, ThanksRow>(COMPANY)
        .bind(organisation.0)
        .bind(skipped)
        .fetch_all(c)
        .await)?;
    rows.into_iter().map(Thanks::try_from).collect()
}

/// What everybody may read about somebody.
pub(super) async fn to(tx: &mut Tx, organisation: OrganisationId, person: PersonId, skipped: i64) -> Sql<Vec<Thanks>> {
    of(tx, TO, organisation, person.0, skipped).await
}

/// What everybody may read about people of a unit and below.
pub(super) async fn in_unit(tx: &mut Tx, organisation: OrganisationId, unit: UnitId, skipped: i64) -> Sql<Vec<Thanks>> {
    of(tx, IN_UNIT, organisation, unit.0, skipped).await
}

/// What somebody was thanked for, for that person.
pub(super) async fn received(
    tx: &mut Tx,
    organisation: OrganisationId,
    person: PersonId,
    skipped: i64,
) -> Sql<Vec<Thanks>> {
    of(tx, RECEIVED, organisation, person.0, skipped).await
}

/// What somebody gave, hidden or not, for that person.
pub(super) async fn given(
    tx: &mut Tx,
    organisation: OrganisationId,
    person: PersonId,
    skipped: i64,
) -> Sql<Vec<Thanks>> {
    of(tx, GIVEN, organisation, person.0, skipped).await
}

async fn of(
    tx: &mut Tx,
    statement: &'static str,
    organisation: OrganisationId,
    id: Uuid,
    skipped: i64,
) -> Sql<Vec<Thanks>> {
    let rows = on_engine!(tx, |c| sqlx::query_as::<_, ThanksRow>(statement)
        .bind(organisation.0)
        .bind(skipped)
        .bind(id)
        .fetch_all(c)
        .await)?;
    rows.into_iter().map(Thanks::try_from).collect()
}

/// One, hidden or not.
pub(super) async fn one(tx: &mut Tx, organisation: OrganisationId, id: ThanksId) -> Sql<Option<Thanks>> {
    let row = on_engine!(tx, |c| sqlx::query_as::<_, ThanksRow>(ONE)
        .bind(organisation.0)
        .bind(id.0)
        .fetch_optional(c)
        .await)?;
    row.map(Thanks::try_from).transpose()
}

/// Adds thanks; `false` if the same were given on that day.
pub(super) async fn insert(tx: &mut Tx, organisation: OrganisationId, thanks: &Thanks, now_ms: i64) -> Sql<bool> {
    on_engine!(tx, |c| sqlx::query(INSERT)
        .bind(organisation.0)
        .bind(thanks.id.0)
        .bind(thanks.from.0.0)
        .bind(thanks.to.0.0)
        .bind(thanks.unit.0.0)
        .bind(&thanks.behaviour)
        .bind(&thanks.words)
        .bind(thanks.audience.key())
        .bind(thanks.given_on.to_string())
        .bind(now_ms)
        .execute(c)
        .await
        .map(|done| done.rows_affected() == 1))
}

/// The same thanks of the same day, and whether they are hidden.
pub(super) async fn same(tx: &mut Tx, organisation: OrganisationId, thanks: &Thanks) -> Sql<Option<(ThanksId, bool)>> {
    let row: Option<(Uuid, bool)> = on_engine!(tx, |c| sqlx::query_as(SAME)
        .bind(organisation.0)
        .bind(thanks.from.0.0)
        .bind(thanks.to.0.0)
        .bind(thanks.given_on.to_string())
        .bind(&thanks.behaviour)
        .bind(thanks.audience.key())
        .bind(&thanks.words)
        .fetch_optional(c)
        .await)?;
    Ok(row.map(|(id, hidden)| (ThanksId(id), hidden)))
}

/// How many somebody gave on a day.
pub(super) async fn given_on(tx: &mut Tx, organisation: OrganisationId, person: PersonId, day: Date) -> Sql<u32> {
    let count: i64 = on_engine!(tx, |c| sqlx::query_scalar(GIVEN_ON)
        .bind(organisation.0)
        .bind(person.0)
        .bind(day.to_string())
        .fetch_one(c)
        .await)?;
    Ok(u32::try_from(count).unwrap_or(u32::MAX))
}

/// Hides thanks that everybody may read; `false` if it is none, or hidden.
pub(super) async fn hide(
    tx: &mut Tx,
    organisation: OrganisationId,
    id: ThanksId,
    reason: &str,
    by: PersonId,
) -> Sql<bool> {
    on_engine!(tx, |c| sqlx::query(HIDE)
        .bind(organisation.0)
        .bind(id.0)
        .bind(reason)
        .bind(by.0)
        .execute(c)
        .await
        .map(|done| done.rows_affected() == 1))
}

/// At most three people with this number, address or name; number and address before name, who works there before others.
pub(super) async fn named(tx: &mut Tx, organisation: OrganisationId, typed: &str) -> Sql<Vec<PersonId>> {
    let (code, email) = (ayeneh_domain::digits::fold(typed).into_owned(), typed.to_lowercase());
    let rows: Vec<Uuid> = on_engine!(tx, |c| sqlx::query_scalar(NAMED)
        .bind(organisation.0)
        .bind(code)
        .bind(email)
        .bind(typed)
        .fetch_all(c)
        .await)?;
    Ok(rows.into_iter().map(PersonId).collect())
}

/// Notes that a month is written about now; `false` if it was before.
pub(super) async fn write_about(tx: &mut Tx, organisation: OrganisationId, first: Date) -> Sql<bool> {
    on_engine!(tx, |c| sqlx::query(WRITE_ABOUT)
        .bind(organisation.0)
        .bind(first.to_string())
        .execute(c)
        .await
        .map(|done| done.rows_affected() == 1))
}

/// Everybody who works there and reads a language, with how often they were thanked between two days, and how often others of their unit were
/// before everybody.
pub(super) async fn of_month(
    tx: &mut Tx,
    organisation: OrganisationId,
    (from, to): (Date, Date),
    language: Locale,
) -> Sql<Vec<(PersonId, i64, i64)>> {
    let rows: Vec<(Uuid, i64, i64)> = on_engine!(tx, |c| sqlx::query_as(OF_MONTH)
        .bind(organisation.0)
        .bind(from.to_string())
        .bind(to.to_string())
        .bind(language.tag())
        .fetch_all(c)
        .await)?;
    Ok(rows.into_iter().map(|(id, received, around)| (PersonId(id), received, around)).collect())
}
