//! Rows of surveys, invitations and releases, as the release builder and its readers need them.

use ayeneh_domain::{
    bilingual::Bilingual,
    disclosure::Rules,
    ids::{PersonId, UnitId},
    people::Level,
    questionnaire::Side,
    relationship::Relationship,
    release::{Cell, Comment, Figure},
    survey::{Kind, State},
};
use sqlx::FromRow;
use uuid::Uuid;

use crate::people::rows::undecodable;

/// What was fixed when the survey was launched.
pub(super) struct Header {
    pub kind: Kind,
    pub state: State,
    pub rules: Rules,
    pub promise: Bilingual,
}

#[derive(FromRow)]
pub(super) struct HeaderRow {
    kind: String,
    state: String,
    rules: String,
    promise_fa: String,
    promise_en: String,
}

impl TryFrom<HeaderRow> for Header {
    type Error = sqlx::Error;
    fn try_from(row: HeaderRow) -> Result<Self, sqlx::Error> {
        Ok(Self {
            kind: Kind::from_key(&row.kind).ok_or_else(|| undecodable("kind", &row.kind))?,
            state: State::from_key(&row.state).ok_or_else(|| undecodable("state", &row.state))?,
            rules: document("rules", &row.rules)?,
            promise: Bilingual::new(row.promise_fa, row.promise_en),
        })
    }
}

/// How many were invited in one group.
pub(super) struct InvitedRow {
    pub side: Side,
    pub unit: UnitId,
    pub level: Option<Level>,
    pub subject: Option<PersonId>,
    pub relationship: Option<Relationship>,
    pub people: u32,
}

#[derive(FromRow)]
pub(super) struct RawInvitedRow {
    side: String,
    unit_id: Uuid,
    level: Option<String>,
    subject_id: Option<Uuid>,
    relationship: Option<String>,
    people: i64,
}

impl TryFrom<RawInvitedRow> for InvitedRow {
    type Error = sqlx::Error;
    fn try_from(row: RawInvitedRow) -> Result<Self, sqlx::Error> {
        Ok(Self {
            side: Side::from_key(&row.side).ok_or_else(|| undecodable("side", &row.side))?,
            unit: UnitId(row.unit_id),
            level: optional("level", row.level, Level::from_key)?,
            subject: row.subject_id.map(PersonId),
            relationship: optional("relationship", row.relationship, Relationship::from_key)?,
            people: u32::try_from(row.people).unwrap_or(u32::MAX),
        })
    }
}

#[derive(FromRow)]
pub(super) struct CellRow {
    unit_id: Option<Uuid>,
    subject_id: Option<Uuid>,
    side: Option<String>,
    group_key: Option<String>,
    topic: String,
    figure: String,
    shown: String,
}

impl TryFrom<CellRow> for Cell {
    type Error = sqlx::Error;
    fn try_from(row: CellRow) -> Result<Self, sqlx::Error> {
        Ok(Self {
            unit: row.unit_id.map(UnitId),
            subject: row.subject_id.map(PersonId),
            side: optional("side", row.side, Side::from_key)?,
            group: row.group_key,
            topic: row.topic,
            figure: Figure::from_key(&row.figure).ok_or_else(|| undecodable("figure", &row.figure))?,
            shown: document("shown", &row.shown)?,
        })
    }
}

#[derive(FromRow)]
pub(super) struct CommentRow {
    unit_id: Option<Uuid>,
    subject_id: Option<Uuid>,
    side: Option<String>,
    pool: Option<String>,
    item: String,
    body: String,
}

impl TryFrom<CommentRow> for Comment {
    type Error = sqlx::Error;
    fn try_from(row: CommentRow) -> Result<Self, sqlx::Error> {
        Ok(Self {
            unit: row.unit_id.map(UnitId),
            subject: row.subject_id.map(PersonId),
            side: optional("side", row.side, Side::from_key)?,
            group: row.pool,
            topic: row.item,
            text: row.body,
        })
    }
}

fn optional<T>(column: &str, key: Option<String>, read: impl Fn(&str) -> Option<T>) -> Result<Option<T>, sqlx::Error> {
    key.map(|key| read(&key).ok_or_else(|| undecodable(column, &key))).transpose()
}

pub(super) fn document<T: serde::de::DeserializeOwned>(column: &str, text: &str) -> Result<T, sqlx::Error> {
    serde_json::from_str(text)
        .map_err(|error| sqlx::Error::ColumnDecode { index: column.to_owned(), source: error.into() })
}
