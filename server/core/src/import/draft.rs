//! Files between preview and confirmation: what is confirmed is what was looked at, and nobody sends a file twice.
//!
//! A draft belongs to one person and kind; a new one takes the place of the last. What is left lying for a day goes.

use ayeneh_domain::ids::{ImportDraftId, PersonId};
use sqlx::FromRow;

use super::ImportFile;
use crate::{Ctx, Error, Result, on_engine};

const DAY_MS: i64 = 24 * 3_600_000;

const INSERT: &str = "INSERT INTO import_draft (organisation_id, id, kind, person_id, created_at) \
     VALUES ($1, $2, $3, $4, $5)";
const INSERT_FILE: &str = "INSERT INTO import_draft_file (organisation_id, draft_id, position, name, content) \
     VALUES ($1, $2, $3, $4, $5)";
const FILES: &str = "SELECT f.name, f.content FROM import_draft_file f \
     JOIN import_draft d ON d.organisation_id = f.organisation_id AND d.id = f.draft_id \
     WHERE d.organisation_id = $1 AND d.id = $2 AND d.kind = $3 AND d.person_id = $4 AND d.created_at > $5 \
     ORDER BY f.position";
const DELETE_FILES: &str = "DELETE FROM import_draft_file WHERE organisation_id = $1 AND draft_id IN \
     (SELECT id FROM import_draft WHERE organisation_id = $1 AND (created_at <= $4 OR (kind = $2 AND person_id = $3)))";
const DELETE: &str = "DELETE FROM import_draft WHERE organisation_id = $1 AND \
     (created_at <= $4 OR (kind = $2 AND person_id = $3))";

/// Every statement of this file, prepared on both engines by a test.
pub const STATEMENTS: &[&str] = &[INSERT, INSERT_FILE, FILES, DELETE_FILES, DELETE];

/// What is going to be imported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DraftKind {
    /// Units and people.
    People,
    /// Accounts and contacts.
    Customers,
    /// Readings of measures.
    Measures,
}

impl DraftKind {
    const fn key(self) -> &'static str {
        match self {
            Self::People => "people",
            Self::Customers => "customers",
            Self::Measures => "measures",
        }
    }
}

#[derive(FromRow)]
struct FileRow {
    name: String,
    content: Vec<u8>,
}

/// Keeps files until they are confirmed, in place of the last ones of who acts. The service that calls this has
/// authorised it.
///
/// # Errors
/// The database's.
pub async fn keep(ctx: &Ctx, kind: DraftKind, files: &[ImportFile]) -> Result<ImportDraftId> {
    let id = ImportDraftId(ctx.core.new_id());
    let now = ctx.core.now_ms();
    let mut tx = ctx.write().await?;
    delete(&mut tx, ctx, kind).await?;
    on_engine!(&mut tx, |c| sqlx::query(INSERT)
        .bind(ctx.organisation.0)
        .bind(id.0)
        .bind(kind.key())
        .bind(ctx.person.0)
        .bind(now)
        .execute(c)
        .await
        .map(|_| ()))?;
    for (file, position) in files.iter().zip(0_i64..) {
        on_engine!(&mut tx, |c| sqlx::query(INSERT_FILE)
            .bind(ctx.organisation.0)
            .bind(id.0)
            .bind(position)
            .bind(&file.name)
            .bind(&file.bytes)
            .execute(c)
            .await
            .map(|_| ()))?;
    }
    tx.commit().await?;
    Ok(id)
}

/// The files of a draft of who acts.
///
/// # Errors
/// [`Error::NotFound`] for a draft that was applied, replaced, is older than a day, or somebody else's.
pub async fn draft_files(ctx: &Ctx, kind: DraftKind, id: ImportDraftId) -> Result<Vec<ImportFile>> {
    let mut tx = ctx.read().await?;
    let PersonId(person) = ctx.person;
    let rows = on_engine!(&mut tx, |c| sqlx::query_as::<_, FileRow>(FILES)
        .bind(ctx.organisation.0)
        .bind(id.0)
        .bind(kind.key())
        .bind(person)
        .bind(ctx.core.now_ms() - DAY_MS)
        .fetch_all(c)
        .await)?;
    if rows.is_empty() {
        return Err(Error::NotFound);
    }
    Ok(rows.into_iter().map(|row| ImportFile { name: row.name, bytes: row.content }).collect())
}

/// Removes the draft of who acts, and all that are older than a day.
///
/// # Errors
/// The database's.
pub async fn discard(ctx: &Ctx, kind: DraftKind) -> Result<()> {
    let mut tx = ctx.write().await?;
    delete(&mut tx, ctx, kind).await?;
    Ok(tx.commit().await?)
}

async fn delete(tx: &mut crate::db::Tx, ctx: &Ctx, kind: DraftKind) -> Result<()> {
    for statement in [DELETE_FILES, DELETE] {
        on_engine!(&mut *tx, |c| sqlx::query(statement)
            .bind(ctx.organisation.0)
            .bind(kind.key())
            .bind(ctx.person.0)
            .bind(ctx.core.now_ms() - DAY_MS)
            .execute(c)
            .await
            .map(|_| ()))?;
    }
    Ok(())
}
