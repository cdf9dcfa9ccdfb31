//! SQL of the demo: whom its surveys invited, and that its mails need not be sent.

use ayeneh_domain::{
    answer::Group,
    ids::{InvitationId, OrganisationId, PersonId, SurveyId, UnitId},
    people::{Level, TenureBand},
    questionnaire::Side,
    relationship::Relationship,
};
use sqlx::FromRow;
use uuid::Uuid;

use crate::{db::Tx, on_engine, people::rows::undecodable};

const INVITED: &str = "SELECT id, wording, side, unit_id, person_id, level, tenure, subject_id, relationship \
     FROM invitation WHERE organisation_id = $1 AND survey_id = $2 ORDER BY id";
const MARK_SENT: &str = "UPDATE outbox SET state = 'sent', attempts = 1, finished_at = created_at \
     WHERE organisation_id = $1 AND state = 'waiting'";

/// Every constant statement of this file, prepared on both engines by a test.
pub const STATEMENTS: &[&str] = &[INVITED, MARK_SENT];

/// Says of all mails that they went out: nobody invented reads mail.
pub(super) async fn mark_sent(tx: &mut Tx, organisation: OrganisationId) -> Result<(), sqlx::Error> {
    on_engine!(tx, |c| sqlx::query(MARK_SENT).bind(organisation.0).execute(c).await.map(|_| ()))
}

/// Who was invited, with the group the answer counts in.
#[derive(Clone, Debug)]
pub(super) struct Invited {
    pub id: InvitationId,
    pub wording: String,
    pub person: Option<PersonId>,
    pub group: Group,
}

#[derive(FromRow)]
struct InvitedRow {
    id: Uuid,
    wording: String,
    side: String,
    unit_id: Uuid,
    person_id: Option<Uuid>,
    level: Option<String>,
    tenure: Option<String>,
    subject_id: Option<Uuid>,
    relationship: Option<String>,
}

impl TryFrom<InvitedRow> for Invited {
    type Error = sqlx::Error;

    fn try_from(row: InvitedRow) -> Result<Self, sqlx::Error> {
        let group = Group {
            side: Side::from_key(&row.side).ok_or_else(|| undecodable("side", &row.side))?,
            unit: UnitId(row.unit_id),
            level: row.level.as_deref().and_then(Level::from_key),
            tenure: row.tenure.as_deref().and_then(TenureBand::from_key),
            subject: row.subject_id.map(PersonId),
            relationship: row.relationship.as_deref().and_then(Relationship::from_key),
        };
        let person = row.person_id.map(PersonId);
        Ok(Self { id: InvitationId(row.id), wording: row.wording, person, group })
    }
}

/// Everybody whom a survey invited.
pub(super) async fn invited(
    tx: &mut Tx,
    organisation: OrganisationId,
    survey: SurveyId,
) -> Result<Vec<Invited>, sqlx::Error> {
    let rows = on_engine!(tx, |c| sqlx::query_as::<_, InvitedRow>(INVITED)
        .bind(organisation.0)
        .bind(survey.0)
        .fetch_all(c)
        .await)?;
    rows.into_iter().map(Invited::try_from).collect()
}
