//! SQL of invitations: many at once, and read back in pages. Nothing here tells who has answered.

use ayeneh_domain::{
    ids::{OrganisationId, SurveyId},
    survey::raters::RaterId,
};
use sqlx::FromRow;
use uuid::Uuid;

use super::{
    super::rows::{Invitation, InvitationRow},
    Sql,
};
use crate::{
    db::{Many, Tx},
    on_engine,
};

static INSERT: Many = Many::new(
    "INSERT INTO invitation (organisation_id, id, survey_id, wording, side, person_id, contact_id, unit_id, level, \
     tenure, subject_id, relationship, token_hash) VALUES",
    13,
    "",
);
const ALL: &str = "SELECT id, wording, person_id, contact_id, unit_id, level, tenure, subject_id, relationship \
     FROM invitation WHERE organisation_id = $1 AND survey_id = $2";
const DELETE_ALL: &str = "DELETE FROM invitation WHERE organisation_id = $1 AND survey_id = $2";
const COUNTS: &str = "SELECT survey_id, count(*) AS invited FROM invitation \
     WHERE organisation_id = $1 GROUP BY survey_id";
const LINKS: &str = "SELECT i.id, coalesce(p.name, c.name) AS name, i.unit_id, s.name AS subject, i.relationship \
     FROM invitation i \
     LEFT JOIN person p ON p.organisation_id = i.organisation_id AND p.id = i.person_id \
     LEFT JOIN contact c ON c.organisation_id = i.organisation_id AND c.id = i.contact_id \
     LEFT JOIN person s ON s.organisation_id = i.organisation_id AND s.id = i.subject_id \
     WHERE i.organisation_id = $1 AND i.survey_id = $2 AND i.token_hash IS NOT NULL \
     ORDER BY coalesce(p.name, c.name), i.id LIMIT $3 OFFSET $4";

const OPEN_OF_PERSON: &str = "SELECT count(DISTINCT i.survey_id) FROM invitation i JOIN survey s \
     ON s.organisation_id = i.organisation_id AND s.id = i.survey_id \
     WHERE i.organisation_id = $1 AND i.person_id = $2 AND i.token_hash IS NOT NULL AND s.state = 'open'";
const OPEN_OF_CONTACT: &str = "SELECT count(DISTINCT i.survey_id) FROM invitation i JOIN survey s \
     ON s.organisation_id = i.organisation_id AND s.id = i.survey_id \
     WHERE i.organisation_id = $1 AND i.contact_id = $2 AND i.token_hash IS NOT NULL AND s.state = 'open'";

/// Every constant statement of this file, prepared on both engines by a test.
pub const STATEMENTS: &[&str] = &[ALL, DELETE_ALL, COUNTS, LINKS, OPEN_OF_PERSON, OPEN_OF_CONTACT];

/// An invitation with what its link is handed out by.
#[derive(Clone, Debug, FromRow)]
pub struct LinkRow {
    /// The invitation.
    pub id: Uuid,
    /// Who is invited.
    pub name: String,
    /// Where the answer counts.
    pub unit_id: Uuid,
    /// 360°: about whom.
    pub subject: Option<String>,
    /// 360°: in what relation.
    pub relationship: Option<String>,
}

/// Keeps invitations, each with the hash of its token or, in a draft, without.
pub async fn insert(
    tx: &mut Tx,
    organisation: OrganisationId,
    survey: SurveyId,
    invitations: &[(Invitation, Option<Vec<u8>>)],
) -> Sql<()> {
    for (text, part) in INSERT.parts(invitations) {
        on_engine!(tx, |c| {
            let mut query = sqlx::query(text);
            for (invitation, token_hash) in part {
                let (person, contact) = match invitation.rater {
                    RaterId::Person(id) => (Some(id.0), None),
                    RaterId::Contact(id) => (None, Some(id.0)),
                };
                query = query
                    .bind(organisation.0)
                    .bind(invitation.id.0)
                    .bind(survey.0)
                    .bind(invitation.wording.key())
                    .bind(invitation.wording.side().key())
                    .bind(person)
                    .bind(contact)
                    .bind(invitation.unit.0)
                    .bind(invitation.level.as_deref())
                    .bind(invitation.tenure.as_deref())
                    .bind(invitation.subject.map(|(subject, _)| subject.0))
                    .bind(invitation.subject.map(|(_, relationship)| relationship.key()))
                    .bind(token_hash.as_deref());
            }
            query.execute(c).await.map(|_| ())
        })?;
    }
    Ok(())
}

/// All invitations of a survey.
pub async fn all(tx: &mut Tx, organisation: OrganisationId, survey: SurveyId) -> Sql<Vec<Invitation>> {
    let rows = on_engine!(tx, |c| sqlx::query_as::<_, InvitationRow>(ALL)
        .bind(organisation.0)
        .bind(survey.0)
        .fetch_all(c)
        .await)?;
    rows.into_iter().map(Invitation::try_from).collect()
}

/// Removes all invitations of a draft.
pub async fn delete_all(tx: &mut Tx, organisation: OrganisationId, survey: SurveyId) -> Sql<()> {
    on_engine!(tx, |c| sqlx::query(DELETE_ALL).bind(organisation.0).bind(survey.0).execute(c).await.map(|_| ()))
}

/// How many invitations each survey has.
pub async fn counts(tx: &mut Tx, organisation: OrganisationId) -> Sql<Vec<(SurveyId, u32)>> {
    let rows: Vec<(Uuid, i64)> = on_engine!(tx, |c| sqlx::query_as(COUNTS).bind(organisation.0).fetch_all(c).await)?;
    Ok(rows.into_iter().map(|(id, n)| (SurveyId(id), u32::try_from(n).unwrap_or(u32::MAX))).collect())
}

/// To how many running surveys somebody is invited, whether or not they have answered.
pub async fn open_of(tx: &mut Tx, organisation: OrganisationId, who: RaterId) -> Sql<usize> {
    let (statement, id) = match who {
        RaterId::Person(id) => (OPEN_OF_PERSON, id.0),
        RaterId::Contact(id) => (OPEN_OF_CONTACT, id.0),
    };
    let count: i64 =
        on_engine!(tx, |c| sqlx::query_scalar(statement).bind(organisation.0).bind(id).fetch_one(c).await)?;
    Ok(usize::try_from(count).unwrap_or_default())
}

/// A page of those whose links can be handed out, by name.
pub async fn links(
    tx: &mut Tx,
    organisation: OrganisationId,
    survey: SurveyId,
    most: u32,
    skipped: u32,
) -> Sql<Vec<LinkRow>> {
    on_engine!(tx, |c| sqlx::query_as(LINKS)
        .bind(organisation.0)
        .bind(survey.0)
        .bind(i64::from(most))
        .bind(i64::from(skipped))
        .fetch_all(c)
        .await)
}
