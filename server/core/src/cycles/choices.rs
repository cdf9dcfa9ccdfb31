//! SQL of those among whom raters are chosen: the team, whoever reports, the unit, customers and suppliers served, and
//! anybody found by name.

use ayeneh_domain::{
    ids::{ContactId, OrganisationId, PersonId, UnitId},
    survey::raters::{Colleague, RaterId},
};
use sqlx::FromRow;
use uuid::Uuid;

use crate::{db::Tx, on_engine, search};

type Sql<T> = Result<T, sqlx::Error>;

/// At most so many are listed of a kind, or found by name: a list on a phone, not a directory.
pub(super) const MOST: i64 = 24;

/// So many are looked through for a name.
const MOST_FOUND: i64 = 500;

const PERSON: &str = "SELECT p.id, p.name, p.unit_id, p.manager_id, u.name_fa, u.name_en FROM person p \
     JOIN unit u ON u.organisation_id = p.organisation_id AND u.id = p.unit_id \
     WHERE p.organisation_id = $1 AND p.id = $2 AND p.active";
const NEAR: &str = "SELECT p.id, p.name, p.unit_id, p.manager_id, u.name_fa, u.name_en FROM person p \
     JOIN unit u ON u.organisation_id = p.organisation_id AND u.id = p.unit_id \
     WHERE p.organisation_id = $1 AND p.active AND p.id <> $2 \
     AND (p.manager_id = $2 OR p.manager_id = $3 OR p.unit_id = $4) \
     ORDER BY CASE WHEN p.manager_id = $2 THEN 0 WHEN p.manager_id = $3 THEN 1 ELSE 2 END, p.sort_key, p.code LIMIT $5";
const FOUND: &str = "SELECT p.id, p.name, p.unit_id, p.manager_id, u.name_fa, u.name_en FROM person p \
     JOIN unit u ON u.organisation_id = p.organisation_id AND u.id = p.unit_id \
     WHERE p.organisation_id = $1 AND p.active AND p.id <> $2 AND p.search LIKE $3 ESCAPE '\\' \
     ORDER BY p.sort_key, p.code LIMIT $4";
const SERVED: &str = "SELECT c.id, c.code, c.name, c.unit_id, a.name AS account, a.kind FROM contact c \
     JOIN account a ON a.organisation_id = c.organisation_id AND a.id = c.account_id \
     WHERE c.organisation_id = $1 AND c.active AND c.stopped_on IS NULL AND c.unit_id = $2 \
     ORDER BY a.kind, c.sort_key, c.code LIMIT $3";
const CONTACT: &str = "SELECT c.id, c.code, c.name, c.unit_id, a.name AS account, a.kind FROM contact c \
     JOIN account a ON a.organisation_id = c.organisation_id AND a.id = c.account_id \
     WHERE c.organisation_id = $1 AND c.id = $2 AND c.active AND c.stopped_on IS NULL";
const TEAM_SIZES: &str = "SELECT \
     (SELECT count(*) FROM person WHERE organisation_id = $1 AND active AND manager_id = $2) AS reports, \
     (SELECT count(*) FROM person WHERE organisation_id = $1 AND active AND manager_id = $3 AND id <> $2) AS peers, \
     (SELECT count(*) FROM contact c JOIN account a ON a.organisation_id = c.organisation_id AND a.id = c.account_id \
        WHERE c.organisation_id = $1 AND c.active AND c.stopped_on IS NULL AND c.unit_id = $4 AND a.kind = 'customer') \
        AS customers, \
     (SELECT count(*) FROM contact c JOIN account a ON a.organisation_id = c.organisation_id AND a.id = c.account_id \
        WHERE c.organisation_id = $1 AND c.active AND c.stopped_on IS NULL AND c.unit_id = $4 AND a.kind = 'supplier') \
        AS suppliers";

/// Every statement of this file, prepared on both engines by a test.
pub const STATEMENTS: &[&str] = &[PERSON, NEAR, FOUND, SERVED, CONTACT, TEAM_SIZES];

/// An employee, with the name of the unit.
#[derive(Clone, Debug, FromRow)]
pub(super) struct PersonRow {
    pub id: Uuid,
    pub name: String,
    pub unit_id: Uuid,
    pub manager_id: Option<Uuid>,
    pub name_fa: String,
    pub name_en: String,
}

impl PersonRow {
    pub(super) fn colleague(&self) -> Colleague {
        Colleague { id: PersonId(self.id), unit: UnitId(self.unit_id), manager: self.manager_id.map(PersonId) }
    }
}

/// A contact, with the account.
#[derive(Clone, Debug, FromRow)]
pub(super) struct ContactRow {
    pub id: Uuid,
    pub code: String,
    pub name: String,
    pub unit_id: Uuid,
    pub account: String,
    pub kind: String,
}

impl ContactRow {
    pub(super) fn rater(&self) -> RaterId {
        RaterId::Contact(ContactId(self.id))
    }
}

/// How many there are to choose from around somebody.
#[derive(Clone, Copy, Debug, FromRow)]
pub(super) struct Around {
    pub reports: i64,
    pub peers: i64,
    pub customers: i64,
    pub suppliers: i64,
}

/// An employee who is there.
pub(super) async fn person(tx: &mut Tx, organisation: OrganisationId, id: PersonId) -> Sql<Option<PersonRow>> {
    on_engine!(tx, |c| sqlx::query_as(PERSON).bind(organisation.0).bind(id.0).fetch_optional(c).await)
}

/// Whoever reports to somebody, then the colleagues with the same manager, then those of the same unit.
pub(super) async fn near(tx: &mut Tx, organisation: OrganisationId, who: Colleague) -> Sql<Vec<PersonRow>> {
    on_engine!(tx, |c| sqlx::query_as(NEAR)
        .bind(organisation.0)
        .bind(who.id.0)
        .bind(who.manager.map(|manager| manager.0))
        .bind(who.unit.0)
        .bind(MOST)
        .fetch_all(c)
        .await)
}

/// Employees by name or number, without somebody.
pub(super) async fn found(
    tx: &mut Tx,
    organisation: OrganisationId,
    without: PersonId,
    typed: &str,
) -> Sql<Vec<PersonRow>> {
    on_engine!(tx, |c| sqlx::query_as(FOUND)
        .bind(organisation.0)
        .bind(without.0)
        .bind(search::pattern(typed))
        .bind(MOST_FOUND)
        .fetch_all(c)
        .await)
}

/// The contacts that a unit serves, without those who asked not to be written to.
pub(super) async fn served(tx: &mut Tx, organisation: OrganisationId, unit: UnitId) -> Sql<Vec<ContactRow>> {
    on_engine!(tx, |c| sqlx::query_as(SERVED).bind(organisation.0).bind(unit.0).bind(MOST).fetch_all(c).await)
}

/// A contact who may be asked.
pub(super) async fn contact(tx: &mut Tx, organisation: OrganisationId, id: ContactId) -> Sql<Option<ContactRow>> {
    on_engine!(tx, |c| sqlx::query_as(CONTACT).bind(organisation.0).bind(id.0).fetch_optional(c).await)
}

/// How many there are to choose from around somebody, of each kind.
pub(super) async fn around(tx: &mut Tx, organisation: OrganisationId, who: Colleague) -> Sql<Around> {
    on_engine!(tx, |c| sqlx::query_as(TEAM_SIZES)
        .bind(organisation.0)
        .bind(who.id.0)
        .bind(who.manager.map(|manager| manager.0))
        .bind(who.unit.0)
        .fetch_one(c)
        .await)
}
