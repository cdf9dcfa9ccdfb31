//! SQL of those who could be asked: employees and contacts who are there now.

use ayeneh_domain::ids::OrganisationId;

use super::{
    super::rows::{Candidate, CandidateRow, OutsideCandidate, OutsideRow},
    Sql,
};
use crate::{db::Tx, on_engine};

const PEOPLE: &str = "SELECT id, code, unit_id, manager_id, level, tenure FROM person \
     WHERE organisation_id = $1 AND active ORDER BY code";
const CONTACTS: &str = "SELECT c.id, c.code, c.unit_id, a.kind, c.stopped_on IS NOT NULL AS stopped FROM contact c \
     JOIN account a ON a.organisation_id = c.organisation_id AND a.id = c.account_id \
     WHERE c.organisation_id = $1 AND c.active ORDER BY c.code";

/// Every statement of this file, prepared on both engines by a test.
pub const STATEMENTS: &[&str] = &[PEOPLE, CONTACTS];

/// All active employees, by code.
pub async fn people(tx: &mut Tx, organisation: OrganisationId) -> Sql<Vec<Candidate>> {
    let rows = on_engine!(tx, |c| sqlx::query_as::<_, CandidateRow>(PEOPLE).bind(organisation.0).fetch_all(c).await)?;
    Ok(rows.into_iter().map(Candidate::from).collect())
}

/// All active contacts of customers and suppliers, by code; those who asked not to be written to are among them.
pub async fn contacts(tx: &mut Tx, organisation: OrganisationId) -> Sql<Vec<OutsideCandidate>> {
    let rows = on_engine!(tx, |c| sqlx::query_as::<_, OutsideRow>(CONTACTS).bind(organisation.0).fetch_all(c).await)?;
    Ok(rows.into_iter().map(OutsideCandidate::from).collect())
}
