//! SQL of the organisation.

use ayeneh_domain::{
    bilingual::{Bilingual, Locale},
    ids::OrganisationId,
};
use sqlx::FromRow;

use super::Organisation;
use crate::{db::Tx, on_engine, people::rows::undecodable};

const FIND: &str = "SELECT name_fa, name_en, locale, invented FROM organisation WHERE organisation_id = $1";
const INSERT: &str = "INSERT INTO organisation (organisation_id, name_fa, name_en, locale, invented, created_at) \
     VALUES ($1, $2, $3, $4, $5, $6)";
// Changes nothing; it holds the row until the transaction ends, on either engine.
const LOCK: &str = "UPDATE organisation SET created_at = created_at WHERE organisation_id = $1";

/// Every statement of this file, prepared on both engines by a test.
pub const STATEMENTS: &[&str] = &[FIND, INSERT, LOCK];

#[derive(FromRow)]
struct OrganisationRow {
    name_fa: String,
    name_en: String,
    locale: String,
    invented: bool,
}

/// The organisation.
///
/// # Errors
/// The database's.
pub async fn find(tx: &mut Tx, id: OrganisationId) -> Result<Option<Organisation>, sqlx::Error> {
    let row = on_engine!(tx, |c| sqlx::query_as::<_, OrganisationRow>(FIND).bind(id.0).fetch_optional(c).await)?;
    let Some(row) = row else { return Ok(None) };
    let locale = Locale::from_tag(&row.locale).ok_or_else(|| undecodable("locale", &row.locale))?;
    Ok(Some(Organisation { id, name: Bilingual::new(row.name_fa, row.name_en), locale, invented: row.invented }))
}

/// Adds an organisation.
///
/// # Errors
/// The database's.
pub async fn insert(tx: &mut Tx, organisation: &Organisation, now_ms: i64) -> Result<(), sqlx::Error> {
    on_engine!(tx, |c| sqlx::query(INSERT)
        .bind(organisation.id.0)
        .bind(&organisation.name.fa)
        .bind(&organisation.name.en)
        .bind(organisation.locale.tag())
        .bind(organisation.invented)
        .bind(now_ms)
        .execute(c)
        .await
        .map(|_| ()))
}

/// Makes everybody else who asks for this wait until the transaction ends: for what must be looked at and done in one.
///
/// # Errors
/// The database's.
pub async fn lock(tx: &mut Tx, id: OrganisationId) -> Result<(), sqlx::Error> {
    on_engine!(tx, |c| sqlx::query(LOCK).bind(id.0).execute(c).await.map(|_| ()))
}
